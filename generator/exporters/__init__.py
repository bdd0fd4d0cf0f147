"""The formats in which papers can be taken away: one module for each, one table, and the files of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from generator.citation import Citation
from generator.exporters import bibtex, csl, plain, ris
from generator.forms import has_files_of_tags, paths
from generator.model import Catalog, Entry, Output, Settings

Writes = tuple[Callable[[Citation], str], Callable[[Sequence[str]], str]]
WRITERS: Final[Mapping[str, Writes]] = {
    "bibtex": (bibtex.entry, bibtex.whole),
    "ris": (ris.entry, ris.whole),
    "csl-json": (csl.entry, csl.whole),
    "text": (plain.entry, plain.whole),
}
"""For each of `FORMS`, what writes one citation, and what makes a file of many."""


def files(catalog: Catalog, citations: Mapping[str, Citation], settings: Settings) -> Iterator[Output]:
    """All papers in each format that the settings name, and those of each tag; newest first, as in every list.

    `citations` go by identity.
    """
    lists = list(_lists(catalog, settings))
    for number, (form, _) in enumerate(paths("data", settings)):
        entry, whole = WRITERS[form.id]
        written = {identity: entry(cited) for identity, cited in citations.items()}
        for folder, papers in lists:
            text = whole([written[one.paper.identity] for one in papers])
            yield Output(paths(folder, settings)[number][1], text.encode())


def addresses(catalog: Catalog, settings: Settings) -> Iterator[str]:
    """The paths of what `files` gives."""
    for folder, _ in _lists(catalog, settings):
        yield from (path for _, path in paths(folder, settings))


def _lists(catalog: Catalog, settings: Settings) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The folder and the papers of each list that has files."""
    yield "data", catalog.papers
    if has_files_of_tags(catalog, settings):
        yield from ((f"tags/{tag}", papers) for tag, papers in catalog.tags.items() if papers)
