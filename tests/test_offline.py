"""What robots and browsers ask a site for: robots.txt, sitemap, search box, manifest; and pages without a network."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from generator import files
from sites import Site, build, make_project, served

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
KITE = '{"title": "A kite"}\n{"title": "A boat"}\n'
READY = "navigator.serviceWorker.ready.then(() => true)"


def test_robots_may_come_and_find_the_sitemap(site: Site, site_at_address: Site) -> None:
    assert site.read("robots.txt").split() == ["User-agent:", "*", "Disallow:"]
    assert "Sitemap: https://owner.example/repo/sitemap.xml\n" in site_at_address.read("robots.txt")


def test_the_sitemap_has_addresses_alone(site: Site, site_at_address: Site) -> None:
    """No date, for a build reads no clock; and no address where the site has none."""
    found = Xml.fromstring(site_at_address.read("sitemap.xml"))
    addresses = [one.text or "" for one in found.iter(f"{SITEMAP}loc")]
    assert len(addresses) > 100
    assert len(set(addresses)) == len(addresses)
    assert {one.tag for one in found.iter()} == {f"{SITEMAP}{name}" for name in ("urlset", "url", "loc")}
    assert {"new/", "changes/", "follow/"} <= {one.removeprefix("https://owner.example/repo/") for one in addresses}
    assert list(Xml.fromstring(site.read("sitemap.xml"))) == []


def test_a_sitemap_has_neither_candidates_nor_redirects(tmp_path: Path) -> None:
    examples = "examples: {match: [A kite], skip: [A boat]}"
    rules = (
        f"topic: Toys\ntags:\n  kites:\n    label: Kites\n    any: [kite]\n    aliases: [flyers]\n    {examples}\n"
        f"  trial:\n    label: Trial\n    status: candidate\n    any: [kite]\n    {examples}\n"
    )
    project = make_project(tmp_path / "p", papers={"a.jsonl": KITE}, rules={"toys.yml": rules})
    found = build(project, variables={"SITE_URL": "https://owner.example/"}).read("sitemap.xml")
    assert re.findall(r"<loc>https://owner.example/tags/([a-z]+)/</loc>", found) == ["kites", "terms"]


def test_the_browser_learns_to_search(site: Site, site_at_address: Site) -> None:
    """By absolute addresses, so only where the site has one."""
    found = Xml.fromstring(site_at_address.read("opensearch.xml"))
    assert found.tag == f"{OPENSEARCH}OpenSearchDescription"
    texts = {name: found.findtext(f"{OPENSEARCH}{name}") or "" for name in ("ShortName", "LongName", "Description")}
    assert texts["ShortName"] == "Paper catalog"
    assert all(0 < len(text) <= most for text, most in zip(texts.values(), (16, 48, 1024), strict=True))
    templates = {one.get("type"): one.get("template") for one in found.findall(f"{OPENSEARCH}Url")}
    assert templates["text/html"] == "https://owner.example/repo/papers/?q={searchTerms}"
    assert '<link rel="search" type="application/opensearchdescription+xml"' in site_at_address.read("index.html")
    assert not (site.folder / "opensearch.xml").exists()
    assert "opensearch" not in site.read("index.html")


def test_the_manifest_names_the_site_and_its_icon(site: Site) -> None:
    manifest = json.loads(site.read("site.webmanifest"))
    assert manifest["name"] == "Paper catalog"
    assert [(site.folder / icon["src"]).is_file() for icon in manifest["icons"]] == [True]
    assert (manifest["start_url"], manifest["scope"]) == ("./", "./")
    assert '<link rel="manifest" href="site.webmanifest">' in site.read("index.html")


def test_names_with_signs_break_nothing(tmp_path: Path) -> None:
    own = {"site_name": 'Toys & "kites" </script>', "site_description": "<b>&"}
    project = make_project(tmp_path / "p", papers={"a.jsonl": KITE}, own=own)
    made = build(project, variables={"SITE_URL": "https://owner.example/"})
    assert Xml.fromstring(made.read("opensearch.xml")).findtext(f"{OPENSEARCH}Description") == "<b>&"
    assert json.loads(made.read("site.webmanifest"))["name"] == own["site_name"]


def test_the_worker_belongs_to_what_the_site_is_made_of(site: Site, site_at_address: Site, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a").write_text("1")
    names = [files.digest([tmp_path / "one"])]
    (tmp_path / "one" / "b").write_text("")
    names.append(files.digest([tmp_path / "one"]))
    (tmp_path / "one" / "a").write_text("2")
    names.append(files.digest([tmp_path / "one"]))
    assert len(set(names)) == 3
    assert files.digest([tmp_path / "none"]) == files.digest([])
    build_name = re.compile(r'CACHE = PREFIX \+ "([0-9a-f]{16})"')
    [one], [other] = (build_name.findall(found.read("sw.js")) for found in (site, site_at_address))
    assert one != other


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with served(site.folder, "/repo/") as url:
        yield url


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def until(page: Page, promise: str, *arguments: str) -> None:
    """Ask until what a promise gives is true; what a page waits for by itself must not be a promise."""
    for _ in range(200):
        if page.evaluate(promise, *arguments):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {promise}")


def register(page: Page, address: str) -> None:
    """Register the worker, which pages do on a published site, and wait until it answers for this page."""
    page.evaluate("address => navigator.serviceWorker.register(address).then(() => true)", f"{address}sw.js")
    assert page.evaluate(READY)
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def test_a_page_that_is_looked_at_on_this_machine_keeps_nothing(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_visited_pages_are_read_without_a_network(window: BrowserContext, address: str) -> None:
    """With their styles; others are not there, and with a network it is asked again."""
    page = window.new_page()
    page.goto(address)
    register(page, address)
    page.goto(f"{address}about/")
    heading = page.locator("h1").inner_text()
    page.wait_for_function(
        "caches.keys().then(names => caches.open(names[0])).then(kept => kept.match('')).then(Boolean)"
    )
    window.set_offline(True)
    page.goto(f"{address}about/?from=here")
    expect(page.locator("h1")).to_have_text(heading)
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    with pytest.raises(Error, match="ERR_"):
        page.goto(f"{address}years/")
    window.set_offline(False)
    page.goto(f"{address}years/")
    expect(page.locator("h1")).to_have_text("Years")


def publish(path: Path, text: str, later: int) -> None:
    """Write a file so many seconds later than its last version: the server tells versions apart by the second."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + later))


