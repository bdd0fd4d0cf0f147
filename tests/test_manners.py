"""The manners of every kind of page: for those who listen, tap, print, enlarge, or read from right to left."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browsers import PAPER, PHONE, TOO_WIDE, WIDE, watched
from sites import Site, build, make_project, served

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
# The points of the map have their ring inside.
RINGS = """
() => [document.activeElement, document.activeElement.closest("form, label"), document.activeElement.nextElementSibling,
  document.activeElement.querySelector("use")]
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


@contextmanager
def opened(browser: Browser, url: str, address: str, **options: Any) -> Iterator[Page]:
    """Open a page, wait until its scripts have had their turn, and refuse every message and foreign request."""
    with watched(browser, address, **options) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(url, wait_until="networkidle")
        yield page


@pytest.mark.parametrize("kind", [*KINDS, "missing"])
def test_axe_finds_nothing(browser: Browser, address: str, kind: str) -> None:
    """Light and dark, everything unfolded; and nothing moves for those who asked for that.

    What the dark colours can spoil is contrast; all else is the same page.
    """
    found = []
    for color, options in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
        url = address + KINDS.get(kind, MISSING)
        with opened(browser, url, address, color_scheme=color, reduced_motion="reduce", **WIDE) as page:
            assert page.evaluate(MOVING) == []
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
def test_on_a_desk(browser: Browser, address: str, kind: str) -> None:
    """A page says what it is, nothing moves while it loads, the focus is seen, and large text is not cut off."""
    with opened(browser, address + KINDS[kind], address, **WIDE) as page:
        check_facts(page.evaluate(FACTS), KINDS[kind])
        assert moved(page) == []
        check_focus(page)
        check_width(page, 1280, "250%")


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_phone(browser: Browser, address: str, kind: str) -> None:
    """Nothing moves while a page loads, a finger hits what it means, and nothing is wider than the page."""
    with opened(browser, address + KINDS[kind], address, **PHONE) as page:
        assert moved(page) == []
        assert page.evaluate(SMALL) == []
        for width, size in ((360, ""), (320, ""), (360, "250%")):
            check_width(page, width, size)


def moved(page: Page) -> list[Any]:
    """Return what moved. Where 0.1 in all counts as good, a shift below 0.02 is nobody's notice: a busy machine may
    paint a page that is not read to its end.
    """
    return [one for one in page.evaluate("window.shifts") if one[0] >= 0.02]


def check_facts(facts: dict[str, Any], path: str) -> None:
    """Hold a page to a title, a description, its address and language, headings in order, links that say something."""
    levels = facts["headings"]
    assert 5 < len(facts["title"]) < 250
    assert len(facts["description"]) >= 20
    assert facts["canonical"] == f"https://owner.example/repo/{path}"
    assert (facts["lang"], facts["doctype"], facts["charset"], facts["robots"]) == ("en", "html", "UTF-8", None)
    assert "width=device-width" in facts["viewport"]
    assert "user-scalable=no" not in facts["viewport"]
    assert levels.count(1) == 1
    assert [after for before, after in pairwise(levels) if after > before + 1] == []
    assert (facts["images"], facts["vague"]) == ([], [])


