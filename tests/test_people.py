"""What readers and programs see of who wrote a paper, where no source names all, and of who edited it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from generator.build import Build, build
from generator.feeds.items import item
from generator.model import Record, Settings, Source
from generator.paper_head import head
from generator.readers import read_source
from generator.search.answer import answer
from generator.search.plain import Whole
from generator.search_index.rows import parts

NAMES = ["Ada Toy", "Bo Kite", "Cy Sample", "Eve Example", "Nora Exemplar"]
FEW = {"title": "Kites", "authors": NAMES[:2], "et_al": True, "year": 2024}
MANY = {"title": "Boats", "authors": NAMES, "et_al": True, "year": 2023}
ALL = {"title": "Sails", "authors": NAMES[:2], "year": 2022}
LONG = {"title": "Winds", "authors": NAMES, "year": 2021}
EDITED = [
    {"title": "Kites", "editors": NAMES[:2], "year": 2024, "entry_type": "book"},
    {"title": "Boats", "editors": NAMES[:1], "year": 2023, "entry_type": "book"},
    {"title": "Sails", "editors": [*NAMES, "et al."], "year": 2022, "entry_type": "proceedings"},
    {"title": "Winds", "editors": NAMES, "year": 2021, "entry_type": "proceedings"},
]


def built(*records: dict[str, Any]) -> Build:
    lines = "".join(json.dumps(one) + "\n" for one in records)
    return build([Source("site_src/papers/a.jsonl", lines.encode())], [], Settings(site_url="https://toys.example/"))


def page(of: Build, path: str) -> str:
    return next(one.make().markdown for one in of.pages if one.path == path)


def byline(of: Build, path: str) -> str:
    """Return who stands below the title of a page, without links."""
    found = page(of, path).partition('<div class="byline" markdown>')[2].strip().partition("\n")[0]
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", found)


@pytest.fixture(scope="module")
def toys() -> Build:
    return built(FEW, MANY, ALL, LONG)


def test_the_page_of_a_paper_says_that_there_are_others(toys: Build) -> None:
    assert byline(toys, "papers/kites.md") == "Ada Toy, Bo Kite, et al."
    assert byline(toys, "papers/sails.md") == "Ada Toy, Bo Kite"


def test_lists_say_that_there_are_others(toys: Build) -> None:
    lines = page(toys, "papers/index.md").split("\n")
    assert [line.strip() for line in lines if "Ada Toy" in line] == [
        "Ada Toy, Bo Kite, et al.",
        "Ada Toy, Bo Kite, Cy Sample, et al.",
        "Ada Toy, Bo Kite",
        "Ada Toy, Bo Kite, Cy Sample … Nora Exemplar (5)",
    ]


def test_rows_of_the_search_say_what_stands_behind_the_names(toys: Build) -> None:
    _, [block] = parts(toys.catalog)["rows"]
    assert [(row[2], row[3]) for row in json.loads(block)] == [
        (NAMES[:2], ", et al."),
        (NAMES[:3], ", et al."),
        (NAMES[:2], 0),
        ([*NAMES[:3], NAMES[4]], 5),
    ]


def test_feeds_say_that_there_are_others(toys: Build) -> None:
    texts = [item(toys.catalog, entry, Settings()).html for entry in toys.catalog.papers]
    assert ["Ada Toy, Bo Kite and others · 2024" in text for text in texts] == [True, False, False, False]


def test_a_page_that_was_written_is_read_again_as_it_was(toys: Build) -> None:
    for path in ("papers/kites.md", "papers/sails.md"):
        [record] = [one for one in read_source(Source(path, page(toys, path).encode())) if isinstance(one, Record)]
        assert (record.authors, record.et_al) == (tuple(NAMES[:2]), path == "papers/kites.md")


@pytest.fixture(scope="module")
def edited() -> Build:
    return built(*EDITED)


def test_the_page_says_who_edited_a_work_without_authors(edited: Build) -> None:
    assert byline(edited, "papers/kites.md") == "Edited by Ada Toy, Bo Kite"
    assert byline(edited, "papers/sails.md") == f"Edited by {', '.join(NAMES)}, et al."
    text = page(edited, "papers/kites.md")
    assert "  editor    = {Toy, Ada and Kite, Bo}," in text
    assert "author    =" not in text
    assert "**Title, year, kind, editors** `site_src/papers/a.jsonl:1`" in text


def test_lists_say_that_people_are_editors(edited: Build) -> None:
    lines = page(edited, "papers/index.md").split("\n")
    shown = [line.strip() for line in lines if "Ada Toy" in line]
    assert shown == [
        "Ada Toy, Bo Kite (eds.)",
        "Ada Toy (ed.)",
        "Ada Toy, Bo Kite, Cy Sample, et al. (eds.)",
        "Ada Toy, Bo Kite, Cy Sample and 2 more (eds.)",
    ]
    _, [block] = parts(edited.catalog)["rows"]
    assert [f"{', '.join(row[2])}{row[3]}" for row in json.loads(block)] == shown


def test_editors_without_authors_are_found_as_authors_are(edited: Build) -> None:
    [ada] = [group for group in edited.catalog.authors if group.name == "Ada Toy"]
    assert len(ada.papers) == 4
    assert {hit.paper.title for hit, _ in answer(Whole(edited.catalog), "author:sample").hits} == {"Sails", "Winds"}


def test_the_head_of_the_page_calls_them_editors(edited: Build) -> None:
    front = next(yaml.safe_load_all(page(edited, "papers/kites.md").removeprefix("---\n")))
    elements = head(front, None)
    assert '<meta name="citation_editor" content="Ada Toy">' in elements
    assert '"editor":[{"@type":"Person","name":"Ada Toy"},' in elements
    assert "citation_author" not in elements
    assert '"author"' not in elements


def test_an_edited_page_is_read_again_as_it_was(edited: Build) -> None:
    for path in ("papers/kites.md", "papers/sails.md"):
        [record] = [one for one in read_source(Source(path, page(edited, path).encode())) if isinstance(one, Record)]
        assert (record.edited, len(record.editors)) == (True, 2 if "kites" in path else 6)
        assert not record.extra


def test_editors_beside_authors_stand_in_the_head_alone() -> None:
    both = built({**FEW, "editors": [{"given": "Nora", "particle": "van", "family": "Toy"}, "et al."]})
    assert byline(both, "papers/kites.md") == "Ada Toy, Bo Kite, et al."
    text = page(both, "papers/kites.md")
    [record] = [one for one in read_source(Source("a.md", text.encode())) if isinstance(one, Record)]
    assert (record.authors, record.et_al, record.edited) == (tuple(NAMES[:2]), True, False)
    assert "  editor    = {van Toy, Nora and others}," in text
    elements = head(next(yaml.safe_load_all(text.removeprefix("---\n"))), None)
    assert '<meta name="citation_editor" content="van Toy, Nora">' in elements
