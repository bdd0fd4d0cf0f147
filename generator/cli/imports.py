"""`catalog import`: papers from elsewhere, told before they are written."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator import atomic
from generator.build import collect
from generator.cli import intake
from generator.cli.asking import asked
from generator.cli.gathering import gather
from generator.cli.lock import updated
from generator.cli.project import Opened, answer, form_option, opened, print_problems
from generator.importing.files import stem
from generator.index.addresses import addresses
from generator.index.renewal import retitled
from generator.model import Output, Severity, Source
from generator.plans import Fate, Incoming, Plan
from generator.reports import intake as report

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@click.command("import")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--into", metavar="NAME", help="The name of the file for the papers (default: that of the source).")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask before writing.")
@click.option("--overwrite", is_flag=True, help="Let the source win over lines that you edited since its last import.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything cannot be used.")
@click.option("--fresh", is_flag=True, help="Ask services again for what they answered within a day.")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="Papers of a kind to show."
)
@form_option()
@click.pass_obj
def import_(
    project: Path,
    sources: tuple[str, ...],
    into: str | None,
    dry_run: bool,
    yes: bool,
    overwrite: bool,
    strict: bool,
    fresh: bool,
    limit: int,
    form: str,
) -> None:
    """Add papers from files, folders, identifiers and addresses.

    SOURCE is a file or a folder of any format that the catalog reads, - for the standard input, an arXiv id, a DOI, an
    ACL Anthology id, the address of one, or a text file that lists such. What would be added, merged and refused is
    told before it is written. Example: catalog import refs.bib 2412.13746
    """
    here = opened(project)
    name = _checked(into)
    gathered = gather(sources)
    answers, unknown = asked(project, gathered.wanted, here.settings.repository, fresh=fresh)
    found = intake.read((*gathered.sources, *answers), (*gathered.problems, *unknown))
    plan = intake.plan(found, here, name or stem(gathered.name), overwrite=overwrite)
    if form != "json":
        least = Severity.WARNING if plan.entries else Severity.NOTE  # why nothing came of it must be told
        print_problems(plan.problems, (*here.sources, *found.sources), "text", least=least)
        answer(form, report.blocks(plan, limit), None)
    is_written = bool(plan.outputs) and not dry_run and (yes or _is_agreed(plan))
    outputs = plan.outputs
    if is_written:
        outputs = (*outputs, *_lock(here, plan))
        _write(project, outputs)
    if form == "json":
        answer(form, (), report.data(plan, written=is_written))
    click.echo(_outcome(outputs, is_written=is_written, dry_run=dry_run), err=True)
    refused = report.refused(plan)
    if refused and (strict or not plan.entries):
        raise click.exceptions.Exit(1)


def _checked(into: str | None) -> str:
    """The name that was asked for, without its ending; '' for none."""
    if into is None:
        return ""
    name = into.removesuffix(".jsonl")
    if not _NAME.fullmatch(name):
        raise click.UsageError(f"--into '{into}' is no plain name: write letters, digits, hyphens and full stops only")
    return name


def _is_agreed(plan: Plan) -> bool:
    """Whether a person at a terminal says yes; nobody is asked where there is none."""
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return True
    files = ", ".join(output.path for output in plan.outputs)
    return click.confirm(f"Write {files}?", default=True, err=True)


def _lock(here: Opened, plan: Plan) -> tuple[Output, ...]:
    """The lock of addresses as the papers will need it; one that has broken lines is left to a person."""
    changed = {output.path: Source(output.path, output.data) for output in plan.outputs}
    papers = {source.name: source for source in here.papers} | changed
    after = replace(here, papers=tuple(papers[name] for name in sorted(papers)))
    collected = collect(after.papers)
    if not collected.lock.is_sound:
        click.echo(f"{collected.lock.file} has lines that cannot be used, and was left as it is", err=True)
        return ()
    corrected = ((entry.joins[0][0], entry.record.title) for entry in plan.entries if _has_new_title(entry))
    lock = retitled(collected.lock, corrected)
    update = updated(after, replace(collected, lock=lock, addresses=addresses(collected.papers, lock)))
    return (Output(update.file, update.data),) if update.is_new else ()


def _has_new_title(entry: Incoming) -> bool:
    return entry.fate is Fate.UPDATED and "title" in entry.adds and bool(entry.joins)


def _write(project: Path, outputs: Sequence[Output]) -> None:
    try:
        atomic.replace({project / output.path: output.data for output in outputs})
    except OSError as error:
        raise click.ClickException(f"nothing was written: {error.strerror or error}") from error


def _outcome(outputs: Sequence[Output], *, is_written: bool, dry_run: bool) -> str:
    files = ", ".join(output.path for output in outputs)
    if not outputs:
        return "nothing to do: nothing was written"
    if is_written:
        return f"written: {files}"
    return f"nothing was written; this would be: {files}" if dry_run else "nothing was written"
