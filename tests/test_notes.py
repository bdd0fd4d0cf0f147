"""Notes on what rules do and hardly should, seen on the papers; and doubts about the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import rules, settings, tagging
from generator.cli import main
from generator.matcher import Matcher
from generator.model import Location, Paper, Problem, Rule, Severity, Source, Term
from generator.rules.covers import covered
from generator.rules.notes import notes
from sites import make_project, mkdocs

HERE = Location("toys.yml")
TITLES = ["A kite in the wind", *(f"A toy boat, number {number}" for number in range(5)), *(f"{n}" for n in range(6))]


def found(body: str, titles: list[str], *, verbose: bool = False) -> list[Problem]:
    """Return the notes on rules, given below `tags:`, and papers with these titles."""
    _, read, problems = rules.read(Source("toys.yml", f"topic: Toys\ntags:\n{body}".encode()))
    assert problems == ()
    matcher = Matcher(read)
    papers = [Paper(str(number), title=title) for number, title in enumerate(titles)]
    taggings = {paper.identity: tagging.tag(paper.title, "", matcher) for paper in papers}
    return list(notes(papers, matcher, taggings, verbose=verbose))


def told(body: str, titles: list[str]) -> list[tuple[int, str]]:
    return [(one.where.line, one.code) for one in found(body, titles)]


EXAMPLES = "    examples: {match: [x], skip: ['the kite, the boat']}\n"


def test_a_term_that_no_paper_has_is_named_at_its_line() -> None:
    body = f"  kite:\n    label: K\n    any:\n      - kite\n      - glider\n    hints: [wind, boat, gale]\n{EXAMPLES}"
    some = found(body, TITLES)
    assert [(one.where.line, one.code, one.severity) for one in some] == [
        (7, "term-unseen", Severity.NOTE), (8, "term-unseen", Severity.NOTE)
    ]  # fmt: skip
    assert "'glider'" in some[0].message
    assert "'gale'" in some[1].message


def test_many_terms_that_no_paper_has_are_counted_and_named_on_demand() -> None:
    body = f"  kite:\n    label: K\n    any: [kite, g1, g2, g3, g4, g5, g6]\n{EXAMPLES}"
    (one,) = found(body, TITLES)
    assert (one.where.line, one.code) == (1, "term-unseen")
    assert "6 of the terms" in one.message
    assert [one.code for one in found(body, TITLES, verbose=True)] == ["term-unseen"] * 6


def test_a_term_of_the_title_alone_is_not_found_in_an_abstract() -> None:
    _, read, _ = rules.read(Source("t.yml", b"topic: T\ntags: {k: {label: K, any: [{title: kite}, wind]}}"))
    paper = Paper("1", title="The wind", abstract="A kite.")
    (note,) = notes([paper], Matcher(read), {})
    assert note.message == "no paper has the term 'kite' in its title"


@pytest.mark.parametrize(("boats", "others", "expected"), [(4, 6, True), (3, 7, False), (3, 0, False)])
def test_a_tag_on_more_than_thirty_percent_is_broad(boats: int, others: int, expected: bool) -> None:
    """In a catalog of ten papers or more."""
    titles = ["A boat"] * boats + ["A ball"] * others
    codes = [code for _, code in told(f"  boat:\n    label: B\n    any: [boat]\n{EXAMPLES}", titles)]
    assert expected == ("tag-broad" in codes)


def test_two_terms_that_papers_never_have_apart_may_be_one() -> None:
    """A comma between brackets may have split it; quotes say that it has not."""
    body = f"  kite:\n    label: K\n    any: [toy, boat, wind]\n    hints: [kite, in]\n{EXAMPLES}"
    (note,) = (one for one in found(body, [*TITLES, "A toy"]) if one.code == "term-split")
    assert (note.where.line, note.where.column, note.severity) == (5, 16, Severity.NOTE)
    assert note.message == "5 of 5 papers that have 'boat' have it in 'toy boat'"
    assert note.hint == "write 'toy boat' without the comma, or put quotes around this text if it is a term of its own"
    for other in (body.replace("[toy, boat,", "[toy, 'boat',"), body.replace("[toy, boat, wind]", "[boat, toy]")):
        assert "term-split" not in [code for _, code in told(other, TITLES)]


def test_terms_that_papers_also_have_apart_are_two() -> None:
    titles = [*TITLES, *(f"{number} toys and some boats" for number in range(6))]
    assert "term-split" not in [
        code for _, code in told(f"  k:\n    label: K\n    any: [toy, boat]\n{EXAMPLES}", titles)
    ]


TWO = f"""  one:
    label: One
    any: [boat]
{EXAMPLES}  two:
    label: Two
    any: [toy]
{EXAMPLES}"""


@pytest.mark.parametrize(
    ("both", "one", "expected"), [(5, 0, True), (5, 1, True), (5, 2, False), (4, 0, False), (8, 2, True), (8, 3, False)]
)
def test_two_tags_on_almost_the_same_papers(both: int, one: int, expected: bool) -> None:
    """Five papers with both at least, and four fifths of those with either."""
    titles = ["A toy boat"] * both + ["A boat"] * one + [f"{number}" for number in range(40)]
    assert expected == ("tags-alike" in {code for _, code in told(TWO, titles)})


def test_a_tag_and_its_parent_may_have_the_same_papers() -> None:
    body = TWO.replace("label: Two", "label: Two\n    parent: one")
    assert "tags-alike" not in {code for _, code in told(body, ["A toy boat"] * 6 + ["x"] * 40)}


@pytest.mark.parametrize(
    ("terms", "narrow"),
    [
        ("['reward model*', reward modeling]", "'reward modeling'"),
        ("[kite, stunt kite]", "'stunt kite'"),
        ("[kite, stunt kites]", "'stunt kites'"),
        ("[kite, {title: kite}]", "'kite' in the title"),
        ("[pre-training, pre training of kites]", "'pre training of kites'"),
        ("[kite, [ball, red kite]]", "'red kite'"),
        ("['*kite', stuntkite]", "'stuntkite'"),
        ("[library, city libraries]", "'city libraries'"),
        ("[kite, KITE]", "'KITE'"),
    ],
)
def test_a_term_that_another_covers(terms: str, narrow: str) -> None:
    body = f"  kite:\n    label: K\n    any: {terms}\n{EXAMPLES}"
    (note,) = [one for one in found(body, []) if one.code == "term-covered"]
    assert note.message.startswith(f"{narrow} finds nothing")


@pytest.mark.parametrize(
    "terms",
    [
        "[kite, kitesurfing]", "[=kite, stunt kite]", "[KITE, stunt kite]", "[pre training, pre-training of kites]",
        "[{term: kite, except: [stunt]}, stunt kite]", "[{title: kite}, red kite]", "[kite, kite-flying, red-kite]",
        "[kite ball, kite tail]", "[{near: [kite, ball]}, kite of balls]", "['k*te of', stunt kite]",
        "[flies, dragonfly]",
    ],
)  # fmt: skip
def test_a_term_that_no_other_covers(terms: str) -> None:
    body = f"  kite:\n    label: K\n    any: {terms}\n{EXAMPLES}"
    assert "term-covered" not in {one.code for one in found(body, [])}


def test_hints_cover_each_other_in_one_term_only() -> None:
    """Two hints count as two where the wider stands a second time."""
    body = f"  kite:\n    label: K\n    hints: [kite, stunt kite, [wind, strong wind]]\n{EXAMPLES}"
    (note,) = [one for one in found(body, []) if one.code == "term-covered"]
    assert note.message.startswith("'strong wind' finds nothing")


WORDS = st.sampled_from(["ki*", "*te", "kite", "kites", "Kite", "KITE", "fly", "flies", "kite-fly", "=kite"])
SPELLINGS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).map(lambda text: text[0] + text[1:].replace("=", ""))
TOKENS = ["kite", "kites", "KITE", "fly", "flies", "flyes", "kitefly", "kite-fly", "kite's", "kiter", "."]
TEXTS = st.lists(st.sampled_from(TOKENS), max_size=8)


@given(SPELLINGS, SPELLINGS, st.lists(TEXTS.map(" ".join), max_size=6))
def test_what_is_covered_is_found_by_the_other(one: str, other: str, texts: list[str]) -> None:
    """In every text that has the one term, the other is found as well."""
    terms = [Term((one,), HERE), Term((other,), Location("toys.yml", 2))]
    matcher = Matcher([Rule("t", "T", "Toys", HERE, any=tuple(terms))])
    first, second = matcher.rules[0].any
    for pair in covered(terms, terms):
        narrow, wide = (first, second) if pair.term == terms[0] else (second, first)
        for text in texts:
            reading = matcher.find(text, "")
            assert bool(wide.hits(reading)) >= bool(narrow.hits(reading)), (pair, text)


@pytest.mark.parametrize(
    ("skip", "expected"),
    [
        ("A ball game", True),
        ("A kite mark", False),
        ("The tail of a cat", False),
        ("rag dolls", False),
        ("A stuntman", False),
        ("dragging", True),
    ],
)
def test_a_skip_example_without_a_word_of_the_rule(skip: str, expected: bool) -> None:
    """A word in other capitals is one: the example tests them."""
    body = "  kite:\n    label: K\n    any: [kite, RAG, stunt*]\n    hints: [{near: [long, tail]}, wind]\n"
    codes = {code for _, code in told(f"{body}    examples: {{match: [kite], skip: ['{skip}']}}\n", [])}
    assert expected == ("skip-idle" in codes)


def test_of_regular_expressions_no_words_are_known() -> None:
    body = "  kite:\n    label: K\n    any: [{regex: 'kite[0-9]'}]\n    examples: {match: [x], skip: [ball]}\n"
    assert "skip-idle" not in {code for _, code in told(body, [])}


SETTINGS = """site_name: Toys
site_url: !ENV [NONE, ""]
plugins:
  - search
  - catalog:
      rows_per_pages: 50
      plain: false
      papers: site_src/papers
      kinds: [surveys, kite]
