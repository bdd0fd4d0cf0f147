"""An import before it is written: what the records of a source would do to the catalog, and which files would change.

Records stand in one file of the import. A record that an earlier import of the same source wrote there is known again
by its key, its identifiers or its title, and its line is renewed where the source has corrected it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.beside import holds_link
from generator.importing import lines
from generator.importing.effects import Grouped, changed
from generator.importing.heard import FIELDS, as_text
from generator.importing.lines import Line, Said
from generator.importing.placing import placed
from generator.importing.written import Written
from generator.model import Problem, Record, Source
from generator.plans import Fate, Incoming

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

    `now` is the file of the import as it is, `others` are the records of all other files. `overwrite` lets a corrected
    source win over a person's edits.
    """
    kept, told = _renewed(records, now.lines, stages, overwrite=overwrite)
    there = set(others)
    told |= {at: Incoming(one, Fate.KNOWN) for at, one in enumerate(records) if at not in told and one in there}
    fresh = [at for at in range(len(records)) if at not in told]
    standing = [*others, *(line.record for line in kept if line.record)]
    found, problems = placed([records[at] for at in fresh], standing, stages.grouped, now.name)
    told |= dict(zip(fresh, found, strict=True))
    added = [entry.record for entry in found if entry.fate is not Fate.KNOWN]
    after = (*kept, *(_made(record, stages) for record in added))
    entries = [told[at] for at in range(len(records))]
    return Planned(tuple(_as_shown(entries, File(now.name, after), others, stages)), problems, after)


def _made(record: Record, stages: Stages) -> Line:
    return lines.made(stages.fields_of(record), record.where, record)


def _renewed(
    records: Sequence[Record], file: Sequence[Line], stages: Stages, *, overwrite: bool
) -> tuple[list[Line], dict[int, Incoming]]:
    """The lines as their source says them now, and what became of the records that have one, by number."""
    known = Written(file)
    told: dict[int, Incoming] = {}
    renewed: dict[str, Line] = {}
    made = {number: _made(record, stages) for number, record in enumerate(records) if known.may_have(record)}
    for number in sorted(made, key=lambda one: not known.has(made[one])):  # no correction first
        if line := known.line_of(records[number], made[number]):
            told[number] = _of_line(records[number], line, made[number], overwrite=overwrite)
            if told[number].fate is Fate.UPDATED:
                renewed[line.text] = made[number]
    return [renewed.get(line.text, line) for line in file], told


def _as_shown(entries: Sequence[Incoming], file: File, others: Sequence[Record], stages: Stages) -> Iterator[Incoming]:
    """The entries with what readers will see of them, additions and words that differ: the finished file tells."""
    if not any(entry.differs or entry.adds for entry in entries if entry.fate is Fate.JOINED):
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
        adds = tuple(name for name in entry.adds if paper is None or name not in FIELDS or getattr(paper, name))
        yield replace(entry, adds=adds, differs=tuple(shown))


def _of_line(record: Record, line: Line, new: Line, *, overwrite: bool) -> Incoming:
    """A record that stands in the file already: the same, corrected, or corrected where a person has edited it, too."""
    joins = ((line.record.title, line.record.where),) if line.record else ()
    if new.said == line.said or (line.is_edited and new.digest == line.digest):
        return Incoming(record, Fate.KNOWN, joins)
    fate = Fate.EDITED if line.is_edited and not overwrite else Fate.UPDATED
    return Incoming(record, fate, joins, changed(line.said, new.said))


def unknown_fields(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """The fields that the catalog has no place for, with the numbers of records that have them, the most first."""
    said = (pair for record in records for pair in dict(record.extra).items())
    counts = Counter(name for name, value in said if not holds_link(name, value))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
