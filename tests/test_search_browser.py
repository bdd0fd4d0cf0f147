"""The search box of every page, the page for a wrong address, and the ways from the built pages into the list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browsers import PAPER, PHONE, WIDE, faults, watched
from sites import Site, build, make_project, served
from test_list_browser import ROWS

BOX = ".cat-search input"
OPTIONS = ".suggest [role=option]"
KINDS = ["", PAPER, "tags/", "tags/survey/", "about/", "authors/"]
OURS = re.compile(r"/assets/(?:stylesheets/[a-z_]+\.css|javascripts/[\w/]+\.mjs)$")


@pytest.mark.parametrize("words", ["zhuoran jin", "rewardbench", "ralms abstain"])
@pytest.mark.parametrize("start", ["", PAPER, "tags/"])
def test_the_box_finds_a_paper(page: Page, address: str, start: str, words: str) -> None:
    """By an author, by a word of its title, by words of its abstract."""
    page.goto(address + start)
    page.keyboard.press("/")
    page.keyboard.type(words)
    result = page.locator(f"{OPTIONS}[href*='{PAPER}']")
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(re.escape(PAPER)))


@pytest.mark.parametrize("start", KINDS)
def test_the_box_suggests_and_marks(page: Page, address: str, start: str) -> None:
    page.goto(address + start)
    page.keyboard.press("Control+k")
    expect(page.get_by_text("You can also type")).to_be_visible()
    page.keyboard.type("prefer")
    expect(page.locator(f"{OPTIONS}.paper em").first).to_have_text(re.compile("^prefer", re.IGNORECASE))
    expect(page.locator(f"{OPTIONS}.tag", has_text="Preference optimization")).to_be_visible()
    last = page.locator(OPTIONS).last
    expect(last).to_contain_text(re.compile(r"All \d+ papers with “prefer…”"))
    said = int(re.search(r"\d+", last.inner_text())[0])  # type: ignore[index]
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}papers/?q=prefer")
    expect(page.locator(".bar h1")).to_have_text(f"{said} of 78 papers")


def test_a_mistake_is_corrected(page: Page, address: str) -> None:
    page.goto(f"{address}tags/")
    page.keyboard.press("/")
    page.keyboard.type("prefrence")
    page.locator(f"{OPTIONS}.word", has_text="Did you mean “preference”?").click()
    expect(page).to_have_url(f"{address}papers/?q=preference")
    page.goto(f"{address}papers/?q=prefrence")
    way = page.get_by_role("link", name="Did you mean “preference”?")
    way.click()
    expect(page).to_have_url(f"{address}papers/?q=preference")


def test_hand_written_pages_are_found(page: Page, address: str) -> None:
    page.goto(f"{address}tags/")
    page.keyboard.press("/")
    page.keyboard.type("contributing")
    page.locator(f"{OPTIONS}.page").first.click()
    expect(page).to_have_url(re.compile("/contributing/"))


def test_arrows_walk_the_suggestions_and_escape_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}tags/survey/")
    link = page.locator(f"{ROWS} h3 a").nth(2)
    link.focus()
    page.keyboard.press("/")
    box = page.locator(BOX)
    expect(box).to_be_focused()
    page.keyboard.type("reward")
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    count = page.locator(OPTIONS).count()
    for place in [*range(count), None, 0]:
        page.keyboard.press("ArrowDown")
        active = box.get_attribute("aria-activedescendant")
        chosen = page.locator(f"{OPTIONS}[aria-selected=true]")
        if place is None:
            assert active is None
            expect(chosen).to_have_count(0)
        else:
            assert active == page.locator(OPTIONS).nth(place).get_attribute("id")
            expect(chosen).to_have_count(1)
    assert faults(page) == set()
    page.keyboard.press("Escape")
    expect(page.locator(".suggest")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_focused()


def test_enter_opens_the_chosen_suggestion(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("rewardbench")
    paper = page.locator(f"{OPTIONS}.paper").first
    expect(paper).to_contain_text("RewardBench")
    while paper.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(PAPER)))


@pytest.mark.parametrize("start", KINDS)
def test_a_phone_can_search(browser: Browser, address: str, start: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        page.goto(address + start)
        page.get_by_role("button", name="Search").tap()
        expect(page.locator(BOX)).to_be_focused()
        page.keyboard.type("rewardbench")
        expect(page.locator(f"{OPTIONS}[href*='{PAPER}']")).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
        page.keyboard.press("Escape")
        if start:
            expect(page.locator(BOX)).to_be_hidden()


@pytest.mark.parametrize("start", ["", PAPER, "tags/survey/"])
def test_a_page_loads_little_of_ours_and_nothing_of_the_search(page: Page, address: str, start: str) -> None:
    """At most 60 kB of our style and scripts, and no file of the search before the box is used."""
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url, len(answer.body())))
    page.goto(address + start)
    page.wait_for_load_state("networkidle")
    ours = {url: size for url, size in sizes.items() if OURS.search(url)}
    assert len(ours) >= 4
    assert sum(ours.values()) <= 60_000, ours
    assert [url for url in sizes if "/repo/search/" in url or "/javascripts/search/" in url] == []


def test_the_words_of_a_wrong_address_are_searched(browser: Browser, address: str) -> None:
    """At any depth below the site's top. The browser itself says that the page is not there; nothing else is said."""
    context = browser.new_context(**WIDE)
    found: list[str] = []
    context.on("weberror", lambda error: found.append(str(error.error)))
    page = context.new_page()
    for path in ("decoding-time-alignment", "papers/decoding_time.alignment/", "a/b/c/Decoding-Time%20Alignment.html"):
        page.goto(address + path)
        expect(page.get_by_text("These papers have the words of the address in their titles:")).to_be_visible()
        expect(page.locator(f"{ROWS} h3 em").first).to_be_visible()
        link = page.locator(f"{ROWS} h3 a", has_text="Decoding-time Alignment")
        expect(link).to_have_attribute("href", re.compile(rf"^{re.escape(address)}papers/[a-z0-9-]+/$"))
    assert faults(page) == set()
    link.click()
    expect(page.locator("article.cat--paper")).to_be_visible()
    page.goto(f"{address}papers/%00%ff/")
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    context.close()
    assert found == []


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("tags/survey/", "papers/?tag=survey"),
        ("venues/iclr/", "papers/?venue=iclr"),
        ("years/2024/", "papers/?from=2024&to=2024"),
        ("authors/", "papers/?author="),
    ],
)
def test_the_papers_of_a_page_are_filtered_in_the_list(page: Page, address: str, path: str, there: str) -> None:
    page.goto(address + path)
    if path == "authors/":
        page.locator(".columns li a").first.click()
    way = page.get_by_role("link", name="Filter these papers")
    expect(way).to_be_visible()
    rows = page.locator(ROWS).count()
    assert sum(page.evaluate("shifts")) < 0.02
    way.click()
    expect(page).to_have_url(re.compile(re.escape(address + there)))
    expect(page.locator(".bar h1")).to_have_text(f"{rows} of 78 papers")


