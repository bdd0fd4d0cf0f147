"""Every address that was ever published still leads to its paper, tag or list, on sites that MkDocs built."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from browsers import watched
from generator.text import slug
from sites import Files, Site, build, make_project, served
from small import run

SITE = "https://owner.example/repo/"
TOYS, BOATS = "Toys that Learn Slowly", "Boats of Folded Paper"
KITES, BOWLS = "Kites in a Wind Tunnel", "Bowls: A Survey"
ABSTRACT = "We build one of paper and wood. It holds for a year, and we say why it does and where it does not."


def record(title: str, **more: object) -> str:
    return f"{json.dumps({'title': title, 'abstract': ABSTRACT, **more})}\n"


def capture(*titles: str) -> str:
    return "\n\n".join(["new", "Subscribe", "Mar 12", *(part for title in titles for part in (title, ABSTRACT))]) + "\n"


def rule_file(tag: str, label: str, more: str = "") -> str:
    rest = "    any: [paper]\n    examples: {match: [paper], skip: [tin]}\n"
    return f"topic: Things\ntags:\n  {tag}:\n    label: {label}\n{more}{rest}"


BIBTEX = f"""
@article{{boats, title = {{Boats of Folded Paper}}, author = {{Example, Ada}}, doi = {{10.1000/boats}}, year = 2023,
  journal = {{Journal of Toys}}, abstract = {{{ABSTRACT}}}}}
@misc{{toys, title = {{Toys that {{L}}earn at Night}}, author = {{Bo Example}}, eprint = {{2401.00001v2}},
  archiveprefix = {{arXiv}}, year = 2024, abstract = {{{ABSTRACT}}}}}
