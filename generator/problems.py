"""Problems as people and machines read them: with the line, a caret and a hint, for GitHub, or as JSON."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.harmless import clipped
from generator.model import Location, Problem, Severity, Source

CODES = {
    "alias-taken": "an alias that is an id or an alias already",
    "empty-file": "a file has nothing in it",
    "example-empty": "an example without a text",
    "example-match": "an example under `match` does not get the tag",
    "example-missing": "a tag has no example under `match`, or none under `skip`",
    "example-skip": "an example under `skip` gets the tag",
    "except-empty": "an `except` has no term in it",
    "hints-needed": "`hints_needed` is no number from 1 to the number of hints",
    "key-missing": "a key that must be there is not",
    "key-unknown": "a key that the language does not have",
    "near-shared": "the two terms of a `near` have a word in common",
    "near-two": "a `near` without exactly two terms",
    "not-utf-8": "a file is not encoded in UTF-8",
    "parent-circle": "a tag is its own parent, by one step or several",
    "parent-deprecated": "a parent that is no longer in use",
    "parent-unknown": "a parent that is the id of no tag",
    "regex-empty": "a regex that matches the empty text",
    "regex-long": "a regex, or all of a tag together, is too large",
    "regex-syntax": "a regex has something that is not in the language",
    "replaced-by": "a tag without a successor in use, or with one that it must not have",
    "rule-empty": "a tag without `any` and `hints` and without children",
    "tag-duplicate": "two tags have one id",
    "tag-id": "an id that cannot be an address, or that the site needs itself",
    "term-control": "a term has a control character in it",
    "term-duplicate": "a rule has a term twice",
    "term-empty": "a term without text",
    "term-keys": "a mapping that is no term: it needs exactly one of its kinds",
    "term-long": "a term has too many words or hyphens",
    "term-sentence": "a sentence ends inside a term",
    "term-signs": "a term has no letter and no digit",
    "term-star": "a `*` that would match almost any word, or two of them side by side",
    "topic-duplicate": "two rule files have one topic",
    "wrong-type": "a value is of another kind than its key takes",
    "yaml-alias": "`*name` without quotes is a YAML reference",
    "yaml-anchor": "`&name` without quotes is a YAML anchor",
    "yaml-bracket": "a bracket is not closed",
    "yaml-character": "a character that YAML does not allow",
    "yaml-colon": "a colon that is no key's, or a key without one",
    "yaml-comma": "a comma in brackets that is too many, or that seems to belong to a text",
    "yaml-comment": "` #` in the middle of a text, which ends it",
    "yaml-deep": "lists and mappings stand in each other too deep",
    "yaml-documents": "one file has several YAML documents",
    "yaml-duplicate-key": "a key is given twice",
    "yaml-escape": "a backslash in double quotes that is no escape",
    "yaml-hidden": "a character that nobody sees, such as one that turns the text around it",
    "yaml-indent": "a line that begins in a column where it belongs to nothing",
    "yaml-key": "a key that is no text",
    "yaml-merge": "`<<` takes keys from another place",
    "yaml-plain": "a text without quotes that other programs read as a number, a date or the like",
    "yaml-quote": "a text that must stand in quotes, or quotes that do not end",
    "yaml-space": "a space of another kind in the indentation",
    "yaml-syntax": "YAML that makes no sense",
    "yaml-tab": "a tab in the indentation",
    "yaml-tag": "`!` without quotes is a YAML type",
}
"""Every code of the rule files and of YAML, and in one line what it means."""

MOST_OF_A_FILE = 1000
"""Nobody reads more errors of one file than this; whoever mends the first sees the next."""
_WIDEST = 110
_LONGEST = 1000
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def error(where: Location, code: str, message: str, hint: str = "", width: int = 1) -> Problem:
    """A problem that fails the build."""
    return Problem(where, Severity.ERROR, code, message, hint, width)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line, column, severity and code, none twice."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda one: (one.where, _RANK[one.severity], one.code, one.message))


def summary(problems: Iterable[Problem]) -> str:
    """How many there are of each severity: `2 errors, 1 warning`."""
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{counts[one]} {one.value}{'s' * (counts[one] != 1)}" for one in Severity if counts[one]]
    return ", ".join(parts) or "no problems"


def format_problem(problem: Problem, lines: Sequence[str]) -> str:
    """A problem with the line that it is about, a caret below the place, and its hint. `lines` are the file's."""
    parts = [f"{_clean(str(problem.where))}: {problem.severity}: {_clean(problem.message)} [{problem.code}]"]
    if 0 < problem.where.line <= len(lines):
        parts += _excerpt(problem, lines[problem.where.line - 1])
    if problem.hint:
        parts.append(f"  hint: {_clean(problem.hint)}")
    return "\n".join(parts)