def kept(page: Page) -> list[str]:
    names: list[str] = page.evaluate("caches.keys()")
    return names


def test_a_new_build_forgets_what_was_kept_and_another_site_is_left_alone(
    window: BrowserContext, site: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("index.html", "404.html", "sw.js"):
        (folder / name).write_text(site.read(name), encoding="utf-8")
    with served(folder, "/repo/") as address:
        page = window.new_page()
        page.goto(address)
        page.evaluate("caches.open('catalog /other/ 1').then(() => true)")
        register(page, address)
        page.goto(address)
        until(page, "caches.keys().then(names => names.length === 2)")
        [old] = [name for name in kept(page) if name.startswith("catalog /repo/ ")]
        worker = (folder / "sw.js").read_text("utf-8")
        publish(folder / "sw.js", re.sub('PREFIX \\+ "[0-9a-f]+"', 'PREFIX + "new"', worker), 10)
        page.evaluate("navigator.serviceWorker.ready.then(one => one.update()).then(() => true)")
        until(page, "old => caches.has(old).then(there => !there)", old)
        assert "catalog /other/ 1" in kept(page)
        publish(folder / "sw.js", worker.replace("IS_ON = true", "IS_ON = false"), 20)
        page.evaluate("navigator.serviceWorker.ready.then(one => one.update()).then(() => true)")
        until(page, "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
        assert kept(page) == ["catalog /other/ 1"]


def test_an_owner_can_switch_it_off(tmp_path: Path) -> None:
    own = {"plugins": ["search", {"catalog": {"offline": False}}]}
    made = build(make_project(tmp_path / "p", papers={"a.jsonl": KITE}, own=own))
    assert "IS_ON = false" in made.read("sw.js")
    assert "__offline=false" in made.read("papers/a-kite/index.html")
