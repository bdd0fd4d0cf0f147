"""An answer before it has a form: headings, lists, tables and folds, of which a terminal and Markdown are made.

Every text in it is taken as data. Whoever renders a document makes it harmless; whoever writes one need not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.findings import Excerpt


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that a term found."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type or to look up: an id, a term, a place in a file."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words to be seen first."""

    text: str


Line = tuple[str | Hit | Code | Strong, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of the blocks that follow."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line by itself."""

    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with the lines below it."""

    line: Line
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of lines; the first is of words, the others of numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """What is shown when it is asked for."""

    summary: Line
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Items | Table | Fold


def of_excerpt(excerpt: Excerpt) -> Line:
    """An excerpt with its words marked and the field named that it stands in."""
    return (f"{excerpt.field}: ", *(Hit(piece.text) if piece.is_hit else piece.text for piece in excerpt.pieces))


def of_excerpts(excerpts: Iterable[Excerpt]) -> tuple[Line, ...]:
    """A line for each excerpt."""
    return tuple(map(of_excerpt, excerpts))


def listed(items: Iterable[Item], limit: int | None) -> tuple[Block, ...]:
    """The first `limit` items, and how many more there are."""
    found = tuple(items)
    shown = found if limit is None else found[:limit]
    more = len(found) - len(shown)
    blocks: tuple[Block, ...] = (Items(shown),) if shown else ()
    return (*blocks, Paragraph((f"… and {more:,} more.",))) if more else blocks
