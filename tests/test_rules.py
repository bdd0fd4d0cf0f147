"""Rule files: what is read from a good one, and what is said of a bad one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import rules
from generator.matcher import Matcher
from generator.model import Field, Location, Problem, Rule, Severity, Source, Status, Term, Topic
from generator.problems import CODES, format_problem, ordered, summary

GOLDEN = sorted((Path(__file__).parent / "golden" / "rules").glob("*.yml"))
GOOD = """
topic: Toys
tags:
  kite:
    label: Kites
    about: What flies
      on a string.
    parent: toys
    aliases: [drachen, 3-string-kite]
    status: candidate
    replaced_by: toys
    any:
      - kite
      - [KiteX, red  kite]
      - title: sail
      - term: wind
        except: [trade wind, {abstract: wind mill}]
      - near: [fly*, [string, line]]
        within: 8
        ordered: true
      - {regex: 'K-[0-9]+', field: title, except: [K-2]}
      - regex: ['\\bkites?\\b', 'wi  nd']
    hints: [tail, "yes", "1.0"]
    hints_needed: 3
    all: [toy]
    none: [bird]
    examples:
      match: [A toy kite]
      skip:
        - title: A bird
          abstract: It is no toy.
"""


def read(text: str, name: str = "toys.yml") -> tuple[Topic | None, tuple[Rule, ...], tuple[Problem, ...]]:
    return rules.read(Source(name, text.encode()))


def problems_of(*sources: Source) -> list[Problem]:
    """All that is wrong with these files, each alone and together."""
    files = [rules.read(source) for source in sources]
    found = [problem for _, _, problems in files for problem in problems]
    every = [rule for _, some, _ in files for rule in some]
    topics = [topic for topic, _, _ in files if topic]
    return ordered([*found, *rules.check(every, topics, Matcher(every), found)])


def report(source: Source) -> str:
    problems = problems_of(source)
    lines = source.data.decode("utf-8", "replace").split("\n")
    return "\n".join([*(format_problem(problem, lines) for problem in problems), summary(problems)]) + "\n"


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_what_is_said_of_a_file(path: Path) -> None:
    """The report on each file of the folder is the text beside it, to the last character."""
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert expected == report(Source(f"rules/{path.name}", path.read_bytes()))


def test_the_folder_has_a_case_for_every_code() -> None:
    """No code of the rule files goes without an example of its message."""
    assert GOLDEN
    told = {problem.code for path in GOLDEN for problem in problems_of(Source(path.name, path.read_bytes()))}
    between_files = {"tag-duplicate", "topic-duplicate"}
    assert set(CODES) == told | between_files


def test_what_is_read_from_a_good_file() -> None:
    topic, (rule,), problems = read(GOOD)
    assert problems == ()
    assert topic == Topic("Toys", Location("toys.yml", 2, 1), ("kite",))
    assert (rule.id, rule.label, rule.topic, rule.about) == ("kite", "Kites", "Toys", "What flies on a string.")
    assert ("toys", 3, Location("toys.yml", 4, 3)) == (rule.parent, rule.hints_needed, rule.where)
    assert [term.spellings for term in rule.hints] == [("tail",), ("yes",), ("1.0",)]
    assert [term.spellings for term in rule.all] == [("toy",)]
    assert [term.spellings for term in rule.none] == [("bird",)]
    assert [(example.title, example.abstract) for example in rule.match] == [("A toy kite", "")]
    assert [(example.title, example.abstract) for example in rule.skip] == [("A bird", "It is no toy.")]


def test_the_shapes_of_a_term() -> None:
    """A text, a list of spellings, a field, a term with exceptions, two terms near each other."""
    _, (rule,), _ = read(GOOD)
    plain, listed, sail, wind, near, number, patterns = rule.any
    assert plain == Term(("kite",), Location("toys.yml", 13, 9))
    assert listed.spellings == ("KiteX", "red kite")
    assert (sail.spellings, sail.only) == (("sail",), Field.TITLE)
    assert [(one.label, one.only) for one in wind.exceptions] == [("trade wind", None), ("wind mill", Field.ABSTRACT)]
    assert [one.spellings for one in near.near] == [("fly*",), ("string", "line")]
    assert (near.within, near.ordered) == (8, True)
    assert near.label == "fly* … string"
    assert (number.regex, number.spellings, number.only) == (True, ("K-[0-9]+",), Field.TITLE)
    assert [one.label for one in number.exceptions] == ["K-2"]
    assert (patterns.spellings, patterns.only) == (("\\bkites?\\b", "wi  nd"), Field.ABSTRACT)


def test_other_ids_status_and_successor() -> None:
    _, (rule,), _ = read(GOOD)
    places = [("drachen", Location("toys.yml", 9, 15)), ("3-string-kite", Location("toys.yml", 9, 24))]
    assert places == [(alias.id, alias.where) for alias in rule.aliases]
    assert (Status.CANDIDATE, "toys", Location("toys.yml", 11, 18)) == (
        rule.status, rule.replaced_by, rule.replaced_by_where
    )  # fmt: skip


def test_a_tag_given_up_needs_neither_terms_nor_examples() -> None:
    text = """
