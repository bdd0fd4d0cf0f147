"""Hostile words are shown as text and never run: in pages, in what machines read, in the search, in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import markdown
import pytest
import yaml

from generator.quick_html import heading_id
from generator.search_index.rows import simple_slug
from generator.text import clean, plain
from hostile import ADDRESSES, HOSTILE, made
from html_pages import Tree
from search_reader import of_site
from sites import Site, build, make_project


def shown(text: str) -> str:
    """Return what a reader should see of a text: what it says in LaTeX and names of characters decoded."""
    return " ".join(plain(text).split())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made(tmp_path_factory.mktemp("hostile"), HOSTILE, ADDRESSES)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """The pages of the same papers with harmless words, and math."""
    texts = [f"word {number} and $x_{number}^2 < y$" for number in range(len(HOSTILE))]
    return trees(made(tmp_path_factory.mktemp("harmless"), texts, ["https://papers.example/a"] * len(ADDRESSES)))


def trees(site: Site) -> dict[str, Tree]:
    """Return all pages of a site."""
    return {
        path.relative_to(site.folder).as_posix(): Tree(path.read_text(encoding="utf-8"))
        for path in sorted(site.folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(hostile: Site) -> dict[str, Tree]:
    return trees(hostile)


@pytest.fixture(scope="module")
def by_number(hostile: Site) -> dict[int, str]:
    """The address of each paper by its place in the list of texts."""
    found = {}
    for url in hostile.papers():
        title = yaml.safe_load(hostile.read(f"{url}index.md").split("---\n")[1])["title"]
        if "number" in title:
            found[int(title.rpartition(" ")[2])] = url
    return found


def kinds(found: dict[str, Tree]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield kinds of elements by name and attributes, without those of math, and the page they are on."""
    for path, tree in found.items():
        for one in tree.elements:
            if "math" not in one.inside and one.tag != "math":
                yield one.tag, tuple(sorted(one.attributes)), path


def test_no_element_or_attribute_is_new(pages: dict[str, Tree], harmless: dict[str, Tree]) -> None:
    """Hostile words make no element that harmless words do not make."""
    known = {(tag, names) for tag, names, _ in kinds(harmless)}
    assert {(tag, names, path) for tag, names, path in kinds(pages) if (tag, names) not in known} == set()


def test_math_has_no_links_and_no_scripts(pages: dict[str, Tree]) -> None:
    inside = {
        (one.tag, name)
        for tree in pages.values()
        for one in tree.elements
        if "math" in one.inside
        for name in ["", *one.attributes]
    }
    assert {pair for pair in inside if pair[0] in {"a", "script", "maction"} or pair[1] in {"href", "src"}} == set()


def test_no_attribute_runs_and_no_address_is_a_script(pages: dict[str, Tree]) -> None:
    given = [pair for tree in pages.values() for one in tree.elements for pair in one.attributes.items()]
    assert [name for name, _ in given if name.startswith("on")] == []
    addresses = {value for name, value in given if name in {"href", "src", "action"}}
    assert {url for url in addresses if urlsplit(url).scheme not in {"", "http", "https"}} == set()
    assert {url for url in addresses if "ran(" in url.lower() and not url.startswith("https://")} == set()
    assert {url for url in addresses if url.startswith("//") or "secret@" in url} == set()


