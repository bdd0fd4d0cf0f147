"""Which papers are one work: they stay apart in the catalog, but nobody who looks at one looks for the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.model import Paper
from generator.text import family_name, text_key


def works_of(papers: Sequence[Paper]) -> list[int]:
    """For each paper the number of the first that is the same work: the same title by the same first author, or with
    the same abstract. Such papers stay apart in the catalog where their ids differ, but nobody looks for both.
    """
    first: dict[tuple[str, str, str], int] = {}
    titles = [text_key(paper.title) for paper in papers]
    several = {title for title, times in Counter(titles).items() if times > 1}
    works = list(range(len(papers)))
    for number, (paper, title) in enumerate(zip(papers, titles, strict=True)):
        if title in several:
            author = text_key(family_name(paper.authors[0])) if paper.authors else ""
            keys = [(title, kind, said) for kind, said in (("by", author), ("says", text_key(paper.abstract))) if said]
            works[number] = next((first[key] for key in keys if key in first), number)
            first |= {key: works[number] for key in keys if key not in first}
    return works


def first_of_each(ranked: Iterable[int], works: Sequence[int]) -> Iterator[int]:
    """The papers in their order, of each work the first."""
    seen: set[int] = set()
    for paper in ranked:
        if works[paper] not in seen:
            seen.add(works[paper])
            yield paper
