"""Regular expressions in rules: the subset, what they find, and that none is slow or in silence without effect."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import regexes
from generator.matcher import FIELDS, Matcher, match
from generator.model import Field, Location, Rule, Term
from generator.regexes import Regexes, fault
from generator.tagging import tag

HERE = Location("rules.yml")


def regex(*patterns: str, only: Field | None = Field.ABSTRACT, exceptions: tuple[Term, ...] = ()) -> Term:
    return Term(patterns, HERE, only, exceptions, regex=True)


def found(wanted: Term, text: str, title: str = "") -> list[str]:
    """The pieces of title and abstract that a term finds."""
    matcher = Matcher([Rule("tag", "Tag", "Topic", HERE, any=(wanted,))])
    reading = matcher.find(title, text)
    hits = matcher.of("tag").any[0].hits(reading)
    texts = dict(zip(FIELDS, (title, text), strict=True))
    matches = [one for hit in hits for one in match("tag", wanted, hit, reading)]
    return [texts[one.field][one.start : one.end] for one in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "hits"),
    [
        (r"GPT-?[0-9]", "GPT4 and GPT-3.5, gpt4", ["GPT4", "GPT-3"]),
        (r"(?i)gpt-?\d(?:\.\d)?", "GPT4 and GPT-3.5, gpt4", ["GPT4", "GPT-3.5", "gpt4"]),
        (r"\b[A-Z]{1,2}O\b", "DPO, KTO, RLHFO, dpo", ["DPO", "KTO"]),
        (r"tree|forest", "trees in a forest", ["tree", "forest"]),
        (r"(tree|forest)s?\b", "trees in a forest", ["trees", "forest"]),
        (r"[^a-z ]+", "one TWO, three", ["TWO,"]),
        (r"\(\w+\)", "a (b) c", ["(b)"]),
        (r"na[iï]ve", "naïve and naive", ["naïve", "naive"]),
        (r"Größe", "die Größe, x", ["Größe"]),
        (r"\bber\b", "über ber", ["ber", "ber"]),  # the edge of a word is ASCII's: ü is no letter to it
        (r"x\s+y", "x y", ["x y"]),
        (r"5{2,}", "5 55 555", ["55", "555"]),
        (r"\$x\$|\{|\}|\]|\^", "$x$ {}]^", ["$x$", "{", "}", "]", "^"]),
        (r"a/b-c_d", "a/b-c_d", ["a/b-c_d"]),
    ],
)
def test_what_a_regex_finds(pattern: str, text: str, hits: list[str]) -> None:
    """On the text as it is: with case, accents and signs."""
    assert hits == found(regex(pattern), text)


def test_places_are_in_characters() -> None:
    assert found(regex("[0-9]+"), "ä𝒳é 12, ü 345") == ["12", "345"]


def test_a_regex_looks_at_one_field() -> None:
    assert found(regex("b"), "abstract", title="b") == ["b"]
    assert found(regex("b", only=Field.TITLE), "b", title="ab") == ["b"]
    assert found(regex("a"), "", title="a") == []


def test_several_regexes_are_one_term() -> None:
    assert found(regex("a+", "[bc]+"), "aa cb") == ["aa", "cb"]


def test_an_exception_covers_the_words_that_a_regex_touches() -> None:
    wanted = regex("align", exceptions=(Term(("word alignment",), HERE),))
    assert found(wanted, "word alignment and realigned") == ["align"]


def test_a_regex_may_find_signs_alone() -> None:
    assert found(regex(r"→"), "a → b →") == ["→", "→"]


@pytest.mark.parametrize(
    ("hints", "text", "is_given"),
    [
        ((regex("alpha"), regex("beta")), "alpha beta", True),
        ((regex("alph"), regex("pha")), "alpha", False),  # both touch one word
        ((regex("alph"), Term(("alpha beta",), HERE)), "alpha beta", False),
        ((regex("alph"), Term(("beta",), HERE)), "alpha beta", True),
        ((regex("alpha b"), Term(("beta",), HERE)), "alpha beta", False),
        ((regex(" → "), Term(("beta",), HERE)), "alpha → beta", True),
    ],
)
def test_hints_by_regexes_count_by_the_words_that_they_touch(
    hints: tuple[Term, ...], text: str, *, is_given: bool
) -> None:
    matcher = Matcher([Rule("tag", "Tag", "Topic", HERE, hints=hints)])
    assert is_given == bool(tag("", text, matcher))


@pytest.mark.parametrize("role", ["any", "all", "none"])
def test_a_regex_has_every_role(role: str) -> None:
    terms = {"any": (Term(("boat",), HERE),), role: (regex("[0-9]{2}"),)}
    matcher = Matcher([Rule("tag", "Tag", "Topic", HERE, **terms)])  # type: ignore[arg-type]
    assert (role != "none") == bool(tag("", "a boat of 42", matcher))
    assert (role == "none") == bool(tag("", "a boat", matcher))


def test_evidence_leaves_out_what_stands_inside_a_longer_match_of_the_term() -> None:
    matcher = Matcher([Rule("tag", "Tag", "Topic", HERE, any=(regex("GPT-[0-9]", "GPT", "4o?", "o"),))])
    (tagging,) = tag("", "GPT-4o", matcher)
    assert [(one.start, one.end) for one in tagging.evidence] == [(0, 5), (4, 6)]


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "term-empty"),
        (" ", "term-empty"),
        ("\bGPT", "term-control"),
        ("a\nb", "term-control"),
        ("\ud800", "term-control"),
        *[(pattern, "regex-syntax") for pattern in (
            # what stands around, names, references, flags
            "(?=a)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?P<n>a)", "(?<n>a)", r"(?P=n)", r"(a)\1", r"\k<n>", "(?>a)",
            "a(?i)b", "(?s)a", "(?i:a)", "(?-i)a", "(?im)a",
            # repeats
            "a*?", "a+?", "a??", "a{2}?", "a++", "a**", "a{2}{3}", "a{1,101}", "a{101}", "a{3,2}", "a{,3}", "a{٣}",
            "*a", "|*", "(*a)", "(+)", r"\b+", "(a?)*", "(a*)*", "(a|)+", "(a*){2}", r"(\b)?",
            # brackets
            "a{", "a}", "a]", "[]", "[]a]", "[^]", "[a", "[[:alpha:]]", "[z-a]", r"[\d-z]", r"[a-\d]", "[a-]-z]",
            "[a--]", "(a", "a)", "((a)",
            # anchors, any sign, escapes
            "^a", "a$", "a.b", r"\pL", r"\p{L}", r"\A", r"\z", r"\Z", r"\B", r"\C", r"\x41", r"\u0041", r"\n", r"\Qa\E",
            "a\\",
        )],
        *[(pattern, "regex-empty") for pattern in (
            "a*", "a?", "|", "a|", "(|a)", r"\b", "()", "(?:)", "a{0,3}", "a*b?", "a{0}", "(?i)", r"\b\b", "(a|b*)",
        )],
        *[(pattern, "regex-long") for pattern in (
            "a" * 501, "((a{1,100}){1,100})", "(a{100}){11}", "((((a{100}){100}){100}){100}){100}",
        )],
    ],
)  # fmt: skip
def test_what_cannot_be_a_regex(pattern: str, code: str) -> None:
    """Outside the subset, without effect or too large: told with a code and a hint."""
    told = fault(pattern)
    assert told
    assert (code, True) == (told.code, bool(told.hint))


def test_a_regex_that_cannot_be_used_finds_nothing() -> None:
    assert found(regex("a*", "(?=b)"), "ab") == []


ATOMS = st.sampled_from(
    ["a", "b", "É", r"\.", r"\-", r"\_", "[ab]", "[^a]", "[a-c-]", r"[\w-]", r"\d", r"\W", r"\s", " "]
)
EDGES = st.just(r"\b")


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeats = st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,}"])
    return (
        st.lists(inner | EDGES, min_size=1, max_size=4).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})")
        | st.tuples(inner, repeats).map(lambda pair: f"(?:{pair[0]}){pair[1]}")
    )


PATTERNS = st.tuples(st.sampled_from(["", "(?i)"]), st.recursive(ATOMS, _larger, max_leaves=8)).map("".join)
TEXTS = st.text("aAbBcéÉ.-_ 1\n", max_size=30)


@given(PATTERNS, TEXTS)
def test_the_subset_means_the_same_to_another_engine(pattern: str, text: str) -> None:
    """What is allowed finds what Python's own engine finds, which is as far from RE2 as a browser's is."""
    if fault(pattern):
        return
    flags = re.IGNORECASE if pattern.startswith("(?i)") else 0
    body = pattern.removeprefix("(?i)")
    expected = [one.span() for one in re.compile(_ascii(body), flags).finditer(text)]
    every = Regexes()
    every.add(pattern, 7)
    assert [(7, *span) for span in expected] == list(every.find(text))


def _ascii(pattern: str) -> str:
    """The pattern with ASCII classes spelled out, for an engine whose classes are Unicode's."""
    word = "A-Za-z0-9_"
    inside = pattern.replace(r"[\w-]", f"[{word}-]")
    edge = rf"(?:(?<=[{word}])(?![{word}])|(?<![{word}])(?=[{word}]))"
    return (
        inside.replace(r"\d", "[0-9]").replace(r"\W", f"[^{word}]").replace(r"\s", r"[\t\n\f\r ]").replace(r"\b", edge)
    )


