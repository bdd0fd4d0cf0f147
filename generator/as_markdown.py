"""Documents as GitHub's Markdown, for the comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from generator.document import Block, Code, Fold, Heading, Hit, Items, Line, Paragraph, Strong, Table
from generator.harmless import in_markdown, markdown_line


def render(blocks: Iterable[Block]) -> str:
    """The document as Markdown, a blank line between two blocks."""
    return "\n\n".join(part for block in blocks if (part := _block(block)))


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"### {in_markdown(text)}"
        case Paragraph(line):
            return markdown_line(inline(line))
        case Items(items):
            lines = (row for item in items for row in (f"- {_start(item.line)}", *_below(item.below)))
            return "\n".join(lines)
        case Table(head, rows):
            return _table(head, rows)
        case Fold(summary, blocks):
            return f"<details>\n<summary>{inline(summary)}</summary>\n\n{render(blocks)}\n\n</details>"


def _start(line: Line) -> str:
    return markdown_line(inline(line))


def _below(lines: Iterable[Line]) -> list[str]:
    return [f"  - {_start(line)}" for line in lines]


def inline(line: Line) -> str:
    """A line with its parts side by side, as Markdown that can stand in a table, too."""
    return "".join(map(_part, _joined(line))).strip()


def _joined(line: Line) -> Line:
    """The parts with plain texts that meet as one: an address may begin in one and end in the next."""
    groups = groupby(line, key=lambda part: isinstance(part, str))
    return tuple(part for is_text, parts in groups for part in (("".join(map(str, parts)),) if is_text else parts))


def _part(part: object) -> str:
    match part:
        case Hit(text) | Strong(text):
            return f"<b>{in_markdown(text)}</b>"
        case Code(text):
            return f"<code>{in_markdown(text)}</code>"
        case str():
            return in_markdown(part)
    return ""


def _table(head: Sequence[str], rows: Iterable[Sequence[Line]]) -> str:
    lines = [[in_markdown(name) for name in head], [":--", *("--:" for _ in head[1:])]]
    lines += [[inline(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