def check_focus(page: Page) -> None:
    """Tab through the first controls: each shows that it has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
        assert page.evaluate(RINGS), page.evaluate("document.activeElement.outerHTML.slice(0, 150)")


def check_width(page: Page, width: int, size: str) -> None:
    """Make the window so wide and the text so large (200 % of Material's own is 250 %): nothing scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width, (size, page.evaluate(TOO_WIDE)[:5])


def test_no_two_kinds_of_page_have_one_title_or_description(site_at_address: Site) -> None:
    heads = [site_at_address.read(f"{path}index.html").partition("</head>")[0] for path in KINDS.values()]
    for begin, end in (("<title>", "</title>"), ('<meta name="description" content="', '"')):
        texts = [head.partition(begin)[2].partition(end)[0] for head in heads]
        assert sorted(set(texts)) == sorted(texts)


SHOWN = "[...document.querySelectorAll(%r)].filter(one => one.checkVisibility()).map(one => one.innerText.trim())"
PAPER_PARTS = """
() => ["h1", ".byline > p", ".paper__text > p", ".why", ".cite", ".related", ".sources"]
  .map(part => document.querySelector(`.cat--paper ${part}`) ?? document.querySelector(`.cat--paper > ${part}`))
  .map(one => one.getBoundingClientRect()).filter(box => box.width && box.height).map(box => Math.round(box.top))
"""
COLORS = """
() => [...new Set([document.body, ...document.querySelectorAll("main *")].filter(one => one.checkVisibility())
  .map(one => getComputedStyle(one))
  .flatMap(({ color, backgroundColor }) => [`text ${color}`, `back ${backgroundColor}`]))]
"""


def light(color: str) -> int:
    """Return how light a computed colour is, from 0 to 255; what is transparent is as light as paper."""
    parts = [float(one) for one in re.findall(r"[\d.]+", color)]
    return 255 if len(parts) > 3 and not parts[3] else round(sum(parts[:3]) / 3)


@pytest.mark.parametrize("kind", ["paper", "list", "tag", "year", "home"])
def test_paper_is_always_light(browser: Browser, address: str, kind: str) -> None:
    """Also what is printed from the dark page."""
    with opened(browser, address + KINDS[kind], address, color_scheme="dark", reduced_motion="reduce", **WIDE) as page:
        page.emulate_media(media="print")
        for color in page.evaluate(COLORS):
            assert light(color) < 128 if color.startswith("text") else light(color) > 230, color


def test_a_printed_paper_is_a_page_to_read(browser: Browser, address: str) -> None:
    """Title, authors, abstract, tags with their words, citation, related papers, sources; nothing to operate."""
    with opened(browser, address + PAPER, address, **WIDE) as page:
        page.emulate_media(media="print")
        tops = page.evaluate(PAPER_PARTS)
        assert (len(tops), tops) == (7, sorted(tops))
        assert page.evaluate(SHOWN % "header, footer, nav, button, input, .byline ul, .md-tabs") == []
        assert [text for text in page.evaluate(SHOWN % ".why summary") if "“RAG” 8×" in text]
        byline = page.evaluate("document.querySelector('.byline').innerText")
        assert "author=" not in page.evaluate(
            "getComputedStyle(document.querySelector('.byline a'), '::after').content"
        )
        assert "Zhuoran Jin" in byline


@pytest.mark.parametrize("kind", ["list", "tag", "year"])
def test_a_printed_list_is_a_numbered_bibliography(browser: Browser, address: str, kind: str) -> None:
    with opened(browser, address + KINDS[kind], address, **WIDE) as page:
        page.emulate_media(media="print")
        numbers = page.evaluate(
            "[...document.querySelectorAll('.rows > ol > li')].map(one => getComputedStyle(one, '::before').content)"
        )
        assert len(numbers) > 3
        assert {"counter" in one for one in numbers} == {True}
        assert (
            page.evaluate(SHOWN % "header, footer, nav, button, input, select, .to-list, .rows li > ul > li > a") == []
        )
        assert all(page.evaluate(SHOWN % ".rows h3"))


RIGHT = "ספר על עפיפונים (RAG 2.0), part 3."
NAMES = ["Ada Exemplar", "דנה דוגמה", "محمد مثال", "Bo Sample"]
DIRECTIONS = """
selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).map(one => {
  const { direction, unicodeBidi } = getComputedStyle(one)
  return direction === "rtl" || unicodeBidi === "plaintext"
})
"""
NAMES_FROM_LEFT = """
selector => [...document.querySelectorAll(selector)]
  .map(one => [one.getBoundingClientRect().left, one.textContent]).sort(([one], [other]) => one - other)
  .map(([, name]) => name)
"""


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a paper that is written from right to left, and one that is not."""
    papers = [
        {"title": RIGHT, "authors": NAMES, "abstract": f"{RIGHT} {RIGHT}", "arxiv": "2401.00001", "date": "2024-01-01"},
        {"title": "A kite", "authors": NAMES, "abstract": "A kite flies.", "arxiv": "2401.00002", "date": "2024-01-02"},
    ]
    lines = "".join(json.dumps(one) + "\n" for one in papers)
    return build(make_project(tmp_path_factory.mktemp("hebrew"), papers={"toys.jsonl": lines}))


def test_what_is_written_from_right_to_left_reads_so(browser: Browser, hebrew: Site) -> None:
    """Titles and abstracts by themselves, and names without turning the line that they stand in."""
    [page_of] = [path for path in hebrew.papers() if "a-kite" not in path]
    with served(hebrew.folder) as address:
        for path, parts in ((page_of, ("h1", ".paper__text > p")), ("papers/", (".rows h3 a",)), ("", (".rows h3 a",))):
            with opened(browser, address + path, address, **WIDE) as page:
                for part in parts:
                    found = page.evaluate(DIRECTIONS, part)
                    assert found, (path, part)
                    assert all(found), (path, part)
        with opened(browser, f"{address}papers/a-kite/", address, **WIDE) as page:
            assert page.evaluate(NAMES_FROM_LEFT, ".byline > p:first-child a") == NAMES
        with opened(browser, f"{address}papers/a-z/", address, **WIDE) as page:
            assert page.evaluate(NAMES_FROM_LEFT, ".rows li:has([href*=a-kite]) > h3 + p a") == NAMES
