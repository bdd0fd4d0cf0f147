"""Pictures of numbers as HTML on one line: bars, shares of two years, tables. Values stand on the bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.markup import attribute

Cells = Sequence[str]
Named = tuple[str, int]
_HEIGHT = 68
_WIDTH = 440
_NAME = 220


def words(text: str) -> str:
    """Text for an element or an attribute, in which nothing looks like the address of a page's file.

    Such addresses are turned into those of the pages when the raw HTML of pictures is put into the frame.
    """
    return attribute(text).replace(".md", "&#46;md")


def section(title: str, *parts: str, wide: bool = False) -> str:
    """A part of a page with its heading; empty where it has nothing to show."""
    body = "".join(parts)
    kind = ' class="wide"' if wide else ""
    return f"<section{kind}><h2>{words(title)}</h2>{body}</section>" if body else ""


def note(html: str) -> str:
    """A remark below a picture."""
    return f'<p class="note">{html}</p>'


def link(text: str, path: str) -> str:
    """A link with plain text to the file of a page."""
    return f'<a href="{attribute(path)}">{words(text)}</a>'


def columns(values: Sequence[Named], label: str) -> str:
    """Columns side by side as SVG, each with its value above and its name below."""
    step = _WIDTH / max(len(values), 1)
    top = max([count for _, count in values] + [1])
    said = ", ".join(f"{name} {count:,}" for name, count in values)
    drawn = "".join(_column(number, step, name, count, top) for number, (name, count) in enumerate(values))
    return _picture("spark", 100, f"{label}: {said}", drawn)


def _picture(kind: str, height: int, label: str, drawn: str) -> str:
    return f'<svg class="{kind}" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{words(label)}">{drawn}</svg>'


def _column(number: int, step: float, name: str, count: int, top: int) -> str:
    left, middle = number * step + step * 0.28, number * step + step / 2
    height = max(1, round(_HEIGHT * count / top))
    return (
        f'<rect x="{left:.1f}" y="{84 - height}" width="{step * 0.44:.1f}" height="{height}"/>'
        f'<text x="{middle:.1f}" y="97" text-anchor="middle">{words(name)}</text>'
        f'<text class="v" x="{middle:.1f}" y="{80 - height}" text-anchor="middle">{count:,}</text>'
    )


def rows(values: Iterable[tuple[str, int]], head: tuple[str, str]) -> str:
    """Bars below each other as a table; each name is HTML."""
    values = list(values)
    top = max([count for _, count in values] + [1])
    lines = "".join(
        f'<tr><th scope="row">{name}</th><td><i style="--part:{count / top:.3f}"></i><b>{count:,}</b></td></tr>'
        for name, count in values
    )
    first, second = map(attribute, head)
    top_row = f'<thead class="sr"><tr><th scope="col">{first}</th><th scope="col">{second}</th></tr></thead>'
    return f'<table class="bars">{top_row}<tbody>{lines}</tbody></table>'


def shares(changes: Sequence[tuple[str, int, int]], label: str) -> str:
    """Two shares in percent of each name as SVG, the earlier one hollow."""
    said = ", ".join(f"{name} {before} to {after} %" for name, before, after in changes)
    top = max([max(before, after) for _, before, after in changes] + [1])
    drawn = "".join(_share(number, change, top) for number, change in enumerate(changes))
    return _picture("shares", 26 * len(changes) + 6, f"{label}: {said}", drawn)


def _share(number: int, change: tuple[str, int, int], top: int) -> str:
    name, before, after = change
    y = 26 * number + 16
    first, second = (240 + 120 * share // top for share in (before, after))
    kind = "up" if after > before else "down"
    fitted = f' textLength="{_NAME}" lengthAdjust="spacingAndGlyphs"' if len(name) > _NAME // 6 else ""
    return (
        f'<g class="{kind}"><text class="v" x="0" y="{y + 4}"{fitted}>{words(name)}</text>'
        f'<path d="M{first} {y}H{second}"/>'
        f'<circle class="before" cx="{first}" cy="{y}" r="3.2"/><circle cx="{second}" cy="{y}" r="4"/>'
        f'<text x="{_WIDTH}" y="{y + 4}" text-anchor="end">{before} to {after} %</text></g>'
    )


def table(head: Cells, lines: Iterable[Cells], summary: str = "As a table") -> str:
    """A table that opens; its cells are HTML, the first of each line its name."""
    names = "".join(f'<th scope="col">{name}</th>' for name in head)
    body = "".join(_line(cells) for cells in lines)
    return (
        f"<details><summary>{words(summary)}</summary>"
        f'<div class="scroll"><table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table></div></details>'
    )


def _line(cells: Cells) -> str:
    return f'<tr><th scope="row">{cells[0]}</th>{"".join(f"<td>{cell}</td>" for cell in cells[1:])}</tr>'


def grid(caption: str, head: Cells, lines: Iterable[tuple[str, Sequence[int | None]]]) -> str:
    """A table of numbers, the darker the larger; a cell with None stays empty."""
    lines = list(lines)
    top = max([count or 0 for _, counts in lines for count in counts] + [1])
    names = "".join(f'<th scope="col">{name}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(_shaded(count, top) for count in counts)}</tr>'
        for name, counts in lines
    )
    said = f'<caption class="sr">{words(caption)}</caption>'
    head_row = f"<thead><tr><td></td>{names}</tr></thead>"
    return f'<div class="scroll"><table class="grid">{said}{head_row}<tbody>{body}</tbody></table></div>'


def _shaded(count: int | None, top: int) -> str:
    if count is None:
        return "<td></td>"
    return f'<td style="--part:{40 * count // top}%">{count:,}</td>' if count else '<td class="none">0</td>'
