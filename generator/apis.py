"""Which identifiers a text names, and what is asked of public services for them.

- arXiv: up to 100 numbers a request, three seconds between two, as its terms of use ask
  (https://info.arxiv.org/help/api/tou.html); the answer is an Atom feed.
- DOI: content negotiation at doi.org (https://citation.doi.org/docs.html), which Crossref, DataCite and others answer
  with CSL-JSON.
- ACL Anthology: the BibTeX file beside the page of a paper.
- Any other address: the file that is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from generator.identifiers import acl, arxiv, doi
from generator.model import Location, Problem, Record, Severity, Source
from generator.slips import short
from generator.text import numbered, safe_url

CODES = {
    "identifier-unknown": "A service that was asked has no paper with this identifier.",
    "answer-unusable": "A service that was asked gave something else than a paper, or refused.",
    "list-line": "A line of a list of identifiers is none.",
}
AT_ONCE: Final = 100
LONGEST_LIST: Final = 20_000
_LONGEST_LINE: Final = 1000
_LEAST_SHARE: Final = 0.5
_REMARK: Final = re.compile(r"(?:^|\s)#.*")
_BETWEEN: Final = re.compile(r"[,;]?\s+|[,;]$")


class Kind(StrEnum):
    """Who is asked."""

    ARXIV = "arxiv"
    ACL = "acl"
    DOI = "doi"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that somebody named by its identifier, or a file by its address; and where."""

    kind: Kind
    name: str
    where: Location


@dataclass(frozen=True, slots=True)
class Bases:
    """The addresses of the services."""

    arxiv: str = "https://export.arxiv.org/api/query"
    doi: str = "https://doi.org/"
    acl: str = "https://aclanthology.org/"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: the address, the type of answer to ask for, for whom, and how its answer is called as a source."""

    address: str
    accept: str
    wanted: tuple[Wanted, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of identifiers names, and its lines that name nothing."""

    wanted: tuple[Wanted, ...]
    problems: tuple[Problem, ...]


def wanted(text: str, file: str, line: int = 1) -> Wanted | None:
    """What an identifier, or an address, asks for; None where it is neither."""
    where, text = Location(file, line), text.strip()
    for kind, parse in ((Kind.ARXIV, arxiv), (Kind.ACL, acl), (Kind.DOI, doi)):
        if name := parse(text):
            return Wanted(kind, name, where)
    address = safe_url(text)
    return Wanted(Kind.FILE, address, where) if address else None


def listed(source: Source) -> Listed | None:
    """What a text file lists, an identifier or an address of one on each line; None where it is no such list.

    Empty lines and what stands behind `#` are passed over; a line may name several, with commas between them. A list
    may have lines that are wrong, but not most.
    """
    if b"\0" in source.data[:1000] or not source.data.strip():
        return None
    rows = source.data.decode("utf-8-sig", "replace").splitlines()
    lines = [(number, _REMARK.sub("", row).strip()) for number, row in enumerate(rows[:LONGEST_LIST], 1)]
    lines = [(number, name) for number, row in lines for name in _names(row, source.name)]
    if not lines or not _may_be_named(lines[0][1]):
        return None
    found = [(number, row, _named(row, source.name, number)) for number, row in lines]
    good = tuple(one for _, _, one in found if one)
    if len(good) < _LEAST_SHARE * len(found):
        return None
    problems = [_no_name(source.name, number, row) for number, row, one in found if not one]
    problems += [_too_many(source.name)] * (len(rows) > LONGEST_LIST)
    return Listed(good, tuple(problems))


def _names(row: str, file: str) -> list[str]:
    """The parts of a line where each is an identifier, or an address, of its own; else the line as a whole, if any."""
    parts = [part for part in _BETWEEN.split(row) if part] if len(row) <= _LONGEST_LINE else []
    return parts if len(parts) > 1 and all(_named(part, file, 1) for part in parts) else [row] * bool(row)


