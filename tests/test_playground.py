"""The page for trying rules, in a real browser: it finds what the build finds, and never waits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import small
from browsers import NARROW, PHONE, TOO_WIDE, watched
from generator import files, rules
from generator.build import Build, Tagged, build, collect, tagged
from generator.matcher import Matcher
from generator.model import Rule, Settings, Source
from generator.playground import plain
from generator.tagging import tag
from random_rules import random_rules
from sites import ROOT, make_project, sample, served
from sites import build as build_site

TRY = "rules/try/"
REPOSITORY = "https://git.example/owner/repo"


@pytest.fixture(scope="module")
def ours() -> Build:
    """The build script's own answer on this project."""
    papers, _ = files.read_sources(ROOT, "site_src/papers")
    sources, _ = files.read_sources(ROOT, "site_src/rules")
    return build(papers, sources, Settings())


@pytest.fixture
def page(window: BrowserContext, address: str) -> Page:
    opened = window.new_page()
    opened.goto(address + TRY)
    expect(opened.locator(".tally b")).to_contain_text("78 papers")
    return opened


def words(page: Page, title: str = "Any of these") -> Locator:
    return page.get_by_label(f"{title}: words")


def slugs(page: Page) -> list[str]:
    """The papers that the page lists, after all of them are asked for."""
    expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
    while page.get_by_role("button", name="Show more papers").is_visible():
        page.get_by_role("button", name="Show more papers").click()
    links = page.locator(".found:not(.lost) h3 a").evaluate_all("all => all.map(one => one.href)")
    return [urlsplit(link).path.split("/")[-2] for link in links]


def in_python(rule: Rule, ours: Build | Tagged) -> list[str]:
    matcher = Matcher([rule])
    return [entry.slug for entry in ours.catalog.papers if tag(entry.paper.title, entry.paper.abstract, matcher)]


def read(text: str) -> Rule:
    topic, found, problems = rules.read(Source("toy.yml", text.encode()))
    assert topic
    assert [(one.code, one.message) for one in problems] == []
    return found[0]


def one_term(term: Any) -> Rule:
    examples = {"match": ["toy"], "skip": ["toy"]}
    return read(json.dumps({"topic": "T", "tags": {"toy": {"label": "T", "any": [term], "examples": examples}}}))


@pytest.mark.parametrize("term", ["reward model*", "RAG", "fine-tuning", "*PO", "nothing of the kind"])
def test_a_typed_term_finds_what_the_build_finds(page: Page, ours: Build, term: str) -> None:
    """The same papers and number, with its words marked."""
    expected = in_python(one_term(term), ours)
    words(page).fill(term)
    expect(page.locator(".tally b")).to_have_text(f"{len(expected)} of 78 papers")
    assert slugs(page) == expected
    expect(page.locator(".words output").first).to_have_text(str(len(expected)))
    assert page.locator(".found li:has(mark)").count() == len(expected)


def test_every_tag_is_found_as_the_build_finds_it(page: Page, ours: Build) -> None:
    """Loaded from its rule, each tag has its papers again, none gained and none lost."""
    assert len(ours.catalog.rules) > 20
    for name, entries in ours.catalog.tags.items():
        page.get_by_label("Start from").select_option(name)
        expect(page.locator(".tally b")).to_have_text(f"{len(entries)} of 78 papers")
        expect(page.locator(".tally span").first).to_contain_text("0 gained, 0 lost")
        assert sorted(slugs(page)) == sorted(entry.slug for entry in entries), name
        expect(page.locator(".exam li.no")).to_have_count(0)
        assert page.locator(".said:visible").count() == 0


def test_random_rules_find_what_the_build_finds(page: Page, ours: Build) -> None:
    """From an address with the whole rule in it, on the texts that the build published."""
    texts = [(entry.paper.title, entry.paper.abstract) for entry in ours.catalog.papers]
    wrong = []
    for rule in random_rules(texts, 200, seed=3):
        expected = in_python(rule, ours)
        found = page.evaluate(IN_PAGE, plain(rule))
        if sorted(found) != sorted(expected):
            wrong.append((plain(rule), expected, found))
    assert wrong == []


