"""The map and the numbers in a real browser: pointing, tapping, keys, the list's filters, colours, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browsers import NARROW, PHONE, SHIFTS, TOO_WIDE, WIDE, watched
from sites import build, make_project, sample, served

MAP, STATS = "map/", "stats/"
HINT = "Point at a paper"
LARGE = 1200


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[str]:
    """Where a catalog stands whose map is drawn by the script."""
    papers = {"papers.jsonl": sample(data, "10k", LARGE)}
    site = build(make_project(tmp_path_factory.mktemp("large"), papers=papers))
    with served(site.folder, "/repo/") as url:
        yield url


@pytest.fixture
def page(window: BrowserContext, address: str) -> Page:
    return opened(window, address + MAP)


@pytest.fixture
def canvas(browser: Browser, large: str) -> Iterator[Page]:
    with watched(browser, large, **WIDE) as context:
        yield opened(context, large + MAP)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(address)
    expect(page.locator(".colour-by select").first).to_be_visible()
    return page


def card(page: Page) -> Locator:
    return page.locator(".chosen-paper")


def lit(page: Page) -> list[str]:
    """The addresses of the papers that do not step back."""
    links = page.locator(".map a:not(.off)")
    return sorted(str(link.get_attribute("href")).split("/")[-2] for link in links.all())


def title_of(link: Locator) -> str:
    return str(link.evaluate("one => one.querySelector('title').textContent"))


def test_pointing_shows_the_paper_beside_the_map(page: Page) -> None:
    expect(card(page)).to_contain_text(HINT)
    for place in (3, 40, 77):
        link = page.locator(".map a").nth(place)
        link.hover()
        expect(card(page).locator(".title")).to_have_text(title_of(link))
        expect(page.locator(".map a.chosen")).to_have_count(1)
        assert link.get_attribute("class").split()[-1] == "chosen"  # type: ignore[union-attr]


def test_a_click_opens_the_paper(page: Page) -> None:
    link = page.locator(".map a").nth(10)
    title = title_of(link)
    link.click()
    expect(page).to_have_url(re.compile("/repo/papers/[a-z0-9-]+/$"))
    expect(page.locator("h1")).to_have_text(title)


def test_the_map_is_one_stop_for_tab_and_arrows_go_on(page: Page) -> None:
    assert page.locator(".map a[tabindex='0']").count() == 1
    page.locator(".map a[tabindex='0']").focus()
    expect(card(page)).not_to_contain_text(HINT)
    seen = {card(page).inner_text()}
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(card(page).inner_text())
    assert len(seen) >= 4
    focused = page.locator(".map a:focus")
    expect(card(page).locator(".title")).to_have_text(title_of(focused))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/repo/papers/[a-z0-9-]+/$"))


def test_the_first_tap_chooses_and_the_second_opens(browser: Browser, address: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = opened(context, address + MAP)
        link = page.locator(".map a").nth(20)
        title = title_of(link)
        link.tap()
        expect(card(page).locator(".title")).to_have_text(title)
        assert page.url.endswith(MAP)
        link.tap()
        expect(page.locator("h1")).to_have_text(title)


def test_a_tap_beside_a_point_chooses_it(browser: Browser, address: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = opened(context, address + MAP)
        box = page.locator(".map a").nth(5).bounding_box()
        assert box
        page.touchscreen.tap(box["x"] + box["width"] + 4, box["y"] + box["height"] / 2)
        expect(card(page)).not_to_contain_text(HINT)
        assert page.url.endswith(MAP)


@pytest.mark.parametrize(
    "asked",
    [
        "?tag=survey",
        "?tag=survey&from=2024",
        "?q=preference&not=survey",
        "?tag=survey&tag=dataset&match=any",
        "?venue=iclr",
    ],
)
def test_the_map_shows_what_the_list_shows(window: BrowserContext, address: str, asked: str) -> None:
    list_page = window.new_page()
    list_page.goto(f"{address}papers/{asked}")
    expect(list_page.locator(".rows li h3 a").first).to_be_visible()
    expect(list_page.locator(".chips .chip").first).to_be_visible()
    expected = {
        str(link.get_attribute("href")).rstrip("/").split("/")[-1] for link in list_page.locator(".rows li h3 a").all()
    }
    page = opened(window, address + MAP + asked)
    expect(page.locator(".filtered")).to_contain_text("of 78 papers")
    assert len(lit(page)) < 78
    assert set(lit(page)) >= expected
    count = int(re.match(r"\d+", page.locator(".filtered").inner_text())[0])  # type: ignore[index]
    assert len(lit(page)) == count
    page.get_by_role("link", name="These papers as a list").click()
    expect(page).to_have_url(f"{address}papers/{asked}")


def test_conditions_are_taken_away_one_by_one_and_come_back(page: Page, address: str) -> None:
    page.goto(f"{address}{MAP}?tag=survey&from=2024")
    expect(page.locator(".filtered .chip")).to_have_count(2)
    few = len(lit(page))
    page.get_by_role("button", name="Remove: from 2024").click()
    expect(page.locator(".filtered .chip")).to_have_count(1)
    assert len(lit(page)) > few
    expect(page).to_have_url(f"{address}{MAP}?tag=survey")
    expect(page.locator(".filtered .chip")).to_be_focused()
    page.get_by_role("button", name="Show all papers").click()
    expect(page.locator(".filtered")).to_have_text("78 papers")
    expect(page.locator(".filtered [role=status]")).to_be_focused()
    assert len(lit(page)) == 78
    page.go_back()
    expect(page.locator(".filtered .chip")).to_have_count(1)


def test_an_address_that_asks_for_what_is_not_there_shows_none(page: Page, address: str) -> None:
    page.goto(f"{address}{MAP}?tag=%3Cscript%3E&q=%22%3E%3Cimg%20src%3Dx%3E")
    expect(page.locator(".filtered .chip")).to_have_count(2)
    expect(page.locator(".filtered")).to_contain_text("0 of 78 papers")
    assert page.locator(".filtered img, .filtered script").count() == 0


def test_topics_step_back_where_their_box_is_cleared(page: Page) -> None:
    first = page.locator(".legend li").first
    count = int(first.locator("b").inner_text())
    first.locator("input").uncheck()
    assert len(lit(page)) == 78 - count
    first.locator("input").check()
    assert len(lit(page)) == 78


def test_colours_mean_topics_years_or_one_tag(page: Page) -> None:
    way = page.get_by_label("Colour")
    way.select_option("year")
    expect(page.locator(".legend")).to_contain_text("2024")
    assert total(page) == 78
    assert page.locator(".map a.y4").count() > 0
    way.select_option("tag")
    tag = page.get_by_label("Tag", exact=True)
    expect(tag).to_be_visible()
    tag.select_option("survey")
    expect(page.locator(".legend li").first).to_contain_text("Survey")
    assert total(page) == 78
    marked = page.locator(".map a.t1").count()
    assert page.locator(".legend li").first.locator("b").inner_text() == str(marked)
    way.select_option("topic")
    expect(tag).to_be_hidden()
    expect(page.locator(".legend")).to_contain_text("No topic")


def total(page: Page) -> int:
    return sum(int(one.replace(",", "")) for one in page.locator(".legend b").all_inner_texts())


def test_without_scripts_the_map_is_links(browser: Browser, address: str) -> None:
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + MAP)
        assert page.locator(".map a").count() == 78
        assert page.locator("main button:visible, main select:visible, main input:visible").count() == 0
        expect(page.locator(".legend a").first).to_be_visible()
        page.locator(".map a").nth(2).click()
        expect(page).to_have_url(re.compile("/repo/papers/[a-z0-9-]+/$"))


def test_every_link_of_the_numbers_leads_to_a_page(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(address + STATS)
    links = {
        str(one) for one in page.locator(".charts a").evaluate_all("all => all.map(one => one.href.split('?')[0])")
    }
    assert len(links) > 60
    assert [link for link in sorted(links) if page.request.get(link).status != 200] == []


def test_a_pair_of_tags_leads_to_its_papers(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(address + STATS)
    page.get_by_text("Most frequent pairs").click()
    link = page.locator("details[open] td a").first
    count = link.inner_text()
    link.click()
    expect(page.locator("main")).to_contain_text(f"{count} of 78 papers")


def test_the_numbers_are_pictures_with_tables(window: BrowserContext, address: str) -> None:
    page = window.new_page()
    page.goto(address + STATS)
    for picture in page.locator(".charts svg").all():
        assert picture.get_attribute("role") == "img"
        assert len(str(picture.get_attribute("aria-label"))) > 30
        expect(picture.locator("xpath=ancestor::section//table")).not_to_have_count(0)


@pytest.mark.parametrize("color", ["light", "dark"])
@pytest.mark.parametrize("path", [MAP, f"{MAP}?tag=survey", STATS])
def test_axe_finds_nothing(browser: Browser, address: str, path: str, color: Any) -> None:
    with watched(browser, address, color_scheme=color, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_timeout(500)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert faults(page) == set()


def test_axe_finds_nothing_on_a_large_map(canvas: Page) -> None:
    assert faults(canvas) == set()


def faults(page: Page) -> set[tuple[str, str, str]]:
    return {
        (one["id"], node["html"][:120], node["failureSummary"])
        for one in Axe().run(page)["violations"]
        for node in one["nodes"]
        if one["impact"] in {"serious", "critical"}
    }


@pytest.mark.parametrize("path", [MAP, STATS])
def test_nothing_scrolls_sideways(browser: Browser, address: str, path: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        page.goto(address + path)
        page.wait_for_timeout(300)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, page.evaluate(TOO_WIDE)[:5]


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, {"width": 360, "height": 740}])
def test_nothing_moves_while_the_page_comes(browser: Browser, address: str, viewport: Any) -> None:
    with watched(browser, address, viewport=viewport) as context:
        context.add_init_script(SHIFTS)
        page = opened(context, address + MAP)
        assert sum(page.evaluate("shifts")) < 0.02


def test_a_large_map_answers_to_the_pointer(canvas: Page) -> None:
    """A paper near the pointer is named beside the map, and a click on its point opens it."""
    box = canvas.locator("canvas.map").bounding_box()
    assert box
    spot = canvas.locator(".spot")
    for step in range(40):
        canvas.mouse.move(box["x"] + box["width"] * (0.3 + step / 100), box["y"] + box["height"] * (0.3 + step / 100))
        if spot.get_attribute("href"):
            break
        canvas.wait_for_timeout(50)
    title = card(canvas).locator(".title")
    expect(title).to_have_text(str(spot.get_attribute("aria-label")))
    text = title.inner_text()
    place = spot.bounding_box()
    assert place
    canvas.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(canvas.locator("h1")).to_have_text(text)


def test_a_large_map_goes_by_keys(canvas: Page) -> None:
    canvas.locator(".spot").focus()
    expect(card(canvas).locator(".title")).to_be_visible()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "+", "ArrowUp", "ArrowUp", "0"):
        canvas.keyboard.press(key)
        canvas.wait_for_timeout(120)
        seen.add(card(canvas).inner_text())
    assert len(seen) >= 4
    expect(canvas.locator(".spot")).to_be_focused()
    expect(card(canvas).locator(".title")).to_have_text(str(canvas.locator(".spot").get_attribute("aria-label")))
    canvas.keyboard.press("Enter")
    expect(canvas).to_have_url(re.compile("/repo/papers/[a-z0-9-]+/$"))


def test_a_large_map_is_made_larger_and_moved(canvas: Page) -> None:
    before = shot(canvas)
    canvas.get_by_role("button", name="Larger").click()
    canvas.get_by_role("button", name="Larger").click()
    larger = shot(canvas)
    assert larger != before
    box = canvas.locator("canvas.map").bounding_box()
    assert box
    canvas.mouse.move(box["x"] + 500, box["y"] + 300)
    canvas.mouse.down()
    canvas.mouse.move(box["x"] + 300, box["y"] + 200, steps=4)
    canvas.mouse.up()
    assert canvas.url.endswith(MAP)
    assert shot(canvas) != larger
    canvas.get_by_role("button", name="The whole map").click()
    canvas.mouse.move(0, 0)
    canvas.wait_for_timeout(200)


def shot(page: Page) -> str:
    page.wait_for_timeout(200)
    return str(page.locator("canvas.map").evaluate("one => one.toDataURL()"))


def test_a_drag_over_a_paper_does_not_open_it(canvas: Page) -> None:
    for _ in range(3):
        canvas.get_by_role("button", name="Larger").click()
    canvas.locator(".spot").focus()
    expect(card(canvas).locator(".title")).to_be_visible()
    place = canvas.locator(".spot").bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    canvas.mouse.move(x, y)
    before = shot(canvas)
    canvas.mouse.down()
    canvas.mouse.move(x - 90, y - 60, steps=5)
    canvas.mouse.up()
    assert shot(canvas) != before
    assert canvas.url.endswith(MAP)


def test_two_fingers_make_a_large_map_larger(browser: Browser, large: str) -> None:
    with watched(browser, large, **PHONE) as context:
        page = opened(context, large + MAP)
        before = shot(page)
        page.evaluate(PINCH)
        assert shot(page) != before
        assert page.locator("canvas.map.zoomed").count() == 1


PINCH = """
() => {
  const map = document.querySelector("canvas.map"), box = map.getBoundingClientRect()
  const send = (name, id, x) => map.dispatchEvent(new PointerEvent(name, {
    bubbles: true, pointerId: id, pointerType: "touch", buttons: 1, clientX: box.left + x, clientY: box.top + 90 }))
  send("pointerdown", 1, 140)
  send("pointerdown", 2, 180)
  for (let step = 0; step < 5; step++) {
    send("pointermove", 1, 130 - step * 10)
    send("pointermove", 2, 190 + step * 10)
  }
  send("pointerup", 1, 90)
  send("pointerup", 2, 230)
}
"""


def test_a_large_map_is_filtered(canvas: Page, large: str) -> None:
    everything = shot(canvas)
    canvas.goto(f"{large}{MAP}?q=language")
    expect(canvas.locator(".filtered")).to_contain_text(re.compile(r"\d+ of 1,200 papers"))
    assert shot(canvas) != everything


def test_a_large_map_has_dots_without_a_script(browser: Browser, large: str) -> None:
    with watched(browser, large, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(large + MAP)
        expect(page.locator(".map .dots").first).to_be_visible()
        expect(page.get_by_role("link", name="The same papers as a list")).to_be_visible()


def test_the_map_stays_where_its_data_do_not_come(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/points.json", lambda route: route.abort())
    page.goto(address + MAP)
    page.wait_for_timeout(400)
    assert page.locator(".map a").count() == 78
    page.locator(".map a").nth(1).click()
    expect(page).to_have_url(re.compile("/repo/papers/[a-z0-9-]+/$"))
    context.close()
