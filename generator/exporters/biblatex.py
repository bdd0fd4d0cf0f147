"""Papers as BibLaTeX (manual 3.19, section 2), which Biber, JabRef and Zotero read: BibTeX's signs and its own names.

A preprint is `@online` with its `eprint`, as the manual has it (section 3.14.7); a date is told as far as it is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.citation import Citation, is_preprint, safe_address
from generator.exporters import bibtex
from generator.exporters.bibtex import PLACES, escape, in_braces, listed, of_fields, people, running, whole, with_more
from generator.exporters.further import NOTHING, day, is_dated
from generator.model import Paper

__all__ = ["entry", "further", "whole"]

_PLACES: Final = {**PLACES, "article": "journaltitle"}
_PUBLISHERS: Final = {
    **dict.fromkeys(("phdthesis", "mastersthesis", "techreport"), "institution"), "manual": "organization",
}  # fmt: skip


def entry(cited: Citation, abstract: str = "", keywords: Sequence[str] = (), more: Mapping[str, str] = NOTHING) -> str:
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
        "date": cited.date or _date(more, cited) or cited.year,
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
    return of_fields(kind, cited.key, with_more(fields, more))


def further(paper: Paper, cited: Citation) -> dict[str, str]:
    """What stands in a file beyond the citation, as `bibtex.further` makes it."""
    fields = bibtex.further(paper, cited)
    fields.pop("entrysubtype", None)
    if "month" in fields and (date := day(paper, cited)):
        fields = {name: value for name, value in fields.items() if name not in ("month", "day")} | {"date": date}
    if is_dated(paper, cited):
        del fields["submitted"]
    return fields


def _date(more: Mapping[str, str], cited: Citation) -> str:
    """The date as a source has it, if it is of the year."""
    date = more.get("date", "")
    return date if cited.year and date.startswith(cited.year) else ""
