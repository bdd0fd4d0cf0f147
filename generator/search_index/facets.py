"""Facets: what a list of papers can be narrowed by, and the order by title.

`facts.json`, small, read with the first search:

    {"tags": [[id, label, parent, topic, [aliases], papers, kind]…],   in the order of the rules; `topic` is a name,
                                       `kind` 1 where the tag says what a paper gives, such as a survey, else 0
     "venues": [[name, slug, papers]…],                          by name
     "years": [[year, papers]…],       newest first. Papers stand by year, those without one last: those of the first
                                       year are 0 … papers − 1, those of the next follow, and so on
     "sets": [[kind, value]…]}         the sets of `sets.bin` behind those of the venues, in order: `code` (has a link
                                       to code), `again` (in more than one import or, where the catalog names none,
                                       more than one file), `new`, each with value 1; `status` with its name; `listed`
                                       with the number of listings, each from 1

`tags.bin` has the papers of each tag in the order of `facts.json`, `sets.bin` those of each venue and then of each of
`sets`, all as `sets` writes them. Above 20,000 papers `tags.bin` is large; read it when it is asked for.

`titles.bin`: the place of each paper in the order by title, each in as many bits as N − 1 has (N = 1: none), the first
at the highest bit of the first byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from generator import beside
from generator.model import Catalog, Entry
from generator.search_index.bits import Codes, packed
from generator.search_index.rows import as_json
from generator.search_index.sets import written
from generator.text import fold


def files(catalog: Catalog) -> dict[str, bytes]:
    """The files of facets by name."""
    places = {entry.slug: doc for doc, entry in enumerate(catalog.papers)}
    count = len(catalog.papers)
    tags = [_docs(papers, places) for papers in catalog.tags.values()]
    venues = [_docs(group.papers, places) for group in catalog.venues]
    more = _sets(catalog)
    return {
        "facts.json": as_json(_facts(catalog, list(more))),
        "tags.bin": b"".join(written(tags, count)),
        "sets.bin": b"".join(written([*venues, *more.values()], count)),
        "titles.bin": _titles(catalog.papers),
    }


def _docs(papers: Iterable[Entry], places: Mapping[str, int]) -> list[int]:
    return sorted(places[entry.slug] for entry in papers)


def _facts(catalog: Catalog, sets: list[tuple[str, object]]) -> dict[str, object]:
    topics = {tag: topic.name for topic in catalog.topics for tag in topic.tags}
    aliases: dict[str, list[str]] = {}
    for old, tag in catalog.redirects.items():
        aliases.setdefault(tag, []).append(old)
    return {
        "tags": [
            [
                tag,
                rule.label,
                rule.parent,
                topics.get(tag, ""),
                aliases.get(tag, []),
                len(catalog.tags[tag]),
                int(tag in catalog.kinds),
            ]
            for tag, rule in catalog.rules.items()
        ],
        "venues": [[group.name, group.slug, len(group.papers)] for group in catalog.venues],
        "years": [[int(group.name), len(group.papers)] for group in catalog.years],
        "sets": sets,
    }


def _sets(catalog: Catalog) -> dict[tuple[str, object], list[int]]:
    found: dict[tuple[str, object], list[int]] = {(kind, 1): [] for kind in ("code", "again", "new")}
    imports = [(one.where.file, one.name) for one in catalog.imports]
    for doc, entry in enumerate(catalog.papers):
        for one in _sets_of(entry, imports):
            found.setdefault(one, []).append(doc)
    return dict(sorted(found.items(), key=lambda one: (one[0][0], str(one[0][1]))))


def _sets_of(entry: Entry, imports: Sequence[tuple[str, str]]) -> Iterator[tuple[str, object]]:
    paper, listings = entry.paper, {place.listing for place in entry.paper.seen}
    if beside.code(paper):
        yield "code", 1
    sources = [file in paper.files or name in listings for file, name in imports] if imports else paper.files
    if sum(map(bool, sources)) > 1:
        yield "again", 1
    if entry.new:
        yield "new", 1
    if listings:
        yield "listed", len(listings)
    if paper.status:
        yield "status", paper.status


def _titles(papers: Sequence[Entry]) -> bytes:
    order = sorted(range(len(papers)), key=lambda doc: (fold(papers[doc].paper.title), doc))
    places = np.empty(len(papers), np.int64)
    places[order] = np.arange(len(papers))
    width = max(0, len(papers) - 1).bit_length()
    data, _ = packed(Codes(places, np.full(len(papers), width)), np.array([len(papers)]))
    return data
