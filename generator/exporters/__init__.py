"""The formats in which papers can be taken away: one module for each, one table, and the files of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from generator.citation import Citation
from generator.exporters import biblatex, bibtex, csl, plain, programs, records, ris, table
from generator.exporters.taken import Taken
from generator.forms import Form, has_files_of_tags, path_of, paths
from generator.model import Catalog, Entry, Output, Paper, Settings
from generator.naming import page_address
from generator.rows import paper_path

Further = TypeVar("Further")


class Writer(NamedTuple):
    """What writes one paper, and what makes a file of many, in pieces."""

    entry: Callable[[Taken], str]
    whole: Callable[[Iterable[str]], Iterator[str]]


def _cited(
    entry: Callable[[Citation, str, Sequence[str], Further], str], further: Callable[[Paper, Citation], Further]
) -> Callable[[Taken], str]:
    def written(taken: Taken) -> str:
        paper = taken.entry.paper
        return entry(taken.cited, taken.abstract, paper.keywords, further(paper, taken.cited))

    return written


WRITERS: Final[Mapping[str, Writer]] = {
    "bibtex": Writer(_cited(bibtex.entry, bibtex.further), bibtex.whole),
    "biblatex": Writer(_cited(biblatex.entry, biblatex.further), biblatex.whole),
    "ris": Writer(_cited(ris.entry, ris.further), ris.whole),
    "csl-json": Writer(_cited(csl.entry, csl.further), csl.whole),
    "csv": Writer(table.entry, table.whole),
    "jsonl": Writer(records.entry, records.whole),
    "text": Writer(lambda taken: plain.entry(taken.cited), plain.whole),
}
"""For each of `FORMS`."""
Cite = Callable[[Entry], Citation]


def written(
    form: str, catalog: Catalog, papers: Iterable[Entry], cite: Cite, settings: Settings, *, abstracts: bool = False
) -> Iterator[str]:
    """The file of these papers in a format, in pieces that are made one after the other."""
    writer = WRITERS[form]
    return writer.whole(map(writer.entry, taken(catalog, papers, cite, settings, abstracts=abstracts)))


def taken(
    catalog: Catalog, papers: Iterable[Entry], cite: Cite, settings: Settings, *, abstracts: bool
) -> Iterator[Taken]:
    """The papers with all that a format may say of them."""
    names = Counter(entry.paper.keys[0] for entry in catalog.papers if entry.paper.keys)
    for entry in papers:
        own = next(iter(entry.paper.keys), "")
        yield Taken(
            entry,
            cite(entry),
            page_address(paper_path(entry), settings.use_directory_urls),
            settings.site_url,
            entry.paper.abstract if abstracts else "",
            own if names[own] == 1 else entry.paper.identity,
        )


def files(catalog: Catalog, citations: Mapping[str, Citation], settings: Settings) -> Iterator[Output]:
    """All papers in each format that the settings name, and those of each tag; newest first, as in every list.

    At the end the files for programs. `citations` go by identity.
    """
    everything = list(
        taken(catalog, catalog.papers, lambda entry: citations[entry.paper.identity], settings, abstracts=False)
    )
    sizes: dict[str, int] = {}
    for form in [form for form, _ in paths("data", settings)]:
        for output in _of_form(form, catalog, everything, settings):
            if output.path.startswith("data/"):
                sizes[output.path] = len(output.data)
            yield output
    yield from programs.files(catalog, everything, sizes, settings)


def _of_form(form: Form, catalog: Catalog, everything: Sequence[Taken], settings: Settings) -> Iterator[Output]:
    """The files of one format, for which each paper is written once. All records have their abstracts, if it is not
    so large a catalog that tags have no files.
    """
    entry, whole = WRITERS[form.id]
    text = {one.entry.slug: entry(one) for one in everything}
    in_full = form.id == "jsonl" and has_files_of_tags(catalog, settings)
    for folder, papers in _lists(catalog, settings):
        listed = (text[one.slug] for one in papers)
        if in_full and folder == "data":
            listed = (records.with_abstract(text[one.slug], one.paper.abstract) for one in papers)
        yield Output(path_of(folder, form), "".join(whole(listed)).encode())


def addresses(catalog: Catalog, settings: Settings) -> Iterator[str]:
    """The paths of what `files` gives."""
    for folder, _ in _lists(catalog, settings):
        yield from (path for _, path in paths(folder, settings))
    yield from programs.addresses(catalog)


def _lists(catalog: Catalog, settings: Settings) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The folder and the papers of each list that has files."""
    yield "data", catalog.papers
    if has_files_of_tags(catalog, settings):
        yield from ((f"tags/{tag}", papers) for tag, papers in catalog.tags.items() if papers)
