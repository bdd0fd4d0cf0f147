"""An import before it is written: what the records of a source would do to the catalog, and which files would change.

Records stand in one file of the import. A record that an earlier import of the same source wrote there is known again
by its key, its identifiers or its title, and its line is renewed where the source has corrected it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.importing import lines
from generator.importing.effects import Grouped, as_text, changed, effects
from generator.importing.lines import Line, Said
from generator.model import Problem, Record, Source
from generator.plans import Fate, Incoming
from generator.text import identity_doi, title_key

Read = Callable[[Source], Iterable[object]]


@dataclass(frozen=True, slots=True)
class Stages:
    """What an import needs of other stages.

    `grouped` joins records to papers, `fields_of` gives a record as a line says it, `read` is what a file says.
    """

    grouped: Grouped
    fields_of: Callable[[Record], Said]
    read: Read


@dataclass(frozen=True, slots=True)
class File:
    """The file of an import: its path, and its lines."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of each record, what is new to worry about, and the lines of the file afterwards."""

    entries: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    file: tuple[Line, ...]


def planned(
    records: Sequence[Record], now: File, others: Sequence[Record], stages: Stages, *, overwrite: bool = False
) -> Planned:
    """What an import of these records would do.

    `now` is the import's file as it is, `others` are the records of all other files. `overwrite` lets a corrected source
    win over a person's edits.
    """
    kept, told = _renewed(records, now.lines, stages, overwrite=overwrite)
    fresh = [number for number in range(len(records)) if number not in told]
    standing = [*others, *(line.record for line in kept if line.record)]
    found, problems = effects([records[number] for number in fresh], standing, stages.grouped)
    told |= dict(zip(fresh, found, strict=True))
    added = [entry.record for entry in found if entry.fate is not Fate.KNOWN]
    after = (*kept, *(_made(record, stages) for record in added))
    entries = [told[number] for number in range(len(records))]
    return Planned(tuple(_as_shown(entries, File(now.name, after), others, stages)), problems, after)


def _made(record: Record, stages: Stages) -> Line:
    return lines.made(stages.fields_of(record), record.where, record)


def _renewed(
    records: Sequence[Record], file: Sequence[Line], stages: Stages, *, overwrite: bool
) -> tuple[list[Line], dict[int, Incoming]]:
    """The lines as their source says them now, and what became of the records that have one, by number."""
    known = _Written(file)
    told: dict[int, Incoming] = {}
    renewed: dict[str, Line] = {}
    for number, record in enumerate(records):
        if line := known.line_of(record):
            new = _made(record, stages)
            told[number] = _of_line(record, line, new, overwrite=overwrite)
            if told[number].fate is Fate.UPDATED:
                renewed[line.text] = new
    return [renewed.get(line.text, line) for line in file], told


def _as_shown(entries: Sequence[Incoming], file: File, others: Sequence[Record], stages: Stages) -> Iterator[Incoming]:
    """The entries, each difference with whether readers will see the new word: the finished file tells."""
    if not any(entry.differs for entry in entries):
        yield from entries
        return
    target = Source(file.name, lines.written(file.lines))
    records = [item for item in stages.read(target) if isinstance(item, Record)]
    papers = {record: paper for paper, members in stages.grouped((*others, *records))[0] for record in members}
    by_line = {record.where.line: papers.get(record) for record in records}
    ends = {id(line.record): by_line.get(number) for number, line in enumerate(lines.in_order(file.lines), 1)}
    for entry in entries:
        paper = ends.get(id(entry.record))
        shown = (replace(one, is_shown=as_text(getattr(paper, one.field, "")) == one.now) for one in entry.differs)
        yield replace(entry, differs=tuple(shown))


def _of_line(record: Record, line: Line, new: Line, *, overwrite: bool) -> Incoming:
    """A record that stands in the file already: the same, corrected, or corrected where a person has edited it, too."""
    assert line.record
    joins = ((line.record.title, line.record.where),)
    if new.said == line.said or (line.is_edited and new.digest == line.digest):
        return Incoming(record, Fate.KNOWN, joins)
    fate = Fate.EDITED if line.is_edited and not overwrite else Fate.UPDATED
    return Incoming(record, fate, joins, changed(line.said, new.said))


class _Written:
    """The lines of a file by what a record of their source may be known by; each is found once."""

    def __init__(self, file: Iterable[Line]) -> None:
        self._by_name: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self._taken: set[int] = set()
        for line in file:
            for name in _names(line.record) if line.record and line.source else ():
                self._by_name[line.source, name].append(line)

    def line_of(self, record: Record) -> Line | None:
        """The line of this entry of its source, or None."""
        source = lines.base(record.where.file)
        for name in _names(record):
            for line in self._by_name.get((source, name), ()):
                if id(line) not in self._taken and line.record and _may_be_one(record, line.record):
                    self._taken.add(id(line))
                    return line
        return None


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

    Entries of one key need one thing more in common, for another source may have the same name and key. Entries of two
    keys are two, and so are entries with different identifiers.
    """
    if title_key(new.title) == title_key(old.title) and new.key == old.key:
        return True
    same = [kind for kind, value in _ids(new).items() if value and value == _ids(old)[kind]]
    if new.key and old.key and new.key != old.key:
        return False
    if same:
        return True
    apart = any(value and _ids(old)[kind] and value != _ids(old)[kind] for kind, value in _ids(new).items())
    if new.key and new.key == old.key:
        return bool(new.authors and new.authors == old.authors) or bool(new.abstract and new.abstract == old.abstract)
    return not apart and title_key(new.title) == title_key(old.title)


def unknown_fields(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """The fields that the catalog has no place for, with the numbers of records that have them, the most first."""
    counts = Counter(name for record in records for name in dict(record.extra))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
