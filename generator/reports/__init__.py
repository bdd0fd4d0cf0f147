"""Answers as documents for people and as data for programs: one module for each verb."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from generator.document import Code, Line
from generator.findings import Excerpt
from generator.harmless import clipped
from generator.model import Decision, Entry, Location, Rule

LONGEST_TITLE = 160
LONGEST_NAME = 60

Data = dict[str, object]


def title(entry: Entry) -> str:
    """A title that fits into a line."""
    return clipped(entry.paper.title, LONGEST_TITLE)


def paper_data(entry: Entry) -> Data:
    """A paper for a program: the last part of its address, and its title."""
    return {"slug": entry.slug, "title": entry.paper.title}


def excerpt_data(excerpts: Iterable[Excerpt]) -> list[Data]:
    """Excerpts for a program: the text, the words in it that were found, and from where to where they stand."""
    return [
        {
            "field": one.field.value,
            "text": "".join(piece.text for piece in one.pieces),
            "found": [piece.text for piece in one.pieces if piece.is_hit],
            "spans": _spans(one),
        }
        for one in excerpts
    ]


def _spans(excerpt: Excerpt) -> list[list[int]]:
    ends = list(accumulate(len(piece.text) for piece in excerpt.pieces))
    return [[end - len(piece.text), end] for piece, end in zip(excerpt.pieces, ends, strict=True) if piece.is_hit]


def where_data(where: Location) -> Data:
    """A place for a program."""
    return {"file": where.file, "line": where.line}


def decision_data(one: Decision | None) -> Data | None:
    """A person's decision for a program."""
    return {"given": one.given, "reason": one.reason, **where_data(one.where)} if one else None


def place(where: Location) -> Code:
    """A place in a rule file, short."""
    return Code(clipped(f"{where.file.rpartition('/')[2]}:{where.line}", LONGEST_NAME))


def named(rule: Rule) -> Line:
    """A tag by its label and id."""
    return (clipped(rule.label or rule.id, LONGEST_NAME), " (", Code(rule.id), ")")


def joined(tags: Iterable[str]) -> Line:
    """Ids side by side."""
    parts: list[str | Code] = []
    for tag in tags:
        parts += [", ", Code(tag)] if parts else [Code(tag)]
    return tuple(parts)
