"""`catalog try`: what a term would find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.rules.lone import read_term, written
from small import papers, project, rules, run

RULES = rules(kites="any: [kite]\nexamples: {match: [kite], skip: [sea]}")
TEXTS = (
    ("Stones", "A reward model and two reward models. Not a kite."),
    ("Reward modelling of stones", "The reward modeling toolkit."),
    ("Nothing", "We align the toys with human values, and the values are tuned."),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path, {"papers/a.jsonl": papers(*TEXTS), "rules/toys.yml": RULES})


def found(folder: Path, *words: str) -> Any:
    done = run(folder, "try", *words, "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def titles(answer: Any) -> list[str]:
    return [one["title"] for one in answer["matches"]]


def test_papers_with_the_words_around_and_their_tags(folder: Path) -> None:
    answer = found(folder, "reward model*")
    assert (answer["found"], answer["papers"], answer["tags"]) == (2, 3, {"kites": 1})
    title, abstract = answer["matches"]
    assert title["title"] == "Reward modelling of stones"
    assert abstract["excerpts"] == [
        {
            "field": "abstract",
            "text": "A reward model and two reward models.",
            "found": ["reward model", "reward models"],
            "spans": [[2, 14], [23, 36]],
        }
    ]
    assert (abstract["times"], abstract["tags"], title["tags"]) == (2, ["kites"], [])


@pytest.mark.parametrize(
    "text", ["kite", "on", "a: b", "*", "next\x85line", "line\u2028line", "\ufeffmark", "\x7f", "'\"\\"]
)
def test_a_term_is_written_so_that_it_is_read_as_it_was(text: str) -> None:
    assert yaml.safe_load(written([text])) == [text]


def test_counts_come_first(folder: Path) -> None:
    lines = run(folder, "try", "reward model*").stdout.split("\n\n")
    assert lines[0] == "2 papers of 3 (67%): 1 in the title, 1 in the abstract alone"
    assert lines[1] == "1 paper has no tag yet."
    assert "«reward model»" in lines[3]
    assert lines[-1] == "In a rule: - reward model*\n"


@pytest.mark.parametrize(
    ("words", "expected", "in_a_rule"),
    [
        (["reward model*", "toys"], ["Reward modelling of stones", "Nothing", "Stones"], "[reward model*, toys]"),
        (["reward model*", "--title"], ["Reward modelling of stones"], "{title: reward model*}"),
        (["reward model*", "--abstract"], ["Reward modelling of stones", "Stones"], "{abstract: reward model*}"),
        (["reward model*", "--except", "toolkit", "--except", "reward modeling toolkit"],
         ["Reward modelling of stones", "Stones"],
         "{term: reward model*, except: [toolkit, reward modeling toolkit]}"),
        (["reward", "--except", "reward model*"], [], "{term: reward, except: [reward model*]}"),
        (["align*", "tun*", "--near", "human value*"], ["Nothing"], "{near: [[align*, tun*], [human value*]]}"),
        (["align*", "--near", "human value*", "--within", "2"], [], "{near: [[align*], [human value*]], within: 2}"),
        (["human value*", "--near", "align*", "--ordered"], [], "{near: [[human value*], [align*]], ordered: true}"),
        (["R\\w+ mod", "--regex", "--title"], ["Reward modelling of stones"], '{regex: "R\\\\w+ mod", field: title}'),
        (["yes"], [], '"yes"'),
        (["f: x", "--title"], [], '{title: "f: x"}'),
    ],
)  # fmt: skip
def test_every_kind_of_term(folder: Path, words: list[str], expected: list[str], in_a_rule: str) -> None:
    """The answer has the term as a rule file would, and read from there it is the same term."""
    answer = found(folder, *words)
    assert sorted(titles(answer)) == sorted(expected)
    assert answer["term"] == in_a_rule
    rule_file = f"topic: T\ntags:\n  t:\n    label: T\n    any:\n      - {in_a_rule}\n"
    (folder / "site_src/rules/toys.yml").write_text(rule_file)
    assert {tuple(one["tags"]) for one in found(folder, *words)["matches"]} == ({("t",)} if expected else set())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Missing argument"),
        (["**"], "two stars side by side"),
        ([""], "empty"),
        (["!!!"], "only signs"),
        (["a. B"], "sentence ends inside"),
        (["kite", "kite"], "twice"),
        (["\x00"], "control character"),
        (["(a", "--regex"], "regex"),
        (["kite", "--near", "kite"], "both terms of `near`"),
        (["kite", "--within", "3"], "name that, too"),
        (["kite", "--ordered"], "name that, too"),
        (["kite", "--title", "--abstract"], "exclude each other"),
        (["kite", "--near", "wind", "--title"], "a rule has no such term"),
        (["kite", "--within", "-1", "--near", "wind"], "Invalid value"),
        (["kite", "--limit", "x"], "Invalid value"),
    ],
)
def test_what_cannot_be_a_term_is_said(folder: Path, words: list[str], sentence: str) -> None:
    done = run(folder, "try", *words)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert done.stdout == ""


def test_bytes_that_are_no_text(folder: Path) -> None:
    assert run(folder, "try", "kite\udcff").exit_code in (0, 2)


def test_the_limit_leaves_out_and_says_so(folder: Path) -> None:
    text = run(folder, "try", "reward model*", "--limit", "1").stdout
    assert "… and 1 more." in text
    assert "Reward modelling of stones" in text
    assert "- Stones" not in text


@pytest.mark.parametrize("value", ["a", "yes", "it's", 'q"q', ["a", "b: c"], {"near": [["a"], ["b"]], "within": 3}])
def test_a_term_written_is_the_term_read(value: Any) -> None:
    import yaml

    assert yaml.safe_load(written(value)) == value
    assert read_term(value)[0]


def test_a_comma_is_told_where_it_keeps_all_papers_away(folder: Path) -> None:
    """In a shell it looks like a list."""
    done = run(folder, "try", "kite, reward model")
    assert done.stdout.startswith("0 papers")
    assert "several TERMs" in done.stderr
    assert run(folder, "try", "human values, and").stderr == ""
