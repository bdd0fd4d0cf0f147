"""`catalog site`: the site of any file of papers, with this project's rules and look."""

from __future__ import annotations

from pathlib import Path

import click

from generator import files, projects
from generator.build import collect
from generator.cli.evaluate import read_papers_file
from generator.cli.project import opened


@click.command()
@click.option(
    "--papers",
    metavar="FILE",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The papers; any format that the catalog reads, also packed by gzip.",
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to build the site in."
)
@click.pass_obj
def site(project: Path, papers: Path, out: Path) -> None:
    """Build the site of another file of papers, with this project's look.

    It has the project's rules and pages, too. Nothing of the project is changed; papers that cannot be read are told
    and left out.
    Example: catalog site --papers other.jsonl --out other-site
    """
    opened(project)
    if sentence := _fault(project.resolve(), out.resolve()):
        raise click.UsageError(sentence)
    source = read_papers_file(papers)
    if not collect([source]).papers:
        raise click.ClickException(f"{papers} has no paper that can be read; nothing was built")
    try:
        projects.build_elsewhere(project, source, out)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"the site is in {out}", err=True)


def _fault(project: Path, out: Path) -> str:
    """Why a site cannot be put into a folder, or ''."""
    if project.is_relative_to(out) or out.is_relative_to(project / "site_src"):
        return f"{out} holds what a site is made from; name a folder of its own"
    if out.is_dir() and any(out.iterdir()) and not files.is_site(out):
        return f"{out} is not empty, and no site of a catalog; name a new folder"
    return ""
