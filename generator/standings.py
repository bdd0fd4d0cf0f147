"""What became of papers, as their sources say: which paper took the place of another, and what is wrong with that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.identifiers import acl, arxiv, doi, identity_doi
from generator.model import Addresses, Paper, PaperStatus, Problem, Standing
from generator.problems import error
from generator.slips import did_you_mean, short
from generator.text import display_date, fold, title_key

CODES = {
    "paper-successor": "The paper that took the place of another is not known, not clear, or leads back to it.",
}
_BY = {PaperStatus.WITHDRAWN: " by its authors", PaperStatus.RETRACTED: " by the publisher"}


def said(standing: Standing, successor: str) -> tuple[str, str]:
    """A standing in words, the first of them apart: `Withdrawn`, ` by its authors on 3 May 2024`.

    `successor` is the paper in its place as it shall be shown, '' where there is none.
    """
    is_day = standing.date.count("-") == 2
    dated = f" {'on' if is_day else 'in'} {display_date(standing.date)}" if standing.date else ""
    place = f" by {successor}" if successor else ""
    if place and standing.status is not PaperStatus.SUPERSEDED:
        place = f", and superseded{place}"
    return standing.status.capitalize(), f"{_BY.get(standing.status, '')}{dated}{place}"


def settled(papers: Sequence[Paper], places: Addresses) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """The papers, which stand at these places, each successor by its identity, those left out that cannot be; and all
    problems.
    """
    problems: list[Problem] = []
    waiting = [paper for paper in papers if paper.standing and paper.standing.successor]
    if not waiting:
        return tuple(papers), tuple(problems)
    known = _Known(papers, places)
    leads = {paper.identity: known.find(paper, problems) for paper in waiting}
    rings = list(_rings(leads))
    problems += [_circle(ring, {paper.identity: paper for paper in papers}) for ring in rings]
    leads |= {one: "" for ring in rings for one in ring}
    return tuple(_with_successor(paper, leads) if paper.identity in leads else paper for paper in papers), tuple(
        problems
    )


def _with_successor(paper: Paper, leads: Mapping[str, str]) -> Paper:
    assert paper.standing
    return replace(paper, standing=replace(paper.standing, successor=leads[paper.identity]))


class _Known:
    """All papers by what a person may call them."""

    def __init__(self, papers: Iterable[Paper], places: Addresses) -> None:
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_name |= {f"slug:{slug}": named for slug, named in _found_at(places).items()}
        self._titles = [fold(paper.title) for paper in papers]
        for paper in papers:
            for name in dict.fromkeys(names_of(paper)):
                self._by_name[name].append(paper.identity)

    def find(self, paper: Paper, problems: list[Problem]) -> str:
        """The identity of the paper in the place of this one, or '' with a problem."""
        assert paper.standing
        text = paper.standing.successor
        found = next(filter(None, (self._by_name.get(name, []) for name in meant(text))), [])
        others = [one for one in found if one != paper.identity]
        if len(found) == 1 and others:
            return others[0]
        if len(found) > 1:
            message, hint = f"{len(found)} papers are '{short(text)}'", "write an identifier, such as an arXiv id"
        elif found:
            message, hint = "the paper is superseded by itself", "write the paper that took its place"
        else:
            message = f"no paper is '{short(text)}'"
            near = did_you_mean(fold(text), self._titles)
            hint = near if near.startswith("did") else "write an identifier, an address or a whole title"
        where = paper.standing.successor_where or paper.standing.where
        problems.append(error(where, "paper-successor", message, hint, min(len(text), 60)))
        return ""


def _found_at(places: Addresses) -> dict[str, list[str]]:
    """The papers, by identity, that each slug names: their own, those that they had, those that several share."""
    shared = {slug: list(named) for slug, named in places.shared.items()}
    return {
        **{slug: [one] for slug, one in places.former.items()},
        **shared,
        **{slug: [one] for one, slug in places.slugs.items()},
    }


def names_of(paper: Paper) -> Iterator[str]:
    """What a paper is called: its identity, its identifiers, its titles, each in one form."""
    yield paper.identity
    yield from (f"{kind}:{value}" for kind, value in _ids(paper.arxiv, paper.acl, identity_doi(paper.doi)) if value)
    yield from (f"title:{title_key(title)}" for title in (paper.title, *paper.titles))


def meant(text: str) -> Iterator[str]:
    """What a text may mean, the most certain first."""
    yield text
    yield from (f"{kind}:{value}" for kind, value in _ids(arxiv(text), acl(text), identity_doi(doi(text))) if value)
    yield f"slug:{text.rstrip('/').rpartition('papers/')[2]}"
    yield f"title:{title_key(text)}"


def _ids(*values: str) -> Iterator[tuple[str, str]]:
    return zip(("arxiv", "acl", "doi"), values, strict=True)


def _rings(leads: Mapping[str, str]) -> Iterator[list[str]]:
    """The papers that lead back to themselves, each ring from its first."""
    seen: set[str] = set()
    for start in sorted(leads):
        path: list[str] = []
        at = start
        while at in leads and at not in seen:
            seen.add(at)
            path.append(at)
            at = leads[at]
        if at in path:
            yield path[path.index(at) :]


def _circle(ring: Sequence[str], papers: Mapping[str, Paper]) -> Problem:
    standing = papers[ring[0]].standing
    assert standing
    names = " → ".join(f"“{short(papers[one].title)}”" for one in (*ring[:3], ring[0]))
    hint = "take one of these `superseded_by:` lines out"
    where = standing.successor_where or standing.where
    return error(where, "paper-successor", f"the papers are superseded in a circle: {names}", hint)