def format_github(problem: Problem) -> str:
    """A problem as a workflow command, which GitHub shows beside the line."""
    properties = {"file": problem.where.file, "line": problem.where.line, "col": problem.where.column,
                  "title": problem.code}  # fmt: skip
    head = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    text = _note(problem.message) + (f"\nhint: {_note(problem.hint)}" if problem.hint else "")
    return f"::{_COMMAND[problem.severity]} {head}::{_escape(text)}"


def format_json(problems: Iterable[Problem]) -> str:
    """Problems as a JSON list, for tools."""
    return json.dumps([_plain(problem) for problem in problems], ensure_ascii=False, indent=2)


def _plain(problem: Problem) -> dict[str, str | int]:
    where = problem.where
    return {
        "file": where.file, "line": where.line, "column": where.column, "width": problem.width,
        "severity": problem.severity.value, "code": problem.code, "message": problem.message, "hint": problem.hint,
    }  # fmt: skip


def _note(text: str) -> str:
    return _clean(clipped(text, _LONGEST))


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _clean(text: str) -> str:
    """Text that stays on its line and can steer neither a terminal nor a workflow, to which `##[` is a command.

    It is as long as before, so that carets stay below their places.
    """
    return _ODD.sub(lambda found: " " if found.group() in "\t\n\r" else "�", text).replace("##[", "#�[")


def _excerpt(problem: Problem, line: str) -> list[str]:
    at = min(problem.where.column - 1, len(line))
    begin = max(0, at - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown, before = _clean(line[begin : begin + _WIDEST]), _clean(line[begin:at])
    left = "…" if begin else ""
    right = "…" if begin + _WIDEST < len(line) else ""
    carets = "^" * max(1, min(problem.width, len(shown) - len(before)))
    number = f"{problem.where.line:>6}"
    return [
        f"{number} | {left}{shown.rstrip()}{right}",
        f"{' ' * len(number)} | {' ' * (len(left) + _columns(before))}{carets}",
    ]


def _columns(text: str) -> int:
    """How wide a text is in a terminal."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def formatted(problems: Iterable[Problem], sources: Iterable[Source]) -> Iterator[tuple[Problem, str]]:
    """Each problem with its text in full, the line of its source under it; of very many in a file only the first."""
    named = {source.name: source for source in sources}
    lines: dict[str, list[str]] = {}
    shown, left = _first(problems)
    for problem in shown:
        name = problem.where.file
        if name not in lines:
            lines[name] = _lines(named[name].data) if name in named else []
        more = f"\n  and {left[problem]} more {problem.severity}s in this file" if problem in left else ""
        yield problem, format_problem(problem, lines[name]) + more


def _lines(data: bytes) -> list[str]:
    """The lines of a file; none of one that is packed or in another Unicode, whose bytes nobody can read."""
    if b"\0" in data[:1000] or data.startswith(b"\x1f\x8b"):
        return []
    return [_line(line) for line in data.removeprefix(codecs.BOM_UTF8).split(b"\n")]


def _line(data: bytes) -> str:
    """The text of a line; where it is not UTF-8, it is most often Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _first(problems: Iterable[Problem]) -> tuple[list[Problem], dict[Problem, int]]:
    """The first problems of each severity in a file; and to the last of them, how many are not shown."""
    groups: dict[tuple[str, Severity], list[Problem]] = {}
    shown = []
    for problem in problems:
        group = groups.setdefault((problem.where.file, problem.severity), [])
        group.append(problem)
        if len(group) <= MOST_OF_A_FILE:
            shown.append(problem)
    long = [group for group in groups.values() if len(group) > MOST_OF_A_FILE]
    return shown, {group[MOST_OF_A_FILE - 1]: len(group) - MOST_OF_A_FILE for group in long}
