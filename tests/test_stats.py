"""The numbers of the catalog: each is that of the page that it leads to."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

import small
from generator import files
from generator.build import Build, build
from generator.model import Settings, Source
from generator.stats_view import YEARS
from sites import ROOT, sample

Rows = list[list[str]]


def ours(papers: list[Source] | None = None) -> Build:
    rules, _ = files.read_sources(ROOT, "site_src/rules")
    return build(files.read_sources(ROOT, "site_src/papers")[0] if papers is None else papers, rules, Settings())


@pytest.fixture(scope="module", params=["own", "1k"])
def built(request: pytest.FixtureRequest, data: Path) -> Build:
    return ours(None if request.param == "own" else [Source("site_src/papers/p.jsonl", sample(data, "1k"))])


def body(built: Build, path: str = "stats/index.md") -> str:
    return next(one.make().body for one in built.pages if one.path == path)


def section(text: str, title: str) -> str:
    """The part of the page under a heading."""
    found = re.search(rf"<section[^>]*><h2>{re.escape(title)}</h2>(.*?)</section>", text)
    assert found, title
    return found[1]


def tables(part: str) -> list[Rows]:
    """The rows of each table in a part, each cell as HTML without the way to the top."""
    return [
        [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]
        for table in re.findall(r"<table.*?</table>", part)
    ]


def plain(cell: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", cell))


def target(cell: str) -> str:
    found = re.search(r'href="\.\./([^"]*)"', cell)
    assert found, cell
    return html.unescape(found[1])


def number(text: str) -> int:
    return int(plain(text).split(" ")[0].replace(",", ""))


def said(built: Build, path: str) -> int:
    """The number of papers that a list's own page says."""
    found = re.search(r"(?<![\d,])([\d,]+) papers?\b", body(built, path))
    assert found, path
    return number(found[1])


def test_years_are_those_of_their_pages(built: Build) -> None:
    ((head, *rows),) = tables(section(body(built), "Papers per year"))
    assert head == ["Year", "Papers"]
    assert {plain(name): number(count) for name, count in rows} == {
        group.name: len(group.papers) for group in built.catalog.years
    }
    for name, count in rows:
        assert said(built, target(name)) == number(count)


def test_the_picture_says_what_its_table_says(built: Build) -> None:
    part = section(body(built), "Papers per year")
    ((_, *rows),) = tables(part)
    table = {plain(name): number(count) for name, count in rows}
    label = re.search(r'aria-label="Papers per year: ([^"]*)"', part)
    assert label
    spoken = dict(one.rsplit(" ", 1) for one in re.split(r", (?=\d{4} )", label[1]))
    assert {name: number(count) for name, count in spoken.items()} == {name: table.get(name, 0) for name in spoken}
    assert len(spoken) <= YEARS
    written = re.findall(r'<text class="v"[^>]*>([\d,]+)<', part)
    assert [number(one) for one in written] == [table.get(name, 0) for name in spoken]


def test_what_the_picture_leaves_out_is_said(built: Build) -> None:
    part = section(body(built), "Papers per year")
    written = sum(number(one) for one in re.findall(r'<text class="v"[^>]*>([\d,]+)<', part))
    left = sum(number(one) for one in re.findall(r"([\d,]+) (?:before|of no known year)", part))
    assert written + left == len(built.catalog.papers)


def test_tags_per_paper_add_up(built: Build) -> None:
    ((_, *rows),) = tables(section(body(built), "Tags per paper"))
    assert sum(number(count) for _, count in rows) == len(built.catalog.papers)
    tags = sum(number(name) * number(count) for name, count in rows)
    assert tags == sum(len(papers) for papers in built.catalog.tags.values())


def test_tags_by_year_are_those_of_the_tags_pages(built: Build) -> None:
    _, (head, *rows) = tables(section(body(built), "Papers per year and tag"))
    assert [plain(name) for name, *_ in rows] == [rule.label for rule in built.catalog.rules.values()]
    for name, *counts in rows:
        tag = target(name).removeprefix("tags/").removesuffix(".md")
        assert number(counts[-1]) == len(built.catalog.tags[tag])
        if number(counts[-1]):
            assert said(built, target(name)) == number(counts[-1])
        for year, count in zip(head[1:-1], counts, strict=False):
            assert number(count) == sum(
                entry.paper.date[:4] == year or (not entry.paper.date and str(entry.paper.year) == year)
                for entry in built.catalog.tags[tag]
            )


