"""Catalogue the papers: addresses, and the lists by tag, author, venue, year and listing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.index import addresses as placing
from generator.index import renewal
from generator.index.addresses import addresses
from generator.index.groups import groups, leads, with_slugs
from generator.model import (
    Address,
    Addresses,
    Catalog,
    Entry,
    Group,
    Listing,
    Lock,
    Paper,
    Related,
    Rule,
    Settings,
    Status,
    Tagging,
    Topic,
)
from generator.naming import newest_first, series, year
from generator.text import fold

__all__ = ["addresses", "catalogue"]
CODES = {**placing.CODES, **renewal.CODES}


def catalogue(
    papers: Sequence[Paper],
    taggings: Mapping[str, tuple[Tagging, ...]],
    nearest: Mapping[str, tuple[Related, ...]],
    keys: Mapping[str, str],
    rules: Sequence[Rule],
    topics: Sequence[Topic],
    listings: Sequence[Listing],
    settings: Settings,
    *,
    imports: Sequence[Listing] = (),
    with_trial: bool = False,
    lock: Lock | None = None,
    places: Addresses | None = None,
) -> Catalog:
    """Papers with all that is known of them by identity, as one catalog. Only active tags are in it, and candidates
    where asked for. `lock` has the addresses that were published, `places` those of the papers by it.
    """
    wanted = (Status.ACTIVE, Status.CANDIDATE) if with_trial else (Status.ACTIVE,)
    shown = {rule.id: rule for rule in rules if rule.status in wanted}
    lock = lock or Lock()
    places = places or addresses(papers, lock)
    imports = imports or listings
    seen = {one: _shown(found, shown) for one, found in taggings.items()}
    entries = tuple(_entries(sorted(papers, key=newest_first), seen, keys, imports, places))
    by_identity = {entry.paper.identity: entry for entry in entries}
    authors = groups(entries, lambda paper: paper.authors, settings.author_papers, lock.of("authors"))
    venues = groups(entries, lambda paper: (series(paper.venue),) if paper.venue else (), 1, lock.of("venues"))
    filed = _with_shown(with_slugs(sorted(topics, key=lambda topic: topic.where.file), lock.of("topics")), shown)
    return Catalog(
        papers=entries,
        rules=shown,
        topics=filed,
        listings=tuple(listings),
        tags=_by_tag(entries, shown),
        together=_together(entries),
        authors=authors,
        venues=venues,
        years=tuple(sorted(groups(entries, lambda paper: (year(paper),) if year(paper) else (), 1), key=_year_key)),
        entries=by_identity,
        shared={bare: tuple(by_identity[one] for one in same) for bare, same in places.shared.items()},
        author_slugs={fold(group.name): group.slug for group in authors},
        venue_slugs={fold(group.name): group.slug for group in venues},
        nearest=nearest,
        kinds=tuple(kind for kind in settings.kinds if kind in shown),
        redirects=_redirects(rules, shown, lock.of("tags")),
        moved={old: by_identity[one] for old, one in sorted(places.former.items())},
        leads=leads(lock, _pages(authors, venues, filed, listings)),
        imports=tuple(imports),
    )


def _entries(
    papers: Iterable[Paper],
    taggings: Mapping[str, tuple[Tagging, ...]],
    keys: Mapping[str, str],
    imports: Sequence[Listing],
    places: Addresses,
) -> Iterator[Entry]:
    """Each paper with what is known of it; with more than one import, those that only the newest has are new."""
    former = _former(places)
    newest = len(imports) - 1
    for paper in papers:
        came = _came_with(paper, imports)
        yield Entry(
            paper,
            places.slugs[paper.identity],
            keys.get(paper.identity, ""),
            taggings.get(paper.identity, ()),
            newest > 0 and came == newest,
            came,
            _names(paper, places),
            former.get(paper.identity, ()),
        )


def _pages(
    authors: Iterable[Group], venues: Iterable[Group], topics: Iterable[Topic], listings: Iterable[Listing]
) -> dict[str, set[str]]:
    """The slugs of all pages that can take the place of another, by folder."""
    return {
        "authors": {group.slug for group in authors},
        "venues": {group.slug for group in venues},
        "topics": {topic.slug for topic in topics},
        "listings": {listing.name for listing in listings},
    }


def _former(places: Addresses) -> dict[str, tuple[str, ...]]:
    """The former slugs of each paper that has such, by identity."""
    found: dict[str, list[str]] = defaultdict(list)
    for old, identity in sorted(places.former.items()):
        found[identity].append(old)
    return {identity: tuple(slugs) for identity, slugs in found.items()}


def _names(paper: Paper, places: Addresses) -> tuple[str, ...]:
    """All names of a paper: what the lock has, the oldest first, and what it is called now."""
    now = paper.identities or (paper.identity,)
    locked = places.names.get(paper.identity)
    return tuple(dict.fromkeys((*locked, *now))) if locked else now


def _came_with(paper: Paper, imports: Sequence[Listing]) -> int | None:
    """The place of the first import that has a paper."""
    files, listings = set(paper.files), {place.listing for place in paper.seen}
    return next((at for at, one in enumerate(imports) if one.where.file in files or one.name in listings), None)


def _shown(taggings: tuple[Tagging, ...], shown: Collection[str]) -> tuple[Tagging, ...]:
    return taggings if all(one.tag in shown for one in taggings) else tuple(t for t in taggings if t.tag in shown)


def _with_shown(topics: Iterable[Topic], shown: Collection[str]) -> tuple[Topic, ...]:
    """Topics with the tags that are shown; one whose tags are all hidden is left out."""
    pairs = ((topic, tuple(tag for tag in topic.tags if tag in shown)) for topic in topics)
    return tuple(replace(topic, tags=tags) for topic, tags in pairs if tags or not topic.tags)


def _redirects(rules: Iterable[Rule], shown: Collection[str], locked: Iterable[Address]) -> dict[str, str]:
    """The tag that each alias, each tag given up and each former id leads to, in the end; others are left out."""
    leads = {rule.id: rule.replaced_by for rule in rules if rule.status is Status.DEPRECATED}
    for rule in rules:
        for alias in rule.aliases:
            leads.setdefault(alias.id, rule.id)
    for line in locked:
        for tag in line.leads_to[:1]:
            leads.setdefault(line.slug, tag)
    leads = {old: tag for old, tag in leads.items() if old not in shown}
    found = {old: _end(old, leads) for old in sorted(leads)}
    return {old: tag for old, tag in found.items() if tag in shown}


def _end(old: str, leads: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while old in leads and old not in seen:
        seen.add(old)
        old = leads[old]
    return old


def _year_key(group: Group) -> int:
    return -int(group.name) if group.name.isdigit() else 0


def _by_tag(entries: Iterable[Entry], tags: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    tagged: dict[str, list[Entry]] = {tag: [] for tag in tags}
    for entry in entries:
        for tagging in entry.taggings:
            tagged[tagging.tag].append(entry)
    return {tag: tuple(papers) for tag, papers in tagged.items()}


def _together(entries: Iterable[Entry]) -> dict[str, tuple[tuple[str, int], ...]]:
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        tags = [tagging.tag for tagging in entry.taggings]
        for tag in tags:
            pairs[tag].update(other for other in tags if other != tag)
    return {tag: tuple(sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))) for tag, others in pairs.items()}
