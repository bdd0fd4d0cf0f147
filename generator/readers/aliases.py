"""What programs and people call the fields of a record: one table for all formats, whatever the case and the signs."""

from __future__ import annotations

import re
from functools import lru_cache

ALIASES = {
    "title": ("paper title", "article title", "document title", "full title", "paper name", "article name"),
    "abstract": ("abstract note", "summary"),
    "authors": (
        "author", "author(s)", "author names", "author full names", "author list", "list of authors", "creators",
    ),
    "editors": ("editor", "editor(s)", "edited by", "book editors"),
    "date": ("published", "submitted", "date submitted", "submission date", "first submitted"),
    "issued": ("publication date", "date of publication", "pub date", "cover date"),
    "year": ("publication year", "published year", "pub year", "year of publication"),
    "venue": (
        "journal", "conference", "journal title", "journal name", "conference name", "conference title",
        "source title", "publication title", "publication name", "container title", "journal/conference",
        "conference/journal", "journal/book", "venue name", "published in", "publication venue", "pub name",
        "pub venue", "conf name", "where", "appeared in", "appears in", "presented at", "published at",
    ),
    "booktitle": ("book title", "proceedings", "proceedings title"),
    "arxiv": ("arxiv id", "arxiv number", "arxiv url", "arxiv link", "arxiv preprint"),
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
    "entry_type": ("type", "document type", "item type", "publication type", "publication types"),
    "volume": (),
    "number": ("issue", "issue number"),
    "pages": ("page", "page range", "page numbers"),
    "publisher": (),
    "isbn": ("isbn-13", "isbns"),
    "id": (),
    "key": ("bibkey", "cite key", "citation key", "bibtex key"),
}  # fmt: skip
"""Each field with its other names. `DOI`, `arxiv_id` and `Author(s)` are found as `doi`, `arxiv id` and `authors`."""

TRANSLATED = {
    "title": ("titel", "titre", "título", "titolo"),
    "authors": ("autor", "autoren", "autorin", "verfasser", "auteur", "auteurs", "autores", "autore", "autori"),
    "abstract": ("zusammenfassung", "kurzfassung", "résumé", "resumen", "resumo"),
    "year": ("jahr", "erscheinungsjahr", "année", "año", "ano", "anno"),
    "venue": ("zeitschrift", "konferenz", "revue", "revista", "rivista"),
    "keywords": ("schlagwörter", "schlagworte", "stichwörter", "mots clés", "palabras clave", "palavras-chave"),
    "publisher": ("verlag", "éditeur", "editorial"),
    "pages": ("seiten",),
}
"""The same in German, French, Spanish, Portuguese and Italian, as the columns of tables have them."""

_SIGNS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """A name without case and signs."""
    return _SIGNS.sub("", name).casefold()


_FIELDS = {folded(name): field for field, others in ALIASES.items() for name in (field, *others)}
_ABROAD = {folded(name): field for field, others in TRANSLATED.items() for name in others}


@lru_cache(maxsize=4096)
def field_of(name: str) -> str:
    """The field that a source calls so, in English or another language; '' for a name that nobody knows."""
    short = folded(name[:80])
    return _FIELDS.get(short) or _ABROAD.get(short, "")


def is_abroad(name: str) -> bool:
    """Is it known in another language alone? In a file of our own it is a slip."""
    short = folded(name[:80])
    return short in _ABROAD and short not in _FIELDS


NAMES = tuple(dict.fromkeys((*ALIASES, *(name for others in ALIASES.values() for name in others))))
"""All names, to compare one with that nobody knows."""
