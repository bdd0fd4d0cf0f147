"""Identifiers of a good form that nobody can have given: a month 13, a check digit that does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.audit.findings import place, warning
from generator.doubts import doubt
from generator.model import Paper
from generator.model import Problem as Found
from generator.slips import short

CODES = {
    "id-impossible": "An identifier cannot exist: its number, its date or its check digit is wrong.",
}
_KINDS = {"doi": "DOI", "arxiv": "arXiv id", "acl": "ACL Anthology id", "isbn": "ISBN", "orcid": "ORCID"}


def ask(papers: Sequence[Paper], today: str, _: bool) -> Iterator[Found]:
    """A warning for each identifier of a paper, of its volume and of its authors."""
    for paper in papers:
        for kind, value in _said(paper):
            if value and (fact := doubt(kind, value, today)):
                where = place(paper, "authors" if kind == "orcid" else kind)
                message = f"the {_KINDS[kind]} '{short(value)}' cannot exist: {fact}"
                yield warning(where, "id-impossible", message, "look it up, and correct it where it stands")


def _said(paper: Paper) -> Iterator[tuple[str, str]]:
    yield from (("doi", paper.doi), ("arxiv", paper.arxiv), ("acl", paper.acl), ("isbn", paper.isbn))
    yield from (("orcid", name.orcid) for name in paper.names)
