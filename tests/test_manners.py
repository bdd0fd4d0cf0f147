"""The manners of every kind of page: for those who listen, tap, print, enlarge, or read from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from sites import Site, served
from test_browser import PAPER, TOO_WIDE, watched

KINDS = {
    "home": "", "list": "papers/", "titles": "papers/a-z/", "paper": PAPER, "tag tree": "tags/", "tag": "tags/rag/",
    "terms": "tags/terms/", "topic": "topics/retrieval/", "listings": "listings/",
    "listing": "listings/hugging-face-trending-jun-6/", "years": "years/", "year": "years/2024/",
    "authors": "authors/", "author": "authors/dan-roth/", "venues": "venues/", "venue": "venues/acl/",
    "map": "map/", "stats": "stats/", "reading list": "reading-list/", "data": "data/", "new": "new/",
    "changes": "changes/", "follow": "follow/", "playground": "rules/try/",
    "by hand": "about/", "help": "search-help/",
}  # fmt: skip
MISSING = "404.html"
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
SHIFTS = """
window.shifts = []
new PerformanceObserver(list => list.getEntries().forEach(one => window.shifts.push([
  one.value, ...one.sources.slice(0, 3).map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 90)),
]))).observe({ type: "layout-shift", buffered: true })
"""
FACTS = """
() => ({
  title: document.title,
  description: document.querySelector("meta[name=description]")?.content ?? "",
  canonical: document.querySelector("link[rel=canonical]")?.href,
  lang: document.documentElement.lang,
  viewport: document.querySelector("meta[name=viewport]")?.content,
  doctype: document.doctype?.name,
  charset: document.characterSet,
  robots: document.querySelector("meta[name=robots]")?.content,
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(one => one.checkVisibility())
    .map(one => Number(one.tagName[1])),
  images: [...document.images].filter(one => !one.getAttribute("width") || !one.getAttribute("height"))
    .map(one => one.outerHTML),
  vague: [...document.links].map(one => (one.ariaLabel ?? one.textContent).trim())
    .filter(text => !text || /^(here|click here|this|more|read more|learn more|link|go|start)$/i.test(text)),
})
"""
# A finger needs 24 pixels, or as much room around a smaller target; what stands in a line of text is as high as that.
# The points of the map are also links of the list beside it.
SMALL = """
() => {
  const controls = "a[href], button, input, select, textarea, summary, label[for], [tabindex='0']"
  const all = [...document.querySelectorAll(controls)]
    .filter(one => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !one.closest("svg"))
    .map(one => ({ one, box: one.getBoundingClientRect() })).filter(({ box }) => box.width > 1 && box.height > 1)
  const isSmall = ({ box }) => box.width < 24 || box.height < 24
  const isInText = ({ one }) => getComputedStyle(one).display === "inline"
    && [...one.parentElement.childNodes, ...one.parentElement.parentElement.childNodes]
      .some(node => node.nodeType === 3 && node.textContent.trim())
  const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2]
  const away = (x, y, { box: { left, right, top, bottom } }) =>
    Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))
  const isNear = (small, other) => {
    const [x, y] = middle(small), [u, v] = middle(other)
    return isSmall(other) ? Math.hypot(x - u, y - v) < 24 : away(x, y, other) < 12
  }
  return all.filter(one => isSmall(one) && !isInText(one)).filter(small => all.some(other =>
    other !== small && !small.one.contains(other.one) && !other.one.contains(small.one) && isNear(small, other)))
    .map(({ one, box }) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`)
}
"""
RINGS = """
() => [document.activeElement, document.activeElement.closest("form, label"), document.activeElement.nextElementSibling]
  .filter(Boolean).map(one => getComputedStyle(one)).some(({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none")
"""
MOVING = """
() => [...document.querySelectorAll("body, body *")].filter(one => one.checkVisibility()).filter(one => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
  return transitionDuration.split(",").some(time => parseFloat(time) > .001)
    || animationName !== "none" || scrollBehavior === "smooth"
}).map(one => one.outerHTML.slice(0, 120))
"""


@pytest.fixture(scope="module")
def address(site_at_address: Site) -> Iterator[str]:
    """Where the site stands."""
    with served(site_at_address.folder, "/repo/") as url:
        yield url


def opened(page: Page, url: str) -> None:
    """Open a page and wait until its scripts have had their turn."""
    page.goto(url, wait_until="networkidle")


@pytest.mark.parametrize("kind", [*KINDS, "missing"])
def test_axe_finds_nothing(browser: Browser, address: str, kind: str) -> None:
    """What the dark colours can spoil is contrast; all else is the same page."""
    found = []
    for color, options in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
        with watched(browser, address, color_scheme=color, reduced_motion="reduce") as context:
            page = context.new_page()
            opened(page, address + KINDS.get(kind, MISSING))
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            result = Axe().run(page, options=options)
        assert result["passes"]
        found += [
            (color, one["id"], node["html"][:120], node["failureSummary"])
            for one in result["violations"]
            for node in one["nodes"]
        ]
    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_what_it_is(browser: Browser, address: str, kind: str) -> None:
    """Its title, description, address, language, headings in their order, links that say where they lead."""
    with watched(browser, address, **DESK) as context:
        page = context.new_page()
        opened(page, address + KINDS[kind])
        facts = page.evaluate(FACTS)
    levels = facts["headings"]
    assert 5 < len(facts["title"]) < 250
    assert len(facts["description"]) >= 20
    assert facts["canonical"] == f"https://owner.example/repo/{KINDS[kind]}"
    assert (facts["lang"], facts["doctype"], facts["charset"], facts["robots"]) == ("en", "html", "UTF-8", None)
    assert "width=device-width" in facts["viewport"]
    assert "user-scalable=no" not in facts["viewport"]
    assert levels.count(1) == 1
    assert [after for before, after in pairwise(levels) if after > before + 1] == []
    assert (facts["images"], facts["vague"]) == ([], [])


def test_no_two_kinds_of_page_have_one_title(site_at_address: Site) -> None:
    heads = [site_at_address.read(f"{path}index.html").partition("</head>")[0] for path in KINDS.values()]
    for begin, end in (("<title>", "</title>"), ('<meta name="description" content="', '"')):
        texts = [head.partition(begin)[2].partition(end)[0] for head in heads]
        assert sorted(set(texts)) == sorted(texts)


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, kind: str, size: str) -> None:
    """No layout shift, no message, no request to anybody else."""
    with watched(browser, address, **(PHONE if size == "phone" else DESK)) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        opened(page, address + KINDS[kind])
        assert [one for one in page.evaluate("window.shifts") if one[0] >= 0.0005] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_finger_hits_what_it_means(browser: Browser, address: str, kind: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        opened(page, address + KINDS[kind])
        assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_however_narrow_the_page_and_large_the_text(
    browser: Browser, address: str, kind: str
) -> None:
    """From 320 pixels on; and with text of twice the size, on a desk and on a phone."""
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        opened(page, address + KINDS[kind])
        for width, size in ((360, ""), (320, ""), (1280, "250%"), (360, "250%")):
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            wide = page.evaluate("document.scrollingElement.scrollWidth")
            assert wide <= width, (width, size, page.evaluate(TOO_WIDE)[:5])


@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_is_seen_wherever_it_is(browser: Browser, address: str, kind: str) -> None:
    with watched(browser, address, **DESK) as context:
        page = context.new_page()
        opened(page, address + KINDS[kind])
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            assert page.evaluate(RINGS), page.evaluate("document.activeElement.outerHTML.slice(0, 150)")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_those_who_asked_for_that(browser: Browser, address: str, kind: str) -> None:
    with watched(browser, address, reduced_motion="reduce", **DESK) as context:
        page = context.new_page()
        opened(page, address + KINDS[kind])
        assert page.evaluate(MOVING) == []
