"""Why a paper has its tags, in a real browser: each tag opens to its reasons, and marks its words when chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browsers import PAPER, PHONE, WIDE, watched
from sites import ROOT, build, contents, make_project, served

TOY = "papers/do-paper-boats-dream/"
LINE = re.compile(r"https://git\.example/owner/repo/blob/main/site_src/(?:rules|papers)/[\w.-]+\.yml#L\d+")


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the toy catalog stands: a person decided tags of one of its papers."""
    files = {name: contents(ROOT / "tests" / "toy" / name) for name in ("papers", "rules")}
    project = make_project(tmp_path_factory.mktemp("toys"), **files)
    site = build(project, variables={"REPO_URL": "https://git.example/owner/repo"})
    with served(site.folder, "/repo/") as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A paper with tags that words earned, and one that another brought."""
    with watched(browser, address, **WIDE) as context:
        opened = context.new_page()
        opened.goto(address + PAPER)
        yield opened


def marked(page: Page) -> list[str]:
    return page.locator("em.ev--on").all_inner_texts()


def test_every_tag_opens_to_words_sentences_and_the_line_of_its_rule(page: Page) -> None:
    """And one that another brought to that other and the line that says so."""
    tags = page.locator(".why details")
    assert tags.count() == page.locator(".why details > summary > b").count() > 5
    for tag in tags.all():
        tag.locator("summary").click()
        links = [str(link.get_attribute("href")) for link in tag.locator("li a, p a[href*='#L']").all()]
        assert links
        assert [link for link in links if not LINE.fullmatch(link)] == []
        if tag.get_attribute("data-words"):
            for hit in tag.locator("li").all():
                expect(hit.locator("em").first).to_be_visible()
                expect(hit.locator("code")).to_be_visible()
        else:
            expect(tag.locator("p", has_text="Brought by")).to_be_visible()


def test_pointing_marks_words_for_as_long_as_it_lasts(page: Page) -> None:
    tag = page.locator("details[data-tag=rag]")
    tag.locator("summary").hover()
    expect(page.locator("h1 em.ev--on", has_text="Retrieval Augmented")).to_have_count(1)
    assert len(marked(page)) == len(str(tag.get_attribute("data-words")).split())
    page.mouse.move(0, 0)
    assert marked(page) == []


def test_focus_marks_words_and_moves_on(page: Page) -> None:
    """A reader with a keyboard never needs to open a tag."""
    page.locator(".byline a").last.focus()
    seen: list[list[str]] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.why summary')"):
            seen.append(marked(page))
        elif seen and not page.evaluate("!!document.activeElement.closest('.why')"):
            break
    assert len(seen) == page.locator(".why details").count()
    assert len({tuple(words) for words in seen}) > 5
    assert marked(page) == []


def test_keys_open_a_tag_and_keep_its_words(page: Page) -> None:
    tag = page.locator("details[data-tag=evaluation]")
    tag.locator("summary").focus()
    page.keyboard.press("Space")
    expect(tag).to_have_attribute("open", "")
    page.evaluate("document.activeElement.blur()")
    assert "Benchmarking" in marked(page)


def test_a_word_chooses_the_tag_that_it_earned(page: Page) -> None:
    page.locator("h1 em", has_text="Benchmarking").click()
    expect(page.locator("details.on")).to_have_attribute("data-tag", "evaluation")
    page.locator("h1 em", has_text="Benchmarking").click()
    assert marked(page) == []


def test_a_tap_marks_words_and_the_next_one_lets_them_go(browser: Browser, address: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        page.goto(address + PAPER)
        summary = page.locator("details[data-tag=rag] > summary")
        assert (summary.bounding_box() or {"height": 0})["height"] >= 44
        summary.tap()
        expect(page.locator("h1 em.ev--on", has_text="Retrieval Augmented")).to_have_count(1)
        expect(page.locator("details[data-tag=rag] li").first).to_be_visible()
        summary.tap()
        expect(page.locator("em.ev--on")).to_have_count(0)
        page.locator("h1 em", has_text="Benchmarking").tap()
        expect(page.locator("details.on")).to_have_attribute("data-tag", "evaluation")
        summary.tap()
        expect(page.locator("details.on")).to_have_attribute("data-tag", "rag")


def test_a_tag_says_its_name_and_reason_to_those_who_do_not_see(page: Page) -> None:
    heard = page.locator(".why").aria_snapshot()
    assert '- heading "Why these tags"' in heard
    assert re.search(r"Retrieval-augmented generation\W+also in the title\W+“RAG” 8×", heard)


def test_without_scripts_the_reasons_are_a_plain_list(browser: Browser, address: str) -> None:
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAPER)
        for tag in page.locator(".why details").all():
            tag.locator("summary").click()
            expect(tag.locator("li:has(em), p:has-text('Brought by')").first).to_be_visible()
        expect(page.locator(".paper__text > p em").first).to_have_css("text-decoration-line", "underline")
        assert page.locator("em.ev--on").count() == 0


def test_a_person_s_decisions_are_shown_with_their_reasons(browser: Browser, toys: str) -> None:
    """A tag that was given opens to the line of the card; one that was refused is named below the others."""
    with watched(browser, toys, **WIDE) as context:
        page = context.new_page()
        page.goto(toys + TOY)
        tag = page.locator("details[data-tag=survey]")
        expect(tag.locator("summary")).to_contain_text("Given by a person: It calls itself an <overview>; its *second*")
        tag.locator("summary").click()
        assert LINE.fullmatch(str(tag.locator("p a").first.get_attribute("href")))
        refused = page.locator(".why > ul > li")
        expect(refused).to_contain_text("Not tagged Harbour, by a person: The boats are asleep")
        assert LINE.fullmatch(str(refused.locator("a").last.get_attribute("href")))


@pytest.mark.parametrize(
    ("path", "start", "value"),
    [
        ("papers/zhi-chuan/", "new/main", 'title: "纸船"\n'),
        ("papers/counting-lighthouses-a-survey/", "new/main", 'arxiv: "2401.00001"\n'),
        (TOY, "edit/main/site_src/papers/dreaming-boats.yml", ""),
    ],
)
def test_a_card_is_one_step_away(browser: Browser, toys: str, path: str, start: str, value: str) -> None:
    """The one that there is, or a new one with the paper's name filled in."""
    with watched(browser, toys, **WIDE) as context:
        page = context.new_page()
        page.goto(toys + path)
        link = str(page.get_by_role("link", name="Correct this paper").get_attribute("href"))
    assert link.split("?", maxsplit=1)[0] == f"https://git.example/owner/repo/{start}"
    asked = parse_qs(urlsplit(link).query)
    assert asked.get("value", [""])[0].startswith(value)
    assert asked.get("filename", [""])[0] == (f"site_src/{path.rstrip('/')}.yml" if value else "")


def test_nothing_scrolls_sideways_beside_decisions(browser: Browser, toys: str) -> None:
    """Nor beside the longest button, which a paper without links has."""
    with watched(browser, toys, **PHONE) as context:
        page = context.new_page()
        page.goto(toys + TOY)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
