"""Papers that may be one and were not joined: their titles, people or abstracts are alike, and nothing proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.audit.findings import named, note, place, warning
from generator.audit.groups import Alike, alike
from generator.audit.likeness import Likeness
from generator.model import Paper
from generator.model import Problem as Found
from generator.slips import short
from generator.standings import meant, names_of
from generator.text import slug

CODES = {
    "probable-duplicate": "Papers that were not joined may be one.",
    "different-unknown": "A card tells its paper from one that the catalog does not have.",
}
MOST = 1000
"""So many groups are told one by one, the most alike; of more the number."""
MOST_OF_A_GROUP = 20
_LONGEST_TITLE = 160
"""Two titles that begin alike are shown to where they differ."""
_ALL = 0.995


def ask(papers: Sequence[Paper], _: str, whole: bool) -> Iterator[Found]:
    """A note for each group, the most alike first; groups that a card tells apart are silent."""
    apart, problems = _told_apart(papers)
    yield from problems
    groups = [group for group in alike(papers, apart) if len(group.papers) > 1]
    shown = groups if whole else groups[:MOST]
    yield from (_note(group, len(group.papers) if whole else MOST_OF_A_GROUP) for group in shown)
    if rest := len(groups) - len(shown):
        where = place(groups[MOST].papers[0])
        message = f"{rest:,} more groups of papers may be one paper each, less alike than those that are named"
        yield note(where, "probable-duplicate", message, "`catalog check --verbose` names each")


def _note(group: Alike, most: int) -> Found:
    papers = sorted(group.papers, key=lambda paper: (place(paper), paper.identity))
    names = [named(paper, _LONGEST_TITLE) for paper in papers[:most]]
    names += [f"{len(papers) - len(names)} more"] if len(papers) > len(names) else []
    message = f"{len(papers)} papers may be one: {'; '.join(names)}: {_reasons(group.likeness)}"
    hint = (
        "if they are one, give each the identifier of it, or take the worse out; if not, say so in a card of one: "
        f"`different_from: [{_call(papers[-1])}]`"
    )
    return note(place(papers[0]), "probable-duplicate", message, hint)


def _call(paper: Paper) -> str:
    return paper.arxiv or paper.acl or paper.doi or slug(paper.title) or paper.title


def _reasons(found: Likeness) -> str:
    """What the two nearest share."""
    title = "the same title" if found.title > 99.5 else f"titles {found.title:.0f} % alike"
    parts = [title, _people(found), _abstract(found.abstract)]
    return ", ".join(filter(None, parts))


def _people(found: Likeness) -> str:
    if found.people is None:
        return "authors not known of both"
    if not found.people:
        return "other authors"
    return "the same authors" if found.company > _ALL else f"{found.company:.0%} of the authors in common"


def _abstract(shared: float | None) -> str:
    if shared is None:
        return ""
    return "the same abstract" if shared > _ALL else f"abstracts {shared:.0%} alike"


def _told_apart(papers: Sequence[Paper]) -> tuple[set[frozenset[str]], list[Found]]:
    """The pairs that cards tell apart, by identity, and what cards name that there is not."""
    pairs: set[frozenset[str]] = set()
    problems = []
    telling = [paper for paper in papers if paper.different_from]
    known = _known(papers) if telling else {}
    for paper in telling:
        for text in paper.different_from:
            others = next((found for name in meant(text) if (found := known.get(name, set()) - {paper.identity})), None)
            pairs |= {frozenset((paper.identity, other)) for other in others or ()}
            if not others:
                message = f"no other paper is '{short(text)}', which a card tells this one from"
                hint = "write its identifier or its title, or take it out where the paper is gone"
                problems.append(warning(place(paper, "different_from"), "different-unknown", message, hint))
    return pairs, problems


def _known(papers: Iterable[Paper]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for paper in papers:
        for name in (*names_of(paper), f"slug:{slug(paper.title)}"):
            known.setdefault(name, set()).add(paper.identity)
    return known
