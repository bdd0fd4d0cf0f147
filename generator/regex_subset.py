"""The text of a regular expression in a rule, read: is it of the subset that RE2 and a browser take alike, and small.

A pattern is read here sign by sign before RE2 sees it, so that nothing is in it that another engine takes otherwise,
that finds the empty text, or that makes a large program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.patterns import Fault
from generator.slips import short

LONGEST = 500
MOST_SIGNS = 1000
MOST_REPEATS = 100

_PUNCTUATION = r"!-/:-@\[-`{-~"
_TOKEN = re.compile(
    r"(?P<repeat>[?*+]|\{(?P<least>[0-9]{1,4})(?P<open_end>,(?P<most>[0-9]{0,4}))?\})"
    r"|(?P<open>\((?:\?:|(?!\?)))"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<edge>\\b)"
    rf"|(?P<class>\\[dDwWsS]|\[\^?+(?P<members>(?:\\[dDwWsS{_PUNCTUATION}]|[^\\\[\]])+)\])"
    rf"|(?P<sign>\\[{_PUNCTUATION}]|[^\\^$.|?*+()\[\]{{}}])"
)
_MEMBER = re.compile(r"(\\?.)(?:-(\\?.))?", re.DOTALL)
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_OUTSIDE = tuple(
    (re.compile(pattern), what, hint)
    for pattern, what, hint in (
        (r"\(\?<?[=!]", "looks at what stands around it", "write that into the pattern, or into `except` or `none`"),
        (r"\(\?P?<", "names a group", "write a plain group: (…)"),
        (r"\(\?i\)", "has (?i) in its middle", "write (?i) once, as the first signs of the pattern"),
        (
            r"\(\?",
            "has a flag or a kind of group of another language",
            "groups are (…) and (?:…); the one flag is (?i)",
        ),
        (r"\\[1-9k]", "refers back to a group", "write out what the group may be"),
        (r"\\[pP]", "has a class of Unicode", r"write the letters in brackets, such as [a-zé], or \w"),
        (
            r"\\[ABzZG]|[\^$]",
            "has an anchor",
            r"a pattern is found anywhere; \b is the edge of a word, \^ and \$ signs",
        ),
        (r"\.", "has a full stop that stands for any sign", r"write \. for the sign, [^;] for any other than ;"),
        (r"\[[^\]]*\[[:.=]", "has a class of POSIX", r"write its letters, such as [A-Za-z], or \w, \d, \s"),
        (r"\[", "has a bracket that makes no class", r"write a class as [a-z0-9], the signs themselves as \[ and \]"),
        (r"\\", "has an escape of another language", r"there are \b \d \D \w \W \s \S, and \ before a sign"),
        (r"[{}\]]", "has a bracket that is no repeat", r"write {m,n}, or \{ \} \] for the signs themselves"),
    )
)


@dataclass(slots=True)
class _Group:
    """What is read of a group: the signs of its alternatives, whether one may be empty, the parts of the last."""

    signs: int = 0
    may_be_empty: bool = False
    parts: list[_Part] = field(default_factory=list)

    def end_alternative(self) -> None:
        self.signs += 1 + sum(part.signs for part in self.parts)
        self.may_be_empty |= all(part.may_be_empty for part in self.parts)
        self.parts = []


class _Part(NamedTuple):
    """A sign, a class, a group or an edge of a word; only what can stand before a repeat is `repeatable`."""

    signs: int
    may_be_empty: bool = False
    repeatable: bool = True


class _RefusedError(Exception):
    """The pattern cannot be used: what it does, and what to write instead."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


