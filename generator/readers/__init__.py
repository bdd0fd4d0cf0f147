"""Readers: one module per format, and the plain table of them.

A reader is `accepts(source) -> bool` and `read(source) -> Iterator[Record | Listing | Problem]`. The first that accepts
a source reads it: a card by its name, which no other file has; then those that look at the content, then by the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import Listing, Location, Problem, Record, Severity, Source
from generator.readers import (
    bibtex,
    capture,
    cards,
    entries,
    imports,
    json_papers,
    jsonl,
    lines,
    yaml_files,
    yaml_papers,
)

Item = Record | Listing | Problem
Accepts = Callable[[Source], bool]
Read = Callable[[Source], Iterator[Item]]

READERS: tuple[tuple[str, Accepts, Read], ...] = (
    ("YAML", yaml_files.accepts, yaml_files.read),
    ("JSON Lines", jsonl.accepts, jsonl.read),
    ("CSL-JSON", json_papers.accepts, json_papers.read),
    ("BibTeX", bibtex.accepts, bibtex.read),
    ("listing capture", capture.accepts, capture.read),
)
CODES = {
    **lines.CODES,
    **entries.CODES,
    **bibtex.CODES,
    **capture.CODES,
    **cards.CODES,
    **jsonl.CODES,
    **json_papers.CODES,
    **yaml_papers.CODES,
    **imports.CODES,
    "unknown-format": "A file among the papers has a format that no reader knows.",
}
_NOT_PAPERS = ("addresses.lock",)


@dataclass(frozen=True, slots=True)
class Reading:
    """What all sources say; `listings` in the order of their imports, the newest last.

    `imports` are these and the other files that imports.yml names.
    """

    records: tuple[Record, ...]
    listings: tuple[Listing, ...]
    problems: tuple[Problem, ...]
    imports: tuple[Listing, ...] = ()


def read_source(source: Source) -> Iterator[Item]:
    """Everything that a source says, by the first reader that accepts it; a format that none knows is one problem."""
    for _, accepts, read in READERS:
        if accepts(source):
            return read(source)
    return iter((_unknown_format(source),))


def read_papers(sources: Iterable[Source]) -> Reading:
    """Read every source, whatever the order they come in, and put the listings in the order of `imports.yml`."""
    ordered = sorted(sources, key=lambda source: source.name)
    records: list[Record] = []
    listings: list[Listing] = []
    problems: list[Problem] = []
    for source in ordered:
        if imports.accepts(source) or source.name.rpartition("/")[2] in _NOT_PAPERS:
            continue
        items = list(read_source(source))
        name = _free_name(items, listings)
        for item in items:
            if isinstance(item, Problem):
                problems.append(item)
            elif isinstance(item, Listing):
                listings.append(replace(item, name=name))
            else:
                records.append(replace(item, listing=name) if item.listing not in ("", name) else item)
    known = [imports.read(source) for source in ordered if imports.accepts(source)]
    named = [listing for found, _ in known for listing in found]
    problems += [problem for _, found in known for problem in found]
    problems += _about_imports(named, listings, ordered)
    known_listings = tuple(_in_order(named, listings))
    return Reading(tuple(records), known_listings, tuple(problems), tuple(_imports(named, known_listings, ordered)))


def _free_name(items: Iterable[Item], taken: Iterable[Listing]) -> str:
    """The name of a source's listing, with a number where a file of that name in another folder has it already."""
    bare = next((item.name for item in items if isinstance(item, Listing)), "")
    names = {listing.name for listing in taken} | {"index", "page"}
    name, number = bare, 1
    while name in names:
        number += 1
        name = f"{bare}-{number}"
    return name


def _in_order(named: list[Listing], listings: list[Listing]) -> Iterator[Listing]:
    """The listings as imported, each with what `imports.yml` adds; those that it lacks last."""
    found = {listing.where.file: listing for listing in listings}
    for one in named:
        if listing := found.pop(one.where.file, None):
            yield replace(
                listing,
                label=one.label or listing.label,
                date_line=listing.date_line or one.date_line,
                day=one.day,
                address=one.address,
                gathered_by=one.gathered_by,
            )
    yield from found.values()


def _imports(named: list[Listing], listings: Sequence[Listing], sources: list[Source]) -> Iterator[Listing]:
    """All files that papers came with: as imports.yml names them, then the listings that it lacks."""
    left = {listing.where.file: listing for listing in listings}
    there = {source.name for source in sources}
    for one in {one.where.file: one for one in named if one.where.file in there}.values():
        other = replace(one, label=one.label or one.where.file.rpartition("/")[2])
        yield left.pop(one.where.file, other)
    yield from left.values()


def _about_imports(named: list[Listing], listings: list[Listing], sources: list[Source]) -> Iterator[Problem]:
    files = {source.name for source in sources}
    place = next((source.name for source in sources if imports.accepts(source)), "imports.yml")
    yield from (imports.missing(one, place) for one in named if one.where.file not in files)
    mentioned = {one.where.file for one in named}
    yield from (imports.unlisted(one) for one in listings if one.where.file not in mentioned)


def _unknown_format(source: Source) -> Problem:
    names = " or ".join(name for name, _, _ in READERS)
    hint = f"it can be: {names}; put a file that is none of them elsewhere"
    return Problem(Location(source.name), Severity.ERROR, "unknown-format", "no reader knows this format", hint)
