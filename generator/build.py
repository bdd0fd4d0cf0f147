"""The build script: read records, merge them into papers, tag the papers by rules, relate them, render pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from generator import (
    atlas,
    decisions,
    exporters,
    index,
    merge,
    playground,
    related,
    render,
    rules,
    search_index,
    tagging,
)
from generator.atlas import data as charts
from generator.citation import citation
from generator.exporters import bibtex, blocks
from generator.matcher import Matcher
from generator.model import (
    Atlas,
    Catalog,
    Listing,
    Location,
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
from generator.readers import read_papers
from generator.rules import schema
from generator.rules.checks import check

Nearest = Mapping[str, tuple[Related, ...]]
Waits = Callable[[], Nearest]
Comparison = Callable[[], tuple[Nearest, Atlas]]
Apart = Callable[[Comparison], Comparison]
Each = Callable[[Sequence[Paper]], Iterable[Paper]]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gives: the catalog, its pages, the files beside them, and all problems found on the way.

    `rules` and `taggings` (by paper) have also the tags on trial, which the catalog does not show.
    """

    catalog: Catalog
    pages: tuple[render.Page, ...]
    files: tuple[Output, ...]
    problems: tuple[Problem, ...]
    rules: tuple[Rule, ...]
    taggings: Mapping[str, tuple[Tagging, ...]]


@dataclass(frozen=True, slots=True)
class Collected:
    """What the sources of papers give: the papers, their listings, and what is wrong with them."""

    papers: tuple[Paper, ...]
    listings: tuple[Listing, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Papers that met the rules, before any page is made; `rules` and `taggings` as in `Build`."""

    catalog: Catalog
    matcher: Matcher
    rules: tuple[Rule, ...]
    taggings: Mapping[str, tuple[Tagging, ...]]
    problems: tuple[Problem, ...]


def build(
    papers: Sequence[Source], rule_files: Sequence[Source], settings: Settings, apart: Apart = lambda work: work
) -> Build:
    """The whole way from sources to pages. Bad input is among the problems; what is good is built all the same.

    `apart` may start a piece of work elsewhere, and gives what waits for its result.
    """
    collected = collect(papers)
    compared = cache(apart(lambda: compare(collected.papers, settings)))
    found = tagged(collected, rule_files, settings, nearest=lambda: compared()[0])
    catalog = replace(found.catalog, atlas=compared()[1])
    tried = playground.files(catalog, found.rules, settings)
    charted = charts.files(catalog)
    cited = {entry.paper.identity: citation(entry.paper, entry.key) for entry in catalog.papers}
    pages = render.pages(
        catalog, settings, lambda entry: bibtex.entry(cited[entry.paper.identity]), tried[0].path, charted[0].path
    )
    files = {source.name: source.data for source in rule_files}
    copies = [Output(rule_copy(topic), files[topic.where.file]) for topic in catalog.topics]
    taken = exporters.files(catalog, cited, settings)
    searched = search_index.files(catalog, {"cite": (blocks.BLOCK, tuple(blocks.blocks(cited.values())))})
    others = (*copies, Output(schema.ADDRESS, schema.text().encode()), *tried, *charted, *taken, *searched)
    return Build(catalog, pages, others, found.problems, found.rules, found.taggings)


def compare(papers: Sequence[Paper], settings: Settings) -> tuple[Nearest, Atlas]:
    """The related papers of each paper, and the map of all."""
    found = related.compared(papers, settings.related_papers)
    return found.nearest, atlas.atlas(list(found.nearest), found.closest, found.nearest.telling)


def collect(papers: Sequence[Source]) -> Collected:
    """Read records and merge them into papers."""
    reading = read_papers(papers)
    merged, merging = merge.merge(reading.records)
    wrong = {problem.where.file for problem in reading.problems if problem.severity is Severity.ERROR}
    # A card that changes nothing because of its errors is not to be deleted.
    merging = tuple(one for one in merging if one.code != "card-unused" or one.where.file not in wrong)
    return Collected(merged, reading.listings, (*reading.problems, *merging))


def tagged(
    collected: Collected,
    rule_files: Sequence[Source],
    settings: Settings,
    each: Each = iter,
    nearest: Waits = dict,
    *,
    with_trial: bool = False,
) -> Tagged:
    """Tag papers by rules and catalogue them, tags on trial too if asked for.

    `each` sees the papers pass, `nearest` gives the related ones.
    """
    tags, topics, matcher, ruling = read_rules(rule_files)
    papers, deciding = decisions.settled(collected.papers, tags)
    taggings = {one.identity: tagging.tag(one.title, one.abstract, matcher, one.decisions) for one in each(papers)}
    stale = [decisions.stale(one) for paper in papers if paper.decisions for one in tagging.stale(paper, matcher)]
    trial = tagging.on_trial(tags, taggings.values())
    keys = bibtex.keys(papers)
    catalog = index.catalogue(
        papers, taggings, nearest(), keys, tags, topics, collected.listings, settings, with_trial=with_trial
    )
    problems = ordered((*collected.problems, *ruling, *deciding, *stale, *trial))
    return Tagged(catalog, matcher, tags, taggings, tuple(problems))


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
