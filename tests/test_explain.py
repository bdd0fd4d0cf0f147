"""`catalog explain`: why a paper has a tag, and the nearest miss where it has not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.build import Tagged
from generator.findings import Refusal
from generator.lookup import find_papers, find_tag, nearest_tags, nearest_titles
from generator.model import Catalog
from generator.why import nearly, reason, refusal
from small import catalog, papers, project, rules, run

TITLE = "On gliding toys"


def not_given(rule: str, abstract: str, title: str = TITLE) -> Refusal:
    """Return why a paper has not the tag of this rule."""
    found = catalog(rules(kites=rule), (title, abstract))
    assert found.catalog.papers[0].taggings == ()
    return refusal(found.catalog.rules["kites"], found.catalog.papers[0], ())


def words(found: Refusal) -> list[tuple[str, str, list[str]]]:
    """Return for each near miss the term, what keeps it from counting, and the words that nearly did."""
    return [
        (one.term.label, one.what, [piece.text for part in one.excerpts for piece in part.pieces if piece.is_hit])
        for one in found.misses
    ]


@pytest.mark.parametrize(
    ("rule", "abstract", "term", "what", "hits"),
    [
        ("any: [{term: kite, except: [paper kite]}]", "A paper kite.", "kite", "an `except`: “paper kite”", ["kite"]),
        ("any: [{title: kite}]", "A kite.", "kite", "the abstract, and the term looks at the title alone", ["kite"]),
        ("any: ['=kite']", "Two kites.", "=kite", "as a plural or possessive, and `=`", ["kites"]),
        ("any: [kites]", "One kite.", "kites", "in the singular, and the term is a plural", ["kite"]),
        ("any: [kite festivities]", "A kite festivity.", "kite festivities", "in the singular", ["kite festivity"]),
        ("any: [KiTE]", "A kite.", "KiTE", "with other capitals, and the term's capitals count", ["kite"]),
        ("any: [KiTEs]", "A kite.", "KiTEs", "with other capitals and in the singular", ["kite"]),
        ("any: [{near: [[kite], [wind]], within: 2}]", "A kite in the strong wind.", "kite … wind",
         "more than 2 words stand between the two", ["kite", "wind"]),
        ("any: [{near: [[kite], [wind]], ordered: true}]", "Wind and kite.", "kite … wind", "in the other order",
         ["Wind", "kite"]),
        ("any: [{near: [[kite], [wind]], ordered: true, within: 1}]", "Wind lifts the red kite.", "kite … wind",
         "in the other order, and more than 1 words", ["Wind", "kite"]),
        ("any: [{near: [[kite], [wind]]}]", "A kite. The wind.", "kite … wind", "never in one sentence", ["kite"]),
        ("any: [kite line]", "The line of a kite.", "kite line",
         "the words of “kite line” stand in one sentence, but not side by side", ["line", "kite"]),
    ],
)  # fmt: skip
def test_the_nearest_miss(rule: str, abstract: str, term: str, what: str, hits: list[str]) -> None:
    [(name, said, found)] = words(not_given(rule, abstract))
    assert name == term
    assert what in said
    assert found == hits


@pytest.mark.parametrize("abstract", ["A stone.", "A line. A kite.", "Kitesurfing lines."])
def test_no_miss_is_made_up(abstract: str) -> None:
    """Words in two sentences are no phrase, and another word is not the term."""
    assert words(not_given("any: [kite line, dragon]", abstract)) == []


def test_what_changes_least_comes_first() -> None:
    found = not_given("any: [kite line, {title: glider}]", "The line of a kite. A glider.")
    assert [one.term.label for one in found.misses] == ["glider", "kite line"]


def test_hints_are_counted() -> None:
    found = not_given("hints: [kite, wind, line]", "A kite and a kite.")
    assert (found.hints, found.rule.hints_needed) == (1, 2)
    assert [(one.role, one.said, one.times) for one in found.found] == [("hints", "kite", 2)]


def test_what_bars_is_named_with_its_place() -> None:
    found = not_given("any: [kite]\nnone: [stone]", "A kite and a stone.")
    [barred] = found.barred
    assert (barred.role, barred.said, barred.term.where.line) == ("none", "stone", 6)
    assert found.misses == ()


def test_what_is_missing_of_all_is_looked_for() -> None:
    found = not_given("any: [kite]\nall: [wind tunnel]", "A kite in a tunnel of wind.")
    assert [term.label for term in found.missing] == ["wind tunnel"]
    assert [one.role for one in found.misses] == ["all"]


def test_a_regex_has_no_wider_form() -> None:
    assert words(not_given("any: [{regex: 'K[i]te'}]", "A kite.")) == []


def test_why_a_paper_has_a_tag() -> None:
    """Each spelling by itself, with its list, its line, and the sentence."""
    found = catalog(rules(kites="any: [[kite, glider]]\nhints: [wind, line]"), ("A kite", "A glider. A line."))
    entry = found.catalog.papers[0]
    why = reason(found.catalog.rules["kites"], entry, entry.taggings[0])
    assert [(one.role, one.said, one.term.where.line) for one in why.found] == [
        ("any", "kite", 5),
        ("any", "glider", 5),
        ("hints", "line", 6),
    ]


def test_rules_that_a_paper_nearly_meets() -> None:
    found = catalog(
        rules(a="hints: [kite, wind]", b="any: [kite]\nnone: [stone]", c="any: [stone]",
              d="any: [moon]", e="any: [kite]\nall: [sun]"),
        ("A kite", "A stone."),
    )  # fmt: skip
    near = nearly(found.matcher, found.catalog.papers[0])
    assert sorted((one.rule.id, one.hints, one.missing, one.barred) for one in near) == [
        ("a", 1, 0, 0),
        ("b", 0, 0, 1),
        ("e", 0, 1, 0),
    ]


FAMILY = rules(
    sky="any: [sky]\nexamples: {match: [sky], skip: [sea]}",
    kites="parent: sky\nany: [kite]\naliases: [gliders]\nexamples: {match: [kite], skip: [sea]}",
    trial="status: candidate\nany: [kite]\nexamples: {match: [kite], skip: [sea]}",
    old="status: deprecated\nreplaced_by: kites",
)
LINES = "\n".join(
    json.dumps(one)
    for one in (
        {
            "title": "Kites and gliders",
            "abstract": "A kite.",
            "arxiv": "2401.00001",
            "authors": ["Ada Example"],
            "date": "2024",
        },
        {"title": "Kites and stones", "abstract": "A stone.", "doi": "10.1000/Toy.1", "acl": "2024.toy-long.1"},
        {"title": "Ünicode: a study", "abstract": ""},
    )
)


@pytest.fixture
def family(tmp_path: Path) -> Path:
    return project(tmp_path, {"papers/a.jsonl": LINES, "rules/toys.yml": FAMILY})


def explained(folder: Path, *names: str) -> Any:
    done = run(folder, "explain", *names, "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("kites-and-gliders", "kites-and-gliders"),
        ("https://toys.example/catalog/papers/kites-and-gliders/", "kites-and-gliders"),
        ("2401.00001", "kites-and-gliders"),
        ("2401.00001v3", "kites-and-gliders"),
        ("arXiv:2401.00001", "kites-and-gliders"),
        ("https://arxiv.org/abs/2401.00001v2", "kites-and-gliders"),
        ("https://doi.org/10.48550/arXiv.2401.00001", "kites-and-gliders"),
        ("10.1000/toy.1", "kites-and-stones"),
        ("https://doi.org/10.1000/Toy.1", "kites-and-stones"),
        ("2024.toy-long.1", "kites-and-stones"),
        ("https://aclanthology.org/2024.toy-long.1/", "kites-and-stones"),
        ("example2024kitesgliders", "kites-and-gliders"),
        ("kites AND s", "kites-and-stones"),
        ("unicode a", "unicode-a-study"),
        ("  Ünicode: a study ", "unicode-a-study"),
    ],
)
def test_a_paper_is_found_by_whatever_names_it(family: Path, name: str, slug: str) -> None:
    assert explained(family, name)["paper"]["slug"] == slug


def test_two_papers_are_both_named(family: Path) -> None:
    done = run(family, "explain", "Kites and")
    assert done.exit_code == 2
    assert "kites-and-gliders  Kites and gliders\n" in done.stderr
    assert "kites-and-stones  Kites and stones\n" in done.stderr


@pytest.mark.parametrize("name", ["Kitse and stons", "", "!!!", "10.1000/none", "2401.99999", "\udcff", "a" * 5000])
def test_a_paper_that_is_not_there(family: Path, name: str) -> None:
    done = run(family, "explain", name)
    assert done.exit_code == 2
    assert ("kites-and-stones" in done.stderr) is (name == "Kitse and stons")


def test_a_title_in_full_comes_before_longer_ones() -> None:
    found = catalog(rules(kites="any: [kite]"), ("Kites", ""), ("Kites and more", "")).catalog
    assert [entry.paper.title for entry in find_papers(found, "kites")] == ["Kites"]


def test_a_tag_by_id_alias_label_or_former_id(family: Path) -> None:
    for name in ("kites", "gliders", "Kites", "old", "OLD", "Gliders"):
        assert explained(family, "2401.00001", name)["tags"][0]["tag"] == "kites"
    done = run(family, "explain", "2401.00001", "kitse")
    assert done.exit_code == 2
    assert "did you mean kites" in done.stderr
    assert run(family, "explain", "2401.00001", "\x1b[31m").exit_code == 2


def test_tags_brought_by_children_and_candidates(family: Path) -> None:
    found = {one["tag"]: one for one in explained(family, "2401.00001")["tags"]}
    assert found["sky"]["brought_by"] == ["kites"]
    assert found["trial"]["status"] == "candidate"
    text = run(family, "explain", "2401.00001").stdout
    assert "- brought by kites" in text
    assert "Trial (trial) · candidate, not shown to readers" in text


def test_why_not_names_the_children(family: Path) -> None:
    text = run(family, "explain", "ünicode", "sky").stdout
    assert "It has not the tag Sky (sky)." in text
    assert "no term of “any” is there, out of 1" in text
    assert "it would also come with kites, and the paper has none of them" in text


def test_a_paper_without_tags(family: Path) -> None:
    assert "This paper has no tag." in run(family, "explain", "ünicode").stdout


def test_broken_rules_are_told_and_the_rest_is_used(family: Path) -> None:
    (family / "site_src/rules/broken.yml").write_text("topic: Broken\ntags: [\n")
    done = run(family, "explain", "2401.00001", "kites")
    assert done.exit_code == 0
    assert " in papers and rules, see `catalog check`; the rest is used" in done.stderr


def empty() -> Tagged:
    return catalog(rules(kites="any: [kite]"))


def test_an_empty_catalog_has_nothing_near() -> None:
    found: Catalog = empty().catalog
    assert find_papers(found, "kites") == nearest_titles(found, "kites") == ()
    assert find_tag(found, "") is None
    assert nearest_tags(found.rules, "") == ()


def test_every_form_says_the_same(family: Path) -> None:
    for form in ("text", "markdown", "json"):
        for names in (["2401.00001"], ["2401.00001", "sky"], ["ünicode", "sky"]):
            assert "sky" in run(family, "explain", *names, "--format", form).stdout.lower()


def test_hostile_titles_are_harmless(tmp_path: Path) -> None:
    title = "::error::x <b> \x1b[31m\u202e kite"
    folder = project(tmp_path, {"papers/a.jsonl": papers((title, "kite")), "rules/a.yml": FAMILY})
    done = run(folder, "explain", title)
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output
    assert not any(line.lstrip().startswith("::") for line in done.output.splitlines())


CARD = """arxiv: "2401.00001"
pin:
  trial: It was tried on this one.
ban:
  kites: No kite at all, a glider.
"""


def test_a_persons_decision_is_named_with_its_reason(family: Path) -> None:
    (family / "site_src/papers/card.yml").write_text(CARD)
    pinned = run(family, "explain", "2401.00001", "trial").stdout
    assert "given by a person, card.yml:3: It was tried on this one." in pinned
    banned = run(family, "explain", "2401.00001", "kites").stdout
    assert "- refused by a person, card.yml:5: No kite at all, a glider." in banned
    both = run(family, "explain", "2401.00001").stdout
    assert "(kites): refused by a person, card.yml:5: No kite at all, a glider." in both
    assert "hints" not in both, "what the rule says of a tag that was refused is of no matter"
    [decision] = [one["decision"] for one in explained(family, "2401.00001")["tags"] if one["tag"] == "trial"]
    assert decision["reason"] == "It was tried on this one."
