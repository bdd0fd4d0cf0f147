"""The YAML that the page for trying rules writes: Python reads the same rule from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import rules
from generator.build import read_rules
from generator.model import Example, Location, Rule, Source, Term, Topic
from generator.patterns import Fault, parse
from generator.playground import plain
from test_matching_in_browser import node

NOWHERE = Location("")
NASTY = [
    "yes", "No", "on", "null", "~", "4:3", "1.0", "2024-12-18", "0x1F", ".5", "1e3", "*PO", "&anchor", "!tag", "%x",
    "@home", "`code", "|", "> text", "? key", "- item", "[CLS] token", "{a}", "a: b", "a #b", "F1 #1 approach", "#x",
    "'quoted'", '"double"', "it's", "back\\slash", "tab\tin", "trailing ", " leading", "a, b", "=review", "=", "C++",
    "naïve", "机器", "\u2011", "\u2028line", "\ufeffbom", "\x85next", "a\u00a0b", "😀 face", "a" * 300, "x:", ":x",
    "--- x", "...", "\x07bell", "a\nb", "a\n\nb", "true", "y", "12:30:45", "<<", "\u202eabc",
]  # fmt: skip
TEXTS = st.sampled_from(NASTY) | st.text(max_size=12)
WORDS = st.text("abcXYZ019é-*=:#,'\"[]{}&!%@ ", min_size=1, max_size=14)


def nowhere(rule: Rule) -> Rule:
    """The rule without the places of its parts in a file."""

    def term(one: Term) -> Term:
        return replace(one, where=NOWHERE, exceptions=tuple(map(term, one.exceptions)), near=tuple(map(term, one.near)))

    def example(one: Example) -> Example:
        return replace(one, where=NOWHERE)

    roles = {role: tuple(map(term, getattr(rule, role))) for role in ("any", "hints", "all", "none")}
    examples = {name: tuple(map(example, getattr(rule, name))) for name in ("match", "skip")}
    return replace(rule, **roles, **examples, where=NOWHERE, parent_where=None)  # type: ignore[arg-type]


def read(text: str) -> tuple[Topic | None, tuple[Rule, ...], list[str]]:
    topic, found, problems = rules.read(Source("toy.yml", text.encode()))
    return topic, tuple(map(nowhere, found)), [f"{one.where.line}: {one.code}: {one.message}" for one in problems]


def test_our_own_rules_come_back_from_the_page(root: Path) -> None:
    """From their files by the page's data, its fields and its address to YAML, and back."""
    files = sorted((root / "site_src" / "rules").glob("*.yml"))
    ours, *_ = read_rules([Source(path.name, path.read_bytes()) for path in files])
    written = node("yaml.mjs", {"tags": [{"id": one.id, "topic": one.topic, "rule": plain(one)} for one in ours]})
    assert len(written) > 20
    for rule, texts in zip(ours, written, strict=True):
        for text in texts:
            topic, found, problems = read(text)
            assert (problems, found) == ([], (nowhere(rule),))
            assert topic
            assert topic.name == rule.topic


def is_term(text: str) -> bool:
    return not isinstance(parse(text), Fault) and text == " ".join(text.split())


def distinct(texts: list[str]) -> list[str]:
    """Texts that are terms, without those that match the same."""
    found = {parse(text).key: text for text in texts if is_term(text)}  # type: ignore[union-attr]
    return list(found.values())


def test_nasty_texts_come_back_from_the_yaml() -> None:
    """Whatever is a term, a name or an example in the language is written so that YAML reads it as that text."""
    tags: list[dict[str, Any]] = []

    @settings(max_examples=300)
    @given(TEXTS, TEXTS, st.lists(TEXTS | WORDS, max_size=8), st.lists(TEXTS, min_size=1, max_size=4))
    def collect(topic: str, label: str, terms: list[str], examples: list[str]) -> None:
        found = distinct([*terms, "toy"])
        items = [
            found[:2] if len(found) > 2 else found[0],
            {"title": found[-1], "except": [*found[:1], {"title": "x"}]},
        ]
        shown = [text for text in (spaced(one) for one in examples) if text] or ["toy"]
        keys = {"label": spaced(label) or "L", "any": items, "examples": {"match": shown, "skip": shown[:1]}}
        tags.append({"id": "toy", "topic": spaced(topic) or "T", "rule": keys})

    collect()
    keys = (
        {"label": "L", "any": [text], "hints": [[text, "toy"]], "hints_needed": 1} for text in filter(is_term, NASTY)
    )
    tags.extend({"id": "toy", "topic": "T", "rule": one} for one in keys)
    for tag, (direct, *_) in zip(tags, node("yaml.mjs", {"tags": tags}), strict=True):
        directly = yaml.safe_dump({"topic": tag["topic"], "tags": {"toy": tag["rule"]}}, allow_unicode=True)
        expected = read(directly)
        if not any(
            "yaml-escape" in problem for problem in expected[2]
        ):  # PyYAML writes `\\0` and the like, which we refuse
            assert comparable(read(direct)) == comparable(expected), direct


def comparable(found: tuple[Topic | None, tuple[Rule, ...], list[str]]) -> Any:
    topic, tags, every = found
    problems = [one for one in every if "yaml-plain" not in one]  # PyYAML leaves 1e3 without quotes
    return topic and topic.name, tags, sorted(problem.partition(": ")[2].partition("line")[0] for problem in problems)


def spaced(text: str) -> str:
    return " ".join(text.split())
