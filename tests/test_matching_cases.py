"""The table of cases that both matchers run, Python's and the browser's, which does so in `matching_cases.test.mjs`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import ROOT
from generator import rules
from generator.matcher import Matcher
from generator.model import Field, Rule, Source
from generator.verdict import evidence

FEATURES = json.loads((ROOT / "tests" / "matching_cases.json").read_text(encoding="utf-8"))
CASES = [(feature["feature"], case) for feature in FEATURES for case in feature["cases"]]
EXAMPLES = {"match": ["toy"], "skip": ["toy"]}

Place = tuple[str, int, int]


def read(rule: dict[str, Any]) -> Rule | None:
    """The rule as a rule file gives it, or None where this language does not have regular expressions."""
    tag = {"label": "Toy", **rule, "examples": EXAMPLES}
    source = Source("toy.yml", json.dumps({"topic": "Toy", "tags": {"toy": tag}}).encode())
    _, found, problems = rules.read(source)
    if problems and "regex" in str(rule) and "'regex'" in problems[0].message:
        return None
    assert [(one.code, one.message) for one in problems] == []
    return found[0]


def marked(text: str, field: str) -> tuple[str, list[Place]]:
    """A text without the marks, and the places that they show."""
    plain, begun, places = "", [], []
    for sign in text:
        if sign == "‹":
            begun.append(len(plain))
        elif sign == "›":
            places.append((field, begun.pop(), len(plain)))
        else:
            plain += sign
    return plain, places


@pytest.mark.parametrize(("feature", "case"), CASES, ids=[f"{feature}: {case['name']}" for feature, case in CASES])
def test_a_case(feature: str, case: dict[str, Any]) -> None:
    """The rule is given where the text has marks, and its evidence is what they enclose."""
    if (rule := read(case["rule"])) is None:
        pytest.skip("the language has no regular expressions")
    title, in_title = marked(case.get("title", ""), "title")
    abstract, in_abstract = marked(case["abstract"], "abstract")
    matcher = Matcher([rule])
    found = evidence(matcher.rules[0], matcher.find(title, abstract))
    if "evidence" in case:
        texts = {Field.TITLE: title, Field.ABSTRACT: abstract}
        assert case["evidence"] == [texts[one.field][one.start : one.end] for one in found]
    else:
        assert sorted([*in_title, *in_abstract]) == sorted({(one.field.value, one.start, one.end) for one in found})


def test_the_table_is_whole() -> None:
    """Each case has a name of its own and the features have enough of them."""
    names = [(feature, case["name"]) for feature, case in CASES]
    assert len(names) == len(set(names)) >= 400
    assert min(len(feature["cases"]) for feature in FEATURES) >= 8
    given = ["‹" in case["abstract"] + case.get("title", "") or "evidence" in case for _, case in CASES]
    assert 100 < sum(given) < len(given) - 100
