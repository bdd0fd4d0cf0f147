"""The browser's matcher is Python's: the same papers and the same evidence, for random rules on real papers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from generator import regex_subset, rules
from generator.build import read_rules
from generator.matcher import Matcher
from generator.model import Rule, Source
from generator.patterns import Fault, parse
from generator.patterns import _is_cased as is_cased
from generator.playground import plain
from generator.readers import read_papers
from generator.verdict import evidence
from generator.words import fold, sentence_ends, word_pattern
from random_rules import Texts, random_rules
from sites import sample

RULES = int(os.environ.get("CATALOG_RANDOM_RULES", "250"))
PAPERS = int(os.environ.get("CATALOG_RANDOM_PAPERS", "400"))


def node(script: str, given: object) -> Any:
    """What a script of the tests prints for a value on its standard input, as JSON."""
    if not (program := shutil.which("node")):
        if os.environ.get("CI"):
            pytest.fail("no Node.js: `node` is not installed")
        pytest.skip("no Node.js: `node` is not installed")
    done = subprocess.run(
        [program, ROOT / "tests" / script], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def in_python(rules: list[Rule], papers: Texts) -> list[list[Any]]:
    """For each rule its papers with their evidence."""
    matcher = Matcher([replace(rule, id=f"{rule.id}-{number}") for number, rule in enumerate(rules)])
    readings = [matcher.find(*texts) for texts in papers]
    return [
        [[number, [[one.field.value, one.start, one.end, one.term.label] for one in matches]]
         for number, reading in enumerate(readings) if (matches := evidence(rule, reading))]
        for rule in matcher.rules
    ]  # fmt: skip


def compared(rules: list[Rule], papers: Texts) -> tuple[int, list[Any]]:
    """How many rules find something, and those that the two do not see alike with what each finds."""
    browsers = node("matching.mjs", {"rules": [plain(rule) for rule in rules], "papers": papers})
    ours = in_python(rules, papers)
    both = zip(rules, ours, browsers, strict=True)
    return sum(map(bool, ours)), [(plain(rule), one, other) for rule, one, other in both if one != other]


@pytest.fixture(scope="module")
def papers(data: Path) -> list[tuple[str, str]]:
    lines = sample(data, "1k" if PAPERS <= 1000 else "10k", PAPERS)
    return [(record.title, record.abstract) for record in read_papers([Source("papers.jsonl", lines)]).records]


def test_random_rules_find_the_same_in_both(papers: Texts) -> None:
    """More of them by CATALOG_RANDOM_RULES and CATALOG_RANDOM_PAPERS."""
    finding, differing = compared(list(random_rules(papers, RULES, seed=len(papers))), papers)
    assert differing == []
    assert finding > RULES * 0.7, "too many of the rules find nothing"


def test_our_own_rules_find_the_same_in_both(papers: Texts, root: Path) -> None:
    files = sorted((root / "site_src" / "rules").glob("*.yml"))
    ours, *_ = read_rules([Source(path.name, path.read_bytes()) for path in files])
    finding, differing = compared(list(ours), papers)
    assert differing == []
    assert finding > 10


RECLASSIFIED = frozenset("ʕჼꟲꟳꟴꭩ")
"""Letters that later versions of Unicode call small or no longer small."""


def test_every_sign_of_unicode_is_the_same_in_both() -> None:
    """Words, their folded forms, their case and the ends of sentences, with each sign that this Python knows.

    Of the 120,000 letters without case, nearly all ideographs and syllables, every eighth does.
    """
    kinds = {code: unicodedata.category(chr(code)) for code in range(0x110000)}
    signs = [chr(code) for code, kind in kinds.items() if kind not in ("Cn", "Cs") and (kind != "Lo" or code % 8 == 0)]
    texts = [f"x{sign}y {sign}A a.{sign} {sign}.A fig{sign}. it" for sign in signs]
    found = node("words.mjs", {"texts": texts})["texts"]
    differing = {sign for sign, text, other in zip(signs, texts, found, strict=True) if of_text(text) != other}
    assert differing <= RECLASSIFIED


def of_text(text: str) -> list[Any]:
    return [[[word, *fold(word), is_cased(word)] for word in word_pattern(text).findall(text)], sentence_ends(text)]


def test_sentences_of_real_papers_end_at_the_same_places(papers: Texts) -> None:
    texts = [text for both in papers for text in both]
    assert node("words.mjs", {"texts": texts})["texts"] == [of_text(text) for text in texts]


PHRASES = st.text(st.sampled_from("aB*=-.;?! \n\t\x08'\"\\é²ſK\u0301\u00ad机"), max_size=12)
PHRASES |= st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=8)


def test_what_cannot_be_a_term_is_told_in_the_same_words() -> None:
    spellings: list[str] = ["a-b-c-d-e-f-g-h", "w " * 21, "x" * 80 + "**", "i.e. " * 3, "the " * 30 + ". Next"]

    @settings(max_examples=800)
    @given(PHRASES)
    def collect(spelling: str) -> None:
        spellings.append(spelling)

    collect()
    found = node("words.mjs", {"spellings": spellings})["spellings"]
    told = [(spelling, of_spelling(spelling), other) for spelling, other in zip(spellings, found, strict=True)]
    assert [one for one in told if one[1] != one[2]] == []
    assert {one[1][0] for one in told if isinstance(one[1][0], str)} == CODES


EXPRESSIONS = st.lists(st.sampled_from([
    *"ab1é^$.-,:( )[]{}|?*+\\", "(?:", "(?i)", "\\b", "\\d", "[a-z]", "[^x]", "[\\w-]",
    "{2}", "{1,3}", "{,2}", "{2,}", "{101}", "[:alpha:]",
    "\\p{L}", "\\1", "(?=a)", "(?P<n>", "\\n", "ab", "\\.", "\\-", "z-a",
]), max_size=9).map("".join)  # fmt: skip


def test_expressions_are_read_and_refused_in_the_same_words() -> None:
    patterns: list[str] = ["a" * 501, "(?:abcdefghij){100}" * 2, "\x07", "[a-z]{50}", "(?:a{100}){100}", "😀{2}(", "é)"]

    @settings(max_examples=1500)
    @given(EXPRESSIONS)
    def collect(pattern: str) -> None:
        patterns.append(pattern)

    collect()
    found = node("words.mjs", {"expressions": patterns})["expressions"]
    told = [(pattern, of_expression(pattern), other) for pattern, other in zip(patterns, found, strict=True)]
    assert [one for one in told if one[1] != one[2]] == []
    codes = {one[1][0] for one in told if isinstance(one[1][0], str)}
    assert codes == {"term-empty", "term-control", "regex-syntax", "regex-long", "regex-empty"}
    assert sum(isinstance(one[1][0], int) for one in told) > 100


def of_expression(pattern: str) -> list[Any]:
    if found := regex_subset.fault(pattern):
        return [found.code, found.message, found.hint]
    return [regex_subset.signs(pattern), True]


SIDES = st.lists(
    st.sampled_from(["boat*", "boats", "boat", "sail*", "sail", "*oat", "red-sail", "RAG"]), min_size=1, max_size=2
)
TERMS = st.one_of(
    st.sampled_from(
        ["boat", "boats", "Boat", "red boat", "red-boat", "query", "queries", "=boat", "a*", "RAG", "RAGs"]
    ),
    SIDES,
    SIDES.map(lambda texts: {"title": texts}),
    st.tuples(SIDES, SIDES, st.sampled_from([1, 2])).map(lambda three: {"near": list(three[:2]), "within": three[2]}),
    st.tuples(SIDES, SIDES).map(lambda two: {"term": two[0], "except": two[1]}),
    st.sampled_from(["a.b", "a+", "b"]).map(lambda text: {"regex": text}),
)


def test_what_is_wrong_with_a_rule_is_told_in_the_same_words() -> None:
    drafts: list[dict[str, Any]] = [{"any": [{"regex": f"(?:[a-z]{{100}}){{9}}{digit}"} for digit in range(6)]}]

    @settings(max_examples=600)
    @given(st.lists(TERMS, min_size=1, max_size=4), st.lists(TERMS, max_size=3), st.lists(TERMS, max_size=2))
    def collect(any_: list[Any], hints: list[Any], none: list[Any]) -> None:
        drafts.append({"any": any_} | ({"hints": hints} if hints else {}) | ({"none": none} if none else {}))

    collect()
    found = node("words.mjs", {"rules": drafts})["rules"]
    told = [(draft, of_rule(draft), other) for draft, other in zip(drafts, found, strict=True)]
    assert [one for one in told if one[1] != one[2]] == []
    codes = {sentence.partition(":")[0] for _, sentences, _ in told for sentence in sentences}
    assert codes >= {"term-duplicate", "near-shared", "hints-needed", "term-star", "regex-long", "regex-syntax"}


def of_rule(rule: dict[str, Any]) -> list[str]:
    tag = {"label": "Toy", **rule, "examples": {"match": ["toy"], "skip": ["toy"]}}
    source = Source("toy.yml", json.dumps({"topic": "Toy", "tags": {"toy": tag}}).encode())
    return sorted({f"{one.code}: {one.message}" for one in rules.read(source)[2]})


CODES = {"term-control", "term-empty", "term-signs", "term-star", "term-long", "term-sentence"}


def of_spelling(spelling: str) -> list[Any]:
    found = parse(spelling)
    if isinstance(found, Fault):
        return [found.code, found.message, found.hint]
    return [list(found.words), list(found.hyphens), found.exact]
