"""Feeds: valid by their specifications, read by feedparser, the newest first, the same every time."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as Xml

import feedparser
import pytest
from playwright.sync_api import Browser, expect

import hostile
from feed_rules import ATOM, atom_faults, json_faults
from generator import feeds
from generator.build import collect, tagged
from generator.feeds.items import UNKNOWN, moment, urn
from generator.model import Catalog, Output, Settings, Source
from generator.settings import fault
from html_pages import Document
from sites import Site, build, make_project, served

RULES = """
topic: Toys
tags:
  kites:
    label: Kites & <gliders>
    about: What flies.
    any: [kite]
    examples: {match: [kite], skip: [boat]}
  boats:
    label: Boats
    any: [boat]
    examples: {match: [boat], skip: [kite]}
"""
PAPERS = {
    "old.jsonl": '{"title": "An old kite", "date": "2023-05-06", "authors": ["Ada Example", "Bo Sample"],'
    ' "arxiv": "2305.00001"}\n'
    '{"title": "A kite of no year"}\n',
    "new.jsonl": '{"title": "A kite of last century", "year": 1998, "authors": ["Ada Example"],'
    ' "abstract": "One.\\n\\nTwo."}\n',
    "late.jsonl": '{"title": "A kite by hand", "date": "2025-02"}\n',
    "imports.yml": "imports:\n- file: old.jsonl\n  day: 2024-03-12\n- file: new.jsonl\n",
}
HERE = Settings(site_name="Toys", author_papers=1)
THERE = replace(HERE, site_url="https://owner.example/repo/")


def catalog(papers: Mapping[str, str] = PAPERS, settings: Settings = HERE) -> Catalog:
    found = collect([Source(name, text.encode()) for name, text in papers.items()])
    return tagged(found, [Source("toys.yml", RULES.encode())], settings).catalog


def written(settings: Settings = HERE, papers: Mapping[str, str] = PAPERS) -> dict[str, bytes]:
    found = catalog(papers, settings)
    return {one.path: one.data for one in (*feeds.files(found, settings), *feeds.author_files(found, settings))}


def faults(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    assert files
    return [
        (path, fault)
        for path, data in files.items()
        for fault in (atom_faults if path.endswith(".xml") else json_faults)(data)
    ]


def test_an_entry_says_first_what_became_of_its_paper() -> None:
    cards = {
        "a.yml": "arxiv: 2305.00001\nstatus: superseded\nsuperseded_by: A kite by hand",
        "b.yml": "title: A kite by hand\nstatus: retracted\nstatus_date: 2025-03-04",
    }
    files = written(papers={**PAPERS, **cards})
    told = {one["title"]: one["content_html"] for one in json.loads(files["feed.json"])["items"]}
    assert told["An old kite"].startswith("<p>Superseded by A kite by hand.</p>")
    assert told["A kite by hand"].startswith("<p>Retracted by the publisher on 4 Mar 2025.</p>")
    assert faults(files) == []


@pytest.mark.parametrize("settings", [HERE, THERE, replace(THERE, use_directory_urls=False)])
def test_feeds_are_valid_by_their_specifications(settings: Settings) -> None:
    files = written(settings)
    assert faults(files) == []
    folders = ("", "tags/kites/", "tags/boats/", "authors/ada-example/", "authors/bo-sample/")
    assert sorted(files) == sorted(f"{folder}feed.{kind}" for folder in folders for kind in ("xml", "json"))


def test_what_is_wrong_with_a_feed_is_found() -> None:
    """The checker is no rubber stamp."""
    good = written()["feed.xml"].decode()
    for old, new in (
        ("<id>", "<id>no iri "), ("<updated>2", "<updated>x2"), ("<title>Toys</title>", ""), ("urn:uuid:", "urn uuid:"),
        ("<name>Toys</name>", ""), ('term="kites"', ""), ("<entry>", "<entry><bogus/>"), ('href="pap', 'href=" pap'),
    ):  # fmt: skip
        assert atom_faults(good.replace(old, new, 1).encode()), old
    plain = written()["feed.json"].decode()
    for old, new in (
        ('"version"', '"versions"'), ('"id"', '"ids"'), ("T00:00:00Z", ""), ('"content_html"', '"html"'),
        ('[{"name"', '[{"called"'), ('"Kites', '7, "Kites'),
    ):  # fmt: skip
        assert json_faults(plain.replace(old, new, 1).encode()), old


def test_the_newest_import_comes_first_then_the_date_and_those_of_no_import_last() -> None:
    expected = ["A kite of last century", "An old kite", "A kite of no year", "A kite by hand"]
    files = written()
    assert [entry.title for entry in feedparser.parse(files["feed.xml"]).entries] == expected
    assert [one["title"] for one in json.loads(files["tags/kites/feed.json"])["items"]] == expected


def test_a_moment_is_that_of_the_import_else_of_the_paper_and_never_made_up() -> None:
    entries = {one.title: one for one in feedparser.parse(written()["feed.xml"]).entries}
    said = {title: (one.get("published", ""), one.updated) for title, one in entries.items()}
    assert said == {
        "A kite of last century": ("1998-01-01T00:00:00Z", "1998-01-01T00:00:00Z"),
        "An old kite": ("2023-05-06T00:00:00Z", "2024-03-12T00:00:00Z"),
        "A kite of no year": ("", "2024-03-12T00:00:00Z"),
        "A kite by hand": ("2025-02-01T00:00:00Z", "2025-02-01T00:00:00Z"),
    }
    assert feedparser.parse(written()["feed.xml"]).feed.updated == "2025-02-01T00:00:00Z"
    assert feedparser.parse(written()["tags/boats/feed.xml"]).feed.updated == UNKNOWN
    nothing = written(papers={"a.jsonl": '{"title": "A kite"}'})["feed.xml"]
    assert [one.updated for one in feedparser.parse(nothing).entries] == [UNKNOWN]
    assert moment("") == moment("soon") == ""


def test_feedparser_reads_what_was_meant() -> None:
    read = feedparser.parse(written(THERE)["tags/kites/feed.xml"])
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Kites &amp; <gliders> · Toys" or read.feed.title == "Kites & <gliders> · Toys"
    assert read.feed.subtitle == "What flies."
    assert read.feed.id == "https://owner.example/repo/tags/kites/feed.xml"
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": "https://owner.example/repo/tags/kites/",
        "self": "https://owner.example/repo/tags/kites/feed.xml",
    }
    [old] = [entry for entry in read.entries if entry.title == "An old kite"]
    assert old.link == "https://owner.example/repo/papers/an-old-kite/"
    assert [one.name for one in old.authors] == ["Ada Example", "Bo Sample"]
    assert [(one.term, one.label) for one in old.tags] == [("kites", "Kites & <gliders>")]
    [new] = [entry for entry in read.entries if entry.title == "A kite of last century"]
    expected = "<p>Ada Example · 1998</p><p>One.</p><p>Two.</p><p>Tags: Kites &amp; &lt;gliders&gt;</p>"
    assert new.content[0].value == expected


def test_a_site_without_an_address_makes_none_up() -> None:
    files = written()
    read = feedparser.parse(files["tags/kites/feed.xml"])
    assert [(link.rel, link.href) for link in read.feed.links] == [("alternate", "../../tags/kites/")]
    assert "../../papers/an-old-kite/" in {entry.link for entry in read.entries}
    plain = json.loads(files["feed.json"])
    assert "feed_url" not in plain
    assert "home_page_url" not in plain
    assert "papers/an-old-kite/" in {one["url"] for one in plain["items"]}


def test_ids_stay_where_the_address_or_the_title_of_a_paper_changes() -> None:
    """They are made of the paper's identity, as RFC 9562 makes a UUID of a name."""
    entries = {entry.title: entry.id for entry in feedparser.parse(written()["feed.xml"]).entries}
    assert entries == {entry.title: entry.id for entry in feedparser.parse(written(THERE)["feed.xml"]).entries}
    assert entries["An old kite"] == uuid.uuid5(uuid.NAMESPACE_URL, "arxiv:2305.00001").urn
    renamed = {**PAPERS, "old.jsonl": PAPERS["old.jsonl"].replace("An old kite", "A kite, renamed")}
    assert entries["An old kite"] in [one.id for one in feedparser.parse(written(papers=renamed)["feed.xml"]).entries]
    feed_ids = [feedparser.parse(data).feed.id for path, data in written().items() if path.endswith(".xml")]
    assert len(set(feed_ids)) == len(feed_ids)
    assert urn("x") != urn("y")


