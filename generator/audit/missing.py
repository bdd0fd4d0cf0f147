"""What papers lack: nothing is invented for them, and a reader misses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.audit.findings import listed, note, place
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
    """A note for each field and file; with `whole` one for each paper."""
    for name, (fields, hint) in _ASKED.items():
        lacking: dict[str, list[Paper]] = defaultdict(list)
        for paper in papers:
            if not any(getattr(paper, field) for field in fields):
                lacking[place(paper).file].append(paper)
        for file, some in sorted(lacking.items()):
            if whole or len(some) == 1:
                yield from (note(place(one), "missing-field", f"the paper has no {name}", hint) for one in some)
            else:
                message = f"{len(some):,} papers of this file have no {name}: {listed(some)}"
                yield note(Location(file), "missing-field", message, f"{hint}; `--verbose` names each")
