"""The bytes of a YAML file as lines that can be read. What no line may have is told and taken out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from generator.model import Location, Problem, Severity, Source
from generator.problems import error

MOST_ODD_LINES = 20
_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_AROUND = " \t\u00a0\u200b"
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
_RARE_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")
_PREFIX = re.compile(rf"(?P<indent>[\s{_ODD_SPACES}]*)(?:-[\s{_ODD_SPACES}]+)*(?:[\w-]+:[\s{_ODD_SPACES}]+)?(?=\S)")
_WIDE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ODD = re.compile(f"[\t{_ODD_SPACES}]")
_HIDDEN = re.compile("[\u061c\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
"""What turns the text around it, or stands in it unseen. Joiners and marks of direction are needed in some scripts."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = "save it in the encoding UTF-8"


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a file. `shifts` says by how much the columns of a row are further right than in the file."""

    name: str
    rows: list[str]
    shifts: dict[int, int] = field(default_factory=dict)

    def where(self, row: int, column: int) -> Location:
        """The place in the file of a row and a column, both from 0."""
        row = max(0, min(row, len(self.rows) - 1))
        return Location(self.name, row + 1, max(1, column + 1 - self.shifts.get(row, 0)))


def lines_of(source: Source) -> tuple[Lines | None, list[Problem]]:
    """The rows of a file and what is wrong with its characters; no rows where it is no text at all."""
    if source.data.startswith(_UTF16):
        return None, [error(Location(source.name), "not-utf-8", "the file is in the encoding UTF-16", _SAVE)]
    text, problems = _decoded(source)
    rows = [row.rstrip(_AROUND) for row in text.translate(_RARE_LINE_ENDS).replace("\r\n", "\n").split("\n")]
    for number, row in enumerate(rows):
        if found := _UNPRINTABLE.findall(row):
            problems.append(_unprintable(source.name, number, row))
            rows[number] = _UNPRINTABLE.sub(" ", row)
            if len(problems) > MOST_ODD_LINES or len(found) > MOST_ODD_LINES:
                return None, problems
    lines = Lines(source.name, rows)
    problems += _spaced(lines)
    return lines, problems + _hidden(lines)


def _decoded(source: Source) -> tuple[str, list[Problem]]:
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode(), []
    except UnicodeDecodeError as wrong:
        above, _, before = data[: wrong.start].decode().rpartition("\n")
        where = Location(source.name, above.count("\n") + 1 + (b"\n" in data[: wrong.start]), len(before) + 1)
        # Whatever it was, it is a letter to those who read on.
        text = data.decode("utf-8", "replace").replace("\ufffd", "\u25a1")
        return text, [error(where, "not-utf-8", "the file is not UTF-8 here", _SAVE)]


def _unprintable(name: str, number: int, row: str) -> Problem:
    sign = _UNPRINTABLE.search(row)
    column, code = (sign.start() + 1, ord(sign.group())) if sign else (1, 0)
    message = f"the character U+{code:04X} cannot stand in YAML"
    hint = "take it out" if code else f"take it out; if every second character is one, {_SAVE}"
    return error(Location(name, number + 1, column), "yaml-character", message, hint)


def _spaced(lines: Lines) -> list[Problem]:
    """Put spaces where tabs and other odd spaces stand before a text. Each kind is told once, at its first place."""
    found: dict[bool, list[Location]] = {True: [], False: []}
    for number, row in enumerate(lines.rows):
        prefix = _PREFIX.match(row)
        if prefix and (odd := _ODD.search(prefix.group())):
            found[odd.group() == "\t"].append(lines.where(number, odd.start()))
            indent = _without_tabs(prefix["indent"], lines.rows[:number])
            lines.shifts[number] = len(indent) - len(prefix["indent"])
            behind = row[prefix.end("indent") : prefix.end()]
            lines.rows[number] = _ODD.sub(" ", indent + behind) + row[prefix.end() :]
        lines.rows[number] = _WIDE.sub(" ", lines.rows[number])  # within a text each of them is a space
    return [_odd_space(places, is_tab=is_tab) for is_tab, places in found.items() if places]


def _hidden(lines: Lines) -> list[Problem]:
    """A warning for each row with a character that nobody sees."""
    found = []
    for number, row in enumerate(lines.rows):
        if not row.isascii() and (hidden := _HIDDEN.search(row)):
            name = unicodedata.name(hidden[0], "a tag").lower()
            message = f"the character U+{ord(hidden[0]):04X} ({name}) stands here, and nobody sees it"
            hint = "take it out; the text may read otherwise than it looks"
            where = lines.where(number, hidden.start())
            found.append(Problem(where, Severity.WARNING, "yaml-hidden", message, hint))
    return found[:MOST_ODD_LINES]


def _without_tabs(indent: str, above: list[str]) -> str:
    """The indentation as it was meant: as deep as the line above, if tabs of some width make it so; else two each."""
    row = next((row for row in reversed(above) if row.strip()), "")
    wanted = len(row) - len(row.lstrip())
    wide = (indent.replace("\t", " " * width) for width in (2, 4, 8))
    return next((one for one in wide if len(one) == wanted and not row.endswith(":")), indent.replace("\t", "  "))


def _odd_space(places: list[Location], *, is_tab: bool) -> Problem:
    more = f" (and in {len(places) - 1} more lines)" if len(places) > 1 else ""
    if is_tab:
        hint = "YAML is indented by spaces only; write two spaces for each step, and one behind `-` and `:`"
        return error(places[0], "yaml-tab", f"a tab stands where spaces belong{more}", hint)
    hint = "write plain spaces instead; this one was perhaps copied from a page"
    return error(places[0], "yaml-space", f"a space of another kind stands where plain ones belong{more}", hint)
