"""What the run for a pull request hands over, taken as what a stranger wrote: bounded, named, read, never unpacked."""

from __future__ import annotations

import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

NAMES = frozenset({"number.txt", "check.json", "diff.json"})
MOST_PACKED = 2_000_000
MOST_BYTES = 10_000_000
# What Python's library raises on a zip that is broken or that it cannot read.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, OSError, ValueError)


class RefusedError(Exception):
    """The artifact is not what our own workflow makes."""


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files in a zip by name, read in memory: nothing from it touches the disk."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _contents(archive)
    except _BROKEN:
        raise RefusedError("the artifact is no zip that can be read") from None


def _contents(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if not NAMES.issuperset(names) or len(names) != len(set(names)):
        raise RefusedError("the artifact holds other files than those of a report")
    if any(not _is_plain(entry) for entry in entries):
        raise RefusedError("the artifact holds something that is no plain file")
    found: dict[str, bytes] = {}
    for entry in entries:
        left = MOST_BYTES - sum(map(len, found.values()))
        with archive.open(entry) as file:  # the size that an entry claims is a stranger's word as well
            found[entry.filename] = file.read(left + 1)
        if len(found[entry.filename]) > left:
            raise RefusedError(f"the artifact holds more than {MOST_BYTES} bytes")
    return found


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    is_usual = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return kind in (0, stat.S_IFREG) and not entry.is_dir() and is_usual


def number(files: Mapping[str, bytes]) -> int:
    """Return the number of the pull request that the artifact claims to be about."""
    text = files.get("number.txt", b"")
    if not re.fullmatch(rb"[1-9][0-9]{0,8}\n?", text):
        raise RefusedError("the artifact names no pull request")
    return int(text)


def data(files: Mapping[str, bytes], name: str) -> object:
    """Return a JSON file read, and None where it is missing or empty: the command that writes it failed."""
    text = files.get(name, b"")
    if not text.strip():
        return None
    try:
        return json.loads(text.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise RefusedError(f"{name} is no JSON in UTF-8") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
