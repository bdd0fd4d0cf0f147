"""`catalog lock`: keep the addresses that the site has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator import atomic
from generator.address_lock import NAME, written
from generator.build import Collected, collect, tagged
from generator.cli.project import Opened, opened, print_problems
from generator.index.renewal import Renewed, renewed
from generator.model import Severity
from generator.text import numbered

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Update:
    """A lock that is up to date: the file, its bytes, whether they differ from what is there, and what is new."""

    file: str
    data: bytes
    is_new: bool
    found: Renewed


@click.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing, and exit with 1 if there is something to write."
)
@click.option("--prune", is_flag=True, help="Take out the addresses that lead nowhere any more.")
@click.pass_obj
def lock(project: Path, only_check: bool, prune: bool) -> None:
    """Keep all addresses of the site in addresses.lock.

    An address in it stays with its paper, whatever becomes of its title, and a former one leads on to it. All that the
    file has is kept. Run it before you publish new papers. Example: catalog lock --check
    """
    here = opened(project)
    collected = collect(here.papers)
    _refuse_broken(here, collected, prune)
    update = updated(here, collected, prune=prune)
    _tell(update.found, prune)
    if only_check:
        click.echo(f"{update.file} {'is not up to date' if update.is_new else 'is up to date'}", err=True)
        raise click.exceptions.Exit(int(update.is_new))
    write(project, update)
    click.echo(f"{update.file} {'written' if update.is_new else 'has it all already'}", err=True)


def updated(here: Opened, collected: Collected, *, prune: bool = False) -> Update:
    """What the lock of a project shall say now; nothing is written."""
    catalog = tagged(collected, here.rules, here.settings).catalog
    file = collected.lock.file or f"{here.folders[0]}/{NAME}"
    found = renewed(collected.lock, catalog, prune=prune)
    data = written(found.lock)
    before = next((source.data for source in here.papers if source.name == file), None)
    return Update(file, data, data != before, found)


def write(project: Path, update: Update) -> None:
    """Put the file in place, whole or not at all."""
    if update.is_new:
        try:
            atomic.replace({project / update.file: update.data})
        except OSError as error:
            raise click.ClickException(f"{update.file} cannot be written: {error.strerror}") from error


def _refuse_broken(here: Opened, collected: Collected, prune: bool) -> None:
    """A line that was not understood must not be lost; nor an address whose paper is gone by a mistake in its file."""
    lock = collected.lock
    own = [one for one in collected.problems if lock.file and one.where.file == lock.file]
    print_problems(own, here.papers, "text", least=Severity.WARNING)
    if not lock.is_sound:
        raise click.ClickException(f"{lock.file} has lines that cannot be used; correct them, then nothing is lost")
    errors = [one for one in (*here.unreadable, *collected.problems) if one.severity is Severity.ERROR]
    if prune and errors:
        raise click.ClickException(
            "papers may be missing because of errors, see `catalog check`; nothing was taken out"
        )


def _tell(found: Renewed, prune: bool) -> None:
    """What is new on stdout, the numbers on stderr."""
    lines = [f"+ {path}" for path in found.added if path not in {one.path for one in found.moved}]
    lines += [f"> {one.path} -> {' '.join(f'{one.kind}/{slug}' for slug in one.leads_to)}" for one in found.moved]
    lines += [f"{'-' if prune else '?'} {one.path}" for one in found.lost]
    for line in lines[:_SHOWN]:
        click.echo(line)
    if len(lines) > _SHOWN:
        click.echo(f"and {len(lines) - _SHOWN:,} more")
    gone = "taken out" if prune else "lead nowhere"
    said = (
        f"{found.kept:,} kept",
        f"{len(found.added):,} added",
        f"{len(found.moved):,} lead on",
        f"{len(found.lost):,} {gone}",
    )
    click.echo(f"{numbered(len(found.lock.addresses), 'address', 'addresses')}: {', '.join(said)}", err=True)
