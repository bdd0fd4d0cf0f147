"""What papers lack: nothing is invented for them, and a reader misses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.audit.findings import MOST_NAMED, listed, note, place
from generator.model import Location, Paper
from generator.model import Problem as Found

CODES = {
    "missing-field": "A paper has no authors, no date, no abstract, or no link.",
}
_LINKS = ("doi", "arxiv", "acl", "url", "pdf")
_ASKED = {
    "authors": (("authors",), "write them into the file, or into a card"),
    "date": (("date", "year"), "write `date` or `year` into the file, or into a card"),
    "abstract": (("abstract",), "without it the paper is found and tagged by its title alone"),
    "link": (_LINKS, "write its identifier or address; until then its page leads to a search for the title"),
}


def ask(papers: Sequence[Paper], _: str, whole: bool) -> Iterator[Found]:
    """A note for each field and file, one for all files of one such paper; with `whole` one for each paper."""
    for name, (fields, hint) in _ASKED.items():
        lacking: dict[str, list[Paper]] = defaultdict(list)
        for paper in papers:
            if not any(getattr(paper, field) for field in fields):
                lacking[place(paper).file].append(paper)
        if whole:
            yield from (_one(paper, name, hint) for _, some in sorted(lacking.items()) for paper in some)
        else:
            yield from _counted(lacking, name, f"{hint}; `--verbose` names each", hint)


def _counted(lacking: Mapping[str, Sequence[Paper]], name: str, hint: str, hint_of_one: str) -> Iterator[Found]:
    """The papers of each file in one note, and in one note those that are alone in theirs, if they are many."""
    alone = [some[0] for _, some in sorted(lacking.items()) if len(some) == 1]
    if len(alone) <= MOST_NAMED:
        yield from (_one(paper, name, hint_of_one) for paper in alone)
    else:
        message = f"{len(alone):,} papers, each the only such one of its file, have no {name}: {listed(alone)}"
        yield note(place(alone[0]), "missing-field", message, hint)
    for file, some in sorted(lacking.items()):
        if len(some) > 1:
            message = f"{len(some):,} papers of this file have no {name}: {listed(some)}"
            yield note(Location(file), "missing-field", message, hint)


def _one(paper: Paper, name: str, hint: str) -> Found:
    return note(place(paper), "missing-field", f"the paper has no {name}", hint)