topic: Toys
tags:
  toys: {label: Toys, any: [toy], examples: {match: [toy], skip: [ball]}}
  kite: {label: Kites, status: deprecated, replaced_by: toys}
"""
    assert problems_of(Source("toys.yml", text.encode())) == []


def test_a_rule_with_an_error_is_still_there_for_its_children() -> None:
    """Its children are not told that their parent is unknown, and its examples are not tried."""
    text = """
topic: Toys
tags:
  toys: {label: Toys, any: [toy, --], examples: {match: [ball], skip: [toy]}}
  kite: {label: Kites, parent: toys, any: [kite], examples: {match: [kite], skip: [ball]}}
"""
    assert [problem.code for problem in problems_of(Source("toys.yml", text.encode()))] == ["term-signs"]


def test_examples_are_judged_by_the_own_rule_alone() -> None:
    """Not by what a child would bring."""
    text = """
topic: Toys
tags:
  toys: {label: Toys, any: [toy], examples: {match: [toy], skip: [A kite]}}
  kite: {label: Kites, parent: toys, any: [kite], examples: {match: [A kite], skip: [A toy]}}
"""
    assert problems_of(Source("toys.yml", text.encode())) == []


def test_examples_are_read_as_papers_are() -> None:
    """With LaTeX decoded, and the paragraphs of an abstract."""
    text = r"""
topic: Toys
tags:
  kite:
    label: Kites
    any: [Nyström method, wind mill]
    examples:
      match: ['The Nystr\"om method']
      skip:
        - abstract: "the wind\n\nmill"
"""
    _, (rule,), _ = read(text)
    assert [one.title for one in rule.match] == ["The Nyström method"]
    assert problems_of(Source("toys.yml", text.encode())) == []


def test_ids_and_topics_are_one_over_all_files() -> None:
    body = "tags: {kite: {label: Kites, any: [kite], examples: {match: [kite], skip: [ball]}}}\n"
    one, other = Source("a.yml", f"topic: Toys\n{body}".encode()), Source("b.yml", f"topic: toys\n{body}".encode())
    found = [(str(problem.where), problem.code) for problem in problems_of(one, other)]
    assert found == [("b.yml:1:1", "topic-duplicate"), ("b.yml:2:8", "tag-duplicate")]


def test_a_parent_may_be_in_another_file() -> None:
    one = Source("a.yml", b"topic: A\ntags: {toys: {label: Toys}}\n")
    text = b"topic: B\ntags: {kite: {label: K, parent: toys, any: [kite], examples: {match: [kite], skip: [b]}}}\n"
    assert problems_of(one, Source("b.yml", text)) == []


def test_an_empty_file_is_a_warning() -> None:
    (problem,) = problems_of(Source("toys.yml", b""))
    assert (problem.code, problem.severity) == ("empty-file", Severity.WARNING)


def test_forty_thousand_terms_are_read() -> None:
    """Every one of them, without a problem."""
    terms = "".join(f"      - word{number} w{number}*\n" for number in range(40_000))
    examples = "    examples: {match: [word7 w7], skip: [ball]}\n"
    _, (rule,), problems = read(f"topic: T\ntags:\n  t:\n    label: L\n    any:\n{terms}{examples}")
    assert (len(rule.any), problems) == (40_000, ())


TAG_KEYS = st.sampled_from(rules.TAG_KEYS)
TERM_KEYS = st.sampled_from(
    ["title", "abstract", "term", "near", "regex", "field", "except", "within", "ordered", "match", "skip"]
)
SCALARS = st.text("ab*=.- '\"é1", max_size=8)
NODES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TERM_KEYS, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(st.sampled_from(["kite", "ball", "A b"]), st.dictionaries(TAG_KEYS, NODES)))
def test_no_shape_of_a_rule_raises(tags: dict[str, object]) -> None:
    """Whatever stands under a tag's keys, it is a rule or a problem that has a code, a message and a hint."""
    text = json.dumps({"topic": "Toys", "tags": tags}, ensure_ascii=False)
    for problem in problems_of(Source("toys.yml", text.encode())):
        assert problem.code in CODES
        assert problem.message
        assert problem.hint


@given(st.text())
def test_no_text_raises(text: str) -> None:
    problems_of(Source("toys.yml", text.encode(errors="replace")))
