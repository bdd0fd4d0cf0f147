"""The file that an import writes: a record on each line, and at its end where it was imported from.

    {"title": "A toy", "acl": "P19-1001", "imported": {"from": "refs.bib", "line": 12, "digest": "0123456789abcdef"}}

The digest is that of the line without its mark, as it was written. Another one tells that a person has edited the line
since, and nothing but that person's word may then change it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model import Location, Record, Source
from generator.text import fold

MARK = "imported"
_SCHEME = re.compile(r"(?:https?|doi|acl):")
Said = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its text, what it says, the source that it came from ('' if none), and whether it is as then.

    `record` is how the reader of records understands it, None where it does not.
    """

    text: str
    said: Said
    source: str = ""
    digest: str = ""
    record: Record | None = None

    @property
    def is_edited(self) -> bool:
        """Whether a person has changed what the import wrote."""
        return digest(self.said) != self.digest


def read(source: Source, records: Iterable[Record]) -> tuple[Line, ...]:
    """The lines of a file as it stands, empty ones left out; `records` are those that its reader found."""
    by_line = {record.where.line: record for record in records}
    texts = source.data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(_line(text, by_line.get(number)) for number, text in enumerate(texts, 1) if text.strip())


def _line(text: str, record: Record | None) -> Line:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return Line(text, {}, record=record)
    mark = said.pop(MARK, None)
    mark = mark if isinstance(mark, dict) else {}
    return Line(text, said, str(mark.get("from", "")), str(mark.get("digest", "")), record)


def made(said: Said, where: Location, record: Record) -> Line:
    """The line of a record that came from this place."""
    source = base(where.file)
    mark = {"from": source, "line": where.line, "digest": digest(said)}
    text = json.dumps({**said, MARK: mark}, ensure_ascii=False)
    return Line(_without_surrogates(text), said, source, mark["digest"], record)  # type: ignore[arg-type]


def base(name: str) -> str:
    """The last part of a path, since a folder may be another one on the next machine; an address or a DOI as it is."""
    return name if _SCHEME.match(name) else name.rstrip("/").rpartition("/")[2] or name


def digest(said: Said) -> str:
    """A short name of what a line says; the order of its fields does not count."""
    text = json.dumps(said, ensure_ascii=True, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def written(lines: Iterable[Line]) -> bytes:
    """The file: its lines by title, each as it was where nothing changed it."""
    return "".join(f"{line.text}\n" for line in in_order(lines)).encode("utf-8", "replace")


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The lines as they stand in the file: by title."""
    return sorted(lines, key=_order)


def _order(line: Line) -> tuple[str, str]:
    return fold(str(line.said.get("title", ""))), line.text


def is_imported(source: Source) -> bool:
    """Whether an import has written this file, and not a person."""
    return not source.data.strip() or f'"{MARK}": {{"from": '.encode() in source.data
