"""The Markdown of the toy catalog's pages, held to files that a person has read.

`RENEW_GOLDEN=1 pytest tests/test_render.py` writes them anew; read the change before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import files
from generator.build import Build, build
from generator.model import Settings, Severity
from generator.render import front_matter

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "pages"
PAGES = {
    "home": "index.md",
    "paper": "papers/counting-lighthouses-a-survey.md",
    "paper-with-card": "papers/do-paper-boats-dream.md",
    "paper-with-markup": "papers/paper-boats-with-script-alert-1-script-and-braces.md",
    "paper-with-nothing-but-a-title": "papers/2048-9936c37e.md",
    "same-title": "papers/editorial.md",
    "tag": "tags/boats.md",
    "tag-of-children": "tags/harbour.md",
    "tag-without-papers": "tags/teapots.md",
    "tag-tree": "tags/index.md",
    "terms": "tags/terms.md",
    "topic": "topics/harbour-life.md",
    "listing": "listings/harbour-listing-jun-6.md",
    "listings": "listings/index.md",
    "all-papers": "papers/index.md",
    "a-z": "papers/a-z.md",
    "author": "authors/eve-editor.md",
    "authors": "authors/index.md",
    "venue": "venues/toyconf.md",
    "year": "years/2024.md",
    "map": "map/index.md",
    "stats": "stats/index.md",
    "new": "new/index.md",
    "changes": "changes/index.md",
    "follow": "follow.md",
}


@pytest.fixture(scope="module")
def toy() -> Build:
    papers, _ = files.read_sources(HERE, "toy/papers")
    rules, _ = files.read_sources(HERE, "toy/rules")
    return build(papers, rules, Settings(repository="https://example.org/toys"))


@pytest.fixture(scope="module")
def pages(toy: Build) -> dict[str, str]:
    return {page.path: page.make().markdown for page in toy.pages}


def test_the_toy_catalog_is_read_without_an_error(toy: Build) -> None:
    assert [problem for problem in toy.problems if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_the_golden_one(name: str, pages: dict[str, str]) -> None:
    golden = GOLDEN / f"{name}.md"
    text = pages[PAGES[name]]
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.md")) == sorted(PAGES)


def test_every_path_is_there_once(toy: Build) -> None:
    paths = [page.path.casefold() for page in toy.pages]
    assert len(paths) == len(set(paths))


def test_no_page_has_a_line_that_ends_in_a_space(pages: dict[str, str]) -> None:
    assert [path for path, text in pages.items() if any(line != line.rstrip() for line in text.split("\n"))] == []


def test_short_lists_are_cut_into_pages() -> None:
    """No page has more rows than the setting says, and each links to the others."""
    papers, _ = files.read_sources(HERE, "toy/papers")
    rules, _ = files.read_sources(HERE, "toy/rules")
    made = {page.path: page.make().body for page in build(papers, rules, Settings(rows_per_page=3)).pages}
    assert {"papers/page/2.md", "papers/a-z/page/2.md", "tags/terms/page/2.md"} <= made.keys()
    assert made["papers/index.md"].count("\n1. ### ") + made["papers/index.md"].count("\n2. ### ") <= 6
    assert "[2](../papers/page/2.md)" in made["papers/index.md"]
    assert "[1](../../papers/index.md)" in made["papers/page/2.md"]


@given(st.dictionaries(st.sampled_from(["title", "venue", "doi"]), st.text(st.characters(exclude_categories=["Cs"]))))
def test_front_matter_is_read_back_as_it_was(meta: dict[str, str]) -> None:
    meta = {name: " ".join(value.split()) for name, value in meta.items()}
    text = front_matter(meta)
    assert yaml.safe_load(text.split("---\n")[1]) == (meta or None)
