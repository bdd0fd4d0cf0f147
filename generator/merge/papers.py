"""What a paper is called, and which record each of its fields is taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from generator.merge.clusters import Cluster
from generator.merge.joins import KINDS
from generator.merge.people import are_part, credited, names_of, of_people, said
from generator.merge.publication import TOGETHER, publication
from generator.model import Appearance, Decision, Disagreement, Location, Origin, Paper, Record
from generator.text import family_name, identity_doi, text_key


def identities(clusters: list[Cluster]) -> list[str]:
    """A name of its own for each cluster: the strongest id that no other has, then the title, then more than that."""
    named: dict[int, str] = {}
    for name_of in _NAMES:
        names = {at: name_of(cluster) for at, cluster in enumerate(clusters) if at not in named}
        counts = Counter(names.values())
        taken = set(named.values())
        named |= {at: name for at, name in names.items() if name and counts[name] == 1 and name not in taken}
    return [named.get(at) or f"{_place_name(cluster)}+{at}" for at, cluster in enumerate(clusters)]


def _id_name(kind: str, cluster: Cluster) -> str:
    return f"{kind}:{cluster.ids[kind]}" if kind in cluster.ids else ""


def _title_name(cluster: Cluster) -> str:
    return f"title:{cluster.title}"


def _author_name(cluster: Cluster) -> str:
    authors = cluster.best.authors
    return f"{_title_name(cluster)}:{text_key(family_name(authors[0]))}" if authors else ""


def _year_name(cluster: Cluster) -> str:
    years = cluster.traits.years
    return f"{_author_name(cluster) or _title_name(cluster)}:{min(years)}" if years else ""


def _place_name(cluster: Cluster) -> str:
    """With the entry's own key or, where there is none, its place: the last resort, since places change."""
    best = cluster.best
    return f"{_title_name(cluster)}:{best.where.file}:{text_key(best.key) or best.where.line}"


_NAMES: tuple[Callable[[Cluster], str], ...] = (
    *(partial(_id_name, kind) for kind in KINDS), _title_name, _author_name, _year_name, _place_name,
)  # fmt: skip


FIELDS = (
    "title", "abstract", "authors", "date", "year", "venue", "booktitle", "doi", "arxiv", "acl", "url", "pdf",
    "later_title", "keywords", "categories", "entry_type", "volume", "number", "pages", "publisher", "isbn", "editors",
    "standing",
)  # fmt: skip


_fields = attrgetter(*FIELDS)


def paper_of(cluster: Cluster, identity: str, *, has_namesakes: bool = True) -> Paper:
    """Each field from the best record that knows it; what the others say differently is kept beside it.

    The records of the cluster are the best first. Where no other paper has its title, `has_namesakes` may be false.
    """
    records = cluster.records
    values, provenance = _taken(records)
    people = {"names": names_of(values.get("authors", ()), records)} | credited(values)
    return Paper(
        identity=identity,
        identities=_identities(cluster, identity, has_namesakes),
        extra=_extra(records),
        former=_all(records, "former"),
        different_from=_all(records, "different_from"),
        titles=_titles(values["title"], records),
        keys=tuple(dict.fromkeys(record.key for record in records if record.key)),
        seen=_appearances(records),
        provenance=provenance | _cards(records),
        disagreements=_disagreements(values, records),
        decisions=tuple(sorted({one for record in records for one in record.decisions}, key=_place)),
        files=tuple(sorted({record.where.file for record in records})),
        **values | people,
    )


def _taken(records: Sequence[Record]) -> tuple[dict[str, Any], dict[str, Location]]:
    """The value of each field that is known, and its place; most papers have one record, which is quick."""
    if len(records) == 1:
        [only] = records
        values = {name: value for name, value in zip(FIELDS, _fields(only), strict=True) if value}
        if only.edited:
            values.pop("authors", None)
        places = dict.fromkeys(values, only.where)
        return values | ({"et_al": True} if only.et_al and "authors" in values else {}), places
    sources = chosen(records)
    places = {name: _provenance(name, record, records) for name, record in sources.items()}
    values = {name: getattr(record, name) for name, record in sources.items()}
    return values | ({"et_al": True} if "authors" in sources and sources["authors"].et_al else {}), places


