"""Links that two papers share, and links that lead to another paper than their own identifier says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.audit.findings import listed, note, place, warning
from generator.model import Location, Paper
from generator.model import Problem as Found
from generator.slips import short
from generator.text import acl, arxiv, doi, identity_doi

CODES = {
    "link-shared": "Several papers have one link.",
    "link-other": "A link leads to another paper than the identifier beside it.",
}
_HEAD = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_ARXIV = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/.", re.IGNORECASE)


def ask(papers: Sequence[Paper], _: str, whole: bool) -> Iterator[Found]:
    """A note for each link that is shared, a warning for each that contradicts an identifier."""
    for paper in papers:
        for field in ("url", "pdf"):
            if fact := _contradicts(paper, getattr(paper, field)):
                hint = "correct the one that is wrong"
                yield warning(place(paper, field), "link-other", f"the {field} leads to {fact}", hint)
    yield from _shared(papers)


def _contradicts(paper: Paper, link: str) -> str:
    """Where a link leads that an identifier of the paper contradicts, or ''."""
    if not link:
        return ""
    if (found := arxiv(link)) and paper.arxiv and found != paper.arxiv:
        return f"arXiv {found}, and the paper is arXiv {paper.arxiv}"
    if (found := acl(link)) and paper.acl and found != paper.acl:
        return f"ACL Anthology {found}, and the paper is {paper.acl}"
    mine, its = identity_doi(doi(link)), identity_doi(paper.doi)
    if mine and its and mine != its:
        return f"the DOI {short(mine)}, and that of the paper is {short(paper.doi)}"
    return "an arXiv id that cannot exist" if _ARXIV.match(link) and not arxiv(link) else ""


def _shared(papers: Sequence[Paper]) -> Iterator[Found]:
    holders: dict[str, dict[str, tuple[Paper, str]]] = defaultdict(dict)
    for paper in papers:
        for field in ("url", "pdf"):
            if link := getattr(paper, field):
                holders[_same(link)].setdefault(paper.identity, (paper, field))
    found = (list(held.values()) for held in holders.values() if len(held) > 1)
    for held in sorted(found, key=_first):
        papers_of_it = [paper for paper, _ in held]
        link = short(getattr(*held[0]))
        message = f"{len(held)} papers have the link {link}: {listed(papers_of_it)}"
        yield note(_first(held), "link-shared", message, "give each its own, or none where it leads to no paper")


def _first(held: list[tuple[Paper, str]]) -> Location:
    return min(place(paper, field) for paper, field in held)


def _same(link: str) -> str:
    """What two spellings of one address share."""
    return _HEAD.sub("", link).partition("#")[0].rstrip("/")
