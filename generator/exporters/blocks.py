"""The citations of all papers in small files, from which the browser makes every format itself.

A file is a list in JSON of `BLOCK` records, in the order of the catalog's papers. A record is the list of the fields
of `Citation` in their order, the kind as its place in `KINDS`, without the empty ones at its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from typing import Any, Final

from generator.citation import KINDS, Citation

BLOCK: Final = 32
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NAMES: Final = tuple(field.name for field in fields(Citation))
_AUTHORS, _EDITORS = map(_NAMES.index, ("authors", "editors"))


def blocks(citations: Iterable[Citation]) -> Iterator[bytes]:
    """The files in their order."""
    records = map(record, citations)
    while block := list(islice(records, BLOCK)):
        yield _json(block).encode()


def record(cited: Citation) -> list[Any]:
    """One record."""
    values = [getattr(cited, name) for name in _NAMES]
    values[1] = KINDS.index(cited.kind)
    values[_AUTHORS], values[_EDITORS] = list(cited.authors), list(cited.editors)
    while values[-1] in ("", []):
        values.pop()
    return values