def test_a_former_name_of_a_tag_gives_the_feed_of_the_tag() -> None:
    """So that nobody who follows it hears nothing any more."""
    found = collect([Source(name, text.encode()) for name, text in PAPERS.items()])
    renamed = RULES.replace("label: Boats", "label: Boats\n    aliases: [ships]")
    of = tagged(found, [Source("toys.yml", renamed.encode())], HERE).catalog
    files = {one.path: one.data for one in feeds.files(of, THERE)}
    assert files["tags/ships/feed.xml"] == files["tags/boats/feed.xml"]
    assert (
        b'rel="self" type="application/atom+xml" href="https://owner.example/repo/tags/boats/'
        in files["tags/ships/feed.xml"]
    )


def test_the_number_of_entries_is_bounded_and_none_switches_feeds_off() -> None:
    lines = "".join(f'{{"title": "Kite number {number}"}}\n' for number in range(70))
    many = {"papers.jsonl": lines}
    assert len(feedparser.parse(written(papers=many)["feed.xml"]).entries) == 50
    assert len(json.loads(written(replace(HERE, feed_entries=3), many)["tags/kites/feed.json"])["items"]) == 3
    assert written(replace(HERE, feed_entries=0), many) == {}


def test_above_a_number_of_papers_authors_have_no_feeds() -> None:
    assert [path for path in written(replace(HERE, author_feeds_up_to=3)) if "authors" in path] == []
    assert [path for path in written(replace(HERE, author_feeds_up_to=4)) if "authors" in path]


