"""`catalog write`: every page as Markdown in a folder."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import click

from generator import files
from generator.build import build
from generator.cli.project import opened, print_problems
from generator.model import Output, Severity
from generator.problems import ordered


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.pass_obj
def write(project: Path, out: Path) -> None:
    """Write every Markdown page and data file to a folder.

    Example: catalog write --out out
    """
    whole, inside = project.resolve(), out.resolve()
    if whole.is_relative_to(inside) or inside.is_relative_to(whole / "site_src"):
        raise click.UsageError(f"{out} holds what the pages are made from; name a folder of their own")
    here = opened(project)
    recorded = files.read_if_there(project, here.settings.changes)
    built = build(here.papers, here.rules, here.settings, recorded=recorded)
    problems = ordered((*here.unreadable, *built.problems))
    if print_problems(problems, (*here.sources, recorded), "text", least=Severity.WARNING):
        raise click.exceptions.Exit(1)
    pages = (Output(page.path, page.make().markdown.encode()) for page in built.pages)
    try:
        count = files.rewrite(out, chain(pages, built.files, built.search(), built.more()))
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error
    click.echo(f"{count} files written to {out}", err=True)