def fault(pattern: str) -> Fault | None:
    """Why this pattern cannot be used, or nothing."""
    shown = short(pattern)
    if not pattern.strip():
        return Fault("term-empty", "a regex is empty", "write a pattern, or take the line out")
    if _CONTROL.search(pattern):
        hint = "in double quotes a backslash begins an escape, such as \\b; write the pattern in single quotes"
        return Fault("term-control", f"the regex {pattern[:60]!r} has a control character in it", hint)
    try:
        size = signs(pattern)
    except _RefusedError as refused:
        return Fault("regex-syntax", f"the regex '{shown}' {refused}", refused.hint)
    if size > MOST_SIGNS or len(pattern) > LONGEST:
        message = f"the regex '{shown}' is too large: {LONGEST} characters, or {MOST_SIGNS} signs with all repeats"
        return Fault("regex-long", message, "make its repeats smaller, or write two terms")
    if not size:
        hint = "take a `?` or a `*` out, so that every match has a letter, a digit or a sign"
        return Fault("regex-empty", f"the regex '{shown}' also matches no text at all, and so every paper", hint)
    return None


def signs(pattern: str) -> int:
    """How many signs a pattern has with its repeats written out, 0 if it may match the empty text."""
    groups, at = [_Group()], 4 if pattern.startswith("(?i)") else 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if not token:
            raise _outside(pattern, at)
        _take(token, groups)
        at = token.end()
    if len(groups) > 1:
        raise _RefusedError("has a group that is not closed", "write a `)` for each `(`")
    groups[0].end_alternative()
    return 0 if groups[0].may_be_empty else groups[0].signs


def _outside(pattern: str, at: int) -> _RefusedError:
    for outside, what, hint in _OUTSIDE:
        if outside.match(pattern, at):
            return _RefusedError(f"{what}, at character {at + 1}", hint)
    raise AssertionError(pattern[at:])


def _take(token: re.Match[str], groups: list[_Group]) -> None:
    group = groups[-1]
    if token["repeat"]:
        group.parts.append(_repeated(group.parts, token))
    elif token["open"]:
        groups.append(_Group())
    elif token["close"]:
        if len(groups) == 1:
            raise _RefusedError("has a `)` without its `(`", r"write \) for the sign itself")
        group.end_alternative()
        groups.pop()
        groups[-1].parts.append(_Part(group.signs, group.may_be_empty))
    elif token["bar"]:
        group.end_alternative()
    elif token["edge"]:
        group.parts.append(_Part(0, may_be_empty=True, repeatable=False))
    else:
        _check_members(token["members"] or "")
        group.parts.append(_Part(1))


def _repeated(parts: list[_Part], token: re.Match[str]) -> _Part:
    """The last part with its repeat. What may be empty cannot be repeated: engines differ in how often."""
    if not parts or not parts[-1].repeatable:
        raise _RefusedError(
            f"has the repeat `{token[0]}` behind no sign, class or group",
            "a repeat takes as much as it can; there is no second one behind it, and `\\` makes it a sign",
        )
    part = parts.pop()
    if part.may_be_empty:
        raise _RefusedError(f"repeats by `{token[0]}` what may be empty", "take the `?` or `*` inside the group out")
    least, most = _times(token)
    return _Part(part.signs * most + 1, least == 0, repeatable=False)


def _times(token: re.Match[str]) -> tuple[int, int]:
    """How often at least and at most, as far as it makes the program larger."""
    if token["least"] is None:
        return int(token[0] == "+"), 1
    least = int(token["least"])
    most = int(token["most"] or least) if token["open_end"] else least
    if not least <= most <= MOST_REPEATS:
        hint = f"write {{m,n}} with m no larger than n, and n {MOST_REPEATS} at most"
        raise _RefusedError(f"has the repeat `{token[0]}`", hint)
    return least, most + (token["most"] == "")


def _check_members(members: str) -> None:
    """Is each range of a class one of two signs in order?"""
    for member in _MEMBER.finditer(members):
        first, last = member.groups()
        if last is None:
            continue
        is_range = all(len(one) == 1 or not one[1].isalnum() for one in (first, last)) and first[-1] <= last[-1]
        if not is_range or "-" in (first, last):
            raise _RefusedError(
                f"has the range `{member[0]}`", r"write the lower sign first, and \- for the sign itself"
            )
