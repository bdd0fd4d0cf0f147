"""What a paper is called, and which record each of its fields is taken from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from generator.merge.clusters import Cluster, preference
from generator.merge.joins import KINDS
from generator.model import Appearance, Decision, Disagreement, Location, Name, Origin, Paper, Record
from generator.text import family_name, identity_doi, text_key, title_key


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
    return f"title:{title_key(cluster.best.title)}"


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
    "later_title", "keywords", "categories", "entry_type", "volume", "number", "pages", "publisher", "isbn", "standing",
)  # fmt: skip


def paper_of(cluster: Cluster, identity: str) -> Paper:
    """Each field from the best record that knows it; what the others say differently is kept beside it."""
    cluster.records.sort(key=preference)
    values: dict[str, object] = {}
    sources: dict[str, Record] = {}
    disagreements: list[Disagreement] = []
    for name in FIELDS:
        for record in cluster.records:
            value = getattr(record, name)
            if not value:
                continue
            if name not in values:
                values[name], sources[name] = value, record
            elif differs(name, values[name], value):
                disagreements.append(Disagreement(name, _as_text(value), record.where))
            elif sources[name].origin is Origin.CARD:  # it only repeats, mostly to say which paper it is about
                sources[name] = record
    return Paper(
        identity=identity,
        names=_names(sources.get("authors"), cluster.records),
        extra=_extra(cluster.records),
        former=tuple(sorted({one for record in cluster.records for one in record.former})),
        titles=_titles(cluster.records),
        keys=tuple(dict.fromkeys(record.key for record in cluster.records if record.key)),
        seen=_appearances(cluster.records),
        provenance={name: record.where for name, record in sources.items()},
        disagreements=tuple(dict.fromkeys(disagreements)),
        decisions=tuple(sorted({one for record in cluster.records for one in record.decisions}, key=_place)),
        files=tuple(sorted({record.where.file for record in cluster.records})),
        **values,  # type: ignore[arg-type]  # the names are those of both nouns; a test holds them together
    )


def _names(source: Record | None, records: list[Record]) -> tuple[Name, ...]:
    """The parts of the authors' names: of the source of these, else of the best that has the same authors."""
    said = (record.names for record in records if source and record.authors == source.authors)
    return next(filter(None, said), ())


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
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _titles(records: list[Record]) -> tuple[str, ...]:
    """All titles, the chosen one first, each spelling once."""
    said = [*(record.title for record in records), *(record.later_title for record in records)]
    return tuple(dict.fromkeys(filter(None, said)))


def _appearances(records: list[Record]) -> tuple[Appearance, ...]:
    seen = {Appearance(record.listing, record.rank, record.where) for record in records if record.listing}
    return tuple(sorted(seen, key=lambda place: (place.listing, place.rank, place.where)))
