"""The comment's text out of data that may be a stranger's: the same as our own report, or refused, and harmless."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import difference
import report
import small
from artifact import RefusedError
from generator.findings import Difference, Effect, TagEffect, Uncompared
from generator.model import Decision, Location
from generator.reports import effect
from generator.whatif import Side, compare
from report import LONGEST, comment, findings
from test_harmless import HOSTILE, OURS, is_harmless, shown

FOOT = "<sub>foot</sub>"
RULES = (
    small.rules(kites="any: [kite]", boats="any: [boat]", ships="any: [ship]", rain="any: [rain]"),
    small.rules(kites="any: [kite*]", vessels="any: [boat, ship]", rain="any: [rain*]\nparent: vessels"),
)
PAPERS = [(f"Kites and boats, part {count}", "A ship in the rain. Kiteflying, too.") for count in range(4)]
PROBLEM = {
    "file": "site_src/rules/a.yml", "line": 3, "column": 1, "width": 1,
    "severity": "error", "code": "term-star", "message": "two stars", "hint": "one will do",
}  # fmt: skip


def sides() -> tuple[Side, Side]:
    made = [small.catalog(text, *PAPERS, ("Lone kite", "")) for text in RULES]
    return Side(made[0].catalog, ()), Side(made[1].catalog, made[1].problems)


def full(papers: tuple[Effect, ...], *, given: bool) -> tuple[Effect, ...]:
    """Return the papers, the first with all that can be said of one."""
    decision = Decision("toy", given, "a good reason", Location("site_src/papers/a.yml", 3))
    barred = () if given else ("a word in the way",)
    first = (
        replace(one, decision=decision, brought_by=("child",), is_new=True, barred_by=barred) for one in papers[:1]
    )
    return (*first, *papers[1:])


def a_difference() -> Difference:
    """Return one with something of everything."""
    found = compare(*sides())
    tags = tuple(
        TagEffect(one.rule, one.before, one.after, full(one.gained, given=True), full(one.lost, given=False),
                  ("former",) if one.lost else (), (bool(one.lost), bool(one.gained)),
                  "successor" if one.after is None else "")
        for one in found.tags
    )  # fmt: skip
    one, other, *_ = (paper.entry for tag in tags for paper in tag.gained)
    fault = Uncompared("site_src/rules/b.yml", "after", Location("site_src/rules/b.yml", 3), "a fault")
    return replace(
        found, tags=tags, broad=("vessels",), emptied=("rain",), untagged=(one,), added=(other,), removed=(other,),
        uncompared=(fault,),
    )  # fmt: skip


FOUND = a_difference()
DATA = json.loads(json.dumps(effect.data(FOUND, ("main", "0" * 40), ("HEAD", "1" * 40))))


def copy(value: object = DATA) -> Any:
    return json.loads(json.dumps(value))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value inside a value."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(value[key], (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def changed(value: Any, path: tuple[Any, ...], new: object) -> Any:
    made = copy(value)
    at(made, path[:-1])[path[-1]] = new
    return made


def everywhere(value: Any, words: Callable[[str], str]) -> Any:
    """Return a value with other words in every text that is free to say what it likes."""
    made = copy(value)
    for path in places(made):
        text = at(made, path)
        if isinstance(text, str) and path[-1] not in ("field", "severity"):
            at(made, path[:-1])[path[-1]] = words(text)
    return made


def test_the_difference_of_these_tests_says_all_that_one_can_say() -> None:
    """So that a new field of it, which the report may show, must be read back, too."""
    effects = [paper for tag in FOUND.tags for paper in (*tag.gained, *tag.lost)]
    nouns: list[list[Any]] = [[FOUND], list(FOUND.tags), effects, list(FOUND.overlaps), list(FOUND.uncompared)]
    for found in nouns:
        empty = [
            field.name
            for field in fields(found[0])
            if not any(getattr(one, field.name) and getattr(one, field.name) != field.default for one in found)
        ]
        assert set(empty) <= {"before"}, "of an overlap that is new, which is when it is reported"


def test_the_data_has_everything_that_the_report_shows() -> None:
    """What is read back makes the report that `catalog diff --format markdown` prints, to the letter."""
    assert FOUND.tags
    assert FOUND.overlaps
    assert difference.base(DATA) == "main"
    expected = effect.markdown(FOUND, "main", 20)
    assert "<details>" in expected
    assert "a good reason" in expected
    assert effect.markdown(difference.read(DATA), "main", 20) == expected


def test_a_commit_is_named_by_its_first_letters() -> None:
    assert difference.base(changed(DATA, ("base", "name"), "0" * 40)) == "0" * 10


# Words


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_the_data_are_words_in_the_comment(text: str) -> None:
    """In every place at once: titles, labels, ids, files, messages, excerpts, what it compares with."""
    said = comment([PROBLEM | dict.fromkeys(("file", "code", "message", "hint"), text)], hostile(text), FOOT)
    assert said.startswith(f"{report.MARKER}\n\n")
    assert said.endswith(FOOT)
    assert said.count("<!--") == 1
    assert said.encode("utf-8").decode("utf-8") == said
    page = shown(said.removeprefix(report.MARKER).removesuffix(FOOT))
    is_harmless(page)
    folded = {"details", "summary"} if len(text) < 200 else set()  # what is long everywhere is left out
    assert page.tags >= OURS - {"h3", "details", "summary"} | folded, "the shape of the report is as it was"


def hostile(text: str) -> Any:
    """Return the data with these words everywhere; the words of an excerpt still are inside it."""
    made = everywhere(DATA, lambda _: text)
    for path in list(places(made)):
        if path[-1] == "spans":
            at(made, path[:-1])["spans"] = [[0, min(len(text), 200) // 2]]
    return made


@pytest.mark.parametrize("sign", ["x", "@", "*", "\u202e", "😀", "ש"])
def test_a_comment_is_never_longer_than_github_takes(sign: str) -> None:
    """Also of 65 kB in each place, and of more tags and problems than anybody would read."""
    data = hostile(sign * 65_536)
    for one in data["tags"]:
        one["gained"] *= 10
    data["tags"] *= 30
    said = comment([PROBLEM | {"message": sign * 65_536, "hint": sign * 300, "file": sign * 300}] * 500, data, FOOT)
    assert len(said) <= LONGEST
    assert "500 errors" in said
    assert said.endswith(FOOT)


def test_the_first_problems_are_shown_and_the_others_counted() -> None:
    said = comment([PROBLEM] * 25 + [PROBLEM | {"severity": "note"}], None, FOOT)
    assert said.count("two stars") == report.MOST_PROBLEMS
    assert "<b>The check found 25 errors, 1 note.</b>" in said
    assert "- … and 5 more; the log of the run has all of them" in said


def test_notes_alone_are_nothing_wrong() -> None:
    assert "The check found nothing wrong." in comment([PROBLEM | {"severity": "note"}], None, FOOT)


# Shapes

WRONG: list[Any] = [None, True, -1, 1.5, 10**12, "", "other", [], {}, [[]], [1, 2], {"x": 1}, [None], ["a", "b", "c"]]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_value_of_another_kind_is_refused_or_says_nothing_new(wrong: object) -> None:
    """Put in the place of each value in turn: the reader gives a report or refuses, and never fails otherwise."""
    refused = 0
    for path in places(DATA):
        try:
            comment([PROBLEM], changed(DATA, path, wrong), FOOT)
        except RefusedError:
            refused += 1
    assert refused > 10


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_problem_of_another_kind_is_refused(wrong: object) -> None:
    for key in ("severity", "file", "line", "code", "message", "hint"):
        is_good = isinstance(wrong, str) and key not in ("severity", "line")
        if is_good:
            assert findings([PROBLEM | {key: wrong}])
        else:
            with pytest.raises(RefusedError):
                findings([PROBLEM | {key: wrong}])


@pytest.mark.parametrize("missing", sorted(DATA))
def test_a_key_that_is_missing_is_refused(missing: str) -> None:
    data = copy()
    del data[missing]
    needed = missing != "head"
    try:
        comment([], data, FOOT)
    except RefusedError:
        assert needed
    else:
        assert not needed


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(json_values, json_values)
def test_any_other_data_is_refused(check: Any, diff: Any) -> None:
    try:
        comment(check, diff, FOOT)
    except RefusedError:
        return
    assert check in ([], None)
    assert diff is None


@pytest.mark.parametrize("spans", [[[5, 2]], [[0, 10_000]], [[3, 4], [0, 1]], [[-1, 2]], [[0, 1], [0, 2]]])
def test_hits_outside_of_their_text_are_refused(spans: list[list[int]]) -> None:
    path = next(path for path in places(DATA) if path[-1] == "spans")
    with pytest.raises(RefusedError, match="outside its text"):
        difference.read(changed(DATA, path, spans))


def test_the_report_of_a_folder_is_the_comment_without_its_foot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "check.json").write_text(json.dumps([PROBLEM]), encoding="utf-8")
    (tmp_path / "diff.json").write_text(json.dumps(DATA), encoding="utf-8")
    report.main(tmp_path)
    assert capsys.readouterr().out == comment([PROBLEM], DATA, "") + "\n"