@given(st.text("ab(|)[]^$.?*+{},0129\\bdwpi:=!<>-", max_size=14), TEXTS)
def test_no_pattern_raises(pattern: str, text: str) -> None:
    """RE2 takes all that the subset takes, and no match is empty."""
    every = Regexes()
    every.add(pattern, 0)
    assert all(start < end for _, start, end in every.find(text))


def test_the_one_pass_leaves_nothing_out_where_memory_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little memory for the automaton of all patterns: each is tried alone, with the same result."""
    patterns = [rf"{letter}[^;]{{1,90}}{letter}" for letter in "abcdefgh"]
    text = "a fine day; behind hills, far away: each gave a face" * 3

    def all_found() -> list[tuple[int, int, int]]:
        every = Regexes()
        for number, pattern in enumerate(patterns):
            every.add(pattern, number)
        return list(every.find(text))

    expected = all_found()
    assert expected
    for memory in (1, 60_000, 100_000, 200_000, 400_000):
        monkeypatch.setattr(regexes, "MEMORY", memory)
        assert expected == all_found()


@pytest.mark.parametrize(
    "pattern",
    ["(x+x+)+y", "(a|b)*a(a|b){100}", "([^;]{1,90}[^:]){1,10}y", "(a|aa)+y", r"(\w+\s?)+\!"],
)
def test_the_worst_patterns_are_quick(pattern: str) -> None:
    """In the time of the processor: a long text takes far less than a second, whatever the pattern."""
    assert fault(pattern) is None
    text = "aab axx " * 1000
    start = time.process_time()
    found(regex(pattern), text)
    assert time.process_time() - start < 1
