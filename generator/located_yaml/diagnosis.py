"""What is wrong with a piece of text that is no YAML, in the words of the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from generator.located_yaml.flow import faults
from generator.located_yaml.lines import Lines
from generator.located_yaml.nodes import needs_quotes, quoted
from generator.model import Problem
from generator.problems import error

KEY = re.compile(
    r"""(?P<name>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|[-?:](?=\S))(?:(?!\s\#)[^\n])*?)\s*:(?:\s+|$)"""
)
"""A key with its colon and the space behind it."""

LONGEST_KEY = 1024
"""Of a longer text before a colon PyYAML says only that it makes no sense."""

MOST_FAULTS = 50
"""Faults of one text or list that are told; whoever mends these sees the next."""

SPECIAL = "*&!%@`|>?,]}"
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.DOTALL)
_NO_SPACE = re.compile(r"([\w-]+):(\S.*)")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?:\s|$)")
_NO_COLON = re.compile(r"""([\w-]+)\s+(?:=\s+)?([\["'].*)""")
_REMARK = re.compile(r"\s+#.*")


def stray(lines: Lines, number: int, column: int, indent: int) -> Problem:
    """A row that belongs to nothing: where it begins nothing else does, or it has no key and is no item."""
    text = lines.rows[number][column:].rstrip()
    where = lines.where(number, column)
    if column < indent:
        message = f"this line begins in column {column + 1}, where nothing above it begins"
        hint = f"give it {indent} spaces, as the lines above it have, or as many as the line that it belongs to"
        return error(where, "yaml-indent", message, hint, len(text))
    code, message, hint = _explain_stray(text)
    return error(where, code, message, hint, len(text))


def _explain_stray(text: str) -> tuple[str, str, str]:
    if _CONFLICT.match(text):
        hint = "keep one of the two versions, and take the three lines with marks out"
        return "yaml-syntax", "git marks a conflict of two versions here", hint
    if text[0] in SPECIAL:
        return "yaml-quote", needs_quotes(text[0]), f"write {quoted(text)}"
    message = "this is neither a key with a colon nor part of a list"
    if _REMARK.search(text) and ": " in text:
        return "yaml-comment", "` #` ends the line: the rest is read as a remark", f"write {quoted(text)}, or no `#`"
    if found := _NO_SPACE.match(text):
        return "yaml-colon", message, f"write a space behind the colon: `{found[1]}: {found[2][:60]}`"
    if text.startswith("-"):
        return "yaml-colon", message, f"write a space behind `-`: `- {text[1:60].lstrip()}`"
    key = _REMARK.sub("", text)
    if found := _NO_COLON.fullmatch(key):
        return "yaml-colon", message, f"write a colon: `{found[1]}: {found[2][:60]}`"
    such_as = f"`{key}:`, if it is a key, or " if re.fullmatch(r"[\w-]+", key) else ""
    return "yaml-colon", message, f"write {such_as}`key: value` or `- text`"


def crowded(lines: Lines, row: int, column: int) -> Problem | None:
    """A second key or an item in the row of a key: `label: RLHF: a study`, `any: - RLHF`."""
    text = lines.rows[row]
    if text.startswith("- ", column):
        hint = f"write `{text[column : column + 60]}` on the next line, with two spaces more than the key"
        return error(lines.where(row, column), "yaml-indent", "a list of `- ` lines begins behind its key", hint)
    if text[column : column + 1] in tuple("\"'[{") or not (found := KEY.match(text, column)):
        return None
    where = lines.where(row, found.end("name"))
    hint = f"put a text with a colon and a space in quotes, {quoted(text[column:])}; give each key a line of its own"
    return error(where, "yaml-colon", "a second colon in one line", hint)


def diagnose(lines: Lines, first: int, last: int, column: int, wrong: yaml.MarkedYAMLError) -> list[Problem]:
    """Everything that is wrong with the one text or list that these rows are from a column on."""
    text = "\n".join([lines.rows[first][column:], *lines.rows[first + 1 : last]])
    found = list(islice(_faults(text, wrong), MOST_FAULTS))

    def problem(at: int, code: str, message: str, hint: str) -> Problem:
        row, place = first + text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
        return error(lines.where(row, place + column * (row == first)), code, message, hint)

    return [problem(*one) for one in found] or [unexplained(lines, first, wrong)]


def unexplained(lines: Lines, first: int, wrong: yaml.MarkedYAMLError) -> Problem:
    """What PyYAML says, where nothing better is known."""
    mark = wrong.problem_mark or wrong.context_mark
    where = lines.where(first + mark.line, mark.column) if mark else lines.where(first, 0)
    if mark and mark.column > LONGEST_KEY:
        message = "a colon and a space stand in a text without quotes"
        return error(where, "yaml-colon", message, "put the whole text in quotes, if it is no key")
    message = f"the file makes no sense from here on ({wrong.problem or 'it is no YAML'})"
    return error(where, "yaml-syntax", message, "compare the indentation of this line and the one above it")


def _faults(text: str, wrong: yaml.MarkedYAMLError) -> Iterator[tuple[int, str, str, str]]:
    """Place, code, message and hint of each fault."""
    first = text[:1]
    value = text.partition("\n")[0].rstrip()
    if first in ("[", "{"):
        yield from faults(text)
    elif first in ("'", '"'):
        yield from _quotes(text, value, wrong)
    elif (first and first in SPECIAL) or text.startswith(": "):
        yield 0, "yaml-quote", needs_quotes(first), f"write {quoted(value)}"
    elif "\n" in text.rstrip() and (remark := _REMARK.search(value)):
        hint = "write the remark on a line of its own, above the key"
        yield remark.start() + 1, "yaml-comment", "a remark stands in the middle of a text of several lines", hint
    else:
        yield from _deeper_key(text)


def _quotes(text: str, value: str, wrong: yaml.MarkedYAMLError) -> Iterator[tuple[int, str, str, str]]:
    whole = _QUOTED.match(text)
    if "escape" in (wrong.problem or ""):
        hint = f"put the text in single quotes: {quoted(value.strip(text[0]))}"
        yield 0, "yaml-escape", "a backslash in double quotes begins an escape", hint
    elif not whole or "\n" in whole.group():
        hint = "write the closing quote; inside '…' an apostrophe is ''"
        yield 0, "yaml-quote", "a text in quotes does not end", hint
    else:
        end = whole.end() + len(text[whole.end() :]) - len(text[whole.end() :].lstrip())
        # An odd number of them: one is the apostrophe of a text that was meant to stand in them.
        is_enclosed = value.endswith(text[0]) and value.count(text[0]) % 2
        hint = f"put quotes around all of it: {quoted(value[1:-1] if is_enclosed else value)}"
        yield end, "yaml-quote", f"more text follows behind what `{text[0]}` began", hint


def _deeper_key(text: str) -> Iterator[tuple[int, str, str, str]]:
    at = 0
    for number, row in enumerate(text.split("\n")):
        place = len(row) - len(row.lstrip())
        if number and (row.startswith("- ", place) or KEY.match(row, place)):
            hint = "write it below the line above, with as many spaces as that has, or put a longer text in quotes"
            message = "this line is deeper than the one above, which has its value already"
            yield at + place, "yaml-indent", message, hint
            return
        at += len(row) + 1
