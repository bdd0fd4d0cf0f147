"""The entries of a RIS file and of Web of Science's tagged format, each with its line, as rispy names their fields.

rispy reads a whole file or nothing, knows no lines, and drops a value of a tag that may stand once only. So the file is
cut into entries first, its lines are put as rispy wants them, and what it drops is kept beside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING, WOK_LIST_TYPE_TAGS, WOK_TAG_KEY_MAPPING

RIS_START = re.compile(r"\s{0,4}TY {1,2}-", re.IGNORECASE)
ISI_START = re.compile(r"PT [A-Z]\b")
_STRICT = re.compile(r"\s{0,4}([A-Za-z][A-Za-z0-9]) {2}-(?: (.*)|$)")
_LENIENT = re.compile(r"\s{0,4}([A-Za-z][A-Za-z0-9]) {0,3}-(?: (.*)|$)")
_ISI = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)")
_WOK_NAMES = {**WOK_TAG_KEY_MAPPING, "UK": TAG_KEY_MAPPING["UK"]}
"""rispy has no name for tags that it does not know in files of Web of Science, and stops at one."""
_WOK_LISTS = [*WOK_LIST_TYPE_TAGS, "BE"]
"""Editors stand on a line each, too."""
_IN_PARAGRAPHS = frozenset({"AB", "N2"})
_PARAGRAPH_END = "\u2029"
_NOT_TAGS = frozenset({"UK"})
"""What rispy calls tags that it does not know; a tag of this name would be one of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its first line, its fields by rispy's names, the values that rispy drops, and whether it has an end."""

    line: int
    fields: dict[str, Any]
    dropped: tuple[tuple[str, str], ...] = ()
    has_end: bool = True


def of_ris(lines: Sequence[str]) -> Iterator[Entry]:
    """The entries of a RIS file. One begins at `TY`, or at any tag where none is open."""
    start = next((line for line in lines if RIS_START.match(line)), "")
    tagged = _STRICT if _STRICT.match(start) else _LENIENT
    cut = _cut(lines, lambda line: _tag(tagged, line), "TY")
    for number, rows, has_end in cut:
        yield _entry(number, rows, has_end, is_isi=False)


def of_isi(lines: Sequence[str]) -> Iterator[Entry]:
    """The entries of a file of Web of Science. One begins at `PT`."""
    cut = _cut(lines, lambda line: _tag(_ISI, line), "PT")
    for number, rows, has_end in cut:
        yield _entry(number, rows, has_end, is_isi=True)


_Rows = list[tuple[str, str]]
"""Tags, '' for a line that goes on, with their texts."""


def _tag(pattern: re.Pattern[str], line: str) -> tuple[str, str]:
    found = pattern.match(line)
    return (found[1].upper(), (found[2] or "").strip()) if found else ("", line.strip())


def _cut(lines: Iterable[str], read: Any, start: str) -> Iterator[tuple[int, _Rows, bool]]:
    """The first line and the rows of each entry, and whether it ended as it should."""
    rows: _Rows = []
    first, last = 0, ""
    for number, line in enumerate(lines, 1):
        tag, text = read(line)
        if tag == "ER" or (tag == start and rows):
            if rows:
                yield first, rows, tag == "ER"
            rows = []
        if tag == start or (tag and not rows and tag not in ("ER", "FN", "VR", "EF")):
            rows, first = [*rows, (start, text if tag == start else "")], number if not rows else first
        if rows and tag not in ("ER", start) and (tag or text or last in _IN_PARAGRAPHS):
            rows.append((tag, text or ("" if tag else _PARAGRAPH_END)))
        last = tag or last
    if rows:
        yield first, rows, False


def _entry(number: int, rows: _Rows, has_end: bool, *, is_isi: bool) -> Entry:
    lists, names = (_WOK_LISTS, WOK_TAG_KEY_MAPPING) if is_isi else (LIST_TYPE_TAGS, TAG_KEY_MAPPING)
    single = names.keys() - set(lists)
    kept = list(_joined((row for row in rows[1:] if row[0] not in _NOT_TAGS), single))
    parser = rispy.WokParser(mapping=_WOK_NAMES, list_tags=_WOK_LISTS) if is_isi else rispy.RisParser()
    lines = [_line(tag, text, is_isi=is_isi) for tag, text in [rows[0], *kept, ("ER", "")]]
    [fields] = parser.parse_lines(iter(lines))
    dropped = [*_dropped(kept, single, names), *(row for row in rows[1:] if row[0] in _NOT_TAGS)]
    return Entry(number, fields, tuple(dropped), has_end)


def _joined(rows: Iterable[tuple[str, str]], single: Collection[str]) -> Iterator[tuple[str, str]]:
    """The rows, with the lines on which a text goes on in one with its first; rispy would join them one by one."""
    tag, texts = "", list[str]()
    for next_tag, text in rows:
        if not next_tag and tag in single:
            texts.append(text)
        elif next_tag or tag:  # what goes on from the first line of an entry has no tag
            if tag:
                yield tag, " ".join(texts)
            tag, texts = (next_tag or tag), [text]
    if tag:
        yield tag, " ".join(texts)


def _line(tag: str, text: str, *, is_isi: bool) -> str:
    return f"{tag} {text}" if is_isi else f"{tag}  - {text}"


def _dropped(rows: _Rows, single: Collection[str], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Further values of a tag that rispy takes once."""
    seen: dict[str, str] = {}
    for tag, text in rows:
        if tag in single:
            if text and tag in seen and text != seen[tag]:
                yield names[tag], text
            seen.setdefault(tag, text)
