"""`catalog links`: are the links of papers alive?"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import click

from generator import cache, linking
from generator.build import collect
from generator.cache import Cache
from generator.cli.project import answer, form_option, opened
from generator.harmless import in_terminal
from generator.plans import Asked
from generator.reports import links as report
from generator.text import numbered

KEPT = "links.json"


@click.command()
@click.option(
    "--only", type=click.Choice(linking.KINDS), multiple=True, help="Only links of this kind; can be repeated."
)
@click.option("--limit", type=click.IntRange(0), metavar="N", help="Ask for N links at most; the rest waits.")
@click.option(
    "--older-than",
    type=click.IntRange(0, 10_000),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="Ask again for links last asked so many days ago.",
)
@form_option()
@click.pass_obj
def links(project: Path, only: tuple[str, ...], limit: int | None, older_than: int, form: str) -> None:
    """Ask the web whether the links of papers still lead somewhere.

    Broken links, moved ones, servers out of reach and those that refuse programs are told apart. What was found out is
    kept, so that a run that was broken off goes on. Example: catalog links --only url --limit 100
    """
    here = opened(project)
    found = linking.links(collect(here.papers).papers, only or linking.KINDS)
    kept = cache.of_project(project)
    known = _known(kept)
    since = (date.fromisoformat(cache.today()) - timedelta(days=older_than) + timedelta(days=1)).isoformat()
    asking = linking.to_ask(found, known, since, limit)
    if asking:
        known |= _asked(asking, known, kept, here.settings.repository)
    checked = linking.checked(found, known)
    answer(form, report.blocks(checked), report.data(checked))
    click.echo(f"{numbered(len(asking), 'link')} asked, the others known from before", err=True)


def _known(kept: Cache) -> dict[str, Asked]:
    """What was found out before; an entry that is broken is none."""
    known = {}
    for address, said in kept.read(KEPT).items():
        try:
            known[address] = Asked(**said)
            date.fromisoformat(known[address].day)
        except (TypeError, ValueError):
            known.pop(address, None)
    return known


def _asked(addresses: Sequence[str], known: Mapping[str, Asked], kept: Cache, repository: str) -> dict[str, Asked]:
    """The answers of the web; those that came are kept, also if the rest does not."""
    from generator import visits
    from generator.web import WebError

    if not visits.is_online(addresses):
        raise click.ClickException("no network: no host can be found; nothing was asked")
    answers: dict[str, Asked] = {}
    hidden = not sys.stderr.isatty()
    try:
        with click.progressbar(length=len(addresses), label="Asking", file=sys.stderr, hidden=hidden) as bar:
            for address, asked in visits.visited(addresses, visits.manners(repository), cache.today()):
                answers[address] = asked
                bar.update(1)
    except WebError as error:
        raise click.ClickException(f"{error}; what was found out is kept") from error
    finally:
        if answers:
            _keep(kept, {**known, **answers})
    return answers


def _keep(kept: Cache, known: Mapping[str, Asked]) -> None:
    said = {address: asdict(known[address]) for address in sorted(known)}
    try:
        kept.write(KEPT, json.dumps(said, indent=0).encode())
    except OSError as error:
        click.echo(in_terminal(f"what was found out could not be kept: {error.strerror}"), err=True)
