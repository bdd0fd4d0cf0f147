"""`catalog diff`: what does a change do to the tags?"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import NoReturn

import click

from generator import git, settings
from generator.build import Collected, collect, tagged
from generator.cli.project import Opened, answer, form_option, opened, progress
from generator.git import HistoryError, Repository, Revision
from generator.harmless import in_terminal
from generator.problems import format_github
from generator.reports import effect as report
from generator.whatif import Side, compare


@click.command()
@click.argument("base", required=False)
@click.option("--head", metavar="REV", help="The revision that has the change (default: the files as they are now).")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="Papers to show for each tag."
)
@form_option("github")
@click.pass_obj
def diff(project: Path, base: str | None, head: str | None, limit: int, form: str) -> None:
    """Show what a change does to the tags.

    For each tag the papers gained and lost against BASE, with the words around.
    BASE is a revision of git; left out, it is where this branch left the main one. Both sides are tagged by the
    program as it is now. Example: catalog diff main --format markdown
    """
    here = opened(project)
    try:
        repository = git.repository(project)
        head_at = git.revision(repository, head or "HEAD")
        since = git.revision(repository, base) if base else git.main_base(repository, head_at)
        before = at(repository, since, here)
        after = at(repository, head_at, here) if head else here
    except HistoryError as error:
        refuse(error)
    found = compare(*_sides(before, after))
    name = since.name if base else f"{since.name} ({since.commit[:10]})"
    if form == "github":
        for problem in report.problems(found):
            click.echo(format_github(problem))
    elif form == "markdown":
        click.echo(report.markdown(found, name, limit))
    else:
        head_names = (head, head_at.commit) if head else ("working tree", "")
        answer(form, report.blocks(found, name, limit), report.data(found, (since.name, since.commit), head_names))


def refuse(error: HistoryError) -> NoReturn:
    """End the command with the sentence of an error of git."""
    raise (click.UsageError if error.is_usage else click.ClickException)(str(error)) from error


def at(repository: Repository, revision: Revision, here: Opened) -> Opened:
    """The project as a revision has it, by that revision's own settings; `here` is the project as it is now."""

    def text_of(path: Path) -> str | None:
        inside = os.path.relpath(path, repository.folder).replace(os.sep, "/")
        return git.text(repository, revision.commit, posixpath.normpath(inside))

    try:
        chosen, *folders = settings.read(repository.folder, text_of)
    except ValueError as error:
        click.echo(in_terminal(f"at {revision.name}: {error}; today's settings are used"), err=True)
        chosen, folders = here.settings, list(here.folders)
    (papers, unreadable), (rules, unreadable_rules) = (
        git.sources(repository, revision.commit, folder) for folder in folders
    )
    return Opened(chosen, (folders[0], folders[1]), papers, rules, (*unreadable, *unreadable_rules))


def _sides(before: Opened, after: Opened) -> tuple[Side, Side]:
    """Both sides tagged; papers that are the same on both are read once."""
    collected = collect(after.papers)
    earlier = collected if before.papers == after.papers else collect(before.papers)
    return _side(before, earlier, "before"), _side(after, collected, "after")


def _side(here: Opened, collected: Collected, name: str) -> Side:
    found = tagged(
        collected, here.rules, here.settings, lambda papers: progress(papers, f"Tagging, {name}"), with_trial=True
    )
    return Side(found.catalog, (*here.unreadable, *found.problems))
