"""The build script: read records, merge them into papers, tag the papers by rules, relate them, render pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

from generator import (
    address_lock,
    atlas,
    decisions,
    exporters,
    feeds,
    index,
    merge,
    playground,
    related,
    render,
    rules,
    search_index,
    standings,
    tagging,
)
from generator.atlas import data as charts
from generator.changes import file as changes_file
from generator.citation import citation
from generator.exporters import bibtex, blocks
from generator.matcher import Matcher
from generator.model import (
    Addresses,
    Atlas,
    Catalog,
    Listing,
    Location,
    Lock,
    Output,
    Paper,
    Problem,
    Related,
    Rule,
    Settings,
    Severity,
    Source,
    Tagging,
    Topic,
)
from generator.naming import rule_copy
from generator.problems import ordered
from generator.readers import Reading, card_schema, read_papers
from generator.rules import schema
from generator.rules.checks import check

Nearest = Mapping[str, tuple[Related, ...]]
T = TypeVar("T")
Each = Callable[[Sequence[Paper]], Iterable[Paper]]


class Apart(Protocol):
    """Starts a piece of work, perhaps elsewhere."""

    def __call__(self, work: Callable[[], T], /) -> Callable[[], T]:
        """What waits for the result and gives it."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gives: the catalog, its pages, the files beside them, and all problems found on the way.

    `search` waits for the files of the search; those of hand-written pages are added when their HTML is known.
    `more` makes files that are too many to be kept, among them those at `awaited`, which pages link.
    `rules` and `taggings` (by paper) have also the tags on trial, which the catalog does not show.
    """

    catalog: Catalog
    pages: tuple[render.Page, ...]
    files: tuple[Output, ...]
    problems: tuple[Problem, ...]
    rules: tuple[Rule, ...]
    taggings: Mapping[str, tuple[Tagging, ...]]
    search: Callable[[], tuple[Output, ...]]
    more: Callable[[], Iterable[Output]]
    awaited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """What the sources of papers give: the papers, their listings and imports, and what is wrong with them.

    `lock` has the addresses that were published, `addresses` those that the papers have by it.
    """

    papers: tuple[Paper, ...]
    listings: tuple[Listing, ...]
    problems: tuple[Problem, ...]
    imports: tuple[Listing, ...] = ()
    lock: Lock = field(default_factory=Lock)
    addresses: Addresses | None = None


class _Merged(NamedTuple):
    """What was read and merged, before any paper has an address: enough to compare the papers."""

    reading: Reading
    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Papers that met the rules, before any page is made.

    `rules` and `taggings` are as in `Build`; `lock` has the addresses that were published, as it was read.
    """

    catalog: Catalog
    matcher: Matcher
    rules: tuple[Rule, ...]
    taggings: Mapping[str, tuple[Tagging, ...]]
    problems: tuple[Problem, ...]
    lock: Lock


def build(
    papers: Sequence[Source],
    rule_files: Sequence[Source],
    settings: Settings,
    apart: Apart = lambda work: work,
    recorded: Source | None = None,
) -> Build:
    """The whole way from sources to pages. Bad input is among the problems; what is good is built all the same.

    `apart` may start a piece of work elsewhere, and gives what waits for its result; `recorded` is the file of changes.
    """
    merged = _merged(papers)
    compared = apart(lambda: compare(merged.papers, settings))
    found = tagged(_placed(merged, papers), rule_files, settings)
    history = changes_file.read(recorded) if recorded else changes_file.Recorded()
    cited = {entry.paper.identity: citation(entry.paper, entry.key) for entry in found.catalog.papers}
    parts = {"cite": (blocks.BLOCK, tuple(blocks.blocks(cited.values())))}
    searched = apart(lambda: search_index.files(found.catalog, parts))
    nearest, chart = compared()
    catalog = replace(found.catalog, nearest=nearest, atlas=chart, changes=history.changes)
    tried, charted = playground.files(catalog, found.rules, settings), charts.files(catalog)
    pages = render.pages(
        catalog, settings, lambda entry: bibtex.entry(cited[entry.paper.identity]), tried[0].path, charted[0].path
    )
    return Build(
        catalog,
        pages,
        (*tried, *charted, *_beside(catalog, rule_files, settings)),
        (*found.problems, *history.problems),
        found.rules,
        found.taggings,
        searched,
        lambda: chain(exporters.files(catalog, cited, settings), feeds.author_files(catalog, settings)),
        tuple(exporters.addresses(catalog, settings)),
    )


