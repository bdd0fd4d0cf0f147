"""Documents for a terminal: plain lines, what was found between « and »."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.document import Block, Code, Fold, Heading, Hit, Items, Line, Paragraph, Strong, Table
from generator.harmless import in_terminal, terminal_line


def render(blocks: Iterable[Block]) -> str:
    """The document as text, a blank line between two blocks."""
    parts = ("\n".join(map(terminal_line, _block(block))) for block in blocks)
    return "\n\n".join(part for part in parts if part)


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text):
            title = in_terminal(text)
            return [title, "-" * len(title)]
        case Paragraph(line):
            return [inline(line)]
        case Items(items):
            return [row for item in items for row in (f"- {inline(item.line)}", *_below(item.below))]
        case Table(head, rows):
            return _table(head, rows)
        case Fold(summary, blocks):
            inner = render(blocks).split("\n")
            return [inline(summary), *(f"  {line}".rstrip() for line in inner)]


def _below(lines: Iterable[Line]) -> list[str]:
    return [f"    {inline(line)}" for line in lines]


def inline(line: Line) -> str:
    """A line with its parts side by side; code stands as it is."""
    return "".join(_part(part) for part in line).strip()


def _part(part: object) -> str:
    match part:
        case Hit(text):
            return f"«{in_terminal(text)}»"
        case Code(text) | Strong(text):
            return in_terminal(text)
        case str():
            return in_terminal(part)
    return ""


def _table(head: Sequence[str], rows: Iterable[Sequence[Line]]) -> list[str]:
    cells = [[in_terminal(name) for name in head], *([inline(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
