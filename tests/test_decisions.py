"""Pins and bans: what they do to a paper's tags, and what is told when they cannot be followed or do nothing."""

from __future__ import annotations

import pytest

from generator import decisions, tagging
from generator.build import build
from generator.matcher import Matcher
from generator.model import (
    Alias,
    Decision,
    Location,
    Paper,
    Problem,
    Rule,
    Settings,
    Severity,
    Source,
    Status,
    Tagging,
    Term,
)

HERE = Location("rules.yml")
CARD = Location("card.yml", 3, 3)


def rule(name: str, term: str = "", parent: str = "", **more: object) -> Rule:
    """A rule with one term, or none."""
    terms = (Term((term,), HERE),) if term else ()
    return Rule(name, name.title(), "Toys", HERE, "", parent, any=terms, **more)  # type: ignore[arg-type]


TOYS = rule("toys")
BOATS = rule("boats", "boat", parent="toys", aliases=(Alias("ships", HERE),))
DINGHIES = rule("dinghies", "dinghy", parent="boats")
KITES = rule("kites", "kite", parent="toys")
RULES = [TOYS, BOATS, DINGHIES, KITES]


def pin(tag: str, where: Location = CARD) -> Decision:
    return Decision(tag, given=True, reason="A person says so.", where=where)


def ban(tag: str, where: Location = CARD) -> Decision:
    return Decision(tag, given=False, reason="A person says so.", where=where)


def tags(title: str, *decided: Decision) -> dict[str, Tagging]:
    return {one.tag: one for one in tagging.tag(title, "", Matcher(RULES), decided)}


def test_a_pin_gives_a_tag_and_its_parents() -> None:
    given = tags("A house", pin("dinghies"))
    assert {tag: one.brought_by for tag, one in given.items()} == {
        "toys": ("boats",), "boats": ("dinghies",), "dinghies": (),
    }  # fmt: skip
    assert [tag for tag, one in given.items() if one.decision] == ["dinghies"]


def test_a_pin_keeps_the_words_that_the_rule_finds() -> None:
    assert [len(one.evidence) for one in tags("A boat", pin("boats")).values()] == [0, 1]


def test_a_ban_takes_a_tag_and_what_only_it_would_bring() -> None:
    assert list(tags("A kite", ban("kites"))) == []
    assert list(tags("A kite and a boat", ban("kites"))) == ["toys", "boats"]


def test_a_ban_stops_a_child_from_bringing_its_parent() -> None:
    """And those above it, unless they are earned otherwise."""
    assert list(tags("A dinghy", ban("boats"))) == ["dinghies"]
    assert list(tags("A dinghy and a kite", ban("boats"))) == ["toys", "dinghies", "kites"]
    assert list(tags("A house", pin("dinghies"), ban("toys"))) == ["boats", "dinghies"]


@pytest.mark.parametrize(
    ("title", "decided", "stale"),
    [
        ("A boat", [pin("boats")], ["boats"]),
        ("A boat", [pin("toys")], ["toys"]),
        ("A house", [pin("boats")], []),
        ("A house", [ban("boats")], ["boats"]),
        ("A boat", [ban("boats")], []),
        ("A boat", [ban("toys")], []),
        ("A house", [pin("boats"), pin("toys")], ["toys"]),
        ("A house", [pin("boats"), ban("toys")], []),
        ("A boat", [ban("boats"), ban("toys")], ["toys"]),
    ],
)
def test_a_decision_that_changes_nothing_is_stale(title: str, decided: list[Decision], stale: list[str]) -> None:
    paper = Paper("title:x", title=title, decisions=tuple(decided))
    assert [one.tag for one in tagging.stale(paper, Matcher(RULES))] == stale


def settled(*decided: Decision, rules: list[Rule] = RULES) -> tuple[list[Decision], list[Problem]]:
    (paper,), problems = decisions.settled([Paper("title:x", title="A house", decisions=decided)], rules)
    return list(paper.decisions), list(problems)


def test_an_alias_stands_for_its_tag() -> None:
    [decision], problems = settled(pin("ships"))
    assert (decision.tag, problems) == ("boats", [])


