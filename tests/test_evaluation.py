"""`catalog eval`: precision, recall and F1 against people's judgements."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from generator.evaluation import evaluate, read_gold
from generator.findings import Score
from small import catalog, papers, project, rules, run

RULES = rules(
    sky="any: [sky]\nexamples: {match: [sky], skip: [sea]}",
    kites="parent: sky\nany: [kite]\naliases: [gliders]\nexamples: {match: [kite], skip: [sea]}",
    boats="any: [boat]\nexamples: {match: [boat], skip: [sky]}",
    teapots="any: [teapot]\nexamples: {match: [teapot], skip: [sky]}",
    old="status: deprecated\nreplaced_by: boats",
)
TEXTS = (("A kite", ""), ("A boat: with “quotes”", ""), ("The sky", "A boat."), ("A stone", ""))


def judged(papers_: dict[str, Any]) -> Any:
    """Return how the toy catalog compares with these judgements."""
    gold = read_gold(json.dumps({"papers": papers_}).encode())
    assert not isinstance(gold, str), gold
    return evaluate(catalog(RULES, *TEXTS).catalog, gold)


def scores(found: Any) -> dict[str, tuple[int, int, int]]:
    return {one.tag: (one.score.right, one.score.wrong, one.score.missed) for one in found.tags}


def test_right_wrong_and_missed_are_named() -> None:
    found = judged({"A kite": {"yes": ["kites"]}, "The sky": {"yes": ["sky", "teapots"]}, "A stone": {"yes": []}})
    assert scores(found) == {"sky": (2, 0, 0), "kites": (1, 0, 0), "boats": (0, 1, 0), "teapots": (0, 0, 1)}
    assert {one.tag: (one.wrong, one.missing) for one in found.tags if one.wrong or one.missing} == {
        "boats": (("The sky",), ()),
        "teapots": ((), ("The sky",)),
    }


def test_parents_are_implied_on_both_sides() -> None:
    """A yes to the child is one to the parent; a maybe to the child makes the parent at least a maybe."""
    assert scores(judged({"The sky": {"yes": ["kites"], "maybe": ["boats"]}})) == {"sky": (1, 0, 0), "kites": (0, 0, 1)}
    assert scores(judged({"A kite": {"yes": [], "maybe": ["kites"]}})) == {}
    assert scores(judged({"A kite": {"yes": ["sky"], "maybe": ["kites"]}})) == {"sky": (1, 0, 0)}
    assert scores(judged({"A kite": {"yes": [], "maybe": ["sky"]}})) == {"kites": (0, 1, 0)}


def test_maybe_counts_neither_way() -> None:
    assert scores(judged({"The sky": {"yes": ["sky"], "maybe": ["boats", "teapots"]}})) == {"sky": (1, 0, 0)}
    assert scores(judged({"The sky": {"yes": ["sky", "boats"], "maybe": ["boats"]}})) == {
        "sky": (1, 0, 0),
        "boats": (1, 0, 0),
    }


def test_micro_and_macro() -> None:
    found = judged({"A kite": {"yes": ["kites"]}, "The sky": {"yes": ["sky", "teapots"]}})
    assert found.micro == Score(3, 1, 1)
    assert found.micro.f1 == 6 / 8
    assert found.macro == (pytest.approx(2 / 3), pytest.approx(2 / 3), pytest.approx(2 / 4))


def test_a_rate_without_a_meaning_is_none() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)
    assert (Score(0, 1, 0).precision, Score(0, 1, 0).recall, Score(0, 1, 0).f1) == (0, None, 0)
    assert (Score(0, 0, 1).precision, Score(0, 0, 1).recall, Score(0, 0, 1).f1) == (None, 0, 0)
    empty = judged({})
    assert (empty.micro.f1, empty.macro, empty.tags) == (None, (None, None, None), ())


def test_titles_are_compared_by_their_letters() -> None:
    found = judged({'a BOAT with "quotes"': {"yes": ["boats"]}, "No such paper": {"yes": ["boats"]}})
    assert scores(found) == {"boats": (1, 0, 0)}
    assert found.unknown_titles == ("No such paper",)


def test_other_ids_of_tags_and_unknown_ones() -> None:
    found = judged({"A kite": {"yes": ["gliders", "nosuch"], "maybe": ["none"]}, "The sky": {"yes": ["sky", "old"]}})
    assert scores(found) == {"sky": (2, 0, 0), "kites": (1, 0, 0), "boats": (1, 0, 0)}
    assert found.unknown_tags == ("none", "nosuch")


def test_a_title_that_is_judged_twice() -> None:
    assert scores(judged({"A kite": {"yes": ["kites"]}, "a kite!": {"maybe": ["sky"]}})) == {
        "sky": (1, 0, 0),
        "kites": (1, 0, 0),
    }


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "line 1"),
        (b"{", "line 1, column 2"),
        (b"\xff", "UTF-8"),
        (b"[]", "has not the form"),
        (b'{"papers": []}', "has not the form"),
        (b'{"papers": {"A": []}}', "what it says of “A”"),
        (b'{"papers": {"A": {"yes": "rag"}}}', "what it says of “A”"),
        (b'{"papers": {"A": {"yess": ["rag"]}}}', "what it says of “A”"),
        (b'{"papers": {"A": 7}}', "what it says of “A”"),
        (b'{"papers": {"A": {"yes": ["rag"]}, "A": {"yes": []}}}', "it has “A” twice"),
        (b'{"papers": {"A": {"yes": [1]}}}', "what it says of “A”"),
        (b"[" * 100_000, "too deep"),
        (b'{"papers": ' + b"9" * 5000 + b"}", "number too long"),
    ],
)
def test_a_gold_file_that_cannot_be_used(tmp_path: Path, data: bytes, sentence: str) -> None:
    folder = project(tmp_path, {"papers/a.jsonl": papers(*TEXTS), "rules/toys.yml": RULES})
    (folder / "gold.json").write_bytes(data)
    done = run(folder, "eval", str(folder / "gold.json"))
    assert done.exit_code == 2
    assert sentence in done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = project(tmp_path, {"papers/a.jsonl": papers(*TEXTS), "rules/toys.yml": RULES})
    gold = {"papers": {"A kite": {"yes": ["kites"]}, "New boat": {"yes": ["kites"]}, "Gone": {"yes": []}}}
    (made / "gold.json").write_text(json.dumps(gold))
    return made


def test_the_verb_names_everything(folder: Path) -> None:
    done = run(folder, "eval", str(folder / "gold.json"))
    assert done.exit_code == 0
    assert done.stdout.startswith("micro-F1 1.000 on 1 paper and 2 tags, macro-F1 1.000.")
    assert "2 judged titles are not among the papers" in done.stdout
    for form in ("markdown", "json"):
        assert "kites" in run(folder, "eval", str(folder / "gold.json"), "--format", form).stdout


@pytest.mark.parametrize("name", ["other.jsonl", "other.jsonl.gz", "other.txt"])
def test_other_papers(folder: Path, name: str) -> None:
    """Any file that a reader can read, packed or not."""
    long = "A long sentence about a boat. " * 10
    text = papers(("New boat", "")) if "jsonl" in name else f"new\n\nMar 12\n\nNew boat\n\n{long}\n\nOther\n\n{long}\n"
    (folder / name).write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    done = run(folder, "eval", str(folder / "gold.json"), "--papers", str(folder / name), "--format", "json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["tags"]["boats"]["wrong_papers"] == ["New boat"]


def test_papers_that_cannot_be_read(folder: Path) -> None:
    (folder / "bad.jsonl").write_text("{\n")
    done = run(folder, "eval", str(folder / "gold.json"), "--papers", str(folder / "bad.jsonl"))
    assert done.exit_code == 0
    assert "bad.jsonl:2:1: the entry that begins in line 1" in done.stderr
    (folder / "bad.jsonl.gz").write_bytes(b"\x1f\x8b broken")
    assert run(folder, "eval", str(folder / "gold.json"), "--papers", str(folder / "bad.jsonl.gz")).exit_code == 2
    assert run(folder, "eval", str(folder / "gold.json"), "--papers", str(folder / "none")).exit_code == 2
    assert run(folder, "eval", str(folder)).exit_code == 2
