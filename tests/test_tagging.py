"""Which tags a paper gets, and by what evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.matcher import Matcher
from generator.model import Field, Location, Rule, Severity, Status, Tagging, Term
from generator.tagging import on_trial, tag

HERE = Location("rules.yml")


def terms(*texts: str, only: Field | None = None) -> tuple[Term, ...]:
    return tuple(Term((text,), HERE, only) for text in texts)


def rule(
    name: str = "tag", *, any_: tuple[Term, ...] = (), hints: tuple[Term, ...] = (), all_: tuple[Term, ...] = (),
    none: tuple[Term, ...] = (), needed: int = 2, parent: str = "", status: Status = Status.ACTIVE,
) -> Rule:  # fmt: skip
    return Rule(name, name.title(), "Topic", HERE, "", parent, None, any_, hints, needed, all_, none, status=status)


def tags(title: str, abstract: str, *rules: Rule) -> tuple[Tagging, ...]:
    return tag(title, abstract, Matcher(rules))


def names(title: str, abstract: str, *rules: Rule) -> list[str]:
    return [tagging.tag for tagging in tags(title, abstract, *rules)]


NEAR = Term((), HERE, near=terms("foo", "bar"))


@pytest.mark.parametrize(
    ("wanted", "title", "abstract", "is_given"),
    [
        (rule(any_=terms("RAG", "retrieval")), "RAG", "", True),
        (rule(any_=terms("RAG")), "", "RAG", True),
        (rule(any_=terms("RAG")), "rag", "rag", False),
        (rule(any_=terms("RAG"), all_=terms("model", "text")), "RAG model", "text", True),
        (rule(any_=terms("RAG"), all_=terms("model", "text")), "RAG model", "", False),
        (rule(any_=terms("RAG"), none=terms("rag doll")), "RAG", "A rag doll", False),
        (rule(any_=terms("RAG"), none=terms("rag doll")), "A rag doll", "RAG", False),
        (rule(any_=terms("RAG"), none=terms("doll", only=Field.TITLE)), "RAG", "A doll", True),
        (rule(any_=terms("RAG"), none=terms("doll", only=Field.ABSTRACT)), "RAG doll", "", True),
        (rule(any_=terms("RAG"), all_=terms("model", only=Field.TITLE)), "RAG", "model", False),
        (rule(any_=(NEAR,)), "foo", "bar", False),
        (rule(any_=(NEAR,)), "", "Of bar, then foo", True),
        (rule(any_=terms("x"), none=(NEAR,)), "x", "foo. Bar", True),
        (rule(any_=terms("x"), none=(NEAR,)), "x", "foo bar", False),
        (rule(any_=terms("survey", only=Field.TITLE)), "A study", "A survey", False),
        (rule(all_=terms("model")), "model", "", False),
        # hints: different ones, each counted once, none that begins inside the last counted
        (rule(hints=terms("human", "feedback")), "human", "feedback", True),
        (rule(hints=terms("human", "feedback")), "human human", "human", False),
        (rule(hints=terms("human feedback", "feedback data")), "human feedback data", "", False),
        (rule(hints=terms("human feedback", "feedback data")), "human feedback data, feedback data", "", True),
        (rule(hints=terms("human feedback", "feedback")), "human feedback", "", False),
        (rule(hints=terms("human feedback", "human")), "human feedback", "", False),
        (rule(hints=terms("a b c", "b", "c")), "a b c", "", True),
        # order: by end, then by start, then by the rule's order
        (rule(hints=terms("a b", "b c", "c d")), "a b c d", "", True),
        (rule(hints=terms("a b c d", "b", "d")), "a b c d", "", True),
        (rule(hints=terms("a b", "b", "c")), "a b c", "", True),
        (rule(hints=terms("a b", "b")), "a b", "", False),
        (rule(hints=terms("b", "a b"), needed=2), "a b", "b", True),
        (rule(hints=terms("LLM", "LLM's data")), "LLM's data", "", False),
        (rule(hints=(NEAR, *terms("x"))), "", "foo x bar", False),
        (rule(hints=(NEAR, *terms("x"))), "", "foo bar x", True),
        (rule(hints=(Term(("a", "b"), HERE),)), "a b", "", False),
        (rule(hints=terms("a", only=Field.TITLE) + terms("b")), "b", "a", False),
        (rule(hints=terms("a", "b", "c"), needed=3), "a b", "", False),
        (rule(hints=terms("a", "b", "c"), needed=3), "a b", "c", True),
        (rule(hints=terms("a"), needed=1), "a", "", True),
        (rule(any_=terms("z"), hints=terms("a", "b")), "a", "", False),
    ],
)
def test_when_a_tag_is_given(wanted: Rule, title: str, abstract: str, *, is_given: bool) -> None:
    """(One of `any`, or enough hints) and every one of `all` and none of `none`."""
    assert is_given == bool(tags(title, abstract, wanted))


def test_the_evidence_is_every_hit_of_the_terms_that_count() -> None:
    """Once the tag is given, its evidence is all hits of any, hints and all, by field and place."""
    wanted = rule(any_=terms("RAG"), hints=terms("retrieval"), all_=terms("model"), none=terms("doll"))
    title, abstract = "A model of RAG", "Retrieval and RAGs."
    (tagging,) = tags(title, abstract, wanted)
    texts = {Field.TITLE: title, Field.ABSTRACT: abstract}
    pieces = [(one.field.value, texts[one.field][one.start : one.end]) for one in tagging.evidence]
    assert pieces == [("title", "model"), ("title", "RAG"), ("abstract", "Retrieval"), ("abstract", "RAGs")]
    assert {"tag"} == {one.tag for one in tagging.evidence}


def test_a_hit_inside_a_longer_hit_of_its_term_is_no_evidence_of_its_own() -> None:
    wanted = rule(any_=(Term(("RAG", "RAG system", "system"), HERE),))
    (tagging,) = tags("RAG systems and RAG", "", wanted)
    assert [(one.start, one.end) for one in tagging.evidence] == [(0, 11), (16, 19)]


def test_a_child_brings_its_parents() -> None:
    """All the way up, whatever the parents' own rules say, in the order of the rules."""
    rules = [
        rule("leaf", any_=terms("leaf"), parent="twig"),
        rule("root", any_=terms("root"), none=terms("leaf")),
        rule("twig", parent="root"),
    ]
    assert names("leaf", "", *rules) == ["leaf", "root", "twig"]
    by = {tagging.tag: tagging.brought_by for tagging in tags("leaf", "", *rules)}
    assert by == {"leaf": (), "root": ("twig",), "twig": ("leaf",)}


