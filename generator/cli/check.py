"""`catalog check`: everything that is wrong with papers and rules."""

from __future__ import annotations

from pathlib import Path

import click

from generator import files, settings
from generator.address_lock import NAME
from generator.build import Tagged
from generator.changes.file import read
from generator.cli.project import opened, print_problems, tag_all
from generator.index.renewal import lacks, lost
from generator.model import Catalog, Problem, Severity
from generator.problems import ordered, summary
from generator.rules.notes import notes


@click.command()
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    help="How problems are printed (default: text, and github within GitHub's workflows).",
)
@click.option("--verbose", is_flag=True, help="Also show where sources disagree, and each term without papers.")
@click.pass_obj
def check(project: Path, strict: bool, form: str | None, verbose: bool) -> None:
    """Report everything that is wrong with the papers and the rules.

    Exits 1 on errors, with --strict also on warnings. Example: catalog check --strict
    """
    here = opened(project)
    found = tag_all(here.papers, here)
    doubts = settings.doubts(project, {rule.id for rule in found.rules})
    recorded = files.read_if_there(project, here.settings.changes)
    doubts += read(recorded).problems
    doubts += about_addresses(found, f"{here.folders[0]}/{NAME}")
    problems = ordered((*here.unreadable, *found.problems, *remarks(found, verbose=verbose), *doubts))
    if verbose:
        problems = [*problems, *disagreements(found.catalog)]
    form = form or ("github" if files.is_github_action() else "text")
    if form == "text":  # a terminal shows the end
        problems = sorted(problems, key=lambda one: -list(Severity).index(one.severity))
    errors = print_problems(problems, (*here.sources, recorded), form, least=Severity.NOTE)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    click.echo(f"{len(found.catalog.papers)} papers, {len(found.catalog.rules)} tags: {summary(problems)}", err=True)
    if errors or (strict and warnings):
        raise click.exceptions.Exit(1)


def about_addresses(found: Tagged, file: str) -> list[Problem]:
    """What the lock of addresses does not know, and which of its addresses are lost.

    Where there are errors, what they leave out may only seem to be lost, and nothing is said of it.
    """
    has_errors = any(problem.severity is Severity.ERROR for problem in found.problems)
    return [*lacks(found.lock, found.catalog, file), *(() if has_errors else lost(found.lock, found.catalog))]


def remarks(found: Tagged, *, verbose: bool) -> list[Problem]:
    """What the rules do on these papers and hardly should, as notes."""
    papers = [entry.paper for entry in found.catalog.papers]
    return list(notes(papers, found.matcher, found.taggings, verbose=verbose))


def disagreements(catalog: Catalog) -> list[Problem]:
    """What a source says of a field and the catalog does not show, as notes."""
    return [
        Problem(
            other.where,
            Severity.NOTE,
            "sources-disagree",
            f"this source says of {other.field}: “{other.value}”",
            f"“{getattr(entry.paper, other.field, '')}” was chosen, from a better source",
        )
        for entry in catalog.papers
        for other in entry.paper.disagreements
    ]
