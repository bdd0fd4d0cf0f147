"""What Material's search knows of the catalog: one entry for each paper and each tag."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Catalog, Paper
from generator.rows import paper_path, tag_path
from generator.text import fold


def search_entries(catalog: Catalog, addresses: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Entries as Material's index holds them, whose text is HTML. `addresses` has those of the pages by their path."""
    for entry in catalog.papers:
        if address := addresses.get(paper_path(entry)):
            tags = [_plain(catalog.rules[tagging.tag].label) for tagging in entry.taggings]
            text = _plain(_searchable(entry.paper))
            yield {"location": address, "title": _plain(entry.paper.title), "text": text, "tags": tags}
    for rule in catalog.rules.values():
        if address := addresses.get(tag_path(rule.id)):
            names = (old for old, tag in catalog.redirects.items() if tag == rule.id)
            text = " · ".join(filter(None, (rule.about, *names)))
            yield {"location": address, "title": _plain(rule.label), "text": _plain(text)}


def _plain(text: str) -> str:
    return html.escape(text, quote=False)


def _searchable(paper: Paper) -> str:
    """What the search finds a paper by, besides its title and tags: names also as they are typed without accents."""
    authors = ", ".join(paper.authors)
    plain = fold(authors)
    facts = (authors, "" if plain == authors.lower() else plain, paper.venue, paper.arxiv, paper.acl, paper.later_title)
    return " · ".join(filter(None, (*facts, paper.abstract)))
