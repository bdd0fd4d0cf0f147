"""`catalog suggest`: phrases that mark papers and are in no rule."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from generator.model import Paper
from generator.phrases import phrases_of, singular
from generator.suggest import LEAST_PAPERS, suggest, z_score
from small import catalog, papers, project, rules, run

RULES = rules(
    kites="any: [kite]\nexamples: {match: [kite], skip: [sea]}",
    survey="any: [survey]\nexamples: {match: [survey], skip: [sea]}",
)
TEXTS = (
    *((f"Kite {name}", "The paper kite has a bow-line and a tail. It is the state of the art.") for name in "abcd"),
    *((f"Sea {name}", "The sea has a harbour wall and the state of the art.") for name in "efgh"),
    ("A survey of stars", "Here the night sky is seen."),
    ("Planets", "The night sky and more."),
)  # fmt: skip


def test_the_score_is_that_of_the_paper() -> None:
    """Monroe et al. 2008, equations 16, 20 and 22, worked by hand: y=(8, 2), n=(100, 100), alpha=1, alpha0=10."""
    delta = math.log(9 / (110 - 9)) - math.log(3 / (110 - 3))
    assert z_score(8, 100, 2, 100, 1, 10) == pytest.approx(delta / math.sqrt(1 / 9 + 1 / 3))
    assert z_score(5, 100, 5, 100, 1, 10) == 0


def test_phrases_that_mark_a_tag_with_three_examples() -> None:
    found = catalog(RULES, *TEXTS)
    [(tag, suggestions)] = suggest(found.catalog, found.matcher, ["kites"], 9, untagged=False).for_tags
    assert tag == "kites"
    assert suggestions[0].phrase == "bow-line"
    assert (suggestions[0].inside, suggestions[0].outside) == (4, 0)
    assert [len(one.examples) for one in suggestions] == [3] * len(suggestions)
    assert ("bow-line", True) in suggestions[0].examples[0].excerpts[0].pieces
    phrases = [one.phrase for one in suggestions]
    assert not any("kite" in phrase for phrase in phrases), "a term of a rule is no suggestion"
    assert not any(phrase.startswith("the") or "art" in phrase.split() for phrase in phrases)


def test_a_tag_of_few_papers_has_no_suggestions() -> None:
    found = catalog(RULES, *TEXTS[: LEAST_PAPERS - 1])
    assert suggest(found.catalog, found.matcher, ["kites"], 9).for_tags == ()


def test_terms_for_papers_without_a_tag() -> None:
    """The tag that most papers with the phrase have is named; a tag of what a paper gives is none of a subject."""
    found = catalog(RULES, *TEXTS)
    answer = suggest(found.catalog, found.matcher, [], 3)
    assert answer.untagged == 6
    assert answer.for_untagged[0].phrase in ("harbour wall", "sea")
    assert len(answer.for_untagged) == 3


def test_suggestions_are_in_no_rule(tmp_path: Path) -> None:
    """Each phrase, made a term, finds a paper; and as a term of the tag it is suggested no more."""
    folder = project(tmp_path, {"papers/a.jsonl": papers(*TEXTS), "rules/toys.yml": RULES})
    first = json.loads(run(folder, "suggest", "--tag", "kites", "--format", "json").stdout)["for_tags"]["kites"]
    phrase = first[0]["phrase"]
    (folder / "site_src/rules/toys.yml").write_text(RULES.replace("[kite]", f"[kite, {phrase}]"))
    second = json.loads(run(folder, "suggest", "--tag", "kites", "--format", "json").stdout)["for_tags"].get(
        "kites", []
    )
    assert phrase not in [one["phrase"] for one in second]
    assert json.loads(run(folder, "try", phrase, "--format", "json").stdout)["found"] >= first[0]["inside"]


def test_options_and_forms(tmp_path: Path) -> None:
    folder = project(tmp_path, {"papers/a.jsonl": papers(*TEXTS), "rules/toys.yml": RULES})
    for form in ("text", "markdown", "json"):
        done = run(folder, "suggest", "--limit", "1", "--format", form)
        assert (done.exit_code, "bow-line" in done.stdout) == (0, True)
    assert run(folder, "suggest", "--tag", "nosuch").exit_code == 2
    assert run(folder, "suggest", "--limit", "0").exit_code == 2


def test_phrases_stay_in_a_sentence_and_out_of_addresses() -> None:
    paper = Paper(
        "title:x", title="Chain of thought", abstract="A red kite. Blue sails at https://kites.example/red-sails now."
    )
    found = phrases_of(paper)
    assert {"chain of thought", "chain", "red kite", "blue sail"} <= found.keys()
    assert not any("kite blue" in phrase or "example" in phrase or phrase == "red sails" for phrase in found)


@pytest.mark.parametrize(
    ("word", "one"),
    [("kites", "kite"), ("policies", "policy"), ("boxes", "box"), ("houses", "house"), ("bias", "bias")],
)
def test_the_singular_by_the_rules_own_plurals(word: str, one: str) -> None:
    assert singular(word) == one
