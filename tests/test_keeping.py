"""Keeping and citing papers in a real browser: stars, the reading list, and citations in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rispy
from axe_core_python.sync_playwright import Axe
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Browser, BrowserContext, Download, Page, Route, expect

from browsers import PAPER, PHONE, SHIFTS, watched
from sites import Site, build, make_project, served

SHARED: dict[str, Any] = {
    "permissions": ["clipboard-read", "clipboard-write"],
    "viewport": {"width": 1280, "height": 900},
}
LIST = "reading-list/"
TAG = "tags/rag/"
WIND = "topic: Toys\ntags: {wind: {label: Wind, any: [wind], examples: {match: [wind], skip: [x]}}}\n"


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with watched(browser, address, **SHARED) as context:
        yield context


def stars(page: Page, state: str = "true") -> Any:
    return page.locator(f"button.star[aria-pressed={state}]")


def star_some(page: Page, address: str, count: int) -> list[str]:
    """Star the first papers of a tag, and return their titles."""
    page.goto(address + TAG)
    for number in range(count):
        page.locator("button.star").nth(number).click()
    expect(stars(page)).to_have_count(count)
    page.wait_for_function(f"Object.values(localStorage).join().split('arxiv:').length > {count}")
    return page.locator(".rows h3 a").all_inner_texts()[:count]


def text_of(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8")


def not_in(everything: str, cited: str) -> list[str]:
    """Return the lines of citations that the site's own file, which says more of each paper, does not have."""
    has = {line.rstrip(" ,") for line in everything.splitlines()}
    lines = (line.rstrip(" ,") for line in cited.splitlines() if not line.startswith('  "custom": '))
    return [line for line in lines if line not in has]


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_star_stays_on_every_page(page: Page, address: str) -> None:
    page.goto(address + PAPER)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Saved", exact=True)).to_have_attribute("aria-pressed", "true")
    told = page.get_by_role("status").filter(has_text="Saved to your reading list")
    expect(told.get_by_role("link", name="Open")).to_have_attribute("href", f"{address}{LIST}")
    page.goto(address + TAG)
    expect(stars(page)).to_have_count(1)
    row = page.locator(".rows > ol > li", has=page.locator(f"a[href*='{PAPER.split('/')[1]}']"))
    expect(row.locator("button.star")).to_have_attribute("aria-pressed", "true")
    row.locator("button.star").click()
    expect(stars(page)).to_have_count(0)
    page.goto(address + PAPER)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_attribute("aria-pressed", "false")