def test_an_unknown_tag_is_told_with_what_was_meant() -> None:
    found, [problem] = settled(pin("dinghys"))
    assert found == []
    assert (problem.code, problem.severity, problem.where) == ("card-tag", Severity.ERROR, CARD)
    assert problem.hint == "did you mean 'dinghies'?"


def test_two_cards_that_contradict_each_other_are_told_with_both_places() -> None:
    """Also where one of them uses an alias."""
    other = Location("other.yml", 7, 3)
    found, [problem] = settled(pin("boats"), ban("ships", other))
    assert [(one.tag, one.given) for one in found] == [("boats", True)]
    assert (problem.code, problem.severity, problem.where) == ("card-contradiction", Severity.ERROR, other)
    assert str(CARD) in problem.message


def test_the_same_decision_twice_is_fine() -> None:
    assert settled(pin("boats"), pin("ships", Location("other.yml", 7, 3))) == ([pin("boats")], [])


def test_a_tag_that_readers_do_not_see_is_told() -> None:
    """A deprecated tag takes no decision, a candidate does."""
    old = rule("sloops", status=Status.DEPRECATED, replaced_by="boats")
    trial = rule("rafts", "raft", status=Status.CANDIDATE)
    found, problems = settled(pin("sloops"), ban("rafts"), rules=[*RULES, old, trial])
    assert found == [ban("rafts")]
    assert [(one.code, one.severity) for one in problems] == [("card-status", Severity.WARNING)] * 2
    assert "'boats'" in problems[0].hint


def test_problems_of_a_build_have_their_places() -> None:
    """From the files to the list of problems: unknown, contradicting and stale."""
    papers = [
        Source("papers/a.jsonl", b'{"title": "A boat", "arxiv": "2401.00001"}'),
        Source("papers/one.yml", b"arxiv: 2401.00001\npin:\n  boats: It is about boats.\n  bots: It is about bots.\n"),
        Source("papers/two.yml", b"title: A boat\nban:\n  kites: It is about boats.\n"),
        Source("papers/three.yml", b"title: A boat\npin:\n  kites: The boat is a kite.\n"),
    ]
    text = b"""topic: Toys
tags:
  boats: {label: Boats, any: [boat], examples: {match: [A boat], skip: [A kite]}}
  kites: {label: Kites, any: [kite], examples: {match: [A kite], skip: [A boat]}}
"""
    built = build(papers, [Source("rules/toys.yml", text)], Settings())
    assert [(one.code, str(one.where)) for one in built.problems] == [
        ("card-stale", "papers/one.yml:3:3"),
        ("card-tag", "papers/one.yml:4:3"),
        ("card-contradiction", "papers/two.yml:3:3"),
    ]


def body(card: str, abstract: str = "", spellings: str = "boat") -> str:
    """The page of a paper that a rule for boats and a card are about."""
    papers = [
        Source("papers/a.jsonl", f'{{"title": "A house", "abstract": "{abstract}"}}'.encode()),
        Source("papers/card.yml", f"title: A house\n{card}".encode()),
    ]
    rule = f"{{label: Boats, any: [[{spellings}]], examples: {{match: [A boat], skip: [A kite]}}}}"
    built = build(papers, [Source("rules/toys.yml", f"topic: T\ntags:\n  boats: {rule}\n".encode())], Settings())
    return next(page.make().body for page in built.pages if page.path == "papers/a-house.md")


def test_a_page_speaks_of_underlined_words_only_where_some_are() -> None:
    """Without a repository the places are named, not linked."""
    words = "The underlined words earned them."
    assert words in body("venue: ToyConf\n", "A boat.")
    pinned = body("pin:\n  boats: It shows boats.\n")
    assert words not in pinned
    assert "<i>Given by a person: It shows boats.</i>" in pinned
    assert "\nDecided in card.yml:3. [The only paper" in pinned
    banned = body("ban:\n  boats: The boat is a name.\n", "A boat.")
    assert words not in banned
    assert "\n- Not tagged [Boats](../tags/boats.md), by a person: The boat is a name. card.yml:3\n" in banned


def test_very_many_spellings_are_counted_not_shown() -> None:
    many = [f"boat{number}" for number in range(15)]
    page = body("venue: ToyConf\n", ". ".join(many), ", ".join(["boat", *many]))
    assert page.count("toys.yml:3") == 12
    assert "\n- and 3 more\n" in page
