"""The build script: read records, merge them into papers, tag the papers by rules, relate them, render pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator import index, merge, related, render, rules, tagging
from generator.exporters import bibtex
from generator.matcher import Matcher
from generator.model import (
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
    Topic,
)  # fmt: skip
from generator.naming import rule_copy
from generator.problems import ordered
from generator.readers import read_papers
from generator.rules.checks import check

Nearest = Mapping[str, tuple[Related, ...]]
Waits = Callable[[], Nearest]
Apart = Callable[[Waits], Waits]
Each = Callable[[Sequence[Paper]], Iterable[Paper]]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gives: the catalog, its pages, the files beside them, and all problems found on the way."""

    catalog: Catalog
    pages: tuple[render.Page, ...]
    files: tuple[Output, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """What the sources of papers give: the papers, their listings, and what is wrong with them."""

    papers: tuple[Paper, ...]
    listings: tuple[Listing, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Papers that met the rules, before any are related or shown; `matcher` holds the same rules as the catalog."""

    catalog: Catalog
    matcher: Matcher
    problems: tuple[Problem, ...]


def build(
    papers: Sequence[Source], rule_files: Sequence[Source], settings: Settings, apart: Apart = lambda work: work
) -> Build:
    """The whole way from sources to pages. Bad input is among the problems; what is good is built all the same.

    `apart` may start a piece of work elsewhere, and gives what waits for its result.
    """
    collected = collect(papers)
    nearest = apart(lambda: related.related(collected.papers, settings.related_papers))
    found = tagged(collected, rule_files, settings, nearest=nearest)
    pages = render.pages(found.catalog, settings, lambda entry: bibtex.bibtex(entry.paper, entry.key))
    files = {source.name: source.data for source in rule_files}
    copies = tuple(Output(rule_copy(topic), files[topic.where.file]) for topic in found.catalog.topics)
    return Build(found.catalog, pages, copies, found.problems)


def collect(papers: Sequence[Source]) -> Collected:
    """Read records and merge them into papers."""
    reading = read_papers(papers)
    merged, merging = merge.merge(reading.records)
    return Collected(merged, reading.listings, (*reading.problems, *merging))


def tagged(
    collected: Collected, rule_files: Sequence[Source], settings: Settings, each: Each = iter, nearest: Waits = dict
) -> Tagged:
    """Tag papers by rules and catalogue them; `each` sees the papers pass, `nearest` gives the related ones."""
    tags, topics, matcher, ruling = read_rules(rule_files)
    taggings = {one.identity: tagging.tag(one.title, one.abstract, matcher) for one in each(collected.papers)}
    keys = bibtex.keys(collected.papers)
    catalog = index.catalogue(collected.papers, taggings, nearest(), keys, tags, topics, collected.listings, settings)
    return Tagged(catalog, matcher, tuple(ordered((*collected.problems, *ruling))))


def read_rules(sources: Sequence[Source]) -> tuple[tuple[Rule, ...], tuple[Topic, ...], Matcher, tuple[Problem, ...]]:
    """The rules of all files with their topics, the matcher of all their terms, and what is wrong with them."""
    files = [rules.read(source) for source in sources if source.name.endswith((".yml", ".yaml"))]
    tags = tuple(rule for _, found, _ in files for rule in found)
    topics = tuple(topic for topic, _, _ in files if topic)
    matcher = Matcher(tags)
    problems = [problem for _, _, found in files for problem in found]
    problems += [_no_rules(source) for source in sources if not source.name.endswith((".yml", ".yaml"))]
    return tags, topics, matcher, (*problems, *check(tags, topics, matcher))


def _no_rules(source: Source) -> Problem:
    hint = "rules are in files that end in .yml; put others elsewhere"
    return Problem(Location(source.name), Severity.NOTE, "unknown-format", "this file is not read as rules", hint)
