"""Catalogue the papers: addresses, and the lists by tag, author, venue, year and listing."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from generator.model import Catalog, Entry, Group, Listing, Paper, Related, Rule, Settings, Status, Tagging, Topic
from generator.naming import newest_first, series, suffix, year
from generator.text import fold, slug

RESERVED = frozenset({"", "page", "a-z", "index"})


def addresses(papers: Iterable[Paper]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The slug of each paper by identity, and the identities behind each bare slug that several claim."""
    claims: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        claims[slug(paper.title)].append(paper.identity)
    taken: dict[str, str] = {}
    shared: dict[str, tuple[str, ...]] = {}
    for bare, identities in claims.items():
        if len(identities) == 1 and bare not in RESERVED and not bare.isdigit():
            taken[identities[0]] = bare
            continue
        if len(identities) > 1 and bare not in RESERVED and not bare.isdigit():
            shared[bare] = tuple(sorted(identities))
        for identity in identities:
            taken[identity] = _with_suffix(bare, identity, claims)
    return taken, shared


def _with_suffix(bare: str, identity: str, claims: Mapping[str, object]) -> str:
    own = f"{bare or 'paper'}-{suffix(identity)}"
    if own in claims:
        own = f"{own}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
    return own


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
) -> Catalog:
    """Papers with all that is known of them by identity, as one catalog. Only active tags are in it, and candidates
    where asked for.
    """
    wanted = (Status.ACTIVE, Status.CANDIDATE) if with_trial else (Status.ACTIVE,)
    shown = {rule.id: rule for rule in rules if rule.status in wanted}
    slugs, shared = addresses(papers)
    imports = imports or listings
    came = {paper.identity: _came_with(paper, imports) for paper in papers}
    newest = len(imports) - 1
    entries = tuple(
        Entry(
            paper,
            slugs[paper.identity],
            keys.get(paper.identity, ""),
            _shown(taggings.get(paper.identity, ()), shown),
            newest > 0 and came[paper.identity] == newest,
            came[paper.identity],
        )
        for paper in sorted(papers, key=newest_first)
    )
    by_identity = {entry.paper.identity: entry for entry in entries}
    authors = _groups(entries, lambda paper: paper.authors, settings.author_papers)
    venues = _groups(entries, lambda paper: (series(paper.venue),) if paper.venue else (), 1)
    return Catalog(
        papers=entries,
        rules=shown,
        topics=_with_shown(_with_slugs(sorted(topics, key=lambda topic: topic.where.file)), shown),
        listings=tuple(listings),
        tags=_by_tag(entries, shown),
        together=_together(entries),
        authors=authors,
        venues=venues,
        years=tuple(sorted(_groups(entries, lambda paper: (year(paper),) if year(paper) else (), 1), key=_year_key)),
        entries=by_identity,
        shared={bare: tuple(by_identity[one] for one in same) for bare, same in shared.items()},
        author_slugs={fold(group.name): group.slug for group in authors},
        venue_slugs={fold(group.name): group.slug for group in venues},
        nearest=nearest,
        kinds=tuple(kind for kind in settings.kinds if kind in shown),
        redirects=_redirects(rules, shown),
        imports=tuple(imports),
    )


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


def _redirects(rules: Iterable[Rule], shown: Collection[str]) -> dict[str, str]:
    """The tag that each alias and each tag given up leads to, in the end; ids that lead to none are left out."""
    leads = {rule.id: rule.replaced_by for rule in rules if rule.status is Status.DEPRECATED}
    for rule in rules:
        for alias in rule.aliases:
            leads.setdefault(alias.id, rule.id)
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


def _with_slugs(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Topics with their addresses: from the name, or from the file's where two names give the same."""
    counts = Counter(slug(topic.name) for topic in topics)
    return tuple(
        replace(topic, slug=bare if (bare := slug(topic.name)) and counts[bare] == 1 else _file_slug(topic))
        for topic in topics
    )


def _file_slug(topic: Topic) -> str:
    return slug(f"file-{topic.where.file}")


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


def _groups(entries: Iterable[Entry], names: Callable[[Paper], Iterable[str]], at_least: int) -> tuple[Group, ...]:
    """Entries by name, A to Z; names that read the same without case and accents are one group."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in names(entry.paper):
            key = fold(name)
            spellings[key][name] += 1
            members[key][entry.paper.identity] = entry
    kept = sorted(key for key, papers in members.items() if len(papers) >= at_least)
    slugs = _group_slugs(kept)
    return tuple(
        Group(
            min(spellings[key], key=lambda name: (-spellings[key][name], name)),
            slugs[key],
            tuple(members[key].values()),
        )
        for key in kept
    )


def _group_slugs(keys: Iterable[str]) -> dict[str, str]:
    claims: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        claims[slug(key)].append(key)
    return {
        key: bare if len(same) == 1 and bare not in RESERVED else f"{bare or 'name'}-{suffix('name:' + key + '#')}"
        for bare, same in claims.items()
        for key in same
    }