def test_scripts_are_ours(pages: dict[str, Tree], harmless: dict[str, Tree]) -> None:
    """Only the data for machines differs from page to page."""

    def ours(found: dict[str, Tree]) -> set[str]:
        scripts = (one for tree in found.values() for one in tree.elements if one.tag == "script")
        return {one.text for one in scripts if "ld+json" not in one.attributes.get("type", "")}

    assert {text for text in ours(pages) if "ran()" in text} == set()
    assert len(ours(pages)) <= len(ours(harmless))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_words_are_shown_as_text(
    hostile: Site, pages: dict[str, Tree], by_number: dict[int, str], number: int
) -> None:
    """In the title, the abstract, names and tags of a paper, and in what machines read of it."""
    text, url = HOSTILE[number], by_number[number]
    page = pages[f"{url}index.html"]
    if "$" not in text:
        assert page.texts("h1") == [shown(f"{text} number {number}")]
        abstract = page.texts("p", "paper__text")[:3]
        assert abstract[:2] == [shown(text), f"A toy{number} and toy{number + 1} {shown(text)} in a sentence."]
        assert shown(text) in page.texts("p", "byline")[0]
        assert shown(text) in page.texts("p", "byline")[1]
        assert any(shown(f"{text} later") in line for line in page.texts("p", "byline"))
    named = {one.attributes.get("name"): one.attributes.get("content", "") for one in page.elements}
    assert named["citation_title"] == shown(f"{text} number {number}")
    machine = json.loads(
        page.texts("script")[next(at for at, one in enumerate(page.texts("script")) if '"@context"' in one)]
    )
    assert machine["headline"] == shown(f"{text} number {number}")
    assert sorted(page.texts("b", "why")) == sorted(" ".join(one.split()) for one in HOSTILE[number : number + 2])
    search = of_site(hostile.folder)
    rows = {row[1] or simple_slug(row[0]): row for row in search.part("rows")}
    row = rows[url.removeprefix("papers/").strip("/")]
    assert row[0] == shown(f"{text} number {number}")


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_reasons_are_shown_as_text(pages: dict[str, Tree], by_number: dict[int, str], number: int) -> None:
    """As their writer wrote them: a reason is no LaTeX."""
    page = pages[f"{by_number[number]}index.html"]
    reason = clean(HOSTILE[number] + " is why")
    assert f"Given by a person: {reason}" in page.texts("i", "why")
    [refused] = [line for line in page.texts("li", "why") if line.startswith("Not tagged")]
    assert f"by a person: {reason} not card-{number}.yml:1" in refused


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_labels_and_scope_notes_are_shown_as_text(pages: dict[str, Tree], number: int) -> None:
    """As their owner wrote them: a rule file is no LaTeX."""
    page = pages[f"tags/tag-{number}/index.html"]
    text = " ".join(HOSTILE[number].split())
    if "$" not in text and text.isprintable():
        assert page.texts("h1") == [text]
        assert text in page.texts("p", "cat cat--tag")


def test_the_published_markdown_makes_the_same_text(
    hostile: Site, pages: dict[str, Tree], by_number: dict[int, str]
) -> None:
    """Read by another program, with no extension of ours but math."""
    for number, url in by_number.items():
        _, front, body = hostile.read(f"{url}index.md").split("---\n", 2)
        extensions = ["toc", "tables", "fenced_code", "md_in_html", "generator.mathml"]
        configs = {"toc": {"slugify": heading_id}}
        tree = Tree(markdown.markdown(body, extensions=extensions, extension_configs=configs))
        assert yaml.safe_load(front)["title"] == shown(f"{HOSTILE[number]} number {number}")
        for tag in ("h1", "p"):
            assert tree.texts(tag)[:4] == pages[f"{url}index.html"].texts(tag, "cat cat--paper")[:4]


@pytest.mark.parametrize("text", HOSTILE[:3] + HOSTILE[4:10] + HOSTILE[15:17])
def test_what_is_no_latex_stays_as_it_is_written(text: str) -> None:
    assert plain(text) == text


HOSTILE_RULE = """
topic: Ponds
tags:
  ponds:
    label: Ponds
    any:
      - ponds
      - "x R&D </details><script>alert(1)</script> pond"
      - [lake, "y </section><img src=x onerror=alert(2)> lake"]
      - near: [water, "z </div><svg onload=alert(3)> R&D deep"]
    none: ["</aside><script>alert(4)</script> never"]
    examples:
      match: ["Ponds"]
      skip: ["Cups"]
"""


@pytest.mark.parametrize("slow", [False, True])
def test_terms_and_file_names_cannot_close_an_element(tmp_path: Path, *, slow: bool) -> None:
    """What stands in code is looked at for HTML before it is known to be code, so it is no code span."""
    papers = {
        "a<img src=x onerror=alert(5)> &lt;.jsonl": '{"title": "Ponds and a lake", "abstract": "- ponds here. R&D"}'
    }
    own = {"plugins": [{"catalog": {"plain": slow}}]}
    site = build(make_project(tmp_path, papers=papers, rules={"ponds <b>.yml": HOSTILE_RULE}, own=own)).folder
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    assert any("alert(1)" in page for page in pages)
    for sign in ("<script>alert", "<img src=x", "<svg onload", "<b>.yml"):
        assert not any(sign in page for page in pages), sign
