"""The links that lead from papers to the web, and what an answer to each of them means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from generator.model import Location, Paper
from generator.plans import Asked, Checked, Link, Verdict
from generator.text import find_urls, safe_url

KINDS: Final = ("url", "pdf", "doi", "arxiv", "acl", "text", "notice")
"""Where a link of a paper can stand; `text` is its abstract."""

_GONE: Final = (404, 410)
_WALLS: Final = (401, 402, 403, 405, 406, 407, 418, 423, 429, 451, 999)
"""The answers of servers that let no program in; what a person would see there is not known."""


def links(papers: Iterable[Paper], kinds: Iterable[str] = KINDS) -> tuple[Link, ...]:
    """Each address once, in order, with the papers and the places that have it."""
    wanted = set(kinds)
    found: dict[str, list[tuple[str, str, Location]]] = {}
    for paper in papers:
        for kind, address, where in _of_paper(paper):
            if kind in wanted:
                found.setdefault(address, []).append((kind, paper.title, where))
    return tuple(Link(address, tuple(sorted(set(found[address])))) for address in sorted(found))


def _of_paper(paper: Paper) -> Iterator[tuple[str, str, Location]]:
    """The links of a paper as its page has them."""
    place = paper.provenance
    first = place.get("title") or min(place.values(), default=Location(paper.identity))
    made = (
        ("url", paper.url),
        ("pdf", paper.pdf),
        ("doi", f"https://doi.org/{quote(paper.doi, safe='/:;()._-')}" if paper.doi else ""),
        ("arxiv", f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""),
        ("acl", f"https://aclanthology.org/{paper.acl}/" if paper.acl else ""),
    )
    yield from ((kind, address, place.get(kind, first)) for kind, address in made if safe_url(address))
    for _, _, address in find_urls(paper.abstract):
        yield "text", address, place.get("abstract", first)
    if paper.standing and paper.standing.notice:
        yield "notice", paper.standing.notice, paper.standing.where


def verdict(asked: Asked) -> Verdict:
    """What an answer, or none, says of a link. A wall against programs is kept apart from a link that is dead."""
    if asked.fault:
        return Verdict.BROKEN if asked.is_unknown else Verdict.UNREACHABLE
    if asked.status in _GONE:
        return Verdict.BROKEN
    if asked.status in _WALLS or asked.is_walled:
        return Verdict.REFUSED
    if asked.status >= 400:
        return Verdict.UNREACHABLE
    return Verdict.MOVED if asked.moved else Verdict.FINE


def checked(found: Iterable[Link], answers: Mapping[str, Asked]) -> tuple[Checked, ...]:
    """The links with what is known of them, the worst first; those that were not asked come last."""
    order = list(Verdict)
    judged = (
        Checked(link, verdict(answers[link.address]), answers[link.address])
        if link.address in answers
        else Checked(link, Verdict.UNASKED)
        for link in found
    )
    return tuple(sorted(judged, key=lambda one: (order.index(one.verdict), one.link.address)))


def to_ask(found: Iterable[Link], known: Mapping[str, Asked], since: str, limit: int | None) -> tuple[str, ...]:
    """The addresses to ask now: those of which nothing is known, then those last asked before the day `since`."""
    addresses = [link.address for link in found]
    never = [address for address in addresses if address not in known]
    old = sorted((known[one].day, one) for one in addresses if one in known and known[one].day < since)
    return (*never, *(address for _, address in old))[:limit]


def moved(asked: Asked, address: str) -> str:
    """Where a link has moved to for good, '' if that is no other place: a slash or the scheme alone is none."""
    return "" if _bare(asked.moved) == _bare(address) else asked.moved


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")
