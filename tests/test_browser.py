"""The site in a real browser, served below a path as a project's site on GitHub Pages is."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from browsers import PAPER, watched
from hostile import ADDRESSES, HOSTILE, made
from sites import served

PAGES = [
    "", "papers/", PAPER, "tags/", "tags/survey/", "authors/", "listings/", "tags/terms/", "new/", "changes/",
    "follow/", "about/", "404.html",
]  # fmt: skip


def test_from_home_by_a_tag_to_a_paper(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    page.locator("main a[href*='tags/']").first.click()
    expect(page).to_have_url(re.compile("/repo/tags/[a-z-]+/$"))
    tag = page.locator("h1").inner_text()
    page.locator(".rows h3 a").first.click()
    expect(page).to_have_url(re.compile("/repo/papers/[a-z0-9-]+/$"))
    expect(page.locator(".why b", has_text=tag)).to_have_count(1)
    page.locator(".nextprev a").first.click()
    expect(page.locator("article.cat--paper h1")).to_be_visible()


def marked(page: Page) -> int:
    return page.locator("em.ev--on").count()


def test_a_tag_marks_the_words_that_earned_it(page: Page, address: str) -> None:
    """Chosen by a click or by keys, until it is let go."""
    page.goto(address + PAPER)
    assert marked(page) == 0
    tags = page.locator(".why details[data-words]:not([data-words=''])")
    for place in range(tags.count()):
        words = (tags.nth(place).get_attribute("data-words") or "").split()
        tags.nth(place).locator("summary").click()
        expect(page.locator("em.ev--on")).to_have_count(len(words))
        expect(tags.nth(place).locator("ul, p").first).to_be_visible()
        tags.nth(place).locator("summary").click()
    page.mouse.move(0, 0)
    expect(page.locator("em.ev--on")).to_have_count(0)
    tags.first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("em.ev--on")).not_to_have_count(0)


def test_the_citation_is_copied(browser: Browser, address: str) -> None:
    allowed = {"permissions": ["clipboard-read", "clipboard-write"]}
    with watched(browser, address, **allowed) as context:
        page = context.new_page()
        page.goto(address + PAPER)
        page.locator(".cite .copy button").first.click()
        expect(page.locator(".cite .copy button").first).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("@inproceedings{jin2025ragrewardbench,")
        assert copied.strip() == page.locator(".cite pre").inner_text().strip()


def test_the_citation_is_marked_where_the_clipboard_is_refused(browser: Browser, address: str) -> None:
    with watched(browser, address) as context:
        page = context.new_page()
        page.goto(address + PAPER)
        page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
        page.locator(".cite .copy button").first.click()
        expect(page.locator(".cite .copy button").first).to_contain_text("Selected")
        assert page.evaluate("getSelection().toString()").startswith("@inproceedings{")


def test_related_papers_are_put_by_date_on_request(page: Page, address: str) -> None:
    """By keys and back again; nothing on the page moves but the rows."""
    page.goto(address + PAPER)
    titles, dates = page.locator(".related h3"), page.locator(".related li > ul > li:nth-child(2)")
    near, top = titles.all_inner_texts(), page.locator(".related > ol").evaluate("list => list.offsetTop")
    page.get_by_role("button", name="Newest").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Newest")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Nearest")).to_have_attribute("aria-pressed", "false")
    said = [datetime.strptime(text, "%d %b %Y") for text in dates.all_inner_texts()]  # noqa: DTZ007  # a date alone
    assert said == sorted(said, reverse=True)
    assert len(said) == 5
    assert near != titles.all_inner_texts()
    assert sorted(near) == sorted(titles.all_inner_texts())
    page.get_by_role("button", name="Nearest").click()
    assert near == titles.all_inner_texts()
    assert top == page.locator(".related > ol").evaluate("list => list.offsetTop")


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


@pytest.mark.parametrize("start", ["", PAPER, "about/"])
def test_light_and_dark_are_switched_and_kept(page: Page, address: str, start: str) -> None:
    page.goto(address + start)
    assert scheme(page) == "default"
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_title("Switch to dark").click()
    assert scheme(page) == "slate"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto(address + "tags/")
    assert scheme(page) == "slate"


def test_the_reader_s_system_chooses_first(browser: Browser, address: str) -> None:
    with watched(browser, address, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(address)
        assert scheme(page) == "slate"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML"))


def test_everything_is_reached_by_keys(page: Page, address: str) -> None:
    """The skip link comes first; header, tabs, links, tags and the copy button follow."""
    page.goto(address + PAPER)
    page.keyboard.press("Tab")
    assert "cat-skip" in focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.goto(address + PAPER)
    seen = []
    for _ in range(160):
        page.keyboard.press("Tab")
        seen.append(focused(page)[:200])
        assert page.evaluate("document.activeElement === document.body || document.activeElement.checkVisibility()")
    for what in ('type="search"', 'href="../../tags/"', "Read the PDF", "<summary", "Copy</button>", 'rel="next"'):
        assert [one for one in seen if what in one], what


def test_a_slash_opens_the_search_and_escape_leaves_it(page: Page, address: str) -> None:
    page.goto(address + "tags/")
    page.keyboard.press("/")
    box = page.locator(".cat-search input")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()


@pytest.mark.parametrize("path", PAGES)
def test_everything_is_read_without_scripts(browser: Browser, address: str, path: str) -> None:
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + path)
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("button:visible").count() == 0
        assert len(page.locator("#main").inner_text()) > 100


def test_links_and_tags_work_without_scripts(browser: Browser, address: str) -> None:
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}tags/rag/")
        page.locator(".rows h3 a", has_text="RAG-RewardBench").click()
        expect(page).to_have_url(re.compile(re.escape(PAPER)))
        tag = page.locator("details[data-tag=rag]")
        tag.locator("summary").click()
        expect(tag.locator("li").first).to_be_visible()


def test_dead_controls_are_not_shown_without_scripts(browser: Browser, address: str) -> None:
    """Search and the light switch need scripts."""
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAPER)
        assert page.locator("[type=search]").count() == 0
        assert page.locator("[data-md-component=palette] label:visible").count() == 0


def test_hostile_words_run_nowhere(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    """On no kind of page, nor in what the search offers and the list shows."""
    site = made(tmp_path_factory.mktemp("hostile in a browser"), HOSTILE[:12], ADDRESSES)
    with served(site.folder, "/") as address, watched(browser, address) as context:
        context.add_init_script("window.ran = () => alert('ran')")
        page = context.new_page()
        for path in ["", "papers/", "tags/", "tags/tag-0/", "tags/terms/", "authors/", "venues/", *site.papers()]:
            page.goto(address + path)
        hostile = ":is(.suggest, .list) :is(script, img, svg[onload], [onmouseover])"
        page.keyboard.press("/")
        page.keyboard.type("toy")
        expect(page.locator(".suggest [role=option]").first).to_be_visible()
        assert page.locator(hostile).count() == 0
        page.goto(f"{address}papers/?q=toy&show=abstract")
        expect(page.locator(".list .rows li h3 a").first).to_be_visible()
        page.locator(".facets .facet:visible").last.wait_for()
        assert page.locator(hostile).count() == 0
