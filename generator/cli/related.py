"""`catalog related`: which papers are near to one, and why?"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.evaluate import tagged_file
from generator.cli.explain import one_paper
from generator.cli.project import answer, form_option, tagged_catalog
from generator.related import ranking
from generator.reports import nearest as report


@click.command()
@click.argument("paper")
@click.option(
    "--top", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="So many of the nearest papers."
)
@click.option(
    "--papers",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Look among these papers instead of the catalog's; any format that it reads.",
)
@form_option()
@click.pass_obj
def related(project: Path, paper: str, top: int, papers: Path | None, form: str) -> None:
    """Show the papers nearest to one, with the words and tags that they share.

    Also those that are too far away for the site to show them.
    PAPER is the last part of its address, an identifier (arXiv, DOI, ACL Anthology), its citation key, or the
    beginning of its title. Example: catalog related 2412.13746 --top 10
    """
    catalog = (tagged_file(project, papers) if papers else tagged_catalog(project)).catalog
    entry = one_paper(catalog, paper)
    near = ranking([one.paper for one in catalog.papers], entry.paper.identity, top)
    answer(form, report.blocks(catalog, entry, near), report.data(catalog, entry, near))
