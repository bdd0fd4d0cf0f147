"""What a citation says of a paper, decided once for all formats: the kind of publication, its place, the names' parts.

The formats, in Python and in the browser, only write this down in their own signs. All that depends on letters of
many scripts is decided here, so that both write the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.citation.people import OTHERS, authors, editors, name_of
from generator.citation.published import IN_A_VOLUME, KINDS, LOOSE, THESES, Kind, first_and_last, published, year_of
from generator.citation.signs import flat, safe_address
from generator.citation.titles import marked
from generator.model import Paper, Standing
from generator.standings import said

__all__ = [
    "IN_A_VOLUME", "KINDS", "OTHERS", "THESES", "Citation", "Kind", "citation", "first_and_last", "is_part",
    "is_preprint", "name_of", "safe_address", "year_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    r"""A paper as it is cited; every text is on one line, and '' where nothing is known.

    `place` is the journal, the proceedings or the book that it is part of, or how else it came out; `publisher` is the
    school of a thesis and the institution of a report, too. In `title` a tab stands before and after each piece whose
    letters no style may change; `authors` and `editors` are as `people` has them. `date` is the day of a preprint
    and the like, ISO. `note` says what became of a paper that was withdrawn and the like.
    """

    key: str
    kind: Kind
    title: str
    authors: tuple[str, ...] = ()
    place: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    year: str = ""
    date: str = ""
    doi: str = ""
    url: str = ""
    arxiv: str = ""
    archive_class: str = ""
    note: str = ""
    publisher: str = ""
    isbn: str = ""
    editors: tuple[str, ...] = ()


def citation(paper: Paper, key: str) -> Citation:
    """What is known of a paper, and nothing else; `key` is the one to cite it by."""
    out, year = published(paper), year_of(paper)
    is_loose = out.kind in LOOSE
    return Citation(
        key=key,
        kind=out.kind,
        title=marked(paper.later_title if not is_loose and paper.later_title else paper.title),
        authors=() if paper.edited else authors(paper),
        place=out.place,
        volume=out.volume,
        number=out.number,
        pages=out.pages,
        year=year,
        date=paper.date if is_loose and year and paper.date.startswith(year) else "",
        doi=flat(paper.doi),
        url=safe_address(_url(paper, is_loose)),
        arxiv=safe_address(paper.arxiv),
        archive_class=_arxiv_class(paper),
        note=_note(paper.standing) if paper.standing else "",
        publisher=out.publisher,
        isbn=flat(paper.isbn),
        editors=editors(paper),
    )


def is_preprint(cited: Citation) -> bool:
    """Is this on arXiv and nowhere else?"""
    return cited.kind == "misc" and bool(cited.arxiv) and not cited.place


def is_part(cited: Citation) -> bool:
    """Is the place told apart from who published it?"""
    return cited.kind != "misc" or bool(cited.publisher)


_ARXIV_CLASS = re.compile(
    r"(?:cs|econ|eess|math|physics|q-bio|q-fin|stat|astro-ph|cond-mat|nlin)\.[A-Za-z-]+"
    r"|(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph)"
)


def _url(paper: Paper, is_loose: bool) -> str:
    if paper.acl:
        return f"https://aclanthology.org/{paper.acl}"
    if paper.url.startswith(("https://", "http://")):
        return paper.url
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv and (is_loose or not paper.doi) else ""


def _arxiv_class(paper: Paper) -> str:
    first = paper.categories[0] if paper.arxiv and paper.categories else ""
    return first if _ARXIV_CLASS.fullmatch(first) else ""


def _note(standing: Standing) -> str:
    """What became of a paper, with the identifier of the one in its place where it has one."""
    kind, _, value = flat(standing.successor).partition(":")
    return "".join(said(standing, {"arxiv": f"arXiv:{value}", "acl": value, "doi": f"doi:{value}"}.get(kind, "")))
