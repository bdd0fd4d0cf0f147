"""The map's page and its files: every paper once, in the colour of its topic, whatever its title says."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import small
from generator import files, map_view
from generator.atlas.data import BLOCK
from generator.build import Build, build
from generator.map_view import colours, legend, picture, shape, whereabouts
from generator.model import Catalog, Paper, Settings, Source
from sites import ROOT, sample

RULES = {
    "site_src/rules/air.yml": "topic: Air\ntags:\n  kites:\n    label: Kites\n    any: [kite, string]\n",
    "site_src/rules/sea.yml": "topic: Sea\ntags:\n  boats:\n    label: Boats\n    any: [boat, sail]\n",
    "site_src/rules/kind.yml": "topic: Kind\ntags:\n  survey:\n    label: Survey\n    any: [survey]\n",
}
LINK = re.compile(
    r'<a href="\.\./papers/([^"]+)\.md" class="t(\d)" data-at="([^"]*)"><title>([^<]*)</title><use ([^>]*)/>'
)


def made(*texts: tuple[str, str], rules: dict[str, str] | None = None) -> Build:
    papers = [Source("site_src/papers/toys.jsonl", small.papers(*texts).encode())]
    sources = [Source(name, text.encode()) for name, text in (RULES if rules is None else rules).items()]
    return build(papers, sources, Settings())


def page(built: Build, path: str = "map/index.md") -> str:
    return next(one.make().body for one in built.pages if one.path == path)


def data(built: Build) -> dict[str, Any]:
    (found,) = (one.data for one in built.files if re.fullmatch(r"map/[0-9a-f]{12}/points\.json", one.path))
    return dict(json.loads(found))


@pytest.fixture(scope="module")
def ours() -> Build:
    papers, _ = files.read_sources(ROOT, "site_src/papers")
    rules, _ = files.read_sources(ROOT, "site_src/rules")
    return build(papers, rules, Settings())


def test_every_paper_is_a_link_with_its_title(ours: Build) -> None:
    found = LINK.findall(page(ours))
    assert [slug for slug, *_ in found] == [entry.slug for entry in ours.catalog.papers]
    assert [html.unescape(title) for *_, title, _ in found] == [entry.paper.title for entry in ours.catalog.papers]


def test_the_picture_and_the_data_have_the_same_places(ours: Build) -> None:
    points = data(ours)
    drawn = [re.search(r'x="(\d+)" y="(\d+)"', use) for *_, use in LINK.findall(page(ours))]
    half = points["size"] // 2
    shown = [(int(one[1]) + half, int(one[2]) + half) for one in drawn if one]
    by_doc = dict(zip(points["doc"], zip(points["x"], points["y"], strict=True), strict=True))
    assert [by_doc[doc] for doc in range(len(shown))] == shown
    assert len(shown) == 78


def test_the_legend_counts_every_paper_once(ours: Build) -> None:
    found = re.findall(r'<li data-colour="(\d)">.*?<b>([\d,]+)</b>', page(ours))
    assert sum(int(count.replace(",", "")) for _, count in found) == 78
    drawn = Counter(kind for _, kind, *_ in LINK.findall(page(ours)))
    meaning = colours(ours.catalog)
    assert {str(shape(int(number), meaning)): int(count) for number, count in found} == drawn


def test_a_paper_has_the_colour_of_the_topic_with_most_words() -> None:
    catalog = made(
        ("A kite", "One boat pulls a kite on a string"),
        ("Sails", "A boat with a sail beats every kite"),
        ("A survey", "of nothing"),
        ("Nothing", ""),
    ).catalog
    found = colours(catalog)
    named = {
        entry.paper.title: found.names[number] for entry, number in zip(catalog.papers, found.numbers, strict=True)
    }
    assert named == {"A kite": "Air", "Sails": "Sea", "A survey": "No topic", "Nothing": "No topic"}
    assert "Kind" not in found.names


def test_only_the_largest_topics_have_a_colour_of_their_own() -> None:
    words = ("ant", "bee", "cat", "dog", "elk", "fox", "gnu", "hen")
    rules = {
        f"site_src/rules/{word}.yml": f"topic: {word.title()}\ntags:\n  {word}s:\n    label: {word}\n"
        f"    any: [{word}]\n"
        for word in words
    }
    texts = [(f"The {word} number {again}", "") for at, word in enumerate(words) for again in range(at + 1)]
    found = colours(made(*texts, rules=rules).catalog)
    assert found.names == ("Cat", "Dog", "Elk", "Fox", "Gnu", "Hen", "Other papers")
    assert found.counts() == [3, 4, 5, 6, 7, 8, 3]


def test_titles_show_as_they_are_and_do_nothing() -> None:
    title = '"><script>alert(1)</script> & </title></svg> *x*'
    text = page(made((title, "Kites"), ("Kites", "Kites")))
    assert "<script" not in text
    assert title in [html.unescape(found) for *_, found, _ in LINK.findall(text)]


def test_a_text_that_looks_like_an_address_stays_as_it_is() -> None:
    """Only links are turned into the addresses of pages when the picture is put into its frame."""
    lines = json.dumps({"title": 'On "readme.md" and x/index.md?', "authors": ["The makers of readme.md"]}) + "\n"
    again = json.dumps({"title": "Another", "venue": "Notes on index.md"}) + "\n"
    built = build([Source("site_src/papers/p.jsonl", (lines + again).encode())], [], Settings())
    for path in ("map/index.md", "stats/index.md"):
        text = page(built, path)
        assert all(found.startswith('href="') for found in re.findall(r'\S*\.md(?=["?])', text))
    assert "The makers of readme.md" in [html.unescape(at) for _, _, at, *_ in LINK.findall(page(built))]


@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_small_catalogs_have_a_map(count: int) -> None:
    built = made(*((f"Paper number {number}", "kites") for number in range(count)))
    assert len(LINK.findall(page(built))) == count
    assert ("no papers yet" in page(built)) == (count == 0)
    assert data(built)["doc"] == sorted(data(built)["doc"], key=data(built)["doc"].index)
    assert sorted(data(built)["doc"]) == list(range(count))


def test_papers_that_share_a_place_of_text_do_not_share_a_point() -> None:
    built = made(*(("The same title", "The same words") for _ in range(2)), ("The same title too", "The same words"))
    assert len({use for *_, use in LINK.findall(page(built))}) == len(built.catalog.papers)


@pytest.fixture(scope="module")
def large(data: Path) -> Build:
    rules, _ = files.read_sources(ROOT, "site_src/rules")
    return build([Source("site_src/papers/papers.jsonl", sample(data, "10k", 1300))], rules, Settings())


def test_a_large_map_is_drawn_as_dots_and_its_titles_are_files(large: Build) -> None:
    text = page(large)
    assert LINK.findall(text) == []
    dots = re.findall(r'<path class="t\d dots" stroke-width="\d+" d="([^"]*)"', text)
    assert sum(path.count("h0") for path in dots) == len(large.catalog.papers) == 1300
    assert text.count('class="word"') > 5
    points = data(large)
    folder = next(one.path for one in large.files if one.path.endswith("points.json")).removesuffix("points.json")
    rows = [
        row
        for number in range(-(-1300 // BLOCK))
        for row in json.loads(next(one.data for one in large.files if one.path == f"{folder}{number}.json"))
    ]
    entries = [large.catalog.papers[doc] for doc in points["doc"]]
    assert rows == [[entry.slug, entry.paper.title, whereabouts(entry.paper)] for entry in entries]


def test_a_very_large_map_is_thinned(large: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_view, "MOST_DOTS", 500)
    text = picture(large.catalog, colours(large.catalog), "../")
    assert 400 <= text.count("h0") <= 500


def test_near_points_have_their_titles_in_one_piece(large: Build) -> None:
    """Nine of ten of the points around a point are in the same piece or the next but one, as places go."""
    points = data(large)
    spans = []
    for start in range(0, 1300 - BLOCK, BLOCK):
        xs, ys = (points[axis][start : start + BLOCK] for axis in ("x", "y"))
        spans.append((max(xs) - min(xs)) * (max(ys) - min(ys)))
    assert sum(spans) / len(spans) < 0.6 * points["width"] * points["height"]


def test_what_is_said_of_a_paper() -> None:
    known = Paper("a", title="A", authors=("Ann", "Ben", "Cid"), venue="ACL 2024", date="2023-12-01")
    assert whereabouts(known) == "Ann, Ben and others · ACL 2024, 2023"
    assert whereabouts(Paper("a", title="A", arxiv="2401.00001", date="2024")) == "arXiv, 2024"
    assert whereabouts(Paper("a", title="A", venue="EMNLP 2024", year=2024)) == "EMNLP 2024"
    assert whereabouts(Paper("a", title="A")) == ""


def test_the_legend_of_nothing_is_empty() -> None:
    catalog: Catalog = made().catalog
    assert "<li" not in legend(colours(catalog), "../").replace("data-colour", "")


def test_no_name_lies_over_another(ours: Build) -> None:
    places = [
        (int(x), int(y), len(html.unescape(words)) * 15)
        for x, y, words in re.findall(r'<text class="word" x="(\d+)" y="(\d+)"[^>]*>([^<]+)<', page(ours))
    ]
    assert len(places) >= 5
    wrong = [
        (one, other)
        for number, one in enumerate(places)
        for other in places[:number]
        if abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < 60
    ]
    assert wrong == []
