"""A small guard of what `tests/bench/matching.py` measures: calls are counted, for seconds differ between machines."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from bench.matching import Words, make_rules, papers
from generator.matcher import Matcher
from generator.model import Location, Rule, Term
from generator.tagging import tag

WHERE = Location("rules.yml")
Texts = list[tuple[str, str]]


@pytest.fixture(scope="module")
def texts(data: Path) -> Texts:
    """A thousand real titles and abstracts."""
    return list(papers("1k"))


def calls(rules: list[Rule], texts: Texts) -> float:
    """How many functions tagging a paper calls, once its words are known."""
    matcher = Matcher(rules)
    profile = cProfile.Profile()
    for _ in range(2):
        profile.clear()
        profile.enable()
        for title, abstract in texts:
            tag(title, abstract, matcher)
        profile.disable()
    return pstats.Stats(profile).total_calls / len(texts)  # type: ignore[attr-defined, no-any-return]


def absent(count: int) -> list[Rule]:
    """Rules of which no paper has a word."""
    names = [f"zq{number}x" for number in range(count)]
    terms = [Term((f"{name} method", f"{name}*", f"deep {name}-net"), WHERE) for name in names]
    return [Rule(name, name, "Topic", WHERE, any=(term,)) for name, term in zip(names, terms, strict=True)]


def test_rules_whose_words_are_not_in_a_paper_cost_nothing(texts: Texts) -> None:
    assert calls(absent(2000), texts[:100]) == calls(absent(2), texts[:100])


def test_a_paper_costs_few_calls(texts: Texts) -> None:
    """About 2,000 with a thousand rules, where 100,000 papers take 26 seconds."""
    rules = make_rules(Words([f"{title}. {abstract}" for title, abstract in texts]), 1000)
    assert calls(rules, texts[:100]) < 2400
