"""What records would do to a catalog: which make a paper, which add to one, and which say nothing new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from generator.identifiers import identity_doi
from generator.model import Location, Origin, Paper, Problem, Record
from generator.plans import Differing, Fate, Incoming
from generator.text import family_name, fold, text_key, title_key

Group = tuple[Paper, Sequence[Record]]
Grouped = Callable[[Iterable[Record]], tuple[Sequence[Group], Sequence[Problem]]]

_NO_FIELDS = {
    "where", "origin", "names", "version", "extra", "former", "key", "listing", "rank", "decisions", "different_from",
}  # fmt: skip
FIELDS = tuple(one.name for one in fields(Record) if one.name not in _NO_FIELDS)
"""The fields of which a source can say something that readers may see."""


def effects(
    records: Sequence[Record], others: Sequence[Record], grouped: Grouped
) -> tuple[tuple[Incoming, ...], tuple[Problem, ...]]:
    """What each of these records does to the catalog of the others, in their order, and what is new to worry about.

    `grouped` joins records to papers.
    """
    papers, known_problems = grouped(others)
    after, problems = grouped((*others, *records))
    home = {record: paper for paper, members in papers for record in members}
    there = set(others)
    numbers = {record: at for at, record in reversed(list(enumerate(records))) if record not in there}
    found: dict[int, Incoming] = {}
    for _, members in after:
        if new := sorted(numbers[record] for record in members if record in numbers):
            old = [record for record in members if record not in numbers]
            told = _of_group([records[number] for number in new], old, home)
            found |= dict(zip(new, told, strict=True))
    entries = tuple(found.get(at) or Incoming(record, Fate.KNOWN) for at, record in enumerate(records))
    return entries, tuple(one for one in problems if one not in set(known_problems))


def _of_group(new: Sequence[Record], old: Sequence[Record], home: Mapping[Record, Paper]) -> Iterator[Incoming]:
    """Of the records of one paper; the first makes the paper where none was there."""
    heard = _Heard()
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
    heard: _Heard,
    joins: tuple[tuple[str, Location], ...],
    paper: Paper | None,
) -> Incoming:
    adds = [name for name in FIELDS if getattr(record, name) and not heard.has(name)]
    adds += [name for name, _ in record.extra if not heard.has(f"extra {name}")]
    apart = [name for name in FIELDS if getattr(record, name) and heard.has(name) and not heard.agrees(name, record)]
    differs = tuple(_differing(name, record, paper) for name in apart) if paper else ()
    is_known = not adds and not apart and len(joins) == 1
    return Incoming(record, Fate.KNOWN if is_known else Fate.JOINED, joins, tuple(adds), differs)


def _differing(name: str, record: Record, paper: Paper) -> Differing:
    """Both words; a card's is shown in any case, and of others the finished file tells."""
    before, now = as_text(getattr(paper, name)), as_text(getattr(record, name))
    return Differing(name, before, now, is_shown=record.origin is Origin.CARD)


def as_text(value: object) -> str:
    """A field's value for a person."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _place(paper: Paper) -> Location:
    return paper.provenance.get("title") or min(paper.provenance.values(), default=Location(paper.identity))


@dataclass(slots=True)
class _Heard:
    """What the records of a paper have said so far, each field in a form in which spellings are alike."""

    said: dict[str, set[object]] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Take in what one more record says."""
        for name in FIELDS:
            if value := getattr(record, name):
                self.said.setdefault(name, set()).update(_alike(name, value))
        for name, _ in record.extra:
            self.said.setdefault(f"extra {name}", set())
        if record.later_title:
            self.said.setdefault("title", set()).add(title_key(record.later_title))

    def has(self, name: str) -> bool:
        """Whether anything is known of a field."""
        return name in self.said

    def agrees(self, name: str, record: Record) -> bool:
        """Whether a record says of a field what is known already, or less of it."""
        return not set(_alike(name, getattr(record, name))[:1]).isdisjoint(self.said[name])


def _alike(name: str, value: object) -> list[object]:
    """The forms in which two values of a field are one; the first is the value's own, others say less."""
    if name == "date":
        date = str(value)
        return [date, *(date[:length] for length in (7, 4) if length < len(date))]
    if name == "authors" and isinstance(value, tuple):
        return [tuple(text_key(family_name(author)) for author in value)]
    if name in ("title", "later_title"):
        return [title_key(str(value))]
    if name == "doi":
        return [identity_doi(str(value)) or str(value).lower()]
    if name in ("url", "pdf"):
        return [str(value).partition("://")[2].removeprefix("www.").rstrip("/")]
    return [text_key(as_text(value)) or fold(as_text(value))]


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the fields of which two lines do not say the same."""
    return tuple(name for name in (*before, *(set(now) - set(before))) if before.get(name) != now.get(name))