def test_a_star_taken_back_by_mistake_is_put_back(page: Page, address: str) -> None:
    star_some(page, address, 2)
    page.locator("button.star").first.click()
    expect(page.get_by_role("status").filter(has_text="Removed from your reading list")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(stars(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_two_tabs_show_the_same_stars(window: BrowserContext, page: Page, address: str) -> None:
    page.goto(address + TAG)
    other = window.new_page()
    star_some(other, address, 2)
    expect(stars(page)).to_have_count(2)
    other.locator("button.star").first.click()
    expect(stars(page)).to_have_count(1)


@pytest.mark.parametrize(
    "held", ["{", "null", '{"papers":[null,3,{"id":"arxiv:1"}]}', '[{"id":"<img src=x onerror=alert(1)>"}]']
)
def test_strange_content_of_the_storage_harms_nothing(page: Page, address: str, held: str) -> None:
    page.goto(address + TAG)
    page.evaluate("held => localStorage.setItem('reading list of /repo/', held)", held)
    page.goto(address + LIST)
    expect(page.locator(".keep .rows, .keep .say")).to_be_visible()
    page.goto(address + TAG)
    page.locator("button.star").first.click()
    expect(stars(page)).to_have_count(1)


def test_without_a_storage_a_star_lasts_as_long_as_the_page(window: BrowserContext, page: Page, address: str) -> None:
    refuse = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto(address + TAG)
    page.evaluate(refuse)
    page.locator("button.star").first.click()
    expect(stars(page)).to_have_count(1)
    expect(page.get_by_text("this browser stores nothing for it")).to_be_visible()


def test_the_empty_reading_list_says_how_to_fill_it(page: Page, address: str) -> None:
    page.goto(address + LIST)
    expect(
        page.get_by_text("Nothing saved yet. Star a paper and it is kept here, in this browser only.")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Import a list")).to_be_visible()
    assert page.get_by_role("button", name="Remove all").count() == 0


def test_the_reading_list_shows_sorts_and_removes(page: Page, address: str) -> None:
    titles = star_some(page, address, 3)
    page.goto(address + LIST)
    rows = page.locator(".own h3 a")
    expect(rows).to_have_text(titles[::-1])
    page.get_by_label("Sort").select_option("Title")
    expect(rows).to_have_text(sorted(titles))
    expect(page).to_have_url(re.compile(r"\?sort=title$"))
    page.reload()
    expect(rows).to_have_text(sorted(titles))
    page.locator(".keep button.star").first.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    expect(page.locator(".keep button.star").first).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Remove all").click()
    expect(page.get_by_text("Nothing saved yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(3)


@pytest.mark.parametrize("form", ["BibTeX", "RIS", "CSL-JSON", "Plain text"])
def test_the_reading_list_is_saved_in_every_format(page: Page, address: str, site_at_address: Site, form: str) -> None:
    """What each entry says stands in the site's own file of all papers."""
    star_some(page, address, 3)
    page.goto(address + LIST)
    page.get_by_text("Save as", exact=True).click()
    with page.expect_download() as waiting:
        page.locator(".menu__box button", has_text=form).click()
    name = waiting.value.suggested_filename
    text = text_of(waiting.value)
    everything = site_at_address.read(f"data/papers.{name.rpartition('.')[2]}")
    if form == "BibTeX":
        assert len(parse_string(text).entries) == 3
        assert not_in(everything, text) == []
    elif form == "RIS":
        assert len(rispy.loads(text)) == 3
    elif form == "CSL-JSON":
        assert not_in(everything, text) == []
        assert len(json.loads(text)) == 3
    else:
        assert [line.partition(". ")[0] for line in text.splitlines()] == ["1", "2", "3"]
        assert all(line.partition(". ")[2] in everything for line in text.splitlines())
    expect(page.get_by_text(f"3 papers saved as {name}.")).to_be_visible()


def test_a_saved_list_comes_back_from_its_file(page: Page, address: str, tmp_path: Path) -> None:
    titles = star_some(page, address, 3)
    page.goto(address + LIST)
    page.get_by_text("Save as", exact=True).click()
    with page.expect_download() as waiting:
        page.locator(".menu__box button", has_text="The list itself").click()
    file = tmp_path / "list.json"
    file.write_text(text_of(waiting.value), encoding="utf-8")
    page.get_by_role("button", name="Remove all").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("3 papers added.")).to_be_visible()
    expect(page.locator(".own h3 a")).to_have_text(titles[::-1])
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("0 papers added, 3 were there already.")).to_be_visible()


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_papers_are_brought_by_a_file_of_citations(
    page: Page, address: str, site_at_address: Site, tmp_path: Path, ending: str
) -> None:
    """By their identifiers; what is not in the catalog is counted."""
    foreign = {
        "bib": "\n@misc{x, eprint = {1901.00001}}\n",
        "ris": "\nTY  - GEN\nUR  - https://arxiv.org/abs/1901.00001\nER  - \n",
    }
    text = site_at_address.read(f"tags/rag/papers.{ending}") + foreign.get(ending, "")
    file = tmp_path / f"papers.{ending}"
    file.write_text(text, encoding="utf-8")
    page.goto(address + LIST)
    page.locator("input[type=file]").set_input_files(file)
    missing = ", 1 is not in this catalog" if ending in foreign else ""
    expect(page.get_by_text(f"5 papers added{missing}.")).to_be_visible()
    expect(page.locator(".own h3 a")).to_have_count(5)


def test_a_file_that_is_no_list_is_said_to_be_none(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": b"\xff{"}
    )
    expect(page.get_by_text("No papers with an identifier are in this file.")).to_be_visible()


def test_a_link_carries_the_list_to_someone_else(browser: Browser, page: Page, address: str) -> None:
    titles = star_some(page, address, 3)
    page.goto(address + LIST)
    page.get_by_text("Save as", exact=True).click()
    page.get_by_role("button", name="Copy a link that carries the list").click()
    expect(page.get_by_text("A link that carries 3 papers is copied.")).to_be_visible()
    link = copied(page)
    with watched(browser, address, **SHARED) as context:
        other = context.new_page()
        other.goto(link)
        expect(other.locator(".brought h3 a")).to_have_text(titles)
        expect(other.get_by_text("Nothing saved yet")).to_be_visible()
        other.get_by_role("button", name="Add to my list").click()
        expect(other.get_by_text("3 papers added.")).to_be_visible()
        expect(other.locator(".brought")).to_be_hidden()
        expect(other.locator(".own h3 a")).to_have_text(titles[::-1])
        assert "#" not in other.url


@pytest.mark.parametrize(
    "fragment", ["#papers=", "#papers=zzz,%E0%A4,<script>alert(1)</script>", "#papers=a1901.00001,sno-such-paper"]
)
def test_a_strange_link_harms_nothing(page: Page, address: str, fragment: str) -> None:
    page.goto(address + LIST + fragment)
    expect(page.locator(".brought [role=status]")).to_contain_text(re.compile("no list that can be read|0 papers"))
    assert page.get_by_role("button", name="Add to my list").count() == 0
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".brought")).to_be_hidden()


def test_the_saved_papers_are_found_again_when_their_addresses_change(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A card gives a paper another title, and so another address; its star and its place on the list stay."""
    paper = {"arxiv": "2412.00001", "title": "A kite in the wind", "authors": ["Ada Toy"], "abstract": "Of kites."}
    sites = []
    for title in (paper["title"], "A boat in the wind"):
        files = {"papers.jsonl": json.dumps({**paper, "title": title}) + "\n" + json.dumps({"title": "Another"}) + "\n"}
        rules = {"toys.yml": WIND}
        sites.append(build(make_project(tmp_path_factory.mktemp("renamed"), papers=files, rules=rules)))
    folder = tmp_path_factory.mktemp("served")
    with served(folder, "/repo/") as address, watched(browser, address, **SHARED) as context:
        serve(sites[0], folder)
        page = context.new_page()
        page.goto(address + "tags/wind/")
        page.locator("button.star").click()
        page.wait_for_function("Object.values(localStorage).join().includes('arxiv:2412.00001')")
        page.close()
        serve(sites[1], folder)
        page = context.new_page()
        page.goto(address + "tags/wind/")
        expect(page.locator(".rows h3 a")).to_have_text("A boat in the wind")
        expect(stars(page)).to_have_count(1)
        page.goto(address + LIST)
        expect(page.locator(".own h3 a")).to_have_text("A boat in the wind")
        expect(page.locator(".own h3 a")).to_have_attribute("href", re.compile("papers/a-boat-in-the-wind/$"))


def serve(site: Site, folder: Path) -> None:
    """Put a site in the place of the one that is served."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for path in site.folder.rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(site.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def test_papers_that_are_gone_are_said_to_be(page: Page, address: str) -> None:
    page.goto(address + TAG)
    gone = json.dumps({"papers": [{"id": "arxiv:1901.00001", "slug": "gone", "title": "A paper that is gone"}]})
    page.evaluate("gone => localStorage.setItem('reading list of /repo/', gone)", gone)
    page.goto(address + LIST)
    row = page.locator(".keep .rows li", has_text="A paper that is gone")
    expect(row).to_contain_text("No longer in this catalog.")
    assert row.locator("a").count() == 0
    row.get_by_role("button", name="Remove: A paper that is gone").click()
    expect(page.get_by_text("Nothing saved yet")).to_be_visible()


def test_without_the_search_the_titles_are_there_and_what_fails_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(**SHARED)
    page = context.new_page()
    titles = star_some(page, address, 2)

    def refuse(route: Route) -> None:
        route.abort()

    context.route("**/search/**/*.json", refuse)
    page.goto(address + LIST)
    expect(page.locator(".own h3 a")).to_have_text(titles[::-1])
    expect(page.get_by_role("alert")).to_contain_text("did not load")
    context.unroute("**/search/**/*.json", refuse)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".keep .cite-row")).to_have_count(2)
    context.close()


@pytest.mark.parametrize(
    ("label", "ending"), [("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"), ("Text", "txt")]
)
def test_a_paper_is_cited_in_every_format(
    page: Page, address: str, site_at_address: Site, label: str, ending: str
) -> None:
    page.goto(address + PAPER)
    page.get_by_label(label, exact=True).check()
    start = {"bib": "@inproceedings", "ris": "TY  - CONF", "json": "[\n{", "txt": "Zhuoran Jin,"}[ending]
    expect(page.locator(".cite pre")).to_contain_text(start)
    shown = page.locator(".cite pre").inner_text().strip()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert copied(page).replace("\r", "").strip() == shown
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a file").click()
    assert waiting.value.suggested_filename == f"jin2025ragrewardbench.{ending}"
    assert text_of(waiting.value).replace("\r", "").strip() == shown
    everything = site_at_address.read(f"data/papers.{ending}")
    assert shown.strip() in everything if ending == "txt" else not_in(everything, shown) == []


def test_a_format_that_does_not_load_says_so_and_is_tried_again(browser: Browser, address: str) -> None:
    context = browser.new_context(**SHARED)
    context.route("**/search/manifest.json", lambda route: route.abort())
    page = context.new_page()
    page.goto(address + PAPER)
    page.get_by_label("RIS", exact=True).check()
    expect(page.locator(".cite pre")).to_contain_text("This format did not load.")
    context.unroute("**/search/manifest.json")
    page.get_by_label("BibTeX", exact=True).check()
    page.get_by_label("RIS", exact=True).check()
    expect(page.locator(".cite pre")).to_contain_text("TY  - CONF")
    context.close()


def test_cite_in_a_row_copies_its_bibtex(page: Page, address: str) -> None:
    page.goto(address + TAG)
    page.locator(".cite-row").first.click()
    expect(page.locator(".cite-row").first).to_have_text("Copied")
    assert copied(page).startswith("@inproceedings{jin2025ragrewardbench,")


def test_cite_in_a_row_leads_to_the_citation_where_nothing_can_be_copied(page: Page, address: str) -> None:
    page.goto(address + TAG)
    page.evaluate("() => { navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject() }")
    page.locator(".cite-row").first.click()
    expect(page).to_have_url(re.compile(re.escape(PAPER) + "#cite$"))


def test_what_the_page_needs_at_first_is_little(browser: Browser, address: str) -> None:
    """What saves and cites is loaded when it is used first, and room is kept for the controls."""
    with watched(browser, address, **SHARED) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.add_init_script(SHIFTS)
        page.goto(address + PAPER)
        expect(page.locator("button.star").first).to_be_visible()
        page.wait_for_timeout(300)
        ours = [path for path in asked if re.search(r"javascripts/(?:keep|cite|search)/", path)]
        assert sorted(Path(path).name for path in ours) == ["row.mjs", "site.mjs", "star.mjs", "switch.mjs"]
        assert sum(page.evaluate("shifts")) < 0.02


@pytest.mark.parametrize("color", ["light", "dark"])
def test_axe_finds_nothing_on_the_reading_list(browser: Browser, address: str, color: Any) -> None:
    with watched(browser, address, color_scheme=color, reduced_motion="reduce", **SHARED) as context:
        page = context.new_page()
        found = []
        star_some(page, address, 3)
        for path in (LIST, LIST + "#papers=a2412.13746", "data/"):
            page.goto("about:blank")
            page.goto(address + path)
            page.wait_for_timeout(600)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            found += Axe().run(page)["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:150], one["nodes"][0]["failureSummary"]) for one in found] == []


@pytest.mark.parametrize("path", [LIST, LIST + "#papers=a2412.13746,a2406.18676", "data/"])
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, address: str, path: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        star_some(page, address, 3)
        page.goto("about:blank")
        page.goto(address + path)
        page.wait_for_timeout(600)
        page.evaluate("document.querySelectorAll('.keep details').forEach(one => { one.open = true })")
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_the_menu_is_worked_by_keys(page: Page, address: str) -> None:
    star_some(page, address, 2)
    page.goto(address + LIST)
    expect(page.locator(".keep .cite-row")).to_have_count(2)
    page.get_by_text("Save as", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".menu__box button", has_text="RIS")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".menu__box")).to_be_hidden()
    expect(page.get_by_text("Save as", exact=True)).to_be_focused()


def test_the_pages_read_without_scripts(browser: Browser, address: str) -> None:
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + LIST)
        expect(page.get_by_text("The reading list is kept in your browser and needs JavaScript")).to_be_visible()
        for path in (LIST, "data/", PAPER, TAG):
            page.goto(address + path)
            assert page.locator("button:visible, input:visible").count() == 0
        page.goto(address + "data/")
        assert page.get_by_role("link", name="BibTeX", exact=True).get_attribute("href") == "papers.bib"


