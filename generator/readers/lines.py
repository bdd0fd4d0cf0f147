"""The text and the lines of a source, whatever bytes it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Location, Problem, Severity, Source
from generator.readers.encodings import Decoded, decoded, start

CODES = {
    "not-utf-8": "The file is not in UTF-8: a warning where it could be read, an error where letters were lost.",
    "lost-letters": "Letters were lost before the file came here: it holds the sign U+FFFD, or NUL.",
    "empty-file": "The file has no content.",
}
HEAD = 1 << 16
"""Bytes of a source that are looked at to tell its format."""

_CONTENT = re.compile("[^\ufeff\0\\s]")
_NAMES = {
    "cp1252": "Windows-1252 (Latin-1)", "cp1250": "Windows-1250", "mac_roman": "Mac Roman", "gb18030": "GB 18030 (GBK)",
    "cp1251": "Windows-1251",
}  # fmt: skip
_SAVE = "save the file as UTF-8: most editors offer it as the encoding under “Save as”"


def head(source: Source) -> str:
    """The beginning of a source as text, for a first look; without byte order mark, and white space before it."""
    return start(source.data, HEAD).lstrip("\ufeff\0 \t\r\n")


def ending(source: Source) -> str:
    """The last part of a source's name in small letters, with its dot, without the `.gz` of a packed one."""
    name = source.name.rpartition("/")[2].lower().removesuffix(".gz")
    return "." + name.rpartition(".")[2] if "." in name else ""


def read_text(source: Source) -> tuple[str, tuple[Problem, ...]]:
    """The whole text with `\\n` as the end of its lines, and what is wrong with its bytes.

    A text of white space alone is '', with the problem that says so.
    """
    found = decoded(source.data)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    if not _CONTENT.search(text):
        return "", (_empty(source),)
    problems = [*_not_utf8(source.name, found), *_lost(source.name, "" if found.lost else text)]
    return text.replace("\0", ""), tuple(problems)


def read_lines(source: Source) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines without their ends, and what is wrong with the bytes; no lines where there is no content."""
    text, problems = read_text(source)
    return text.split("\n") if text else [], problems


def _not_utf8(file: str, found: Decoded) -> Iterator[Problem]:
    """The problem of a file in another encoding: it was read, or some of its bytes are letters in none."""
    if found.odd < 0:
        return
    name = _NAMES.get(found.encoding, found.encoding.replace("_", "-").upper())
    if found.lost:
        severity, fact = Severity.ERROR, "is not UTF-8, nor a letter in another encoding: letters are lost from here on"
    else:
        severity, fact = Severity.WARNING, f"is not UTF-8; the text was read as {name}, which is a guess"
    yield Problem(Location(file, found.line), severity, "not-utf-8", f"the byte 0x{found.odd:02X} {fact}", _SAVE)


def _lost(file: str, text: str) -> Iterator[Problem]:
    """The problem of a text that lost letters before it came here."""
    places = [at for at in (text.find("\ufffd"), text.find("\0")) if at >= 0]
    if places:
        sign = "U+FFFD, which stands for a lost letter" if text[min(places)] != "\0" else "NUL, which is no letter"
        number = text.count("\ufffd") + text.count("\0")
        fact = f"here stands the sign {sign}" + (f", and there are {number - 1:,} more" if number > 1 else "")
        hint = "look the right letters up where the file comes from"
        yield Problem(Location(file, text.count("\n", 0, min(places)) + 1), Severity.NOTE, "lost-letters", fact, hint)


def empty(source: Source) -> Problem | None:
    """The problem of a source that has no content."""
    return _empty(source) if not read_text(source)[0] else None


def _empty(source: Source) -> Problem:
    hint = "delete the file, or put the papers into it"
    return Problem(Location(source.name), Severity.WARNING, "empty-file", "the file is empty", hint)