def test_names_without_a_page_lead_to_the_list(page: Page, address: str) -> None:
    page.goto(address + PAPER)
    name = page.locator(".byline p a[href*='author=']").first
    said = name.inner_text()
    assert page.locator(".byline p").first.inner_text().startswith("Zhuoran Jin, ")
    name.click()
    expect(page.locator(".chip")).to_have_text(said)
    expect(page.locator(f"{ROWS} h3 a").first).to_be_visible()
    page.goto(f"{address}tags/survey/")
    page.locator(f"{ROWS} h3 + p a").first.click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(f"{ROWS} h3 a").first).to_be_visible()


def test_the_home_page_offers_searches_that_find_something(page: Page, address: str) -> None:
    page.goto(address)
    links = page.locator(".try a")
    expect(links.first).to_be_visible()
    for href in [link.get_attribute("href") for link in links.all()]:
        page.goto(str(href))
        expect(page.locator(".rows[aria-busy]")).to_have_count(0)
        expect(page.locator(f"{ROWS} h3 a").first).to_be_visible()


@pytest.mark.parametrize("path", [*KINDS, "papers/", "404.html"])
def test_without_scripts_there_is_no_box_and_every_list_is_reached(browser: Browser, address: str, path: str) -> None:
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + path)
        assert page.locator("input:visible, button:visible, select:visible").count() == 0
        assert page.locator(".facets").count() == 0
        for name in ("Listings", "Authors", "Venues", "Years"):
            expect(page.locator(".md-footer").get_by_role("link", name=name)).to_be_visible()
        for name in ("Papers", "Tags", "Rules", "About"):
            expect(page.locator(".md-tabs").get_by_role("link", name=name, exact=True)).to_be_visible()


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a build without folders for pages."""
    return build(make_project(tmp_path_factory.mktemp("flat"), own={"use_directory_urls": False}), "--strict")


def test_a_site_without_folders_is_searched_too(browser: Browser, flat: Site) -> None:
    with served(flat.folder, "/repo/") as address, watched(browser, address, **WIDE) as context:
        page = context.new_page()
        page.goto(f"{address}papers/index.html?tag=survey")
        expect(page.locator(".chip")).to_have_text("Survey")
        row = page.locator(ROWS).first
        expect(row.locator("h3 a")).to_have_attribute("href", re.compile(r"/repo/papers/[a-z0-9-]+\.html$"))
        expect(row.locator("> p a[href*='/tags/']").first).to_have_attribute("href", re.compile(r"\.html$"))
        page.get_by_role("button", name="Clear all").click()
        expect(page).to_have_url(f"{address}papers/index.html")
        page.keyboard.press("/")
        page.keyboard.type("preference")
        expect(page).to_have_url(f"{address}papers/index.html?q=preference")
        row.locator("h3 a").click()
        expect(page.locator("article.cat--paper")).to_be_visible()
        page.goto(f"{address}tags/survey.html")
        page.get_by_role("link", name="Filter these papers").click()
        expect(page.locator(".chip")).to_have_text("Survey")


def test_a_site_without_folders_reads_from_a_disk(browser: Browser, flat: Site) -> None:
    """Scripts of a disk are not loaded: plain pages, their links among them, no control that does nothing."""
    context = browser.new_context(**WIDE)
    found: list[str] = []
    context.on("console", lambda message: found.append(message.text))
    context.on("weberror", lambda error: found.append(str(error.error)))
    page = context.new_page()
    page.goto((flat.folder / "index.html").as_uri())
    page.locator(".md-tabs").get_by_role("link", name="Papers").click()
    expect(page.locator(f"{ROWS} h3 a").first).to_be_visible()
    assert page.locator(ROWS).count() == 78
    assert page.locator("input:visible:not(.md-option), button:visible, select:visible").count() == 0
    page.locator(f"{ROWS} h3 a").first.click()
    expect(page.locator("article.cat--paper h1")).to_be_visible()
    page.go_back()
    assert page.locator(f"{ROWS} h3 a").first.bounding_box()["x"] < 100  # type: ignore[index]
    page.locator(".md-footer").get_by_role("link", name="Years").click()
    expect(page.locator(".columns li a").first).to_be_visible()
    page.locator(".cat-home").click()
    expect(page).to_have_url((flat.folder / "index.html").as_uri())
    context.close()
    assert found == []


def test_a_hostile_question_stays_a_text(page: Page, address: str) -> None:
    words = '"><img src=x onerror=alert(1)>${alert(1)}</script>'
    page.goto(f"{address}papers/?q={words}&tag={words}&author={words}&sort={words}&page={words}")
    expect(page.locator(".chip").first).to_contain_text("<img")
    assert page.locator("#main img").count() == 0
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(page.locator(OPTIONS).last).to_be_visible()
    assert page.locator(".cat-search img").count() == 0