def test_a_site_of_plain_files_keeps_and_cites_too(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With `use_directory_urls: false` pages end in .html."""
    project = make_project(tmp_path_factory.mktemp("plain files"), own={"use_directory_urls": False})
    with served(build(project).folder) as address, watched(browser, address, **SHARED) as context:
        page = context.new_page()
        page.goto(address + "tags/rag.html")
        page.locator("button.star").first.click()
        expect(stars(page)).to_have_count(1)
        page.locator(".rows h3 a").first.click()
        expect(page.get_by_role("button", name="Saved", exact=True)).to_be_visible()
        page.get_by_label("RIS", exact=True).check()
        expect(page.locator(".cite pre")).to_contain_text("TY  - CONF")
        page.goto(address + "reading-list.html")
        expect(page.locator(".own .cite-row")).to_have_count(1)
        page.locator(".own h3 a").click()
        expect(page).to_have_url(re.compile(re.escape(PAPER.removesuffix("/")) + r"\.html$"))
        page.goto(address + "data.html")
        assert page.get_by_role("link", name="RIS", exact=True).get_attribute("href") == "data/papers.ris"


def test_the_bar_of_the_list_comes_with_the_first_star(page: Page, address: str) -> None:
    page.goto(address + "papers/?q=preference")
    page.locator("button.star").first.wait_for()
    expect(page.locator(".keepbar")).to_be_hidden()
    page.locator("button.star").nth(0).click()
    expect(page.locator(".keepbar")).to_contain_text("1 paper saved")
    page.locator("button.star").nth(1).click()
    expect(page.locator(".keepbar")).to_contain_text("2 papers saved")
    page.locator(".keepbar").get_by_role("button", name="Copy BibTeX").click()
    expect(page.get_by_text("BibTeX of 2 papers copied.")).to_be_visible()
    assert len(parse_string(copied(page)).entries) == 2
    page.locator(".keepbar").get_by_role("link", name="Open").click()
    expect(page.locator(".own h3 a")).to_have_count(2)


def test_a_filtered_list_is_exported_in_its_order(page: Page, address: str, site_at_address: Site) -> None:
    page.goto(address + "papers/?tag=rag&sort=title")
    rows = page.locator("#rows h3 a")
    expect(rows).to_have_count(5)
    titles = rows.all_inner_texts()
    page.locator(".take summary").click()
    with page.expect_download() as waiting:
        page.locator(".take button", has_text="CSL-JSON").click()
    items = json.loads(text_of(waiting.value))
    everything = site_at_address.read("tags/rag/papers.json")
    assert sorted(item["id"] for item in items) == sorted(item["id"] for item in json.loads(everything))
    assert not_in(everything, text_of(waiting.value)) == []
    assert [item["title"] for item in items] == titles
    page.locator(".take summary").click()
    page.get_by_role("button", name="Copy a link to this list").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    assert copied(page) == page.url
