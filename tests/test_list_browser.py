"""The list of papers in a real browser: words, filters, order, pages and keys, all of it in the address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browsers import PHONE, SHIFTS, WIDE, faults, watched
from sites import Site, build, make_project, sample, served

ROWS = "#main .rows > ol > li"


def total(page: Page) -> int:
    """Return the number above the list, once it is the answer's."""
    expect(page.locator(".rows[aria-busy]")).to_have_count(0)
    return int(page.locator(".bar h1").inner_text().split()[0].replace(",", ""))


def titles(page: Page, rows: int = 100) -> list[str]:
    """Return the titles of all rows of the page, at most so many, for which one goes to its end."""
    expect(page.locator(".rows[aria-busy]")).to_have_count(0)
    count = min(rows, total(page))
    for _ in range(20):
        if page.locator(ROWS).count() >= count:
            break
        page.mouse.wheel(0, 5000)
        page.wait_for_timeout(100)
    expect(page.locator(ROWS)).to_have_count(count)
    return page.locator(f"{ROWS} h3 a").all_inner_texts()


def facet(page: Page, name: str) -> Any:
    return page.locator(".facet", has=page.get_by_text(name, exact=True))


def test_the_plain_page_is_taken_over_without_a_jump(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    assert total(page) == 78
    expect(page.locator(ROWS)).to_have_count(78)
    expect(page.locator(".facets .facet").first).to_be_visible()
    assert sum(page.evaluate("shifts")) < 0.02


@pytest.mark.parametrize(
    "path", ["papers/?q=preference", "papers/?tag=survey&show=abstract", "papers/?q=zzzz", "", "tags/"]
)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desktop", "phone"])
def test_nothing_jumps_while_a_page_comes(browser: Browser, address: str, path: str, size: dict[str, Any]) -> None:
    with watched(browser, address, **size) as context:
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        assert sum(page.evaluate("shifts")) < 0.02


def built_titles(site: Site, path: str) -> list[str]:
    """Return the titles of a built list, in the order of the page."""
    found: list[str] = []
    for folder in ("", *(f"page/{number}/" for number in range(2, 9))):
        if (site.folder / path / folder / "index.html").exists():
            found += re.findall(r'<h3 id="[^"]*"><a href="([^"]*)"', site.read(f"{path}{folder}index.html"))
    return [url.rstrip("/").rpartition("/")[2] for url in found]


FACTS = """async () => {
    const { connect } = await import(__md_scope.href + "assets/javascripts/search/client.mjs")
    return connect(__md_scope.href).ready()
}"""


def found_slugs(page: Page, asked: dict[str, Any]) -> list[str]:
    """Return the slugs of what the search finds for a request, by the page's own client."""
    script = """async asked => {
        const { connect } = await import(__md_scope.href + "assets/javascripts/search/client.mjs")
        const client = connect(__md_scope.href), { total, docs } = await client.ask({ ...asked, all: true, limit: 1 })
        const rows = await client.rows(docs)
        if (rows.length !== total) throw new Error(`${rows.length} rows, ${total} counted`)
        return rows.map(row => row.slug)
    }"""
    slugs: list[str] = page.evaluate(script, asked)
    return slugs


def test_filtered_lists_are_those_of_the_built_pages(page: Page, address: str, site_at_address: Site) -> None:
    """Every tag, year and venue: the same papers, and the number that the filters show."""
    page.goto(f"{address}papers/")
    facts = page.evaluate(FACTS)
    lists = [(f"tags/{one['id']}/", {"tags": [one["id"]]}, one["papers"]) for one in facts["tags"]]
    lists += [(f"venues/{one['slug']}/", {"venues": [one["slug"]]}, one["papers"]) for one in facts["venues"]]
    lists += [
        (f"years/{one['year']}/", {"from": one["year"], "to": one["year"]}, one["papers"]) for one in facts["years"]
    ]
    assert len(lists) > 40
    for path, asked, counted in lists:
        built = built_titles(site_at_address, path)
        assert sorted(found_slugs(page, asked)) == sorted(built), path
        assert counted == len(built), path


def test_a_filter_shows_as_many_papers_as_it_says(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    before = total(page)
    for name in ("Multimodal models", "Vision and language"):
        line = facet(page, name)
        said = int(line.locator(".facet__n").inner_text())
        line.locator(".facet__in").click()
        expect(page.locator(".bar h1")).to_have_text(f"{said} of {before} papers")
        expect(line.locator(".facet__in")).to_have_attribute("aria-pressed", "true")
        assert len(titles(page)) == said
    expect(page).to_have_url(re.compile(r"\?tag=multimodal[\w-]*&tag=vision-language$"))


def test_the_minus_excludes_and_the_same_again_releases(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    line = facet(page, "Multimodal models")
    having = int(line.locator(".facet__n").inner_text())
    line.get_by_role("button", name="Exclude Multimodal models").click()
    expect(page.locator(".bar h1")).to_have_text(f"{78 - having} of 78 papers")
    expect(page.locator(".chip--out")).to_have_text("not Multimodal models")
    line.get_by_role("button", name="Exclude Multimodal models").click()
    expect(page.locator(".bar h1")).to_have_text("78 papers")
    expect(page).to_have_url(f"{address}papers/")


def test_words_typed_are_searched_at_once_and_marked(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    page.keyboard.press("/")
    page.keyboard.type("preference")
    expect(page.locator(".chip")).to_have_text("“preference”")
    assert 0 < total(page) < 78
    expect(page.locator(f"{ROWS} h3 em", has_text=re.compile("preference", re.IGNORECASE)).first).to_be_visible()
    expect(page.locator(f"{ROWS} blockquote em").first).to_be_visible()
    expect(page).to_have_url(f"{address}papers/?q=preference")
    page.go_back()
    expect(page).to_have_url(f"{address}papers/")
    expect(page.locator(".cat-search input")).to_have_value("")
    expect(page.locator(".bar h1")).to_have_text("78 papers")
    page.go_forward()
    expect(page.locator(".cat-search input")).to_have_value("preference")
    expect(page.locator(".bar h1")).not_to_have_text("78 papers")


def test_sentences_and_numbers_come_when_typing_pauses(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    expect(page.locator(".facet__n").first).not_to_be_empty()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("""() => {
        window.drawn = []
        const watch = (where, what) => new MutationObserver(() => drawn.push(what))
            .observe(document.querySelector(where), { childList: true, subtree: true, characterData: true })
        watch(".facets", "numbers")
        watch("#rows ol", "rows")
    }""")
    page.evaluate("""async () => {
        const field = document.querySelector(".cat-search input")
        for (const typed of ["p", "pr", "pre", "pref", "prefe"]) {
            field.value = typed
            field.dispatchEvent(new Event("input", { bubbles: true }))
            await new Promise(resolve => setTimeout(resolve, 60))
        }
    }""")
    expect(page.locator(f"{ROWS} blockquote em").first).to_be_visible()
    drawn = page.evaluate("drawn")
    assert drawn.index("rows") < drawn.index("numbers")
    assert drawn.count("numbers") == 1
    blocks = [url for url in asked if "/abstracts/" in url]
    assert len(blocks) == len(set(blocks)) <= page.locator(f"{ROWS} blockquote em").count()


def test_nothing_is_said_of_papers_that_are_not_there(page: Page, address: str) -> None:
    page.goto(f"{address}papers/?q=zzxxqq+qqxxzz")
    expect(page.locator(".say h2")).to_have_text("No paper matches all of this.")
    expect(page.locator(".notes")).to_have_text("")


def test_every_chip_takes_its_condition_away(page: Page, address: str) -> None:
    page.goto(f"{address}papers/?q=language&tag=alignment&tag=survey&match=any&not=dataset&from=2023&to=2025&code=1")
    expect(page.locator(".chip")).to_have_count(6)
    page.locator(".anyall").select_option("all")
    expect(page).to_have_url(re.compile(r"^(?!.*match)"))
    page.locator(".anyall").select_option("any")
    expect(page).to_have_url(re.compile("match=any"))
    for left in range(5, -1, -1):
        page.locator(".chip").first.click()
        expect(page.locator(".chip")).to_have_count(left)
    expect(page).to_have_url(f"{address}papers/")


def test_a_shared_address_shows_the_same_list(browser: Browser, page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    facet(page, "Preference optimization").locator(".facet__in").click()
    page.get_by_label("From year").select_option("2024")
    page.get_by_label("Sort").select_option("title")
    page.locator(".bar").get_by_label("Titles").check()
    expect(page).to_have_url(re.compile("show=titles"))
    here, seen = page.url, titles(page)
    assert seen == sorted(seen, key=str.casefold)
    with watched(browser, address, **WIDE) as context:
        other = context.new_page()
        other.goto(here)
        assert titles(other) == seen
        expect(other.locator(".seg input:checked").first).to_have_value("titles")
        assert other.locator(f"{ROWS} blockquote").count() == 0


def test_years_venues_and_authors_narrow(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    page.locator(".years a", has_text="2023").click()
    expect(page).to_have_url(f"{address}papers/?from=2023&to=2023")
    expect(page.locator(".years a[aria-current]")).to_have_count(1)
    assert 0 < total(page) < 78
    dates = page.locator(f"{ROWS} > ul > li:nth-child(2)").all_inner_texts()
    assert [date for date in dates if not date.endswith("2023")] == []
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".bar h1")).to_have_text("78 papers")
    line = facet(page, "ICLR")
    said = line.locator(".facet__n").inner_text()
    line.locator("button").click()
    expect(page.locator(".bar h1")).to_have_text(f"{said} of 78 papers")
    page.get_by_role("button", name="Clear all").click()
    author = page.get_by_role("combobox", name="Find an author")
    author.fill("lin")
    expect(page.locator(".names [role=option]").first).to_be_visible()
    author.press("ArrowDown")
    name, papers = page.locator(".names [aria-selected=true] span").all_inner_texts()
    author.press("Enter")
    expect(page.locator(".chip")).to_have_text(name)
    expect(page.locator(".bar h1")).to_have_text(f"{papers} of 78 papers")


def test_find_a_tag_among_all(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    field = page.get_by_label("Find a tag")
    field.fill("distil")
    expect(page.locator(".facets section").first.locator(".facet:visible")).to_have_count(1)
    field.press("Enter")
    expect(page.locator(".chip")).to_have_count(1)
    field.fill("")
    page.get_by_role("button", name=re.compile(r"^All \d+ tags$")).click()
    assert page.locator(".facets section").first.locator(".facet:visible").count() > 20


def test_nothing_found_says_what_one_condition_less_would_find(page: Page, address: str) -> None:
    page.goto(f"{address}papers/?q=preference&tag=survey&tag=toolkit&from=2023")
    expect(page.get_by_role("heading", name="No paper matches all of this.")).to_be_visible()
    way = page.locator(".say li", has_text="Without").first
    said = int(re.search(r": (\d+) paper", way.inner_text())[1])  # type: ignore[index]
    way.locator("a").click()
    expect(page.locator(".bar h1")).to_have_text(f"{said} of 78 papers")
    page.go_back()
    page.locator(".say").get_by_role("button", name="Clear all").click()
    expect(page.locator(".bar h1")).to_have_text("78 papers")


@contextmanager
def watched_failing(browser: Browser, address: str) -> Iterator[tuple[BrowserContext, Callable[[], None]]]:
    """Open a window where the search's files cannot be had until one says so; what the browser says of that passes."""
    context = browser.new_context(**WIDE)
    context.route(
        "**/search/**", lambda route: route.abort() if "/assets/" not in route.request.url else route.continue_()
    )
    found: list[str] = []
    context.on("weberror", lambda error: found.append(str(error.error)))
    yield context, context.unroute_all
    context.close()
    assert found == []


def test_a_search_that_does_not_load_says_so_and_tries_again(browser: Browser, address: str) -> None:
    with watched_failing(browser, address) as (context, heal):
        page = context.new_page()
        page.goto(f"{address}papers/?q=preference")
        expect(page.get_by_role("alert")).to_contain_text("Search did not load.")
        heal()
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(f"{ROWS}").first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)


def test_without_its_search_the_list_keeps_its_papers(browser: Browser, address: str) -> None:
    with watched_failing(browser, address) as (context, _):
        page = context.new_page()
        page.goto(f"{address}papers/")
        expect(page.get_by_role("alert")).to_contain_text("The lists and tags work without it.")
        expect(page.locator(ROWS)).to_have_count(78)


def test_a_long_wait_is_shown_and_a_short_one_is_not(browser: Browser, address: str) -> None:
    with watched(browser, address, **WIDE) as context:
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        context.route("**/search/manifest.json", hold)
        context.add_init_script("""
            window.seen = {}
            new MutationObserver(() => {
                for (const one of [".rows[aria-busy]", ".wait"])
                    if (document.querySelector(one)) seen[one] ??= performance.now()
            }).observe(document, { childList: true, subtree: true, attributes: true })
        """)
        page = context.new_page()
        page.goto(f"{address}papers/?q=preference")
        expect(page.locator(".wait li").first).to_be_visible()
        assert page.evaluate("seen['.wait'] - seen['.rows[aria-busy]']") > 200
        expect(page.get_by_role("status").filter(has_text="Searching")).to_have_count(1)
        for route in held:
            route.continue_()
        expect(page.locator(ROWS).first).to_be_visible()
        expect(page.locator(".wait")).to_have_count(0)


def test_the_keys_of_the_list(page: Page, address: str) -> None:
    """From row to row, into a paper, to the next one of the list, and back to where one was."""
    page.goto(f"{address}papers/?q=preference")
    expect(page.locator(ROWS).first).to_be_visible()
    for key in "jjk":
        page.keyboard.press(key)
    expect(page.locator(f"{ROWS}[aria-current] h3 a").and_(page.locator(f"{ROWS} h3 a").first)).to_be_focused()
    assert page.locator(f"{ROWS}[aria-current]").count() == 1
    first, second = (page.locator(f"{ROWS} h3 a").nth(place).get_attribute("href") for place in (0, 1))
    page.keyboard.press("Enter")
    expect(page).to_have_url(str(first))
    expect(page.locator(".trail")).to_contain_text("Back to “preference”")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(str(second))
    expect(page.locator(".trail")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(str(first))
    page.locator(".trail a").first.click()
    expect(page).to_have_url(f"{address}papers/?q=preference")


def test_a_question_mark_shows_the_keys_and_escape_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(f"{address}papers/")
    expect(page.locator(".facet").first).to_be_visible()
    expect(page.locator(".bar h1")).to_have_text("78 papers")
    page.keyboard.press("f")
    page.wait_for_function("document.activeElement.closest('.facets')")
    page.wait_for_load_state("networkidle")
    page.locator(f"{ROWS} h3 a").nth(3).focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)
    expect(page.locator(f"{ROWS} h3 a").nth(3)).to_be_focused()


def test_a_row_is_saved_by_a_key_and_the_reading_list_narrows(page: Page, address: str) -> None:
    page.goto(f"{address}papers/?q=preference")
    expect(page.locator(ROWS).first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator(f"{ROWS}[aria-current] .star")).to_have_attribute("aria-pressed", "true")
    title = page.locator(f"{ROWS}[aria-current] h3 a").inner_text()
    page.goto(f"{address}papers/")
    facet(page, "On your reading list").locator("button").click()
    expect(page.locator(".bar h1")).to_have_text("1 of 78 papers")
    assert titles(page) == [title]


def test_filters_on_a_phone_are_a_sheet(browser: Browser, address: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        page.goto(f"{address}papers/?q=preference&tag=alignment")
        opener = page.get_by_role("button", name="Filters, 1")
        opener.tap()
        sheet = page.get_by_role("dialog", name="Filters")
        expect(sheet).to_be_visible()
        assert page.evaluate("document.querySelector('.md-header').inert")
        for _ in range(80):
            page.keyboard.press("Tab")
            assert page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('.facets')"
            )
        said = sheet.locator(".sheet-bar--foot span")
        expect(said).to_contain_text("papers")
        before = said.inner_text()
        facet(page, "Preference optimization").locator(".facet__in").tap()
        expect(said).not_to_have_text(before)
        count = said.inner_text()
        sheet.get_by_role("button", name="Show them").tap()
        expect(sheet).to_have_count(0)
        expect(page.locator(".bar h1")).to_contain_text(count.split()[0])
        opener = page.get_by_role("button", name="Filters, 2")
        expect(opener).to_be_focused()
        opener.tap()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name="Filters")).to_have_count(0)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("color", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["papers/", "papers/?q=preference&tag=alignment&tag=survey&not=dataset&from=2023", "papers/?q=zzzzqqq"]
)
def test_axe_finds_nothing_in_the_list(
    browser: Browser, address: str, path: str, color: Any, size: dict[str, Any]
) -> None:
    with watched(browser, address, color_scheme=color, reduced_motion="reduce", **size) as context:
        page = context.new_page()
        page.goto(address + path)
        expect(page.locator(".rows[aria-busy]")).to_have_count(0)
        if size is PHONE:
            page.locator(".filters").tap()
        assert faults(page) == set()


def test_single_keys_can_be_switched_off(page: Page, address: str) -> None:
    """For those who speak to their computer; the box still opens by a key that is held with another."""
    page.goto(f"{address}papers/")
    expect(page.locator(".facet").first).to_be_visible()
    page.keyboard.press("?")
    page.get_by_label("Keys of one sign act on these pages").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("/")
    page.keyboard.press("?")
    page.wait_for_timeout(200)
    assert page.locator(f"{ROWS}[aria-current]").count() == 0
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator(".cat-search input")).to_be_focused()
    page.goto(f"{address}search-help/")
    page.get_by_label("Keys of one sign act on these pages").check()
    page.keyboard.press("/")
    expect(page.locator(".cat-search input")).to_be_focused()


def test_the_list_leads_to_the_same_papers_on_the_map(page: Page, address: str) -> None:
    page.goto(f"{address}papers/?tag=survey&from=2023")
    page.get_by_role("link", name="On the map").click()
    expect(page).to_have_url(f"{address}map/?tag=survey&from=2023")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[str]:
    """Where a site of 250 papers stands."""
    papers = {"many.jsonl": sample(data, "1k", 250)}
    site = build(make_project(tmp_path_factory.mktemp("many"), papers=papers), "--strict")
    with served(site.folder, "/repo/") as url:
        yield url


def test_a_long_list_has_pages_of_100(browser: Browser, many: str) -> None:
    """Their links are addresses; one behind the last page leads to the last."""
    with watched(browser, many, **WIDE) as context:
        page = context.new_page()
        page.goto(f"{many}papers/")
        first = titles(page)
        assert len(first) == 100
        expect(page.locator(".pages")).to_contain_text("1 to 100 of 250")
        page.get_by_role("link", name="Next page").click()
        expect(page).to_have_url(f"{many}papers/?page=2")
        expect(page.locator(".bar h1")).to_be_focused()
        expect(page.locator(".pages [aria-current=page]")).to_have_text("2")
        assert page.evaluate("scrollY") == 0
        second = titles(page)
        page.goto(f"{many}papers/?page=77")
        expect(page).to_have_url(f"{many}papers/?page=3")
        third = titles(page, 50)
        assert [len(second), len(third)] == [100, 50]
        page.goto(f"{many}papers/page/2/")
        assert page.locator(f"{ROWS} h3 a").all_inner_texts() == second
        page.goto(f"{many}papers/?page=2&sort=title")
        page.locator(".bar h1").wait_for()
        assert titles(page)[0] not in first[:1]


def test_rows_come_as_one_goes_down_and_one_comes_back_to_them(browser: Browser, many: str) -> None:
    """Nothing below them moves while they come."""
    with watched(browser, many, **WIDE) as context:
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.goto(f"{many}papers/?q=model&show=titles")
        expect(page.locator(".rows[aria-busy]")).to_have_count(0)
        assert page.locator(ROWS).count() < total(page)
        assert len(titles(page)) > 35
        assert sum(page.evaluate("shifts")) < 0.02
        link = page.locator(f"{ROWS} h3 a").nth(35)
        link.scroll_into_view_if_needed()
        title, before = link.inner_text(), page.evaluate("scrollY")
        assert before > 500
        link.click()
        expect(page.locator("article.cat--paper")).to_be_visible()
        page.go_back()
        expect(page.locator(f"{ROWS} h3 a", has_text=title)).to_be_in_viewport()
        assert abs(page.evaluate("scrollY") - before) < 50


def test_a_list_prints_as_a_bibliography(page: Page, address: str) -> None:
    page.goto(f"{address}papers/?q=preference")
    expect(page.locator(".rows[aria-busy]")).to_have_count(0)
    page.emulate_media(media="print")
    for hidden in (".facets", ".chips", ".bar select", ".star", ".md-header", ".md-footer"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    number = "getComputedStyle(document.querySelector('#main .rows li'), '::before').content"
    assert "counter" in page.evaluate(number)


def test_a_list_is_whole_before_it_is_printed(browser: Browser, many: str) -> None:
    """The reader's key for printing first brings the rows that were not yet near; no room is printed for them."""
    with watched(browser, many, **WIDE) as context:
        drawn = "document.querySelectorAll('#rows h3').length"
        context.add_init_script(f"window.print = () => {{ window.printed = {drawn} }}")
        page = context.new_page()
        page.goto(f"{many}papers/?q=language")
        count = min(100, total(page))
        assert page.locator(ROWS).count() < count
        page.emulate_media(media="print")
        left = page.locator(".to-come")
        assert left.evaluate("one => one.offsetHeight") < 100
        assert "more papers" in left.evaluate("one => getComputedStyle(one, '::after').content")
        page.emulate_media(media="screen")
        page.keyboard.press("Control+p")
        page.wait_for_function("window.printed")
        assert page.evaluate("printed") == count
        assert page.locator(f"{ROWS} blockquote p:empty").count() == page.locator(f"{ROWS} blockquote.none").count()
