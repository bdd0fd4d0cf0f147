"""`catalog search`: the search of the site, from the shell."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.project import answer, form_option, tagged_catalog
from generator.reports import search as report
from generator.search.answer import answer as find
from generator.search.plain import Whole


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="Papers to show.")
@form_option()
@click.pass_obj
def search(project: Path, words: tuple[str, ...], limit: int, form: str) -> None:
    """Find papers as the search box of the site does.

    WORDS may be words, "a phrase", tag:rag, author:name, venue:acl, year:2023..2025 and identifiers; what stands
    behind -- may begin with a minus, to leave papers out.
    The last word may be unfinished. Example: catalog search year:2024.. -- preference optim -survey
    """
    whole = Whole(tagged_catalog(project).catalog)
    found = find(whole, " ".join(words))
    answer(form, report.blocks(found, len(whole.papers), limit), report.data(found, len(whole.papers), limit))
