"""`catalog check`: everything that is wrong with papers and rules."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import files, settings
from generator.address_lock import NAME
from generator.audit import audit
from generator.build import Tagged
from generator.changes.file import read
from generator.cli.project import opened, print_problems, tag_all
from generator.index.renewal import lacks, lost
from generator.model import Problem, Severity
from generator.problems import ordered, summary
from generator.rules.notes import notes
from generator.text import iso_date

MANY = 20_000
"""From so many papers on it takes longer than a person waits without a word."""


def _day(_: click.Context, __: click.Parameter, text: str | None) -> str:
    """An ISO day, today where none is given."""
    if text is None:
        return date.today().isoformat()  # noqa: DTZ011 - the day of the person who asks
    if len(day := iso_date(text)) != len("2026-01-31"):
        raise click.BadParameter("write a day such as 2026-01-31")
    return day


@click.command()
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    help="How problems are printed (default: text, and github within GitHub's workflows).",
)
@click.option("--verbose", is_flag=True, help="Also show where sources disagree, and each finding by itself.")
@click.option("--today", metavar="DAY", callback=_day, help="The day to judge dates by (default: the computer's).")
@click.pass_obj
def check(project: Path, strict: bool, form: str | None, verbose: bool, today: str) -> None:
    """Report everything that is wrong with the papers and the rules.

    Exits 1 on errors, with --strict also on warnings. Example: catalog check --strict
    """
    here = opened(project)
    found = tag_all(here.papers, here)
    doubts = settings.doubts(project, {rule.id for rule in found.rules})
    recorded = files.read_if_there(project, here.settings.changes)
    doubts += read(recorded).problems
    doubts += about_addresses(found, f"{here.folders[0]}/{NAME}")
    form = form or ("github" if files.is_github_action() else "text")
    problems = ordered((*here.unreadable, *found.problems, *remarks(found, verbose=verbose), *doubts))
    problems += doubts_of_papers(found, today, whole=verbose or form == "json")
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


def doubts_of_papers(found: Tagged, today: str, *, whole: bool) -> list[Problem]:
    """What is doubtful about the papers themselves; a person with very many is told why it takes a while."""
    papers = [entry.paper for entry in found.catalog.papers]
    if len(papers) > MANY and sys.stderr.isatty():
        click.echo(f"Comparing {len(papers):,} papers with each other …", err=True)
    return list(audit(papers, today, whole=whole))
