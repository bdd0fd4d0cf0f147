"""`catalog eval`: how well do the tags agree with people's judgements?"""

from __future__ import annotations

from pathlib import Path

import click

from generator import files
from generator.build import Tagged
from generator.cli.project import answer, form_option, opened, tag_all, tagged_catalog
from generator.evaluation import evaluate as compare
from generator.evaluation import read_gold
from generator.harmless import in_terminal, terminal_line
from generator.model import Severity, Source
from generator.problems import summary
from generator.reports import evaluation as report

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("eval")
@click.argument("gold", metavar="GOLD.json", type=_FILE)
@click.option(
    "--papers",
    metavar="FILE",
    type=_FILE,
    help="Judge these papers instead of the catalog's; any format that it reads.",
)
@form_option()
@click.pass_obj
def evaluate(project: Path, gold: Path, papers: Path | None, form: str) -> None:
    """Compare the tags with people's judgements.

    Precision, recall and F1 for each tag and together, and the names of the wrong and the missing ones.
    GOLD.json is {"papers": {title: {"yes": [tags], "maybe": [tags]}}}; a maybe counts neither way, and a tag has
    its parents with it. Example: catalog eval gold.json --papers new.jsonl
    """
    judged = read_gold(_bytes(gold))
    if isinstance(judged, str):
        raise click.UsageError(f"{gold} cannot be used: {judged}")
    found = tagged_file(project, papers) if papers else tagged_catalog(project)
    result = compare(found.catalog, judged)
    answer(form, report.blocks(result), report.data(result))


def read_papers_file(path: Path) -> Source:
    """A file of papers, unpacked. A file that cannot be read ends the command."""
    return Source(path.name.removesuffix(".gz"), _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return files.read_file(path)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror or error}") from error


def tagged_file(project: Path, papers: Path) -> Tagged:
    """The papers of one file, tagged by the project's rules."""
    found = tag_all([read_papers_file(papers)], opened(project))
    errors = [one for one in found.problems if one.severity is Severity.ERROR]
    for problem in errors[:3]:
        click.echo(terminal_line(in_terminal(f"{problem.where}: {problem.message}")), err=True)
    if errors:
        click.echo(f"{summary(errors)}; the rest is used", err=True)
    return found