"""
STATES: Sequence[tuple[str, Files, str]] = (
    (
        "first",
        {
            "list.txt": capture(TOYS, KITES),
            "more.jsonl": record(BOATS, doi="10.1000/boats") + record(BOWLS, authors=["Ada Example"]),
        },
        rule_file("origami", "Origami"),
    ),
    (
        "a title changes, an identifier comes, and a newcomer has the title of another",
        {
            "list.txt": capture(TOYS, KITES),
            "more.jsonl": record(BOATS, doi="10.1000/boats", arxiv="2301.00009")
            + record(BOWLS, authors=["Ada Example"])
            + record("Bowls, a survey", authors=["Nora Toy"], doi="10.1000/bowls")
            + record("Toys that Learn at Night", arxiv="2401.00001", later_title=TOYS),
        },
        rule_file("paper-folding", "Paper folding", "    aliases: [origami]\n"),
    ),
    (
        "two papers become one",
        {
            "list.txt": capture(TOYS),
            "more.jsonl": record("Toys that Learn at Night", arxiv="2401.00001", later_title=TOYS)
            + record(BOATS, doi="10.1000/boats", later_title=KITES)
            + record(BOWLS, authors=["Ada Example"]),
        },
        rule_file("paper-folding", "Paper folding", "    aliases: [origami]\n"),
    ),
    (
        "they are two again, and the capture has become BibTeX",
        {
            "all.bib": BIBTEX,
            "more.jsonl": record(KITES) + record(BOWLS, authors=["Ada Example"]),
        },
        rule_file("paper-folding", "Paper folding", "    aliases: [origami]\n"),
    ),
)  # fmt: skip


class _Page(HTMLParser):
    """Where a page says that it is, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.refresh, self.canonical, self.title = "", "", ""
        self.links: list[str] = []
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in = tag if tag == "h1" else self._in
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.refresh = values["content"].partition("url=")[2]
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values["href"]
        if tag == "a":
            self.links.append(values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        self.title += data if self._in else ""


def page_at(site: Site, address: str) -> _Page:
    """Return the page at an address from the top of the site."""
    path = urlsplit(urljoin("https://x/", address)).path[1:]
    return _Page(site.read(f"{path}index.html" if path.endswith("/") or not path else path))


def end(site: Site, address: str) -> tuple[str, str]:
    """Follow an address as a browser without scripts does, and return where it ends, and the heading there."""
    for _ in range(5):
        page = page_at(site, address)
        if not page.refresh:
            return address, page.title
        there = posixpath.normpath(urljoin(f"/{address}", page.refresh)).lstrip("/")
        there += "/" if page.refresh.endswith("/") else ""
        assert page.canonical in ("", f"{SITE}{there}")
        assert any(urljoin(f"/{address}", link) == f"/{there}" for link in page.links), "a link for people"
        address = there
    raise AssertionError(f"{address} leads in a circle")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    """One project through all its states: each is built with the lock of those before, and locked when it is."""
    folder = tmp_path_factory.mktemp("ages")
    found, lock = [], b""
    for number, (_, papers, rules) in enumerate(STATES):
        files = {**papers, **({"addresses.lock": lock} if lock else {})}
        project = make_project(folder / str(number), papers=files, rules={"things.yml": rules}, own={"site_url": SITE})
        found.append(build(project))
        assert run(project, "lock").exit_code == 0
        lock = (project / "site_src/papers/addresses.lock").read_bytes()
    return found


def addresses(site: Site) -> set[str]:
    """Return the addresses of papers, tags, authors and venues of a site."""
    folders = ("papers", "tags", "authors", "venues", "topics", "listings")
    pages = (page for folder in folders for page in (site.folder / folder).glob("*/index.html"))
    own = {page.parent.relative_to(site.folder).as_posix() + "/" for page in pages}
    return {one for one in own if not one.endswith(("/a-z/", "/page/", "/terms/"))}


EXPECTED = [
    ("papers/toys-that-learn-slowly/", 0, ["Toys that Learn Slowly", *["Toys that Learn at Night"] * 3]),
    ("papers/boats-of-folded-paper/", 0, [BOATS] * 4),
    ("papers/kites-in-a-wind-tunnel/", 0, [KITES, KITES, BOATS, KITES]),
    ("papers/bowls-a-survey/", 0, [BOWLS] * 4),
    ("tags/origami/", 0, ["Origami", *["Paper folding"] * 3]),
    ("tags/paper-folding/", 1, ["Paper folding"] * 3),
    ("topics/things/", 0, ["Things"] * 4),
]


@pytest.mark.parametrize(("address", "since", "headings"), EXPECTED, ids=[one[0] for one in EXPECTED])
def test_an_old_address_leads_to_what_stood_there(
    sites: list[Site], address: str, since: int, headings: list[str]
) -> None:
    assert [end(site, address)[1] for site in sites[since:]] == headings


def test_no_address_of_a_paper_that_is_there_is_ever_gone(sites: list[Site]) -> None:
    """Only the second survey of bowls and the listing go, and a DOI's paper takes its venue along."""
    for number, site in enumerate(sites):
        for older in sites[:number]:
            for address in addresses(older):
                is_gone = address.startswith(("papers/bowls-a-survey-", "listings/"))
                assert is_gone or end(site, address), address


def test_a_former_address_is_in_no_list_and_no_map_of_the_site(sites: list[Site]) -> None:
    site = sites[2]
    old = "papers/kites-in-a-wind-tunnel/"
    assert page_at(site, old).refresh == "../boats-of-folded-paper/"
    for path in ("sitemap.xml", "papers/index.html", "feed.xml", "index.html", "new/index.html"):
        assert "kites-in-a-wind-tunnel" not in site.read(path), path
    twin = site.read(f"{old}index.md")
    assert "[Boats of Folded Paper](../boats-of-folded-paper/)" in twin


def feed_ids(site: Site) -> dict[str, str]:
    return {item["title"]: item["id"] for item in json.loads(site.read("feed.json"))["items"]}


def test_an_entry_of_a_feed_keeps_its_id_when_its_paper_gets_another_title_or_identifier(sites: list[Site]) -> None:
    first, second, third, last = map(feed_ids, sites)
    assert first[TOYS] == second["Toys that Learn at Night"] == third["Toys that Learn at Night"]
    assert first[BOATS] == second[BOATS] == third[BOATS] == last[BOATS]
    assert first[KITES] == last[KITES]
    assert all(len(set(ids.values())) == len(ids) for ids in (first, second, third, last))


def test_without_folders_a_former_address_leads_on_as_well(tmp_path: Path, sites: list[Site]) -> None:
    _, papers, rules = STATES[2]
    lock = (sites[1].folder.parent / "site_src/papers/addresses.lock").read_bytes()
    own = {"site_url": "", "use_directory_urls": False}
    project = make_project(
        tmp_path / "p", papers={**papers, "addresses.lock": lock}, rules={"things.yml": rules}, own=own
    )
    site = build(project)
    page = page_at(site, "papers/kites-in-a-wind-tunnel.html")
    assert (page.refresh, page.canonical) == ("boats-of-folded-paper.html", "")
    assert end(site, "papers/kites-in-a-wind-tunnel.html") == ("papers/boats-of-folded-paper.html", BOATS)
    assert page_at(site, "tags/origami.html").refresh == "paper-folding.html"


def test_each_former_address_of_a_folder_leads_to_its_own_paper(tmp_path: Path) -> None:
    titles = (TOYS, BOATS, KITES)
    cards = {f"{n}.yml": f"title: '{title}'\nformer: [old-{n}, older-{n}]\n" for n, title in enumerate(titles)}
    own = {"site_url": SITE}
    site = build(make_project(tmp_path / "p", papers={"more.jsonl": "".join(map(record, titles)), **cards}, own=own))
    for number, title in enumerate(titles):
        for old in ("old", "older"):
            assert end(site, f"papers/{old}-{number}/") == (f"papers/{slug(title)}/", title)


def test_the_former_address_of_an_author_leads_on_and_so_does_its_feed(tmp_path: Path) -> None:
    papers = {
        "more.jsonl": record(BOATS, authors=["Ada Example"], arxiv="2401.00001"),
        "addresses.lock": "authors/a-example -> authors/ada-example\nvenues/x\n",
    }
    own = {"plugins": [{"catalog": {"author_papers": 1}}]}
    project = make_project(tmp_path / "p", papers=papers, rules={"things.yml": STATES[0][2]}, own=own)
    site = build(project)
    assert end(site, "authors/a-example/") == ("authors/ada-example/", "Ada Example")
    assert json.loads(site.read("authors/a-example/feed.json"))["items"][0]["title"] == BOATS


def test_a_build_writes_no_lock(tmp_path: Path) -> None:
    _, papers, rules = STATES[0]
    project = make_project(tmp_path / "p", papers=papers, rules={"things.yml": rules})
    build(project)
    assert sorted(path.name for path in (project / "site_src/papers").iterdir()) == sorted(papers)


@pytest.fixture
def moving(tmp_path: Path, sites: list[Site]) -> Iterator[tuple[str, Path]]:
    """Give the address of a site, and the folder in which another version of it can take its place."""
    (tmp_path / "site").symlink_to(sites[0].folder)
    with served(tmp_path / "site", "/repo/") as url:
        yield url, tmp_path / "site"


def test_a_reading_list_of_before_shows_all_its_papers_after(
    browser: Browser, moving: tuple[str, Path], sites: list[Site]
) -> None:
    """One got another title and an identifier, two became one, one was saved by its address alone; also by a link."""
    address, folder = moving
    with watched(browser, address) as context:
        page = context.new_page()
        page.goto(f"{address}tags/origami/")
        expect(page.locator(".rows button.star")).to_have_count(4)
        for star in page.locator(".rows button.star").all():
            star.click()
        expect(page.locator("button.star[aria-pressed=true]")).to_have_count(4)
        page.wait_for_function("!JSON.parse(localStorage['reading list of /repo/']).papers.some(p => p.id[0] == 's')")
        folder.unlink()
        folder.symlink_to(sites[2].folder)
        fresh = context.new_page()
        page.close()
        fresh.goto(f"{address}reading-list/")
        expect(fresh.locator(".keep .own h3 a")).to_have_count(3)
        assert sorted(fresh.locator(".keep .own h3 a").all_inner_texts()) == sorted(
            ["Toys that Learn at Night", BOATS, BOWLS]
        )
        fresh.goto(f"{address}papers/toys-that-learn-slowly/")
        expect(fresh.get_by_role("button", name="Saved", exact=True)).to_be_visible()
        fresh.goto(f"{address}reading-list/#papers=skites-in-a-wind-tunnel,d10.1000/boats,stoys-that-learn-slowly")
        expect(fresh.get_by_text("They are not on your own list unless their star is filled.")).to_be_visible()
        expect(fresh.locator(".brought h3 a").first).to_have_text(BOATS)
        expect(fresh.locator(".brought")).not_to_contain_text("not in this catalog")


def test_what_stands_behind_the_sign_of_an_address_goes_along(
    browser: Browser, moving: tuple[str, Path], sites: list[Site]
) -> None:
    address, folder = moving
    folder.unlink()
    folder.symlink_to(sites[2].folder)
    with watched(browser, address) as context:
        page = context.new_page()
        page.goto(f"{address}papers/kites-in-a-wind-tunnel/#cite")
        page.wait_for_url(f"{address}papers/boats-of-folded-paper/#cite")
        page.goto(f"{address}tags/origami/")
        page.wait_for_url(f"{address}tags/paper-folding/")
        page.goto(f"{address}papers/?tag=origami")
        expect(page.locator("ol.rows > li, .rows > ol > li").first).to_be_visible()
        expect(page.get_by_text("Paper folding").first).to_be_visible()
