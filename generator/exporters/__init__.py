"""The formats in which papers can be taken away: one module for each, and this table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from generator.exporters import bibtex
from generator.model import Paper

EXPORTERS: Final[Mapping[str, Callable[[Paper, str], str]]] = {"bibtex": bibtex.bibtex}
"""By name, what writes one paper under its citation key."""