IN_PAGE = """async rule => {
  const from = name => import(new URL(`../../assets/javascripts/rules/${name}.mjs`, location.href))
  const [{ Corpus, search }, { draftOf, ruleOf }, { draftIn, fragmentOf }]
    = await Promise.all(["search", "draft", "address"].map(from))
  if (!window.corpus) {
    const index = performance.getEntriesByType("resource").map(one => one.name).find(one => /index-.*json$/.test(one))
    const { chunks } = await (await fetch(index)).json()
    window.corpus = new Corpus()
    for (const [name] of chunks) window.corpus.add(await (await fetch(new URL(name, index))).json())
  }
  const draft = draftIn(fragmentOf(draftOf({ id: "toy", topic: "T", rule })))
  return [...search(window.corpus, ruleOf(draft).rule)].at(-1).given.map(({ paper }) => paper.slug)
}"""


def test_a_broken_term_is_told_in_the_words_of_the_check(page: Page) -> None:
    words(page).fill("a*")
    expect(page.locator(".words .said")).to_contain_text("'a*' in the term 'a*' would match almost any word")
    expect(words(page)).to_have_attribute("aria-invalid", "true")
    words(page).fill("al*")
    expect(page.locator(".words .said")).to_be_hidden()
    page.get_by_label("Add an expression to “Any of these”").click()
    page.keyboard.type("a.b")
    expect(page.locator(".words .said:visible")).to_contain_text("has a full stop that stands for any sign")


def test_a_whole_rule_is_built_and_goes_into_a_pull_request(page: Page) -> None:
    """A new topic is a new file, which the repository's site gets filled in; Python reads the rule that was built."""
    page.get_by_label("Label").fill("Toy: a rule")
    page.get_by_label("Topic").fill("New toys")
    page.get_by_label("About").fill("What is tried: a # sign, 'quotes'.")
    words(page).fill("reward model*, RM")
    page.get_by_role("button", name="but not…").click()
    page.keyboard.type("reward model zoo, title: shop")
    page.get_by_label("Add a pair to “Any of these”").click()
    page.keyboard.type("align*, tun*")
    page.get_by_label("second of the pair").fill("human value*")
    page.get_by_label("words between").fill("8")
    page.get_by_label("in this order").check()
    page.get_by_label("Add title words to “And all of these”").click()
    page.keyboard.type("=model")
    for text in ("human feedback", "preference data", "yes"):
        page.get_by_label("Add words to “Hints”").click()
        page.keyboard.type(text)
    page.get_by_label("How many different hints").fill("3")
    page.get_by_label("Add words to “But none of these”").click()
    page.keyboard.type("*PO")
    page.get_by_role("button", name="match", exact=True).click()
    page.keyboard.type("A model of reward models")
    page.get_by_role("button", name="skip", exact=True).click()
    page.keyboard.type("A reward model zoo")
    expect(page.locator(".exam li.ok")).to_have_count(2)
    link = urlsplit(page.get_by_role("link", name="Open a pull request").get_attribute("href") or "")
    query = parse_qs(link.query)
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{REPOSITORY}/new/main"
    assert query["filename"] == ["site_src/rules/new-toys.yml"]
    assert query["value"] == [page.locator(".yaml").text_content()]
    assert plain(read(query["value"][0])) == {
        "label": "Toy: a rule",
        "about": "What is tried: a # sign, 'quotes'.",
        "any": [
            {"term": ["reward model*", "RM"], "except": ["reward model zoo", {"title": "shop"}]},
            {"near": [["align*", "tun*"], "human value*"], "within": 8, "ordered": True},
        ],
        "hints": ["human feedback", "preference data", "yes"],
        "hints_needed": 3,
        "all": [{"title": "=model"}],
        "none": ["*PO"],
        "examples": {"match": ["A model of reward models"], "skip": ["A reward model zoo"]},
    }


def test_the_address_keeps_the_rule(page: Page) -> None:
    words(page).fill("reward model*")
    page.wait_for_function("location.hash.includes('reward')")
    page.reload()
    expect(words(page)).to_have_value("reward model*")


@pytest.mark.parametrize(
    "fragment", ["#{", "#%7B%22any%22:1%7D", "#%E0%A4%A", '#{"any":[{"kind":"words","text":{"a":1}}]}']
)
def test_a_broken_address_is_no_trouble(window: BrowserContext, address: str, fragment: str) -> None:
    page = window.new_page()
    page.goto(address + TRY + fragment)
    expect(page.locator(".tally b")).to_contain_text("78 papers")


