"""`catalog changes`: the history of papers, tags and rules, for the page of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import click

from generator import files, git
from generator.build import collect, tagged
from generator.changes import MOST, change
from generator.changes.file import Recorded, read, written
from generator.cli.diff import at, refuse
from generator.cli.project import Opened, opened, progress
from generator.git import HistoryError, Repository, Revision, Step
from generator.model import Change
from generator.whatif import Side, compare


@click.command()
@click.option("--anew", is_flag=True, help="Look at all commits again, also those that the file has.")
@click.option(
    "--limit", type=click.IntRange(1, MOST), default=MOST, show_default=True, metavar="N", help="Commits to look at."
)
@click.pass_obj
def changes(project: Path, anew: bool, limit: int) -> None:
    """Write what changed to the file of changes, out of the history.

    Papers, tags and rules of each commit of the main line, the newest first. Commits that the file knows are not looked
    at again, and notes in it stay. Example: catalog changes --limit 20
    """
    here = opened(project)
    recorded = _recorded(project, here)
    try:
        repository = git.repository(project)
        steps = git.steps(repository, here.folders, limit)
        fresh = _fresh(steps, recorded, anew)
        found = list(_changes(repository, progress(fresh, "Comparing"), here))
    except HistoryError as error:
        refuse(error)
    kept = _joined(found, recorded, steps, fresh)
    data = written(kept[:MOST], steps[0].commit if steps else "")
    path = project / here.settings.changes
    try:
        is_new = files.write_if_other(path, data)
    except OSError as error:
        raise click.ClickException(f"{here.settings.changes} cannot be written: {error.strerror}") from error
    what = "written to" if is_new else "in"
    click.echo(f"{len(kept[:MOST])} changes {what} {here.settings.changes}, {len(fresh)} commits looked at", err=True)


def _recorded(project: Path, here: Opened) -> Recorded:
    """What the file says already; one that cannot be used ends the command, for a person wrote in it."""
    recorded = read(files.read_if_there(project, here.settings.changes))
    for problem in recorded.problems:
        raise click.ClickException(f"{problem.where}: {problem.message}; correct the file, or delete it to begin anew")
    return recorded


def _fresh(steps: Sequence[Step], recorded: Recorded, anew: bool) -> list[Step]:
    """The commits to look at: those after the last that the file knows, all where that is not among them."""
    if anew or recorded.until not in {step.commit for step in steps}:
        return list(steps)
    return list(takewhile(lambda step: step.commit != recorded.until, steps))


def _changes(repository: Repository, steps: Iterable[Step], here: Opened) -> Iterable[Change]:
    """What each commit did, as far as it did something that readers see."""
    states = _States(repository, here)
    for step in steps:
        after, before = states.side(step.commit), states.side(step.before)
        told = change(compare(before, after), before.catalog, after.catalog, step.commit, step.day)
        if told:
            yield told


class _States:
    """The catalog at each commit. The state before one is often that after the next, so the last two are kept."""

    def __init__(self, repository: Repository, here: Opened) -> None:
        self._repository = repository
        self._here = here
        self._opened = replace(here, papers=(), rules=(), unreadable=())
        self._collected = collect(())
        self._sides: dict[object, Side] = {}

    def side(self, commit: str) -> Side:
        """The papers of a commit as its rules tag them; of no commit there are none."""
        if commit:
            opened = at(self._repository, Revision(commit, commit[:10]), self._here)
        else:
            opened = replace(self._here, papers=(), rules=(), unreadable=())
        key = (opened.papers, opened.rules)
        if key not in self._sides:
            self._sides = {**dict(list(self._sides.items())[-1:]), key: self._tagged(opened)}
        return self._sides[key]

    def _tagged(self, opened: Opened) -> Side:
        if opened.papers != self._opened.papers:
            self._collected = collect(opened.papers)
        self._opened = opened
        found = tagged(self._collected, opened.rules, opened.settings)
        return Side(found.catalog, (*opened.unreadable, *found.problems))


def _joined(found: Iterable[Change], recorded: Recorded, steps: Sequence[Step], fresh: Sequence[Step]) -> list[Change]:
    """New changes with the notes that they had, and of the recorded ones those still in the history or by hand."""
    notes = {one.commit: one.note for one in recorded.changes}
    looked, known = {step.commit for step in fresh}, {step.commit for step in steps}
    new = [replace(one, note=notes.get(one.commit, "")) for one in found]
    old = [one for one in recorded.changes if not one.commit or (one.commit in known and one.commit not in looked)]
    return sorted((*new, *old), key=lambda one: one.day, reverse=True)
