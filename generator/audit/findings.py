"""How the questions speak: where a paper stands, what it is called, and a note or a warning of it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.harmless import clipped
from generator.model import Location, Paper, Problem, Severity
from generator.slips import short

MOST_NAMED = 3
"""So many papers are named in one sentence; more are counted."""


def place(paper: Paper, field: str = "title") -> Location:
    """Where a field of a paper was taken from, else its title."""
    found = paper.provenance.get(field) or paper.provenance.get("title")
    return found or min(paper.provenance.values(), default=Location(min(paper.files, default="")))


def named(paper: Paper, longest: int) -> str:
    """A paper with its place, as a sentence names it, with so much of its title."""
    where = place(paper)
    return f"“{clipped(paper.title, longest)}” ({where.file}:{where.line})"


def listed(papers: Iterable[Paper], most: int = MOST_NAMED) -> str:
    """Papers in one sentence: the first by name, the others by number."""
    names = [f"“{short(paper.title)}”" for paper in papers]
    rest = [f"{len(names) - most:,} more"] if len(names) > most else []
    *first, last = [*names[:most], *rest]
    return f"{', '.join(first)} and {last}" if first else last


def note(where: Location, code: str, message: str, hint: str) -> Problem:
    """Worth a thought."""
    return Problem(where, Severity.NOTE, code, message, hint)


def warning(where: Location, code: str, message: str, hint: str) -> Problem:
    """Doubtful."""
    return Problem(where, Severity.WARNING, code, message, hint)
