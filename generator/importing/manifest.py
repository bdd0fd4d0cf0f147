"""`imports.yml` with one more entry: its comments, order and quotes stay as a person wrote them."""

from __future__ import annotations

import re

from generator import located_yaml
from generator.located_yaml import Mapping, Sequence, scalar
from generator.model import Source

HEAD = '# The imports in order, the newest last: papers that only the newest has are "new".\nimports:\n'
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_EMPTY = re.compile(rb"^imports:[ \t]*(?:\[[ \t]*\]|~|null)", re.MULTILINE)


def named(source: Source) -> tuple[str, ...]:
    """The names of the files that it has, as written."""
    entries = _entries(source)
    texts = (node.text("file") for node in entries.items if isinstance(node, Mapping)) if entries else ()
    return tuple(filter(None, texts))


def with_entry(source: Source, file: str, label: str) -> bytes | None:
    """The bytes with this file as the newest import; None where a person has to add it.

    It is read again to see that it says what it said before and one entry more.
    """
    before = named(source)
    if file in before:
        return source.data
    found = _added(source, f"file: {scalar(file, _PLAIN)}", f"label: {scalar(label, _PLAIN)}" if label else "")
    return found if named(Source(source.name, found)) == (*before, file) else None


def _added(source: Source, *keys: str) -> bytes:
    data = source.data if source.data.strip() else HEAD.encode()
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    data = data if data.endswith(b"\n") else data + newline
    entries = _entries(Source(source.name, data))
    if entries and entries.items:
        margin = " " * (entries.where.column - 1)
        at = _end_of(data, entries)
    else:
        data = _EMPTY.sub(b"imports:", data, count=1)
        found = re.search(rb"^imports:.*\n", data, re.MULTILINE)
        margin, at = "  ", found.end() if found else len(data)
    first, *others = filter(None, keys)
    rows = [f"{margin}- {first}", *(f"{margin}  {key}" for key in others)]
    return data[:at] + b"".join(row.encode() + newline for row in rows) + data[at:]


def _end_of(data: bytes, entries: Sequence) -> int:
    """Where the last entry ends: after its last line with something in it, before comments that follow the list."""
    rows = data.split(b"\n")
    first = entries.items[-1].where.line - 1
    margin = entries.where.column - 1
    last = first
    for number in range(first + 1, len(rows)):
        row = rows[number]
        if row.strip() and len(row) - len(row.lstrip(b" ")) <= margin:
            break
        last = number if row.strip() else last
    return sum(len(row) + 1 for row in rows[: last + 1])


def _entries(source: Source) -> Sequence | None:
    root, _ = located_yaml.read(source)
    found = root.get("imports") if isinstance(root, Mapping) else None
    return found if isinstance(found, Sequence) else None
