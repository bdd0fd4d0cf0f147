"""The command `catalog`: the same build script without MkDocs. The only module that prints."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import click

from generator import files, settings
from generator.build import Build, build
from generator.model import Output, Problem, Severity, Source
from generator.problems import format_github, format_json, formatted, ordered, summary
from generator.rules import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with mkdocs.yml and site_src/ (default: this one).",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Build and check a catalog of papers: records in, tagged pages out."""
    context.obj = project


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.pass_obj
def write(project: Path, out: Path) -> None:
    """Write every Markdown page and data file to a folder.

    Example: catalog write --out out
    """
    whole, inside = project.resolve(), out.resolve()
    if whole.is_relative_to(inside) or inside.is_relative_to(whole / "site_src"):
        raise click.UsageError(f"{out} holds what the pages are made from; name a folder of their own")
    built, problems, sources = _build(project)
    if _print_problems(problems, sources, "text", least=Severity.WARNING):
        raise click.exceptions.Exit(1)
    pages = (Output(page.path, page.make().markdown.encode()) for page in built.pages)
    try:
        count = files.rewrite(out, chain(pages, built.files))
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error
    click.echo(f"{count} files written to {out}", err=True)


@main.command()
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    help="How problems are printed (default: text, and github within GitHub's workflows).",
)
@click.option("--verbose", is_flag=True, help="Also show where sources disagree.")
@click.pass_obj
def check(project: Path, strict: bool, form: str | None, verbose: bool) -> None:
    """Report everything that is wrong with the papers and the rules.

    Exits 1 on errors, with --strict also on warnings. Example: catalog check --strict
    """
    built, problems, sources = _build(project)
    if verbose:
        problems = [*problems, *disagreements(built)]
    form = form or ("github" if files.is_github_action() else "text")
    errors = _print_problems(problems, sources, form, least=Severity.NOTE)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    catalog = built.catalog
    click.echo(f"{len(catalog.papers)} papers, {len(catalog.rules)} tags: {summary(problems)}", err=True)
    if errors or (strict and warnings):
        raise click.exceptions.Exit(1)


@main.command(name="schema")
def print_schema() -> None:
    """Print the JSON Schema of a rule file, by which editors complete and check.

    Example: catalog schema > rules.schema.json
    """
    click.echo(schema.text(), nl=False)


def disagreements(built: Build) -> list[Problem]:
    """What a source says of a field and the catalog does not show, as notes."""
    return [
        Problem(
            other.where,
            Severity.NOTE,
            "sources-disagree",
            f"this source says of {other.field}: “{other.value}”",
            f"“{getattr(entry.paper, other.field, '')}” was chosen, from a better source",
        )
        for entry in built.catalog.papers
        for other in entry.paper.disagreements
    ]


def _build(project: Path) -> tuple[Build, list[Problem], list[Source]]:
    if not (project / "mkdocs.yml").exists():
        raise click.UsageError(
            f"there is no mkdocs.yml in {project}; go to the project's folder, or name it by --project"
        )
    try:
        chosen, *folders = settings.read(project)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    (papers, unreadable), (rules, unreadable_rules) = (files.read_sources(project, folder) for folder in folders)
    built = build(papers, rules, chosen)
    return built, ordered((*unreadable, *unreadable_rules, *built.problems)), [*papers, *rules]


def _print_problems(problems: list[Problem], sources: list[Source], form: str, least: Severity) -> int:
    """Print problems, data to stdout where a program reads them, and give the number of errors."""
    shown = [problem for problem in problems if list(Severity).index(problem.severity) <= list(Severity).index(least)]
    if form == "json":
        click.echo(format_json(shown))
    for problem, text in formatted(shown, sources) if form != "json" else ():
        click.echo(format_github(problem) if form == "github" else f"{text}\n", err=form == "text")
    return sum(problem.severity is Severity.ERROR for problem in problems)
