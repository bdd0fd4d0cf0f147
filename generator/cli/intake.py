"""From gathered sources to the plan of an import: read them, look at what is there, and see what would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator import merge
from generator.cli.project import Opened
from generator.importing import File, Stages, lines, planned, unknown_fields
from generator.importing import files as naming
from generator.importing.effects import effects
from generator.model import Listing, Origin, Output, Problem, Record, Source
from generator.plans import Incoming, Plan
from generator.problems import ordered
from generator.readers import read_papers, read_source
from generator.recording import fields_of

_MOST_NAMED = 3
_STAGES = Stages(merge.grouped, fields_of, read_source)


@dataclass(frozen=True, slots=True)
class Found:
    """What the sources of an import say: records for a file of ours, files to take over as they are, and problems.

    `kept` are the records of these files: a listing has an order, a card a person's decisions, which a line has not.
    """

    sources: tuple[Source, ...]
    records: tuple[Record, ...]
    copies: tuple[Source, ...]
    kept: tuple[Record, ...]
    problems: tuple[Problem, ...]


def read(sources: Sequence[Source], problems: Sequence[Problem]) -> Found:
    """Read every source by the reader that accepts it."""
    records: list[Record] = []
    copies: list[Source] = []
    kept: list[Record] = []
    told = list(problems)
    for source in sources:
        items = list(read_source(source))
        told += [item for item in items if isinstance(item, Problem)]
        found = [item for item in items if isinstance(item, Record)]
        as_it_is = bool(found) and (any(isinstance(item, Listing) for item in items) or any(map(_is_card, found)))
        (kept if as_it_is else records).extend(found)
        copies += [source] * as_it_is
    return Found(tuple(sources), tuple(records), tuple(copies), tuple(kept), tuple(told))


def _is_card(record: Record) -> bool:
    return record.origin is Origin.CARD


def plan(found: Found, here: Opened, stem: str, *, overwrite: bool) -> Plan:
    """What the import would do to the project, and all files that it would write."""
    folder = here.folders[0]
    sources = {source.name: source for source in here.papers}
    target = naming.free_name(stem, folder, sources)
    there = read_papers(here.papers).records
    file = lines.read(sources[target], [one for one in there if one.where.file == target]) if target in sources else ()
    others = [record for record in there if record.where.file != target]
    done = planned(found.records, File(target, file), others, _STAGES, overwrite=overwrite)
    kept, about = _taken_over(found, there)
    copies, taken = naming.copies(found.copies, folder, sources, overwrite=overwrite)
    changed = tuple(naming.outputs(target, done.file, copies, sources))
    manifest, by_hand = _manifest(changed, target, found, here)
    problems = tuple(ordered((*found.problems, *done.problems, *about, *taken, *by_hand)))
    return Plan(
        target, (*done.entries, *kept), problems, (*changed, *manifest), unknown_fields((*found.records, *found.kept))
    )


def _taken_over(found: Found, there: Sequence[Record]) -> tuple[tuple[Incoming, ...], tuple[Problem, ...]]:
    """What becomes of the records of files that are taken over, beside all others, and what is to be said of them.

    A card that fits no paper does nothing yet, and is told as a problem alone.
    """
    if not found.kept:
        return (), ()
    entries, problems = effects(found.kept, (*there, *found.records), merge.grouped)
    places = {record.where for record in found.kept}
    about = tuple(one for one in problems if one.where in places)
    idle = {one.where for one in about if one.code == "card-alone"}
    return tuple(entry for entry in entries if entry.record.where not in idle), about


def _manifest(
    changed: Sequence[Output], target: str, found: Found, here: Opened
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """imports.yml with what is new in it: the file of records, called after its sources, and the listings."""
    name = f"{here.folders[0]}/imports.yml"
    source = next((one for one in here.papers if one.name == name), Source(name, b""))
    listings = {record.where.file for record in found.kept if record.listing}
    labels = {f"{here.folders[0]}/{naming.copy_name(file)}": "" for file in listings}
    labels[target] = _label(list(dict.fromkeys(lines.base(record.where.file) for record in found.records)))
    return naming.named(changed, labels, source)


def _label(names: Sequence[str]) -> str:
    """What an import is called where its papers are listed: by its sources, of many by the first."""
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    return f"{names[0]} and {len(names) - 1} more files"