def chosen(ranked: Sequence[Record]) -> dict[str, Record]:
    """The record that each field is taken from, of records with the best first: see `_source`."""
    told = publication(ranked)
    found = {name: _source(name, told if name in TOGETHER else ranked) for name in FIELDS}
    if not (found["authors"] or found["editors"]):
        found["editors"] = _source("editors", ranked)
    return {name: record for name, record in found.items() if record}


def _source(name: str, ranked: Sequence[Record]) -> Record | None:
    """The best record that knows a field, but of the best ones the earliest day: a date is that of the submission.

    And of the authors all, where a record says that there are others, and one after it names them.
    """
    known = [record for record in ranked if said(record, name)]
    if name == "date" and known:
        return min((one for one in known if one.origin is known[0].origin), key=_first_day)
    if name == "authors" and known:
        return of_people(known)
    return known[0] if known else None


def _first_day(record: Record) -> str:
    """Sorts dates by time, and before a year or a month the days in it: they say more."""
    return f"{record.date}~"


def _provenance(name: str, source: Record, ranked: Sequence[Record]) -> Location:
    """Where a value comes from; a card that only repeats it says mostly which paper the card is about."""
    if source.origin is Origin.CARD:
        value = getattr(source, name)
        others = (one for one in ranked if one.origin is not Origin.CARD and said(one, name))
        source = next((one for one in others if not differs(name, value, getattr(one, name))), source)
    return source.where


def _cards(ranked: Sequence[Record]) -> dict[str, Location]:
    """The first card that gives the paper former addresses, and the first that tells it from others."""
    found = ((name, record.where) for name in ("former", "different_from") for record in reversed(ranked)
            if getattr(record, name))  # fmt: skip
    return dict(found)


def _disagreements(values: Mapping[str, Any], ranked: Sequence[Record]) -> tuple[Disagreement, ...]:
    """What the sources say otherwise, field by field, the best source first."""
    if len(ranked) == 1:
        return ()
    authors = values.get("authors", ())
    others = (
        Disagreement(name, _as_text(value), record.where)
        for name in FIELDS
        for record in ranked
        if (value := said(record, name)) and differs(name, values.get(name), value)
        if name != "authors" or not are_part(record, authors)
    )
    return tuple(dict.fromkeys(others))


def _identities(cluster: Cluster, identity: str, has_namesakes: bool) -> tuple[str, ...]:
    """All that the paper may have been known by: its identifiers, its titles, and what tells it from its namesakes.

    One without identifiers may get a namesake later, and is then to be known again.
    """
    ids = [f"{kind}:{cluster.ids[kind]}" for kind in KINDS if kind in cluster.ids]
    titles = [f"title:{title}" for title in sorted(set(cluster.titles))]
    told_apart = (_author_name(cluster), _year_name(cluster)) if has_namesakes or not ids else ()
    return tuple(dict.fromkeys(filter(None, (identity, *ids, *titles, *told_apart))))


def _all(records: Sequence[Record], name: str) -> tuple[str, ...]:
    return tuple(sorted({one for record in records for one in getattr(record, name)}))


def _extra(records: list[Record]) -> tuple[tuple[str, str], ...]:
    """The fields that the catalog has none for, each from the best record that has it."""
    known: dict[str, str] = {}
    for record in records:
        for name, text in record.extra:
            known.setdefault(name, text)
    return tuple(sorted(known.items()))


def differs(name: str, chosen: object, value: object) -> bool:
    """Whether two sources say different things of a field."""
    return identity_doi(str(chosen)) != identity_doi(str(value)) if name == "doi" else chosen != value


def _place(decision: Decision) -> tuple[Location, Decision]:
    return decision.where, decision


def _as_text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _titles(title: str, records: list[Record]) -> tuple[str, ...]:
    """All titles, the chosen one first, each spelling once."""
    all_titles = [title, *(record.title for record in records), *(record.later_title for record in records)]
    return tuple(dict.fromkeys(filter(None, all_titles)))


def _appearances(records: list[Record]) -> tuple[Appearance, ...]:
    seen = {Appearance(record.listing, record.rank, record.where) for record in records if record.listing}
    return tuple(sorted(seen, key=lambda place: (place.listing, place.rank, place.where)))
