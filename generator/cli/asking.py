"""Ask public services for papers by their identifiers: answers that are kept first, then the network."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import apis, cache
from generator.apis import Ask, Bases, Kind, Listed, Wanted
from generator.cache import Cache, Kept
from generator.harmless import in_terminal
from generator.model import Problem, Record, Severity, Source
from generator.readers import read_source

if TYPE_CHECKING:
    from generator.web import Answer, UnansweredError, Web

BASES = Bases()
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")
_GONE = (404, 410)
_WRONG = 400
_BUSY = (429, 503)
_MOST_FAILED = 5


def connection(repository: str) -> Web:
    """The network, under the name of this program."""
    from generator import web

    return web.Web(web.Manners(agent=web.agent(repository)))


def asked(
    project: Path, wanted: Sequence[Wanted], repository: str, *, fresh: bool
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The answers as sources, and a problem for each identifier that nobody has.

    Without a network, or where a service stays out of order, the command ends and nothing of the catalog is changed.
    """
    if not wanted:
        return (), ()
    from generator.web import UnansweredError, WebError

    kept = cache.of_project(project)
    net = connection(repository)
    questions = list(apis.asks(wanted, BASES))
    sources: list[Source] = []
    problems: list[Problem] = []
    failed: list[tuple[Ask, UnansweredError]] = []
    hidden = len(questions) < 2 or not sys.stderr.isatty()
    try:
        with click.progressbar(length=len(questions), label="Asking", file=sys.stderr, hidden=hidden) as bar:
            while questions:
                ask = questions.pop(0)
                try:
                    found = _answered(ask, kept, net, fresh=fresh)
                except UnansweredError as error:
                    failed = _borne(ask, error, failed, sources)
                    bar.update(1)
                    continue
                questions[:0] = [one for one in found if isinstance(one, Ask)]
                sources += [one for one in found if isinstance(one, Source)]
                problems += [one for one in found if isinstance(one, Problem)]
                bar.update(not any(isinstance(one, Ask) for one in found))
        if failed and not sources:
            raise failed[0][1]
    except WebError as error:
        raise click.ClickException(_stopped(str(error), len(sources))) from error
    finally:
        net.close()
    problems += [_unusable(one, str(error)) for ask, error in failed for one in ask.wanted]
    return tuple(sources), tuple(problems)


def _borne(
    ask: Ask, error: UnansweredError, failed: Sequence[tuple[Ask, UnansweredError]], sources: Sequence[Source]
) -> list[tuple[Ask, UnansweredError]]:
    """The questions that failed, with one more: it may be in a list whose others are answered. Raises the error again.

    That is where the service is busy, or fails again where it has answered nothing yet, or too often.
    """
    from generator.web import BusyError

    most = _MOST_FAILED if sources else 1
    if isinstance(error, BusyError) or len(failed) >= most or len(ask.wanted) > 1:
        raise error
    return [*failed, (ask, error)]


def _stopped(why: str, answers: int) -> str:
    if not answers:
        return in_terminal(f"{why}; nothing was changed. Files can be imported without a network")
    are = "answer that came is" if answers == 1 else f"{answers:,} answers that came are"
    return in_terminal(f"{why}; nothing was changed. The {are} kept for a day: run it again to go on")


def _answered(ask: Ask, kept: Cache, net: Web, *, fresh: bool) -> list[Source | Problem | Ask]:
    """The answer with what is missing in it, or the questions that it leads to."""
    known = None if fresh else kept.answer(ask.address, ask.accept)
    got = known or _got(ask, net)
    if isinstance(got, list):
        return got
    source = Source(ask.name, got.data)
    listed = apis.listed(source) if ask.wanted[0].kind is Kind.FILE else None
    items = [] if listed else list(read_source(source))
    records = [item for item in items if isinstance(item, Record)]
    is_broken = not records and any(isinstance(item, Problem) and item.severity is Severity.ERROR for item in items)
    if not known and not is_broken:
        _keep(kept, ask, got)
    if listed:
        return list(_of_list(listed))
    return [source] if is_broken else [source, *apis.missing(ask, records)]


def _got(ask: Ask, net: Web) -> Kept | list[Source | Problem | Ask]:
    """What the web answers; smaller questions where one identifier of many spoils the answer."""
    from generator.hosts import ForbiddenError

    try:
        answer = net.ask(ask.address, ask.accept)
    except ForbiddenError as forbidden:
        return [_unusable(one, str(forbidden)) for one in ask.wanted]
    if answer.status == _WRONG and len(ask.wanted) > 1:
        return list(apis.halves(ask, BASES))
    if answer.status in (_WRONG, *_GONE):
        return list(map(apis.unknown, ask.wanted))
    if why := _fault(answer):
        return [_unusable(one, why) for one in ask.wanted]
    return Kept(answer.kind, answer.data)


def _of_list(listed: Listed) -> Iterator[Problem | Ask]:
    """The questions of a list on the web; it leads to no other addresses, for it could lead to itself."""
    yield from listed.problems
    why = "a list on the web names papers by their identifiers alone"
    yield from (_unusable(one, why) for one in listed.wanted if one.kind is Kind.FILE)
    yield from apis.asks((one for one in listed.wanted if one.kind is not Kind.FILE), BASES)


def _keep(kept: Cache, ask: Ask, known: Kept) -> None:
    try:
        kept.keep(ask.address, ask.accept, known)
    except OSError as error:
        click.echo(in_terminal(f"an answer could not be kept: {error.strerror}"), err=True)


def _fault(answer: Answer) -> str:
    """What is wrong with an answer; '' if nothing. Raises UnansweredError where asking later may help."""
    from generator import hosts, web

    if answer.status in (401, 403, 451):
        return f"{hosts.host_of(answer.address)} refuses to give it ({answer.status})"
    if answer.status != 200:
        sentence = f"{hosts.host_of(answer.address)} answers {answer.status} and not as it should"
        raise web.BusyError(sentence, answer.status) if answer.status in _BUSY else web.UnansweredError(sentence)
    if answer.kind in _PAGES or answer.kind.startswith(("image/", "video/", "audio/")):
        return f"{hosts.host_of(answer.address)} gives {answer.kind}, and no bibliography"
    return ""


def _unusable(one: Wanted, why: str) -> Problem:
    hint = "save its BibTeX, RIS or CSL-JSON to a file, and import that"
    return Problem(one.where, Severity.ERROR, "answer-unusable", why, hint)