def test_a_parent_that_earned_its_tag_keeps_its_evidence() -> None:
    rules = [rule("root", any_=terms("root")), rule("leaf", any_=terms("leaf"), parent="root")]
    root, leaf = tags("root leaf", "", *rules)
    assert (len(root.evidence), root.brought_by, len(leaf.evidence), leaf.brought_by) == (1, ("leaf",), 1, ())


def test_parents_in_a_circle_and_unknown_parents_do_no_harm() -> None:
    circle = [rule("a", any_=terms("a"), parent="b"), rule("b", parent="a")]
    assert names("a", "", *circle) == ["a", "b"]
    assert names("a", "", rule("a", any_=terms("a"), parent="gone")) == ["a"]


def test_a_tag_on_trial_is_computed_and_brings_no_parent() -> None:
    """Neither its own parent, nor, where it is brought itself, the one above."""
    trial = rule("trial", any_=terms("trial"), parent="root", status=Status.CANDIDATE)
    root, leaf = rule("root", any_=terms("root")), rule("leaf", any_=terms("leaf"), parent="trial")
    assert names("trial", "", root, trial, leaf) == ["trial"]
    assert names("leaf", "", root, trial, leaf) == ["trial", "leaf"]


def test_a_tag_given_up_is_not_computed() -> None:
    """It brings none and is brought by none."""
    old = rule("old", any_=terms("old"), parent="root", status=Status.DEPRECATED)
    rules = [rule("root", any_=terms("root")), old, rule("leaf", any_=terms("leaf"), parent="old")]
    assert names("old leaf", "", *rules) == ["leaf"]


def test_how_many_papers_a_tag_on_trial_would_have_is_noted() -> None:
    rules = [rule("trial", any_=terms("trial"), status=Status.CANDIDATE), rule("root", any_=terms("trial"))]
    note, *others = on_trial(rules, [tags(title, "", *rules) for title in ("a trial", "trials", "root")])
    assert (others, note.severity, note.code) == ([], Severity.NOTE, "tag-candidate")
    assert "2 papers" in note.message


def test_a_paper_without_tags_has_none() -> None:
    assert tags("", "", rule(any_=terms("RAG"))) == ()


LETTERS = st.text("ab .-", max_size=30)


@given(st.lists(LETTERS, min_size=1, max_size=4), st.lists(LETTERS, max_size=4), LETTERS, LETTERS)
def test_tags_do_not_depend_on_other_rules(one: list[str], other: list[str], title: str, abstract: str) -> None:
    """A rule gives the same evidence alone and beside another."""
    alone = rule("one", any_=terms(*one[:1]), hints=terms(*one[1:]))
    beside = rule("other", any_=terms(*other))
    both = [tagging for tagging in tags(title, abstract, beside, alone) if tagging.tag == "one"]
    assert list(tags(title, abstract, alone)) == both
