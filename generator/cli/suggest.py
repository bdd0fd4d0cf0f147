"""`catalog suggest`: which phrases could be terms?"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.explain import one_tag
from generator.cli.project import answer, form_option, progress, tagged_catalog
from generator.reports import suggestion as report
from generator.suggest import suggest as find
from generator.suggest import tags_to_ask


@click.command()
@click.option("--tag", metavar="TAG", help="Only phrases for this tag.")
@click.option(
    "--limit", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="Phrases for each tag."
)
@form_option()
@click.pass_obj
def suggest(project: Path, tag: str | None, limit: int, form: str) -> None:
    """Suggest terms that no rule has yet.

    For papers without a tag, and for each tag phrases that mark its papers.
        Each has the papers that say it, to judge it by. Example: catalog suggest --tag rag --limit 3
    """
    found = tagged_catalog(project)
    catalog = found.catalog
    asked = (one_tag(catalog, tag).id,) if tag else tags_to_ask(catalog)
    suggestions = find(
        catalog, found.matcher, asked, limit, untagged=not tag, each=lambda papers: progress(papers, "Reading")
    )
    answer(form, report.blocks(suggestions, catalog.rules), report.data(suggestions))