def test_an_existing_tag_is_edited_in_its_file(browser: Browser, address: str, ours: Build) -> None:
    """From its page; the text is copied, and it is said where it goes."""
    allowed = {"permissions": ["clipboard-read", "clipboard-write"]}
    with watched(browser, address, **allowed) as context:
        page = context.new_page()
        page.goto(f"{address}tags/rag/")
        page.get_by_role("link", name="Try a change").click()
        expect(page).to_have_url(re.compile(r"/rules/try/\?tag=rag$"))
        expect(page.get_by_label("Label")).to_have_value("Retrieval-augmented generation")
        link = page.get_by_role("link", name="Open a pull request")
        expect(link).to_have_attribute("href", f"{REPOSITORY}/edit/main/site_src/rules/retrieval.yml")
        page.evaluate("addEventListener('click', event => event.preventDefault())")
        link.click()
        line = ours.catalog.rules["rag"].where.line
        expect(page.locator(".told")).to_contain_text(f"in the place of the whole tag rag, from line {line} on")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert plain(read(f"topic: T\ntags:\n{copied}\n")) == plain(ours.catalog.rules["rag"])


def test_what_a_change_gains_and_loses(page: Page, ours: Build) -> None:
    page.get_by_label("Start from").select_option("survey")
    before = {entry.slug for entry in ours.catalog.tags["survey"]}
    expect(page.locator(".tally b")).to_have_text(f"{len(before)} of 78 papers")
    for _ in range(page.get_by_label("Remove this term from “Any of these”").count()):
        page.get_by_label("Remove this term from “Any of these”").first.click()
    page.get_by_label("Add words to “Any of these”").click()
    page.keyboard.type("benchmark")
    expect(page.locator(".tally span").first).not_to_contain_text(" 0 lost")
    expect(page.locator(".results h2:not(.sr)")).to_contain_text("would lose the tag")
    after = set(slugs(page))
    numbers = f"{len(after - before)} gained, {len(before - after)} lost"
    expect(page.locator(".tally span").first).to_contain_text(numbers)


def test_a_failing_example_says_why(page: Page) -> None:
    words(page).fill("hallucinat*")
    page.get_by_role("button", name="skip", exact=True).click()
    page.keyboard.type("Visual hallucinations in Parkinson patients")
    why = "Matched by hallucinat*. Narrow it, or add an exception, for instance Visual hallucinations."
    expect(page.locator(".exam .said")).to_have_text(why)
    expect(page.locator(".sendbar")).to_contain_text("1 example fails")


def test_a_paper_becomes_an_example(page: Page) -> None:
    words(page).fill("RAG")
    expect(page.locator(".tally b")).to_have_text(re.compile(r"^[1-9]\d* of 78 papers"))
    title = page.locator(".found h3").first.inner_text()
    page.get_by_role("button", name="Use as an example to match").first.click()
    expect(page.get_by_label("Title of an example")).to_have_value(title)
    expect(page.locator(".exam li.ok")).to_have_count(1)


def test_the_same_answer_leaves_the_papers_where_they_are(page: Page) -> None:
    """A click or a focus that is on one of them is not lost."""
    words(page).fill("RAG")
    expect(page.locator(".tally b")).to_have_text(re.compile(r"^[1-9]\d* of 78 papers"))
    expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
    page.wait_for_timeout(500)  # the papers are loaded, so that no answer is on its way
    row = page.locator(".found li").first.element_handle()
    page.get_by_label("About").fill("What is tried")
    expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
    page.wait_for_timeout(500)
    assert row.evaluate("one => one.isConnected")
    words(page).fill("model")
    expect(page.locator(".found h3 mark").first).to_have_text(re.compile("model", re.IGNORECASE))
    assert not row.evaluate("one => one.isConnected")


