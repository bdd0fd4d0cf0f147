"""Readers: one module per format, and the plain table of them.

A reader is `accepts(source) -> bool` and `read(source) -> Iterator[Record | Listing | Problem]`. The first that accepts
a source reads it: those that only look at the content come first, so that a misleading name does no harm; then those
that a name may tell as well; and last the listing capture, which any text could be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import Listing, Problem, Record, Source
from generator.readers import (
    acl_xml,
    arxiv_atom,
    arxiv_json,
    bibtex,
    capture,
    cards,
    daily_papers,
    entries,
    imports,
    json_items,
    json_papers,
    jsonl,
    lines,
    markdown,
    openalex,
    packed,
    ris,
    semantic_scholar,
    table,
    toml_papers,
    unknown,
    xml_entries,
    yaml_files,
    yaml_papers,
)

Item = Record | Listing | Problem
Accepts = Callable[[Source], bool]
Read = Callable[[Source], Iterator[Item]]

READERS: tuple[tuple[str, Accepts, Read], ...] = (
    ("arXiv Atom", arxiv_atom.accepts, arxiv_atom.read),
    ("ACL Anthology XML", acl_xml.accepts, acl_xml.read),
    ("arXiv metadata", arxiv_json.accepts, arxiv_json.read),
    ("OpenAlex", openalex.accepts, openalex.read),
    ("Semantic Scholar", semantic_scholar.accepts, semantic_scholar.read),
    ("Hugging Face daily papers", daily_papers.accepts, daily_papers.read),
    ("RIS", ris.accepts, ris.read),
    ("listing capture", capture.is_capture, capture.read),
    ("Markdown with front matter", markdown.is_page, markdown.read),
    ("YAML", yaml_files.is_papers, yaml_files.read),
    ("CSV", table.is_table, table.read),
    ("JSON Lines", jsonl.accepts, jsonl.read),
    ("CSL-JSON", json_papers.accepts, json_papers.read),
    ("BibTeX", bibtex.accepts, bibtex.read),
    ("YAML", yaml_files.accepts, yaml_files.read),
    ("TOML", toml_papers.accepts, toml_papers.read),
    ("Markdown with front matter", markdown.accepts, markdown.read),
    ("CSV", table.accepts, table.read),
    ("listing capture", capture.accepts, capture.read),
)
KNOWN = tuple(dict.fromkeys(name for name, _, _ in READERS))
CODES = {
    **lines.CODES,
    **packed.CODES,
    **xml_entries.CODES,
    **arxiv_atom.CODES,
    **entries.CODES,
    **bibtex.CODES,
    **capture.CODES,
    **cards.CODES,
    **jsonl.CODES,
    **json_items.CODES,
    **markdown.CODES,
    **ris.CODES,
    **table.CODES,
    **yaml_papers.CODES,
    **toml_papers.CODES,
    **imports.CODES,
    **unknown.CODES,
}
_FEW_FILES = 3
_TOLD_ONCE = ("unknown-field", "no-bibliography")
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
    inside, problems = packed.unpacked(source)
    yield from problems
    if inside and unknown.is_beside(inside):
        yield unknown.unread(inside)
    elif inside:
        read = next((read for _, accepts, read in READERS if accepts(inside)), None)
        yield from read(inside) if read else (unknown.unknown(inside, KNOWN),)


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
    came_with = tuple(_imports(named, known_listings, ordered))
    return Reading(tuple(records), known_listings, tuple(_told_once(problems)), came_with)


def _told_once(problems: list[Problem]) -> Iterator[Problem]:
    """The problems, but what is the same in many files is told once: an unknown field of pages, a folder of PDFs."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code in _TOLD_ONCE:
            groups.setdefault((problem.message, problem.hint), []).append(problem)
    joined = {id(group[0]): len(group) - 1 for group in groups.values() if len(group) > _FEW_FILES}
    left_out = {id(one) for group in groups.values() if len(group) > _FEW_FILES for one in group[1:]}
    for problem in problems:
        if more := joined.get(id(problem)):
            yield replace(problem, message=f"{problem.message}; and so in {more:,} more files")
        elif id(problem) not in left_out:
            yield problem


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
                day=one.day or listing.day,
                address=one.address or listing.address,
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
