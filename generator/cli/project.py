"""What every verb needs: the project opened, its problems told, results printed in the form asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import as_markdown, as_text, files, settings
from generator.build import Tagged, collect, tagged
from generator.document import Block
from generator.harmless import in_json
from generator.model import Problem, Settings, Severity, Source
from generator.problems import format_github, format_json, formatted, summary

T = TypeVar("T")
QUICK = 500
"""Up to so many papers no progress is shown: the work is done before a person has read the bar."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project as it is on the disk: its settings and sources, and what could not be read."""

    settings: Settings
    folders: tuple[str, str]
    papers: tuple[Source, ...]
    rules: tuple[Source, ...]
    unreadable: tuple[Problem, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Papers and rules."""
        return self.papers + self.rules


def opened(project: Path) -> Opened:
    """Read the sources of a project; a folder that is none ends the command."""
    if not (project / "mkdocs.yml").exists():
        raise click.UsageError(
            f"there is no mkdocs.yml in {project}; go to the project's folder, or name it by --project"
        )
    try:
        chosen, *folders = settings.read(project)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    (papers, unreadable), (rules, unreadable_rules) = (files.read_sources(project, folder) for folder in folders)
    return Opened(chosen, (folders[0], folders[1]), papers, rules, (*unreadable, *unreadable_rules))


def tagged_catalog(project: Path, *, with_trial: bool = False) -> Tagged:
    """The project's papers with their tags, also those on trial if asked for.

    Errors are counted on stderr, and what is good is used.
    """
    here = opened(project)
    found = tag_all(here.papers, here, with_trial=with_trial)
    tell_errors((*here.unreadable, *found.problems))
    return found


def tell_errors(problems: Iterable[Problem]) -> None:
    """Count the errors on stderr, if there are any."""
    if errors := [one for one in problems if one.severity is Severity.ERROR]:
        click.echo(f"{summary(errors)} in papers and rules, see `catalog check`; the rest is used", err=True)


def tag_all(papers: Sequence[Source], here: Opened, *, with_trial: bool = False) -> Tagged:
    """These papers, tagged by the project's rules, with a progress bar where it takes long."""
    return tagged(
        collect(papers), here.rules, here.settings, lambda found: progress(found, "Tagging"), with_trial=with_trial
    )


def progress(things: Iterable[T], label: str) -> Iterator[T]:
    """Pass things on, and show on stderr how many of them are done: only to a person, and only if they are many."""
    listed = list(things)
    hidden = len(listed) <= QUICK or not sys.stderr.isatty()
    with click.progressbar(listed, label=label, file=sys.stderr, hidden=hidden) as shown:
        yield from shown


def form_option(*more: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--format` with text, json, markdown and `more`."""
    choices = click.Choice(["text", "json", "markdown", *more])
    return click.option("--format", "form", type=choices, default="text", help="How the answer is printed.")


def answer(form: str, blocks: Sequence[Block], data: object) -> None:
    """Print an answer to stdout: for a person, as Markdown, or as JSON."""
    if form == "json":
        click.echo(in_json(json.dumps(data, ensure_ascii=False, indent=2)))
    elif form == "markdown":
        click.echo(as_markdown.render(blocks))
    else:
        click.echo(as_text.render(blocks))


def print_problems(problems: Iterable[Problem], sources: Iterable[Source], form: str, least: Severity) -> int:
    """Print problems, data to stdout where a program reads them, and give the number of errors."""
    found = list(problems)
    shown = [problem for problem in found if list(Severity).index(problem.severity) <= list(Severity).index(least)]
    if form == "json":
        click.echo(format_json(shown))
    for problem, text in formatted(shown, sources) if form != "json" else ():
        click.echo(format_github(problem) if form == "github" else f"{text}\n", err=form == "text")
    return sum(problem.severity is Severity.ERROR for problem in found)