def test_pairs_are_papers_with_both_tags(built: Build) -> None:
    part = section(body(built), "Tags that go together")
    _, (_, *rows) = tables(part)
    assert rows
    for _, count in rows:
        one, other = re.findall(r"tag=([a-z0-9-]+)", target(count))
        both = {entry.slug for entry in built.catalog.tags[one]} & {entry.slug for entry in built.catalog.tags[other]}
        assert number(count) == len(both)


def test_a_tag_and_its_parent_are_no_pair(built: Build) -> None:
    _, (_, *rows) = tables(section(body(built), "Tags that go together"))
    for _, count in rows:
        one, other = re.findall(r"tag=([a-z0-9-]+)", target(count))
        assert built.catalog.rules[one].parent != other
        assert built.catalog.rules[other].parent != one


@pytest.mark.parametrize(("title", "groups"), [("Authors", "authors"), ("Venues", "venues")])
def test_names_are_those_of_their_pages(built: Build, title: str, groups: str) -> None:
    ((_, *rows),) = tables(section(body(built), title))
    known = sorted((len(group.papers) for group in getattr(built.catalog, groups)), reverse=True)
    assert [number(count) for _, count in rows] == known[: len(rows)]
    for name, count in rows:
        assert said(built, target(name)) == number(count)


def test_shares_are_those_of_the_two_years(built: Build) -> None:
    part = section(body(built), "Tags that rise and fall")
    ((head, *rows),) = tables(part)
    totals = {group.name: len(group.papers) for group in built.catalog.years}
    for name, *cells in rows:
        tag = target(name).removeprefix("tags/").removesuffix(".md")
        for year, cell in zip(head[1:], cells, strict=True):
            count = sum(entry in built.catalog.tags[tag] for entry in in_year(built, year))
            assert plain(cell) == f"{count:,} ({round(100 * count / totals[year])} %)"


def in_year(built: Build, name: str) -> tuple[object, ...]:
    return next(group.papers for group in built.catalog.years if group.name == name)


def test_what_the_rules_reach(built: Build) -> None:
    part = section(body(built), "What the rules reach")
    facts = {plain(name): plain(value) for name, value in tables(part)[0]}
    catalog = built.catalog
    tagged = sum(bool(entry.taggings) for entry in catalog.papers)
    assert facts["Papers with a tag"] == f"{tagged:,} of {len(catalog.papers):,}"
    used = sum(bool(papers) for papers in catalog.tags.values())
    assert facts["Tags with a paper"] == f"{used:,} of {len(catalog.rules):,}"
    terms = sum(len(rule.terms) for rule in catalog.rules.values())
    said_terms = {(one.tag, match.term) for entry in catalog.papers for one in entry.taggings for match in one.evidence}
    assert facts["Terms that a paper has"] == f"{len(said_terms):,} of {terms:,}"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_catalogs(count: int) -> None:
    papers = [
        Source("site_src/papers/p.jsonl", small.papers(*((f"Kites {n}", "A survey") for n in range(count))).encode())
    ]
    text = body(ours(papers))
    assert ("no papers yet" in text) == (count == 0)
    if count:
        assert f"<b>{count}</b>" not in section(text, "What the rules reach")
        assert "Papers per year" not in re.findall("<h2>([^<]*)", text)


def test_without_rules() -> None:
    papers = [Source("site_src/papers/p.jsonl", small.papers(("Kites", "")).encode())]
    assert "<h2>Tags per paper" in body(build(papers, [], Settings()))


def test_names_show_as_they_are_and_do_nothing() -> None:
    paper = '{"title": "A", "authors": ["<b>x</b>\\"&"], "venue": "<script>V</script>"}\n'
    again = '{"title": "B", "authors": ["<b>x</b>\\"&"], "venue": "<script>V</script>"}\n'
    text = body(ours([Source("site_src/papers/p.jsonl", (paper + again).encode())]))
    assert "<script" not in text
    assert "&lt;script&gt;V" in text
