"""`catalog export`: papers in a format that other programs read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from generator import files
from generator.citation import citation
from generator.cli.explain import one_paper, one_tag
from generator.cli.project import opened, progress, tag_all, tell_errors
from generator.exporters import bibtex, written
from generator.forms import FORMS, form_of
from generator.lookup import by_author, by_venue, nearest_authors, nearest_venues
from generator.model import Catalog, Entry

_WITH_TAGS = ("csv", "jsonl")
_ENDINGS = ", ".join(f".{form.ending}" for form in FORMS)


@click.command()
@click.option("--paper", "papers", multiple=True, metavar="PAPER", help="This paper; again for another one.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="The papers with this tag.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="The papers of this author.")
@click.option("--venue", "venues", multiple=True, metavar="NAME", help="The papers of this venue, such as ACL.")
@click.option(
    "--format",
    "form",
    type=click.Choice([form.id for form in FORMS]),
    help="The format; left out, what the name of FILE says, else bibtex.",
)
@click.option("--abstracts", is_flag=True, help="With abstracts; jsonl has them always, text never.")
@click.option("--own-keys", is_flag=True, help="Cite by the keys of the sources, where a paper has one of its own.")
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file, not to stdout."
)
@click.pass_obj
def export(
    project: Path,
    papers: tuple[str, ...],
    tags: tuple[str, ...],
    authors: tuple[str, ...],
    venues: tuple[str, ...],
    form: str | None,
    abstracts: bool,
    own_keys: bool,
    out: Path | None,
) -> None:
    """Write papers in a format of citations, as a table or as records.

    All papers, newest first, or those that are asked for: of two --tag or two --author, papers with either; of a
    --tag and an --author, papers with both. PAPER is the last part of its address, an identifier, its citation key, or
    the beginning of its title. Example: catalog export --tag rag --out rag.bib
    """
    chosen = form or _form_of(out)
    here = opened(project)
    if not tags and chosen not in _WITH_TAGS:  # tagging takes longest of all
        here = replace(here, rules=())
    found = tag_all(here.papers, here)
    tell_errors((*here.unreadable, *found.problems))
    catalog = found.catalog
    wanted = _wanted(catalog, papers, tags, authors, venues)
    all_papers = [entry.paper for entry in catalog.papers] if own_keys else []
    cited_by = bibtex.keys(all_papers, bibtex.own_keys(all_papers))
    pieces = written(
        chosen,
        catalog,
        progress(wanted, "Writing"),
        lambda entry: citation(entry.paper, cited_by.get(entry.paper.identity, entry.key)),
        here.settings,
        abstracts=abstracts or chosen == "jsonl",
    )
    _hand_over((piece.encode() for piece in pieces), out)


def _form_of(out: Path | None) -> str:
    if out is None:
        return "bibtex"
    if form := form_of(out.name):
        return form.id
    raise click.UsageError(f"the name {out.name} tells no format; write --format, or end it in one of {_ENDINGS}")


def _wanted(
    catalog: Catalog, papers: Sequence[str], tags: Sequence[str], authors: Sequence[str], venues: Sequence[str]
) -> list[Entry]:
    """The papers in the catalog's order that are of every kind asked for."""
    kinds = (
        [{one_paper(catalog, words).slug} for words in papers],
        [_slugs(catalog.tags.get(one_tag(catalog, words).id, ())) for words in tags],
        [_slugs(_of_author(catalog, name)) for name in authors],
        [_slugs(_of_venue(catalog, name)) for name in venues],
    )
    sets = [frozenset(chain.from_iterable(found)) for found in kinds if found]
    wanted = [entry for entry in catalog.papers if all(entry.slug in found for found in sets)]
    if sets and not wanted:
        raise click.UsageError("no paper is all of that; leave something out")
    return wanted


def _slugs(entries: Iterable[Entry]) -> set[str]:
    return {entry.slug for entry in entries}


def _of_author(catalog: Catalog, name: str) -> Sequence[Entry]:
    return by_author(catalog, name) or _unknown("paper is by", name, nearest_authors, catalog)


def _of_venue(catalog: Catalog, name: str) -> Sequence[Entry]:
    return by_venue(catalog, name) or _unknown("paper is of the venue", name, nearest_venues, catalog)


def _unknown(
    what: str, name: str, nearest: Callable[[Catalog, str], tuple[str, ...]], catalog: Catalog
) -> Sequence[Entry]:
    near = nearest(catalog, name)
    hint = f"; did you mean {' or '.join(f'“{one}”' for one in near)}?" if near else ""
    raise click.UsageError(f"no {what} “{name}”{hint}")


def _hand_over(pieces: Iterable[bytes], out: Path | None) -> None:
    if out is None:
        _print(pieces)
        return
    try:
        files.write_in_pieces(out, pieces)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error


def _print(pieces: Iterable[bytes]) -> None:
    """Print the bytes as they are; a reader who has seen enough, such as `head`, ends it."""
    stream = sys.stdout.buffer
    try:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that nothing is said of it at the end
