"""The lines of a source, whatever bytes it holds."""

from __future__ import annotations

import codecs

from generator.model import Location, Problem, Severity, Source

CODES = {
    "not-utf-8": "The file holds bytes that are not UTF-8; what could be read was read.",
    "empty-file": "The file has no content.",
}
_OTHER_UNICODE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_lines(source: Source) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines without their ends, and at most one problem: no content, or bytes that are no UTF-8 (now U+FFFD)."""
    wide = _OTHER_UNICODE.get(source.data[:2])
    text = source.data.decode(wide or "utf-8-sig", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not text.strip("\ufeff\x00 \t\n\r"):
        return [], (_empty(source),)
    if wide:
        return lines, (_not_utf8(source, 1, "the file is UTF-16, not UTF-8"),)
    return lines, _broken_bytes(source)


def _broken_bytes(source: Source) -> tuple[Problem, ...]:
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = source.data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        message = f"the byte 0x{source.data[error.start]:02X} is not UTF-8; the text around it may be wrong"
        return (_not_utf8(source, before.count(b"\n") + 1, message),)
    return ()


def _not_utf8(source: Source, line: int, message: str) -> Problem:
    hint = "save the file as UTF-8: most editors offer it as the encoding under “Save as”"
    return Problem(Location(source.name, line), Severity.ERROR, "not-utf-8", message, hint)


def _empty(source: Source) -> Problem:
    hint = "delete the file, or put the papers into it"
    return Problem(Location(source.name), Severity.WARNING, "empty-file", "the file is empty", hint)
