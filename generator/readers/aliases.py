"""What programs and people call the fields of a record: one table for all formats, whatever the case and the signs."""

from __future__ import annotations

import re
from functools import lru_cache

ALIASES = {
    "title": ("paper title", "article title", "document title", "full title"),
    "abstract": ("abstract note", "summary"),
    "authors": ("author", "author(s)", "author names", "author full names", "creators"),
    "date": ("published", "submitted", "date submitted", "submission date", "first submitted"),
    "issued": ("publication date", "date of publication", "pub date", "cover date"),
    "year": ("publication year", "published year", "pub year", "year of publication"),
    "venue": (
        "journal", "conference", "journal title", "journal name", "conference name", "conference title",
        "source title", "publication title", "publication name", "container title", "journal/conference",
        "conference/journal", "journal/book", "venue name", "published in", "publication venue", "pub name",
        "pub venue",
    ),
    "booktitle": ("book title", "proceedings", "proceedings title"),
    "arxiv": ("arxiv id", "arxiv number", "arxiv url", "arxiv link"),
    "acl": ("acl id", "acl anthology", "acl anthology id", "anthology id", "acl url"),
    "doi": ("doi url", "doi link"),
    "url": ("link", "paper url", "paper link", "landing page", "web page", "website", "href"),
    "pdf": ("pdf url", "pdf link", "url pdf", "open access pdf"),
    "later_title": (),
    "keywords": (
        "keyword", "tags", "tag", "author keywords", "index keywords", "manual tags", "automatic tags", "topics",
        "fields of study",
    ),
    "categories": ("category", "arxiv categories"),
    "entry_type": ("type", "document type", "item type", "publication type"),
    "volume": (),
    "number": ("issue", "issue number"),
    "pages": ("page", "page range", "page numbers"),
    "publisher": (),
    "isbn": ("isbn-13", "isbns"),
    "id": (),
    "key": ("bibkey", "cite key", "citation key", "bibtex key"),
}  # fmt: skip
"""Each field with its other names. `DOI`, `arxiv_id` and `Author(s)` are found as `doi`, `arxiv id` and `authors`."""

_SIGNS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """A name without case and signs."""
    return _SIGNS.sub("", name).casefold()


_FIELDS = {folded(name): field for field, others in ALIASES.items() for name in (field, *others)}


@lru_cache(maxsize=4096)
def field_of(name: str) -> str:
    """The field that a source calls so; '' for a name that nobody knows."""
    return _FIELDS.get(folded(name[:80]), "")


NAMES = tuple(dict.fromkeys((*ALIASES, *(name for others in ALIASES.values() for name in others))))
"""All names, to compare one with that nobody knows."""