"""


def test_doubts_about_the_settings_have_their_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    some = settings.doubts(tmp_path, ["survey", "kite"])
    assert [(str(one.where), one.code, one.severity) for one in some] == [
        ("mkdocs.yml:6:7", "setting-unknown", Severity.WARNING), ("mkdocs.yml:9:15", "setting-kind", Severity.WARNING)
    ]  # fmt: skip
    assert "did you mean 'rows_per_page'?" in some[0].hint
    assert "did you mean 'survey'?" in some[1].hint


@pytest.mark.parametrize("text", ["", "plugins: [", "plugins: {catalog: {}}", "plugins: [search]", "plugins: catalog"])
def test_other_files_of_settings_leave_no_doubt(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert settings.doubts(tmp_path, []) == []


def test_check_tells_notes_and_doubts_and_a_build_tells_no_notes(tmp_path: Path) -> None:
    rule = "topic: Toys\ntags:\n  kite: {label: K, any: [kite, zorb], examples: {match: [kite], skip: [kites and]}}\n"
    own = {"plugins": [{"catalog": {"kinds": ["zorbs"]}}]}
    project = make_project(
        tmp_path,
        papers={"toys.jsonl": '{"title": "A kite"}'},
        rules={"toys.yml": rule.replace("[kites and]", "[A ball]")},
        own=own,
    )
    done = CliRunner().invoke(main, ["--project", str(project), "check"])
    assert done.exit_code == 0
    for code in ("[term-unseen]", "[skip-idle]", "[setting-kind]"):
        assert code in done.stderr
    built = mkdocs(project, "build")
    assert built.returncode == 0
    assert "[term-unseen]" not in built.stdout + built.stderr


def test_an_import_that_is_missing_is_told_at_its_line(tmp_path: Path) -> None:
    listing = "imports:\n  - label: Toys\n    file: toys.txt\n"
    project = make_project(tmp_path, papers={"a.jsonl": '{"title": "A kite"}', "imports.yml": listing})
    done = CliRunner().invoke(main, ["--project", str(project), "check"])
    assert "site_src/papers/imports.yml:3:11: warning: " in done.stderr
