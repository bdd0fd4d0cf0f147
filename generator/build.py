"""The build script: read records, merge them into papers, tag the papers by rules, relate them, render pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator import decisions, index, merge, playground, related, render, rules, tagging
from generator.exporters import bibtex
from generator.matcher import Matcher
from generator.model import (
    Catalog,
    Location,
    Output,
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
from generator.rules.checks import check

Nearest = Mapping[str, tuple[Related, ...]]
Apart = Callable[[Callable[[], Nearest]], Callable[[], Nearest]]


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


def build(
    papers: Sequence[Source], rule_files: Sequence[Source], settings: Settings, apart: Apart = lambda work: work
) -> Build:
    """The whole way from sources to pages. Bad input is among the problems; what is good is built all the same.

    `apart` may start a piece of work elsewhere, and gives what waits for its result.
    """
    reading = read_papers(papers)
    merged, merging = merge.merge(reading.records)
    tags, topics, matcher, ruling = read_rules(rule_files)
    merged, deciding = decisions.settled(merged, tags)
    nearest = apart(lambda: related.related(merged, settings.related_papers))
    taggings = {paper.identity: tagging.tag(paper.title, paper.abstract, matcher, paper.decisions) for paper in merged}
    stale = [decisions.stale(one) for paper in merged if paper.decisions for one in tagging.stale(paper, matcher)]
    keys = bibtex.keys(merged)
    catalog = index.catalogue(merged, taggings, nearest(), keys, tags, topics, reading.listings, settings)
    tried = playground.files(catalog, tags, settings)
    pages = render.pages(catalog, settings, lambda entry: bibtex.bibtex(entry.paper, entry.key), tried[0].path)
    files = {source.name: source.data for source in rule_files}
    copies = tuple(Output(rule_copy(topic), files[topic.where.file]) for topic in catalog.topics)
    trial = tagging.on_trial(tags, taggings.values())
    problems = ordered((*reading.problems, *merging, *ruling, *deciding, *stale, *trial))
    return Build(catalog, pages, (*copies, *tried), tuple(problems), tags, taggings)


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
