"""Which line of an import's file says what an entry of its source said before, though either may be corrected now."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from generator.importing.lines import Line, base, digest
from generator.model import Record
from generator.text import identity_doi, title_key


class Written:
    """The lines of a file by what an entry of their source may be known by; a line is corrected by one entry only."""

    def __init__(self, file: Sequence[Line]) -> None:
        self._by_name: dict[tuple[str, str], deque[Line]] = defaultdict(deque)
        self._taken: set[int] = set()
        self._sources = {line.source for line in file}
        for line in file:
            for name in (_words(line), *(_names(line.record) if line.record else ())) if line.source else ():
                self._by_name[line.source, name].append(line)

    def may_have(self, record: Record) -> bool:
        """Whether the file has lines of this entry's source at all."""
        return base(record.where.file) in self._sources

    def has(self, new: Line) -> bool:
        """Whether the file says just this."""
        return (new.source, _words(new)) in self._by_name

    def line_of(self, record: Record, new: Line) -> Line | None:
        """The line of this entry: one that says just what it says now, or else one that it may correct; or None."""
        same = next((line for line in self._by_name.get((new.source, _words(new)), ())), None)
        free = (line for line in self._near(record, new) if id(line) not in self._taken)
        found = same or next((line for line in free if line.record and _may_be_one(record, line.record)), None)
        self._taken |= {id(found)} if found else set()
        return found

    def _near(self, record: Record, new: Line) -> Iterator[Line]:
        for name in _names(record):
            lines = self._by_name.get((new.source, name), deque())
            while lines and id(lines[0]) in self._taken:  # of many with one title, none is passed over twice
                lines.popleft()
            yield from lines


def _words(line: Line) -> str:
    return f"says:{digest(line.said)}"


def _names(record: Record) -> Iterator[str]:
    """What an entry may be known by, the most certain first."""
    if record.key:
        yield f"key:{record.key}"
    yield from (f"{kind}:{value}" for kind, value in _ids(record).items() if value)
    yield f"title:{title_key(record.title)}"


def _ids(record: Record) -> dict[str, str]:
    return {"arxiv": record.arxiv, "acl": record.acl, "doi": identity_doi(record.doi)}


def _may_be_one(new: Record, old: Record) -> bool:
    """Whether two entries of one source can be one, before and after its correction.

    Entries with different keys are two. Those of one key need something more in common, for another source may have the
    same name and key; those without need the same identifier or title, and no identifier against it.
    """
    if new.key != old.key:
        return False
    is_same_title = title_key(new.title) == title_key(old.title)
    values = [(value, _ids(old)[kind]) for kind, value in _ids(new).items() if value and _ids(old)[kind]]
    if any(one == other for one, other in values) or (is_same_title and not values):
        return True
    said = ((new.authors, old.authors), (new.abstract, old.abstract), (title_key(new.title), title_key(old.title)))
    return bool(new.key) and any(one and one == other for one, other in said)
