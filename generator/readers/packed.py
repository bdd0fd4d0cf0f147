"""Files that are no text as they stand: gzip is unpacked, anything else is told by its first bytes and refused."""

from __future__ import annotations

import zlib
from dataclasses import replace
from gzip import BadGzipFile, GzipFile
from io import BytesIO

from generator.model import Location, Problem, Severity, Source

CODES = {
    "packed-file": "A packed file cannot be unpacked: it is no gzip, is damaged, or too large when it is unpacked.",
    "no-bibliography": "A file among the papers, such as a picture or a README, is none that could list papers.",
    "other-program": "A file of a program, such as a document or a database, whose papers the catalog cannot take out.",
}
MOST_UNPACKED = 1 << 29
"""Bytes of an unpacked file; packed ones that hold more are refused."""

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
_EXPORT = "export the papers from that program as BibTeX, RIS, CSL-JSON or CSV, and put that file here"
_UNPACK = "unpack it, and put the files in it here; of packed files, only gzip (`.gz`) is read as it is"
_ASIDE = "the catalog reads lists of papers, not the papers themselves; keep this file elsewhere, or leave it"

_PACKED = {
    b"PK\x03\x04": "a zip archive", b"PK\x05\x06": "an empty zip archive", b"BZh": "packed by bzip2",
    b"\xfd7zXZ\0": "packed by xz", b"\x28\xb5\x2f\xfd": "packed by zstd", b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a rar archive", b"\x1f\x9d": "packed by compress", b"\x04\x22\x4d\x18": "packed by lz4",
}  # fmt: skip
_ASIDES = {
    b"%PDF-": "a PDF", b"\x89PNG\r\n": "a picture (PNG)", b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF87a": "a picture (GIF)", b"GIF89a": "a picture (GIF)", b"II*\0": "a picture (TIFF)",
    b"MM\0*": "a picture (TIFF)", b"%!PS": "PostScript", b"wOF2": "a font", b"\x7fELF": "a program",
}  # fmt: skip
_PROGRAMS = {
    b"SQLite format 3\0": "a database (SQLite), such as Zotero keeps its library in",
    b"\xd0\xcf\x11\xe0\xa1\xb1": "a document of an office program (doc, xls)",
    b"PAR1": "a table (Parquet)", b"ARROW1": "a table (Arrow)", b"\x89HDF": "a table (HDF5)",
    b"{\\rtf": "a document (RTF)",
}  # fmt: skip
_IN_ZIP = {
    b"word/": "a document (docx)", b"xl/": "a spreadsheet (xlsx)", b"ppt/": "slides (pptx)",
    b"opendocument.spreadsheet": "a spreadsheet (ods)", b"opendocument": "a document (OpenDocument)",
    b"epub": "a book (EPUB)",
}  # fmt: skip


def unpacked(source: Source) -> tuple[Source | None, tuple[Problem, ...]]:
    """The source as a reader can take it, under its own name; nothing where it is refused. And what is wrong with it.

    Of a damaged gzip file, what could be unpacked is given.
    """
    if source.data.startswith(_GZIP):
        return _gunzipped(source)
    problem = _refusal(source)
    return (None, (problem,)) if problem else (source, ())


def _gunzipped(source: Source) -> tuple[Source | None, tuple[Problem, ...]]:
    """What is in a gzip file, as far as it is whole; one that would fill the memory is given up early."""
    inside = bytearray()
    problems: list[Problem] = []
    try:
        with GzipFile(fileobj=BytesIO(source.data)) as packed:
            while len(inside) <= MOST_UNPACKED and (chunk := packed.read1(_CHUNK)):
                inside += chunk
    except (zlib.error, EOFError, BadGzipFile):
        hint = "pack it again; what could be unpacked was read"
        problems.append(_error(source, "packed-file", "this gzip file is damaged, or was cut off", hint))
    if len(inside) > MOST_UNPACKED:
        return None, (_too_large(source),)
    found = replace(source, data=bytes(inside))
    if refusal := _twice(found) if found.data.startswith(_GZIP) else _refusal(found):
        return None, (*problems, refusal)
    return found, tuple(problems)


def _refusal(source: Source) -> Problem | None:
    """The problem of a file that is no text, by its first bytes."""
    begin = source.data[:4096]
    if what := _first(_PROGRAMS, begin) or (begin.startswith(b"PK") and _inside(begin)):
        return _error(source, "other-program", f"this is {what}", _EXPORT)
    if what := _first(_PACKED, begin) or ("a tar archive" if begin[257:262] == b"ustar" else ""):
        return _error(source, "packed-file", f"this is {what}", _UNPACK)
    is_webp = begin.startswith(b"RIFF") and begin[8:12] == b"WEBP"
    if what := _first(_ASIDES, begin) or ("a picture (WebP)" if is_webp else ""):
        return Problem(Location(source.name), Severity.WARNING, "no-bibliography", f"this is {what}", _ASIDE)
    return None


def _first(kinds: dict[bytes, str], begin: bytes) -> str:
    return next((what for magic, what in kinds.items() if begin.startswith(magic)), "")


def _inside(begin: bytes) -> str:
    return next((what for name, what in _IN_ZIP.items() if name in begin), "")


def _too_large(source: Source) -> Problem:
    message = f"this gzip file holds more than {MOST_UNPACKED >> 20} MiB when it is unpacked; nothing of it is read"
    return _error(source, "packed-file", message, "split what is in it into smaller files")


def _twice(source: Source) -> Problem:
    return _error(source, "packed-file", "this file is packed twice", "unpack it once")


def _error(source: Source, code: str, message: str, hint: str) -> Problem:
    return Problem(Location(source.name), Severity.ERROR, code, message, hint)