def compare(papers: Sequence[Paper], settings: Settings) -> tuple[Nearest, Atlas]:
    """The related papers of each paper, and the map of all."""
    found = related.compared(papers, settings.related_papers)
    return found.nearest, atlas.atlas(list(found.nearest), found.closest, found.corpus.telling)


def _beside(catalog: Catalog, rule_files: Sequence[Source], settings: Settings) -> Iterator[Output]:
    """What a person or a program may take: the rules and their schema, feeds."""
    files = {source.name: source.data for source in rule_files}
    yield from (Output(rule_copy(topic), files[topic.where.file]) for topic in catalog.topics)
    yield Output(schema.ADDRESS, schema.text().encode())
    yield Output(card_schema.ADDRESS, card_schema.text().encode())
    yield from feeds.files(catalog, settings)
    yield from feeds.change_files(catalog, settings)


def collect(papers: Sequence[Source]) -> Collected:
    """Read records, merge them into papers, and give these their addresses."""
    return _placed(_merged(papers), papers)


def _merged(papers: Sequence[Source]) -> _Merged:
    reading = read_papers(papers)
    return _Merged(reading, *merge.merge(reading.records))


def _placed(merged: _Merged, papers: Sequence[Source]) -> Collected:
    reading, merging = merged.reading, merged.problems
    lock, locking = locked(papers)
    places = index.addresses(merged.papers, lock)
    settled, standing = standings.settled(merged.papers, places)
    told = (*reading.problems, *locking, *places.problems, *standing)
    wrong = {problem.where.file for problem in (*told, *merging) if problem.severity is Severity.ERROR}
    # A card that changes nothing because of its errors is not to be deleted.
    merging = tuple(one for one in merging if one.code != "card-unused" or one.where.file not in wrong)
    return Collected(settled, reading.listings, (*told, *merging), reading.imports, lock, places)


def locked(papers: Iterable[Source]) -> tuple[Lock, tuple[Problem, ...]]:
    """The addresses that were published, as the lock among the papers says, and what is wrong with it."""
    found = min((source for source in papers if address_lock.is_lock(source)), key=lambda one: one.name, default=None)
    return address_lock.read(found) if found else (Lock(), ())


def tagged(
    collected: Collected,
    rule_files: Sequence[Source],
    settings: Settings,
    each: Each = iter,
    *,
    with_trial: bool = False,
) -> Tagged:
    """Tag papers by rules and catalogue them, tags on trial too if asked for.

    `each` sees the papers pass. The nearest papers are not in the catalog yet.
    """
    tags, topics, matcher, ruling = read_rules(rule_files)
    papers, deciding = decisions.settled(collected.papers, tags)
    taggings = {one.identity: tagging.tag(one.title, one.abstract, matcher, one.decisions) for one in each(papers)}
    stale = [decisions.stale(one) for paper in papers if paper.decisions for one in tagging.stale(paper, matcher)]
    trial = tagging.on_trial(tags, taggings.values())
    keys = bibtex.keys(papers)
    catalog = index.catalogue(
        papers,
        taggings,
        {},
        keys,
        tags,
        topics,
        collected.listings,
        settings,
        imports=collected.imports,
        with_trial=with_trial,
        lock=collected.lock,
        places=collected.addresses,
    )
    problems = ordered((*collected.problems, *ruling, *deciding, *stale, *trial))
    return Tagged(catalog, matcher, tags, taggings, tuple(problems), collected.lock)


def read_rules(sources: Sequence[Source]) -> tuple[tuple[Rule, ...], tuple[Topic, ...], Matcher, tuple[Problem, ...]]:
    """The rules of all files with their topics, the matcher of all their terms, and what is wrong with them."""
    files = [rules.read(source) for source in sources if source.name.endswith((".yml", ".yaml"))]
    tags = tuple(rule for _, found, _ in files for rule in found)
    topics = tuple(topic for topic, _, _ in files if topic)
    matcher = Matcher(tags)
    problems = [problem for _, _, found in files for problem in found]
    problems += [_no_rules(source) for source in sources if not source.name.endswith((".yml", ".yaml"))]
    return tags, topics, matcher, (*problems, *check(tags, topics, matcher, problems))


def _no_rules(source: Source) -> Problem:
    hint = "rules are in files that end in .yml; put others elsewhere"
    return Problem(Location(source.name), Severity.NOTE, "unknown-format", "this file is not read as rules", hint)
