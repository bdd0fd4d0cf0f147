"""Find a paper, or a tag, by what a person types."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from itertools import chain

from generator.identifiers import acl, arxiv, doi
from generator.model import Catalog, Entry, Rule
from generator.naming import series
from generator.text import fold, title_key

NEAREST = 3


def find_papers(catalog: Catalog, words: str) -> tuple[Entry, ...]:
    """The papers that these words name: one by slug, identifier or key, else all whose title begins so.

    A key is that of its citation, or its own in a source. A title that is these words and no more stands before longer
    ones.
    """
    text = words.strip()
    named = _by_slug(catalog, text) or _by_id(catalog.papers, text)
    if named or not (key := title_key(text)):
        return named
    titles = [(entry, [title_key(title) for title in _titles(entry)]) for entry in catalog.papers]
    whole = tuple(entry for entry, keys in titles if key in keys)
    return whole or tuple(entry for entry, keys in titles if any(one.startswith(key) for one in keys))


def _titles(entry: Entry) -> tuple[str, ...]:
    return (entry.paper.title, *entry.paper.titles)


def _by_slug(catalog: Catalog, text: str) -> tuple[Entry, ...]:
    """By the last part of an address, a former one too, as it is or with what stands before it on the site."""
    slug = text.rstrip("/").rpartition("papers/")[2]
    found = tuple(entry for entry in catalog.papers if entry.slug == slug or slug in entry.former)
    return found or catalog.shared.get(slug, ())


def _by_id(entries: Iterable[Entry], text: str) -> tuple[Entry, ...]:
    as_arxiv, as_acl, as_doi = arxiv(text), acl(text), doi(text).lower()
    return tuple(
        entry
        for entry in entries
        if entry.key == text
        or text in entry.paper.keys
        or (as_arxiv and entry.paper.arxiv == as_arxiv)
        or (as_acl and entry.paper.acl == as_acl)
        or (as_doi and entry.paper.doi.lower() == as_doi)
    )


def nearest_titles(catalog: Catalog, words: str) -> tuple[Entry, ...]:
    """The papers with the titles most like these words, to name where none is found."""
    wanted = fold(words)
    starts: dict[str, Entry] = {}
    for entry in catalog.papers:
        starts.setdefault(fold(entry.paper.title)[: len(wanted) + 10], entry)
    return tuple(starts[one] for one in difflib.get_close_matches(wanted, starts, NEAREST, 0.4))


def find_tag(catalog: Catalog, words: str) -> Rule | None:
    """A tag by its id, an alias or its label; one that was given up is the one that it leads to."""
    text = words.strip()
    names = (catalog.redirects.get(one, one) for one in (text, text.lower()))
    by_name = (catalog.rules[one] for one in names if one in catalog.rules)
    by_label = (rule for rule in catalog.rules.values() if fold(rule.label) == fold(text))
    return next(chain(by_name, by_label), None)


def nearest_tags(rules: Mapping[str, Rule], words: str) -> tuple[str, ...]:
    """The ids most like these words."""
    return tuple(difflib.get_close_matches(words.lower(), rules, NEAREST, 0.4))


def by_author(catalog: Catalog, name: str) -> tuple[Entry, ...]:
    """The papers of an author, named as the catalog does or `Family, Given`, whatever the case and accents."""
    wanted = {fold(name.strip()), fold(" ".join(reversed([part.strip() for part in name.split(",", 1)])))}
    return tuple(one for one in catalog.papers if any(fold(author) in wanted for author in one.paper.authors))


def by_venue(catalog: Catalog, name: str) -> tuple[Entry, ...]:
    """The papers of a venue: `ACL 2025` with its year, or `ACL` for those of all years."""
    wanted = fold(name.strip())
    return tuple(one for one in catalog.papers if wanted in (fold(one.paper.venue), fold(series(one.paper.venue))))


def nearest_authors(catalog: Catalog, name: str) -> tuple[str, ...]:
    """The authors with the names most like this one."""
    return _nearest(name, (author for one in catalog.papers for author in one.paper.authors))


def nearest_venues(catalog: Catalog, name: str) -> tuple[str, ...]:
    """The venues most like this one, with their years and without."""
    venues = (one.paper.venue for one in catalog.papers)
    return _nearest(name, (text for venue in venues if venue for text in (venue, series(venue))))


def _nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    wanted = fold(name)[:100]
    names = {fold(one): one for one in known}
    alike = [one for one in names if wanted and set(wanted.split()) & set(one.split())]
    return tuple(names[one] for one in difflib.get_close_matches(wanted, alike or names, NEAREST, 0.6))