def _may_be_named(row: str) -> bool:
    return len(row) <= _LONGEST_LINE and " " not in row.removeprefix("doi: ")


def _named(row: str, file: str, line: int) -> Wanted | None:
    return wanted(row, file, line) if _may_be_named(row) else None


def _no_name(file: str, line: int, row: str) -> Problem:
    message = f"this is no identifier: '{short(row)}'"
    hint = "write an arXiv id, a DOI, an ACL Anthology id, or its address; a remark begins with #"
    return Problem(Location(file, line), Severity.ERROR, "list-line", message, hint, max(1, len(row)))


def _too_many(file: str) -> Problem:
    message = f"the list has more than {numbered(LONGEST_LIST, 'line')}; the rest is left out"
    return Problem(Location(file, LONGEST_LIST + 1), Severity.ERROR, "list-line", message, "split it")


def asks(all_wanted: Iterable[Wanted], bases: Bases) -> Iterator[Ask]:
    """The questions, each identifier once; those of arXiv by the hundred."""
    first = {(one.kind, one.name.lower()): one for one in reversed(list(all_wanted))}
    unique = sorted(first.values(), key=lambda one: (list(Kind).index(one.kind), one.name))
    of_arxiv = [one for one in unique if one.kind is Kind.ARXIV]
    for start in range(0, len(of_arxiv), AT_ONCE):
        yield _of_arxiv(tuple(of_arxiv[start : start + AT_ONCE]), bases)
    yield from (_alone(one, bases) for one in unique if one.kind is not Kind.ARXIV)


def halves(ask: Ask, bases: Bases) -> Iterator[Ask]:
    """A question of several identifiers as two."""
    middle = len(ask.wanted) // 2
    yield from (_of_arxiv(some, bases) for some in (ask.wanted[:middle], ask.wanted[middle:]))


def _of_arxiv(some: tuple[Wanted, ...], bases: Bases) -> Ask:
    numbers = ",".join(quote(one.name, safe="/") for one in some)
    address = f"{bases.arxiv}?id_list={numbers}&start=0&max_results={len(some)}"
    return Ask(address, "application/atom+xml", some, "arxiv.org")


def _alone(one: Wanted, bases: Bases) -> Ask:
    if one.kind is Kind.ACL:
        return Ask(f"{bases.acl}{quote(one.name)}.bib", "application/x-bibtex, text/plain", (one,), f"acl:{one.name}")
    if one.kind is Kind.DOI:
        address = bases.doi + quote(one.name, safe="/:;()._-")
        return Ask(address, "application/vnd.citationstyles.csl+json", (one,), f"doi:{one.name}")
    return Ask(one.name, "*/*", (one,), one.name)


def stem_of(one: Wanted) -> str:
    """A name for the file of what was asked for."""
    if one.kind is Kind.FILE:
        parts = urlsplit(one.name)
        return unquote(parts.path.rstrip("/")) or parts.netloc
    return f"{one.kind} {one.name}".replace(".", "-").replace("/", "-")


def missing(ask: Ask, records: Iterable[Record]) -> Iterator[Problem]:
    """What was asked for and did not come, at the place where somebody named it."""
    found = list(records)
    if ask.wanted[0].kind is Kind.ARXIV:
        there = {record.arxiv for record in found}
        yield from (unknown(one) for one in ask.wanted if one.name not in there)
    elif not found:
        yield from map(unknown, ask.wanted)


def unknown(one: Wanted) -> Problem:
    """An identifier that the service does not know."""
    services = {Kind.ARXIV: "arXiv", Kind.ACL: "the ACL Anthology", Kind.DOI: "doi.org"}
    who = services.get(one.kind, "the server")
    message = f"{who} has no paper '{short(one.name)}'" if one.kind in services else "there is no paper at this address"
    return Problem(one.where, Severity.ERROR, "identifier-unknown", message, "correct it, or leave it out")
