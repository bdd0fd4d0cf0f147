"""The text of bytes, whatever encoding they are in: UTF-8 first, then what the bytes themselves betray.

A file that is nearly all UTF-8 stays UTF-8, and only its odd lines are read otherwise: such files are several put
together.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.readers.guesses import guessed

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZEROS = {"FTTT": "utf-32-le", "TTTF": "utf-32-be", "FTFT": "utf-16-le", "TFTF": "utf-16-be"}
_SURROGATES = re.compile(rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+")
_LETTERS = re.compile("[^\0-\x7f\ufffd]")
_LOST = "\ufffd".encode()
_SAMPLE = 20_000
_LOOK = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was in.

    `odd` is the first byte that is not UTF-8, or not what the mark at the beginning says, -1 where there is none;
    `line` is the line it stands in. `lost` says that something is U+FFFD in the text because no encoding explains it.
    """

    text: str
    encoding: str
    odd: int = -1
    line: int = 1
    lost: bool = False


def decoded(data: bytes) -> Decoded:
    """The text of a file without its byte order mark; the same every time, and in linear time."""
    bom, encoding = _marked(data)
    data = data[len(bom) :]
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text, used, lost = _mended(data) if encoding == "utf-8" else (data.decode(encoding, "replace"), encoding, True)
        above = data[: error.start].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
        return Decoded(text, used, data[error.start], above.count("\n") + 1, lost)


def start(data: bytes, size: int) -> str:
    """The text that a file begins with, of so many bytes at most, for a first look."""
    bom, encoding = _marked(data)
    return data[len(bom) : size].decode(encoding, "replace")


def _marked(data: bytes) -> tuple[bytes, str]:
    """The byte order mark, or none, and the Unicode encoding that it or the zeros among the bytes betray."""
    return next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", _wide(data[:_LOOK])))


def _wide(begin: bytes) -> str:
    """UTF-16 or UTF-32, where every other byte is nearly always zero; UTF-8 for all else."""
    if len(begin) < 4 or b"\0" not in begin:
        return "utf-8"
    shares = (begin[at::4].count(0) / len(begin[at::4]) for at in range(4))
    return _ZEROS.get("".join("T" if share > 0.6 else "F" for share in shares), "utf-8")


def _mended(data: bytes) -> tuple[str, str, bool]:
    """The text, encoding and losses of a file of which something is not UTF-8: a few lines of it, or all."""
    joined = _SURROGATES.sub(_joined, data)
    if _is_utf8(joined):
        return joined.decode(), "utf-8", joined.count(_LOST) > data.count(_LOST)
    lines = data.split(b"\n")
    encoding = guessed(b"\n".join(line for line in lines if not _is_utf8(line))[:_SAMPLE])
    if _is_mostly_utf8(data):
        text = "\n".join(line.decode() if _is_utf8(line) else _of_line(line, encoding) for line in lines)
    else:
        text = data.decode(encoding, "replace")
    return text, encoding, text.count("\ufffd") > data.count(_LOST)


def _joined(found: re.Match[bytes]) -> bytes:
    """What Java's own UTF-8 writes as two halves as the one letter that they are; half a letter is lost."""
    halves = found[0].decode("utf-8", "surrogatepass")
    return halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    return len(_LETTERS.findall(text)) > text.count("\ufffd") - data.count(_LOST)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _of_line(line: bytes, encoding: str) -> str:
    """A line in a text of UTF-8 that is not: damaged where it has letters of UTF-8, else of the other encoding."""
    as_utf8 = line.decode("utf-8", "replace")
    return as_utf8 if _LETTERS.search(as_utf8) else line.decode(encoding, "replace")