class Elements(HTMLParser):
    """The elements of a piece of HTML, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def test_hostile_words_are_words() -> None:
    """In titles, names, abstracts and labels: the feeds stay valid, and their HTML has paragraphs alone."""
    texts = [*hostile.HOSTILE, "]]></title><x/>", "\x00\x01\ufffe odd", "a\u2028b"]
    files = hostile.catalog(texts, hostile.ADDRESSES)
    settings = replace(HERE, site_name=texts[0], feed_entries=500)
    made = written(settings, files)
    assert faults(made) == []
    items = json.loads(made["feed.json"])["items"]
    assert len(items) > len(texts)
    assert {element for one in items for element in map(str, Elements(one["content_html"]).found)} == {"('p', [])"}
    titles = [entry.findtext(f"{ATOM}title") for entry in Xml.fromstring(made["feed.xml"]).findall(f"{ATOM}entry")]
    assert titles == [one["title"] for one in items]
    assert "<script>ran()</script> number 0" in titles


def test_every_list_of_the_site_names_its_feeds(site: Site) -> None:
    """Home, lists and the pages of tags and authors; a page of a paper, of which there are many, does not."""
    pages = {path: Document(site.read(f"{path}index.html")) for path in ("", "papers/", "new/", "tags/rag/", "follow/")}
    feeds_of = {
        path: [link for link in page.links if link.endswith(("feed.xml", "feed.json"))] for path, page in pages.items()
    }
    assert feeds_of["papers/"] == ["../feed.xml", "../feed.json"]
    assert feeds_of["tags/rag/"][:4] == ["feed.xml", "feed.json", "../../feed.xml", "../../feed.json"]
    assert all(feeds_of.values())
    assert 'type="application/atom+xml"' in site.read("index.html")
    assert "feed.xml" not in site.read(f"{site.papers()[0]}index.html")
    author = next(path.parent for path in (site.folder / "authors").glob("*/feed.xml"))
    assert 'href="feed.xml"' in (author / "index.html").read_text("utf-8")


def test_the_feeds_of_the_site_are_valid(site: Site, site_at_address: Site) -> None:
    for one in (site, site_at_address):
        files = {path.relative_to(one.folder).as_posix(): path.read_bytes() for path in one.folder.rglob("feed.*")}
        assert len(files) > 70
        assert faults(files) == []
        leads = {
            entry.link for path, data in files.items() if path == "feed.xml" for entry in feedparser.parse(data).entries
        }
        assert all(
            (one.folder / link.removeprefix("https://owner.example/repo/") / "index.html").exists() for link in leads
        )


def test_a_site_without_feeds_speaks_of_none(tmp_path: Path) -> None:
    papers = {"papers.jsonl": PAPERS["old.jsonl"]}
    own = {
        "plugins": ["search", {"catalog": {"feed_entries": 0, "newsletter": "mailto:us@owner.example?subject=Papers"}}]
    }
    made = build(make_project(tmp_path / "none", papers=papers, own=own), "--strict")
    assert list(made.folder.rglob("feed.*")) == []
    assert "feed.xml" not in made.read("index.html") + made.read("follow/index.html")
    assert '<a href="mailto:us@owner.example?subject=Papers">' in made.read("follow/index.html")


@pytest.mark.parametrize("path", ["", "tags/rag/", "new/", "changes/", "follow/"])
def test_the_theme_takes_no_feed_for_a_translation(browser: Browser, site_at_address: Site, path: str) -> None:
    """It would ask for the sitemap of each; and the links are found by programs as they stand."""
    asked: list[str] = []
    with served(site_at_address.folder, "/repo/") as address:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(f"console: {message.text}"))
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        expect(page.locator("link[rel='alternate'][type='application/atom+xml']")).not_to_have_count(0)
        page.close()
    assert asked
    assert [one for one in asked if "sitemap" in one or "feed" in one or "console" in one] == []


@pytest.mark.parametrize(
    ("address", "is_good"),
    [
        ("", True), ("https://news.example.org/form?list=papers", True), ("mailto:news@owner.example", True),
        ("mailto:news@owner.example?subject=Papers%20by%20mail", True), ("news@owner.example", False),
        ("mailto:news", False), ("mailto:a@b.example\"onclick=x", False), ("javascript:ran()", False),
        ("data:text/html,x", False), ("//news.example.org", False), ("https://news.example.org/\"x", False),
        ("mailto:a@b.example?body=<script>", False),
    ],
)  # fmt: skip
def test_a_newsletter_is_a_form_or_an_address_of_mail(address: str, is_good: bool) -> None:
    said = fault(replace(HERE, newsletter=address))
    assert (said == "") == is_good
    assert is_good or "'newsletter'" in said


def test_a_site_of_files_has_no_message_about_feeds(browser: Browser, tmp_path: Path) -> None:
    """Where pages are opened as files a browser refuses scripts of modules, and says so; nothing else is asked for."""
    papers = {"papers.jsonl": PAPERS["old.jsonl"]}
    made = build(make_project(tmp_path / "files", papers=papers, own={"use_directory_urls": False}), "--strict")
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    for path in ("index.html", "new/index.html", "follow.html"):
        page.goto((made.folder / path).as_uri())
        page.wait_for_load_state("networkidle")
        expect(page.locator("link[rel='alternate'][type='application/atom+xml']")).not_to_have_count(0)
    page.close()
    assert [one for one in said if "sitemap" in one or "manifest" in one] == []


def outputs(files: Mapping[str, bytes]) -> list[Output]:
    return [Output(path, data) for path, data in files.items()]


def test_the_order_of_the_sources_changes_no_byte() -> None:
    assert outputs(written()) == outputs(written(papers=dict(reversed(PAPERS.items()))))
