"""The values of BibTeX fields: braces, quotes, numbers and the names of strings, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.dates import MONTHS

LONGEST_STRING = 10_000
"""Signs that a string of `@string` may stand for."""
MOST_EXPANDED = 20
"""How often its own length the strings of a file may add to it: names that stand for names double with each step."""

_FULL_MONTHS = (
    "january", "february", "march", "april", "june", "july", "august", "sept", "september", "october", "november",
    "december",
)  # fmt: skip
_STYLES = {  # the strings that plain.bst and IEEEtran bring along, and most styles with them
    "acmcs": "ACM Computing Surveys", "acta": "Acta Informatica", "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development", "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering", "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters", "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences", "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing", "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems", "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software", "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems", "tcs": "Theoretical Computer Science",
}  # fmt: skip
_KNOWN = {**_STYLES, **{month: month for month in (*MONTHS, *_FULL_MONTHS)}}
_WORD = re.compile(r"[^\s{}\"#%'(),=\\]+")
_GAP = re.compile(r"(?:\s+|%[^\n]*(?:\n|$))*")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r"[{}\"]")
_BARE_BRACE = re.compile(r"(?<!\\)[{}]")
_BARE_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}]|\"")


class NoValueError(Exception):
    """A text that is no value; never leaves the reader."""


@dataclass(slots=True)
class Strings:
    """What the strings of one file stand for, by their names in small letters; the months stand for themselves.

    `room` is how many more signs they may add, so that a small file cannot become a large one.
    """

    room: int
    known: dict[str, str] = field(default_factory=lambda: dict(_KNOWN))

    def value(self, written: str) -> tuple[str, tuple[str, ...]]:
        """The text of a value, and the names in it that stand for nothing, which are taken as they are.

        Raises `NoValueError` where it is no value.
        """
        if written[:1] == "{" and written[-1:] == "}" and written.count("{") == 1 and written.count("}") == 1:
            return written[1:-1], ()
        texts, unknown = [], []
        for is_name, text in pieces(written):
            is_string = is_name and not text.isdigit()
            unknown += [text] if is_string and text.lower() not in self.known else []
            texts.append(self._of(text) if is_string else text)
        return "".join(texts), tuple(unknown)

    def _of(self, name: str) -> str:
        text = self.known.get(name.lower(), name)
        if len(text) > max(self.room, 100):
            return name
        self.room -= len(text)
        return text

    def add(self, name: str, written: str) -> tuple[str, ...]:
        """Let a name stand for a value; the names in this that stand for nothing. Raises `NoValueError`."""
        text, unknown = self.value(written)
        self.known[name.strip().lower()] = text[:LONGEST_STRING]
        return unknown


def pieces(written: str) -> Iterator[tuple[bool, str]]:
    """The pieces of a value: whether each is a name or a number, and its text. Raises `NoValueError` at another."""
    at = _skip(written, 0)
    while True:
        end = piece_end(written, at)
        if end < 0:
            raise NoValueError
        is_name = written[at] not in '{"'
        yield is_name, written[at:end] if is_name else written[at + 1 : end - 1]
        at = _skip(written, end)
        if at == len(written):
            return
        if written[at] != "#":
            raise NoValueError
        at = _skip(written, at + 1)


def piece_end(text: str, at: int, limit: int | None = None) -> int:
    """Where the piece of a value ends that begins at `at`, or -1. BibTeX counts braces with a backslash, too.

    Where they do not come out even with these, they may without them: many write `\\{` and mean a sign.
    """
    limit = len(text) if limit is None else limit
    sign = text[at : at + 1]
    if sign == "{":
        end = _close(text, at, limit, _BRACE)
        return end if end >= 0 else _close(text, at, limit, _BARE_BRACE)
    if sign == '"':
        end = _unquote(text, at + 1, limit, _BRACE_OR_QUOTE)
        return end if end >= 0 else _unquote(text, at + 1, limit, _BARE_BRACE_OR_QUOTE)
    found = _WORD.match(text, at, limit)
    return found.end() if found else -1


def _close(text: str, at: int, limit: int, signs: re.Pattern[str]) -> int:
    depth = 0
    for found in signs.finditer(text, at, limit):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return -1


def _unquote(text: str, at: int, limit: int, signs: re.Pattern[str]) -> int:
    depth = 0
    for found in signs.finditer(text, at, limit):
        if found[0] == '"':
            if not depth:
                return found.end()
        else:
            depth += 1 if found[0] == "{" else -1
            if depth < 0:
                return -1
    return -1


def _skip(text: str, at: int) -> int:
    """Behind white space, and comments of those who think that `%` begins one."""
    found = _GAP.match(text, at)
    return found.end() if found else at