def test_an_expression_without_end_is_stopped(page: Page) -> None:
    """The page answers all the while, says which expression it was, and goes on with another rule."""
    page.get_by_role("button", name="match", exact=True).click()
    page.keyboard.type("a" * 60 + "!")
    page.get_by_label("Add an expression to “Any of these”").click()
    page.keyboard.insert_text("(?:(?:a+a+)+a+)+b")
    page.get_by_label("Where the expression looks").select_option("title")
    words(page).fill("typing goes on")
    expect(words(page)).to_have_value("typing goes on")
    why = page.locator(".waiting .said")
    expect(why).to_contain_text("(?:(?:a+a+)+a+)+b takes too long in this browser")
    page.wait_for_timeout(1500)  # the worker that takes over loads the papers again
    expect(why).to_be_visible()
    page.get_by_label("Remove this term from “Any of these”").nth(1).click()
    words(page).fill("RAG")
    expect(page.locator(".tally b")).to_have_text(re.compile(r"[1-9]\d* of 78 papers"))
    expect(why).to_have_count(0)


def test_many_papers_wait_for_a_click(browser: Browser, data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The page says how much it is, loads it in pieces of a megabyte, and finds what the build finds."""
    lines = sample(data, "10k", 1000)
    project = make_project(tmp_path_factory.mktemp("many"), papers={"many.jsonl": lines})
    site = build_site(project, variables={"REPO_URL": ""})
    names = sorted(path.name for path in (site.folder / TRY).glob("papers-*.json"))
    assert len(names) == 2
    term = "deep learning"
    with served(site.folder, "/") as address, watched(browser, address) as context:
        page = context.new_page()
        page.goto(address + TRY)
        expect(page.locator(".waiting")).to_contain_text("1,000 papers with their abstracts, about 1 MB to load")
        words(page).fill(term)
        page.get_by_role("button", name="Load the papers").click()
        expect(page.locator(".tally b")).to_contain_text("of 1,000 papers")
        built = tagged(collect([Source("many.jsonl", lines)]), [], Settings())
        assert len(slugs(page)) == len(in_python(one_term(term), built)) > 10
        expect(page.locator(".sendbar").get_by_role("button", name="Copy")).to_be_visible()
        expect(page.get_by_role("link", name="Open a pull request")).to_have_count(0)


def full(page: Page, address: str) -> None:
    """A page with every kind of row, broken terms and failing examples."""
    rows = [
        {"kind": kind, "text": "reward*, *" if kind == "words" else "reward", "other": "model", "except": "x"}
        for kind in ("words", "near", "title", "abstract", "regex")
    ]
    lists = {"any": rows, "hints": rows, "all": rows[:1], "none": rows[1:]}
    examples = [
        {"kind": "skip", "title": "A reward model", "abstract": "An abstract " * 20},
        {"kind": "match", "title": "x" * 150},
    ]
    draft = {"label": "L" * 90, "topic": "T", **lists, "examples": examples}
    page.goto(f"{address}{TRY}#{quote(json.dumps(draft))}")
    expect(page.locator(".tally b")).to_contain_text("of 78 papers")


@pytest.mark.parametrize("color", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, color: Any) -> None:
    options = {"runOnly": ["color-contrast"]} if color == "dark" else None
    with watched(browser, address, color_scheme=color, reduced_motion="reduce") as context:
        page = context.new_page()
        for place in ("?tag=rag", None):
            page.goto(address + TRY + place) if place else full(page, address)
            expect(page.locator(".tally b")).to_contain_text("of 78 papers")
            result = Axe().run(page, options=options)
            grave = [
                (one["id"], node["html"][:120], node["failureSummary"])
                for one in result["violations"]
                for node in one["nodes"]
                if one["impact"] in {"serious", "critical"}
            ]
            assert grave == []


def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, address: str) -> None:
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        for place in ("?tag=preference-optimization", None):
            page.goto(address + TRY + place) if place else full(page, address)
            expect(page.locator(".tally b")).to_contain_text("of 78 papers")
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 740})
                assert page.evaluate("document.scrollingElement.scrollWidth") <= width, page.evaluate(TOO_WIDE)[:5]


def test_rows_are_added_and_left_by_keys(page: Page) -> None:
    words(page).fill("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    expect(words(page)).to_have_count(2)
    page.get_by_label("Remove this term from “Any of these”").last.press("Enter")
    expect(words(page)).to_have_count(1)
    expect(words(page)).to_be_focused()


def test_without_scripts_it_says_how_else(browser: Browser, address: str) -> None:
    with watched(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + TRY)
        expect(page.locator(".play")).to_contain_text("catalog try")
        assert page.locator(".play").is_visible()


def test_a_topic_that_readers_do_not_see_is_known() -> None:
    """Else its file would be asked for anew, and its candidates could not be changed."""
    hidden = small.rules(boats="status: candidate\nany: [boat]\nexamples: {match: [boat], skip: [boating]}")
    built = build([], [Source("site_src/rules/toys.yml", hidden.encode())], Settings())
    assert built.catalog.topics == ()
    index = json.loads(next(one.data for one in built.files if one.path.startswith(f"{TRY}index")))
    assert index["topics"] == [["Toys", "site_src/rules/toys.yml"]]


def test_the_data_are_the_same_at_every_build(ours: Build) -> None:
    """Names say what is in the files, so that an old page never reads a new file."""
    papers, _ = files.read_sources(ROOT, "site_src/papers")
    sources, _ = files.read_sources(ROOT, "site_src/rules")
    again = build(papers[::-1], sources[::-1], Settings())
    own = {output.path: output.data for output in ours.files if output.path.startswith(TRY)}
    assert {one.path.split("-")[0] for one in again.files if one.path.startswith(TRY)} == {
        f"{TRY}index",
        f"{TRY}papers",
    }
    index = json.loads(next(data for path, data in own.items() if "/index-" in path))
    assert index["papers"] == 78
    assert [f"{TRY}{name}" for name, _ in index["chunks"]] == [path for path in own if "/papers-" in path]
    assert index["bytes"] == sum(len(data) for path, data in own.items() if "/papers-" in path)


def at_draft(page: Page, address: str, **draft: Any) -> None:
    """The page at the address of a draft, which has what a rule needs unless it is told otherwise."""
    whole = {
        "label": "Toy boats",
        "id": "toy-boats",
        "topic": "Toys",
        "any": [{"kind": "words", "text": "toy boat"}],
        "examples": [{"kind": "match", "title": "A toy boat"}, {"kind": "skip", "title": "A boat"}],
    }
    page.goto("about:blank")
    page.goto(f"{address}{TRY}#{quote(json.dumps(whole | draft))}")
    expect(page.locator(".tally b")).to_contain_text("of 78 papers")
    expect(page.locator(".results")).to_have_attribute("aria-busy", "false")


def test_in_order_is_said_of_nothing_that_the_check_refuses(page: Page, address: str) -> None:
    """A tag without a name, one that is there twice by another topic, one below itself."""
    said = page.locator(".sendbar > .quiet").first
    at_draft(page, address)
    expect(said).to_have_text("Its terms and its examples are in order.")
    at_draft(page, address, label="", id="")
    expect(said).to_have_text("no label yet; the check will say so too.")
    at_draft(page, address, **{"from": "survey", "id": "survey"})
    expect(said).to_have_text("1 mistake; the check will say so too.")
    page.get_by_label("Start from").select_option("alignment")
    offered = page.get_by_label("Part of").locator("option").evaluate_all("all => all.map(one => one.value)")
    assert "rag" in offered
    assert not {"alignment", "preference-optimization"} & set(offered)


def test_an_address_older_than_the_site_says_nothing_that_is_gone(page: Page, address: str) -> None:
    """No parent, tag or status that only the address knows; what no field shows is today's."""
    kept = {"status": "deprecated", "aliases": ["survey"]}
    at_draft(page, address, parent="gone", kept=kept, **{"from": "gone"})
    rule = read(page.locator(".yaml").text_content() or "")
    assert plain(rule) == plain(rule) | {"label": "Toy boats", "any": ["toy boat"]}
    assert not {"parent", "status", "aliases"} & set(plain(rule))


@pytest.mark.parametrize("topic", ["alignment", "ALIGNMENT", "Alignment!"])
def test_a_new_file_never_stands_in_the_place_of_another(page: Page, address: str, topic: str) -> None:
    """A topic that would get the name of a file that is there belongs into that file."""
    at_draft(page, address, topic=topic)
    expect(page.locator(".yamlbox > .quiet")).to_have_text(
        "At the end of site_src/rules/alignment.yml, below its other tags"
    )
    expect(page.locator(".yaml")).to_contain_text(re.compile(r"^  toy-boats:"))


def test_a_paper_becomes_an_example_that_holds(page: Page) -> None:
    """Also where the words stand in its abstract alone: the sentences with them come along."""
    words(page).fill("benchmark")
    expect(page.locator(".tally b")).to_have_text(re.compile(r"^[1-9]\d* of 78 papers"))
    row = page.locator(".found li:not(:has(h3 mark)):has(.say mark)").first
    row.get_by_role("button", name="Use as an example to match").click()
    expect(page.locator(".exam li.ok .sign")).to_have_text("✓")
    expect(page.get_by_label("Abstract of an example")).to_have_value(re.compile(r"benchmark", re.IGNORECASE))
    words(page).fill("model")
    expect(page.locator(".found h3 mark").first).to_have_text(re.compile("model", re.IGNORECASE))
    page.locator(".found li:has(h3 mark)").first.get_by_role("button", name="to skip").click()
    expect(page.get_by_label("Abstract of an example")).to_have_count(1)


def test_the_way_back_leads_to_what_was_typed(page: Page) -> None:
    """Starting from a tag takes nothing away for good; and a new tag stays new when the page is loaded again."""
    words(page).fill("reward model*")
    page.get_by_label("Start from").select_option("rag")
    expect(page.get_by_label("Id", exact=True)).to_have_value("rag")
    page.go_back()
    expect(words(page)).to_have_value("reward model*")
    page.goto(urlsplit(page.url)._replace(query="tag=rag", fragment="").geturl())
    page.get_by_label("Start from").select_option("")
    expect(page.locator(".tally")).to_contain_text("Write a word under “Any of these”")
    page.wait_for_function("!location.search")
    page.reload()
    expect(page.get_by_label("Start from")).to_have_value("")
    page.get_by_role("link", name="Skip to content").press("Enter")
    words(page).fill("RAG")
    expect(page.locator(".tally b")).to_contain_text("of 78 papers")


def test_fields_for_numbers_take_nothing_else(page: Page) -> None:
    """What would not be in the rule does not stay in its field."""
    page.get_by_label("Add a pair to “Any of these”").click()
    for field in (page.get_by_label("words between"), page.get_by_label("How many different hints")):
        field.fill("-1x2")
        expect(field).to_have_value("12")


def test_signs_that_turn_a_text_around_are_seen(page: Page) -> None:
    page.get_by_label("Label").fill("Boats \u202esklof\u2066")
    page.get_by_label("Id", exact=True).fill("x\u202ey")
    assert r'label: "Boats \u202esklof\u2066"' in (page.locator(".yaml").text_content() or "")
    expect(page.locator(".name .said")).to_contain_text(r"'x\u202ey' cannot be a tag's id")


def test_a_phone_has_room_for_words_and_a_way_to_the_papers(browser: Browser, address: str) -> None:
    """The number of papers and of mistakes stays in view, and leads to the papers below the fields."""
    with watched(browser, address, **PHONE) as context:
        page = context.new_page()
        page.goto(f"{address}{TRY}?tag=rag")
        expect(page.locator(".tally b")).to_contain_text("of 78 papers")
        wide = page.locator(".words textarea").first.evaluate("one => one.clientWidth / innerWidth")
        assert wide > 0.6
        assert page.locator(".exam input").first.evaluate("one => one.clientWidth / innerWidth") > 0.7
        page.get_by_label("Id", exact=True).fill("")
        count = page.locator(".sendbar .count")
        expect(count).to_have_text("5 papers, 1 mistake")
        count.click()
        expect(page.locator(".tally")).to_be_in_viewport()


def test_what_is_said_of_loading_is_heard(page: Page) -> None:
    page.locator(".waiting").evaluate("one => one.append('Loading')")
    expect(page.get_by_role("status").filter(has_text="Loading")).to_have_count(1)
    expect(page.get_by_role("heading", name="Papers", level=2)).to_have_count(1)


def test_without_its_script_the_page_says_how_else(browser: Browser, address: str) -> None:
    """Where scripts run and this one does not come, what it would replace is shown after a while."""
    with watched(browser, address, reduced_motion="reduce") as context:
        page = context.new_page()
        page.route("**/rules/page*.mjs", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(address + TRY)
        expect(page.get_by_text("The fields of this page need JavaScript")).to_be_visible()


def test_on_paper_the_papers_have_the_whole_width(page: Page) -> None:
    words(page).fill("RAG")
    expect(page.locator(".found li")).not_to_have_count(0)
    page.emulate_media(media="print")
    assert page.locator(".found").first.evaluate("one => one.clientWidth / innerWidth") > 0.9
