"""Papers as BibLaTeX (manual 3.19, section 2), which Biber, JabRef and Zotero read: BibTeX's signs and its own names.

A preprint is `@online` with its `eprint`, as the manual has it (section 3.14.7); a date is told as far as it is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.citation import Citation, is_preprint, safe_address
from generator.exporters.bibtex import PLACES, escape, in_braces, listed, of_fields, people, running, whole

__all__ = ["entry", "whole"]

_PLACES: Final = {**PLACES, "article": "journaltitle"}
_PUBLISHERS: Final = {
    **dict.fromkeys(("phdthesis", "mastersthesis", "techreport"), "institution"), "manual": "organization",
}  # fmt: skip


def entry(cited: Citation, abstract: str = "", keywords: Sequence[str] = ()) -> str:
    """One entry, as `bibtex.entry` makes it."""
    kind = "online" if is_preprint(cited) else cited.kind
    fields = {
        "title": in_braces(cited.title),
        "author": people(cited.authors),
        "editor": people(cited.editors),
        _PLACES.get(kind, "howpublished"): escape(cited.place),
        "volume": escape(cited.volume),
        "number": escape(cited.number),
        "pages": escape(cited.pages),
        _PUBLISHERS.get(kind, "publisher"): escape(cited.publisher),
        "date": cited.date or cited.year,
        "isbn": escape(cited.isbn),
        "doi": safe_address(cited.doi),
        "url": cited.url,
        "eprint": cited.arxiv,
        "eprinttype": "arxiv" if cited.arxiv else "",
        "eprintclass": cited.archive_class,
        "note": escape(cited.note),
        "keywords": listed(keywords),
        "abstract": running(abstract),
    }
    return of_fields(kind, cited.key, fields)
