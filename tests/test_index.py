"""Addresses and lists: unique, stable, and the same whatever the order of the papers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import collect, tagged
from generator.index import addresses, catalogue
from generator.model import (
    Alias,
    Appearance,
    Catalog,
    Listing,
    Location,
    Paper,
    Rule,
    Settings,
    Source,
    Status,
    Tagging,
    Topic,
)  # fmt: skip
from generator.naming import newest_first, series, suffix, year

TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
WHERE = Location("papers.jsonl")


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    titles = draw(st.lists(st.one_of(TITLES, st.sampled_from(["Page", "2048", "A-Z", "…", "Twice"])), max_size=12))
    return [Paper(f"title:{number}", title=title) for number, title in enumerate(titles)]


@given(papers())
def test_every_paper_has_an_address_of_its_own(found: list[Paper]) -> None:
    places = addresses(found)
    slugs, shared = places.slugs, places.shared
    assert slugs.keys() == {paper.identity for paper in found}
    assert len(set(slugs.values()) | shared.keys()) == len(slugs) + len(shared)
    assert all(slug and slug.isascii() and "/" not in slug and not slug.isdigit() for slug in slugs.values())
    assert not {"page", "a-z", "index"} & set(slugs.values())


@given(papers(), st.randoms())
def test_addresses_do_not_depend_on_the_order(found: list[Paper], chance: random.Random) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    assert addresses(found) == addresses(mixed)


def test_a_shared_title_gives_both_a_suffix_and_the_bare_address_names_both() -> None:
    one, other = Paper("arxiv:2401.00001", title="Editorial"), Paper("doi:10.1/x", title="Editorial")
    places = addresses([one, other])
    assert places.slugs == {
        "arxiv:2401.00001": "editorial-2401-00001",
        "doi:10.1/x": f"editorial-{suffix('doi:10.1/x')}",
    }
    assert places.shared == {"editorial": ("arxiv:2401.00001", "doi:10.1/x")}


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("ACL 2025 (long)", "ACL"),
        ("Findings of EMNLP 2022", "Findings of EMNLP"),
        ("Behavior Research Methods (2023)", "Behavior Research Methods"),
        ("Knowledge-Based Systems 309:112758 (2025)", "Knowledge-Based Systems"),
        ("ICML 2025 (PMLR 267)", "ICML"),
        ("2024", "2024"),
        ("lrec", "lrec"),
    ],
)
def test_a_venue_belongs_to_its_series(venue: str, expected: str) -> None:
    assert series(venue) == expected


def test_newest_come_first_and_those_without_a_date_last() -> None:
    found = [
        Paper("c", title="C"), Paper("b", title="B", date="2024-01-02"), Paper("a", title="a", date="2024-01-02"),
        Paper("d", title="D", date="2025"), Paper("e", title="E", year=2023), Paper("f", title="A", year=2024),
        Paper("g", title="G", date="2024-01"),
    ]  # fmt: skip
    assert [paper.identity for paper in sorted(found, key=newest_first)] == ["d", "a", "b", "g", "f", "e", "c"]
    assert [year(paper) for paper in found] == ["", "2024", "2024", "2025", "2023", "2024", "2024"]


def test_new_is_what_only_the_newest_listing_has() -> None:
    listings = [Listing("old", WHERE, "Old"), Listing("latest", WHERE, "Latest")]
    seen = {"both": ("old", "latest"), "old": ("old",), "new": ("latest",), "none": ()}
    found = [
        Paper(name, title=name, seen=tuple(Appearance(one, 1, WHERE) for one in names)) for name, names in seen.items()
    ]
    catalog = catalogue(found, {}, {}, {}, [], [], listings, Settings())
    assert {entry.paper.identity for entry in catalog.papers if entry.new} == {"new"}


def test_a_paper_came_with_the_first_import_that_has_it() -> None:
    """An import is a file: a listing, or another that imports.yml names."""
    imports = "imports:\n- file: old.jsonl\n- file: gone.jsonl\n- file: new.jsonl\n  label: The new ones\n"
    files = {
        "old.jsonl": '{"title": "Old"}\n{"title": "Both"}\n',
        "new.jsonl": '{"title": "Both"}\n{"title": "New"}\n',
        "facts.jsonl": '{"title": "New", "year": 2024}\n{"title": "Alone"}\n',
        "imports.yml": imports,
    }
    found = collect([Source(name, text.encode()) for name, text in files.items()])
    catalog = tagged(found, [], Settings()).catalog
    assert [one.label for one in catalog.imports] == ["old.jsonl", "The new ones"]
    assert {entry.paper.title: entry.came for entry in catalog.papers} == {"New": 1, "Old": 0, "Both": 0, "Alone": None}
    assert [entry.paper.title for entry in catalog.papers if entry.new] == ["New"]


def test_authors_are_grouped_by_name_without_case_and_accents() -> None:
    found = [Paper("a", title="A", authors=("Zoë Örnek",)), Paper("b", title="B", authors=("Zoe Ornek", "Once Only"))]
    catalog = catalogue(found, {}, {}, {}, [], [], [], Settings())
    assert [(group.name, len(group.papers)) for group in catalog.authors] == [("Zoe Ornek", 2)]


def rule(tag: str, *aliases: str, status: Status = Status.ACTIVE, replaced_by: str = "") -> Rule:
    others = tuple(Alias(one, WHERE) for one in aliases)
    return Rule(tag, tag.title(), "Topic", WHERE, aliases=others, status=status, replaced_by=replaced_by)


def of_rules(*rules: Rule) -> Catalog:
    """A catalog of one paper that has all tags."""
    paper = Paper("a", title="A")
    taggings = {"a": tuple(Tagging(one.id) for one in rules if one.status is not Status.DEPRECATED)}
    tags = [tuple(one.id for one in rules), (rules[-1].id,)]
    topics = [Topic(f"T{number}", Location(f"{number}.yml"), ids) for number, ids in enumerate(tags)]
    return catalogue([paper], taggings, {}, {}, rules, topics, [], Settings(kinds=("trial", "shown")))


def test_a_tag_on_trial_is_nowhere() -> None:
    catalog = of_rules(rule("shown"), rule("trial", "other", status=Status.CANDIDATE))
    assert [*catalog.rules] == [*catalog.tags] == [*catalog.kinds] == ["shown"]
    assert [tagging.tag for tagging in catalog.papers[0].taggings] == ["shown"]
    assert [topic.tags for topic in catalog.topics] == [("shown",)]
    assert (catalog.redirects, catalog.together) == ({}, {"shown": ()})


def test_aliases_and_tags_given_up_lead_to_the_tag_that_is_shown() -> None:
    """Through any number of tags given up; nowhere in a circle, to a tag on trial or from the id of a tag."""
    gone = Status.DEPRECATED
    catalog = of_rules(
        rule("shown", "name", "trial", "older"),
        rule("old", "old-name", status=gone, replaced_by="shown"),
        rule("older", status=gone, replaced_by="old"),
        rule("round", status=gone, replaced_by="square"),
        rule("square", status=gone, replaced_by="round"),
        rule("lost", status=gone, replaced_by="nowhere"),
        rule("hidden", status=gone, replaced_by="tried"),
        rule("second", "shown"),
        rule("tried", status=Status.CANDIDATE),
    )
    assert [*catalog.rules] == ["shown", "second"]
    assert catalog.redirects == dict.fromkeys(["name", "old", "old-name", "older", "trial"], "shown")


def test_topics_of_one_address_get_that_of_their_files() -> None:
    topics = [Topic("A b", Location("rules/x.yml"), ()), Topic("A-B", Location("rules/y.yml"), ())]
    catalog = catalogue([], {}, {}, {}, [], topics, [], Settings())
    assert [topic.slug for topic in catalog.topics] == ["file-rules-x-yml", "file-rules-y-yml"]
