"""What records would do to a catalog: which make a paper, which add to one, and which say nothing new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.importing.heard import SLIGHT, Heard, as_text
from generator.model import Location, Origin, Paper, Problem, Record
from generator.plans import Differing, Fate, Incoming

Group = tuple[Paper, Sequence[Record]]
Grouped = Callable[[Iterable[Record]], tuple[Sequence[Group], Sequence[Problem]]]


def effects(
    records: Sequence[Record], others: Sequence[Record], grouped: Grouped
) -> tuple[tuple[Incoming, ...], tuple[Problem, ...]]:
    """What each of these records does to the catalog of the others, in their order, and what is new to worry about.

    `grouped` joins records to papers.
    """
    papers, told = grouped(others)
    known_problems = set(told)
    after, problems = grouped((*others, *records))
    home = {record: paper for paper, members in papers for record in members}
    there = set(others)
    numbers = {record: at for at, record in reversed(list(enumerate(records))) if record not in there}
    found: dict[int, Incoming] = {}
    for _, members in after:
        if new := sorted(numbers[record] for record in members if record in numbers):
            old = [record for record in members if record not in numbers]
            found |= dict(zip(new, _of_group([records[number] for number in new], old, home), strict=True))
    entries = tuple(found.get(at) or Incoming(record, Fate.KNOWN) for at, record in enumerate(records))
    return entries, tuple(one for one in problems if one not in known_problems)


def _of_group(new: Sequence[Record], old: Sequence[Record], home: Mapping[Record, Paper]) -> Iterator[Incoming]:
    """Of the records of one paper; the first makes the paper where none was there."""
    heard = Heard()
    for record in old:
        heard.add(record)
    papers = list(dict.fromkeys(home[record].identity for record in old if record in home))
    homes = {home[record].identity: home[record] for record in old if record in home}
    joins = tuple((homes[one].title, _place(homes[one])) for one in papers)
    if not joins and old:
        joins = ((old[0].title, old[0].where),)
    for record in new:
        if not joins:
            yield Incoming(record, Fate.NEW)
            joins = ((record.title, record.where),)
        else:
            yield _joined(record, heard, joins, homes[papers[0]] if papers else None)
        heard.add(record)


def _joined(
    record: Record,
    heard: Heard,
    joins: tuple[tuple[str, Location], ...],
    paper: Paper | None,
) -> Incoming:
    adds, apart = heard.news(record)
    differs = tuple(_differing(name, record, paper) for name in apart) if paper else ()
    is_known = SLIGHT.issuperset(adds) and not apart and len(joins) == 1 and heard.is_tied(record)
    return Incoming(record, Fate.KNOWN if is_known else Fate.JOINED, joins, adds, differs)


def _differing(name: str, record: Record, paper: Paper) -> Differing:
    """Both words; a card's is shown in any case, and of others the finished file tells."""
    before, now = as_text(getattr(paper, name)), as_text(getattr(record, name))
    return Differing(name, before, now, is_shown=record.origin is Origin.CARD)


def _place(paper: Paper) -> Location:
    return paper.provenance.get("title") or min(paper.provenance.values(), default=Location(paper.identity))


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the fields of which two lines do not say the same."""
    return tuple(name for name in {**before, **now} if before.get(name) != now.get(name))
