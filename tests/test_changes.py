"""`catalog changes`: what the history says of papers, tags and rules, and the page that tells it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from feed_rules import atom_faults, json_faults
from generator import files
from generator.build import Build, build
from generator.changes.file import read, written
from generator.changes.terms import terms_of
from generator.model import Change, Settings, Source, Told, ToldPaper, ToldTag
from sites import build as build_site
from sites import make_project
from small import catalog, committed, git, papers, project, rules, run

KITES = "any: [kite]\nexamples: {match: [A kite], skip: [A boat]}"
FIRST = papers(("A kite in the wind", "It flies."), ("A boat on the sea", "It floats."))
DAY = "2024-05-06T12:00:00+00:00"


@pytest.fixture
def dated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits of one day."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", DAY)
    monkeypatch.setenv("GIT_AUTHOR_DATE", DAY)


@pytest.fixture
def toys(tmp_path: Path, dated: None) -> Path:
    """A repository with one commit."""
    folder = project(tmp_path / "toys", {"papers/toys.jsonl": FIRST, "rules/toys.yml": rules(kites=KITES)})
    committed(folder)
    return folder


def recorded(folder: Path, *options: str) -> list[dict[str, Any]]:
    """Run the verb and return the changes in the file."""
    done = run(folder, "changes", *options)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads((folder / "site_src/changes.json").read_text("utf-8"))["changes"]
    return found


def titles(told: Mapping[str, Any]) -> list[str]:
    assert told["total"] == len(told["papers"])
    return [one["title"] for one in told["papers"]]


def test_the_first_commit_adds_everything(toys: Path) -> None:
    [change] = recorded(toys)
    assert change["day"] == "2024-05-06"
    assert change["commit"] == git(toys, "rev-parse", "HEAD")
    assert sorted(titles(change["added"])) == ["A boat on the sea", "A kite in the wind"]
    assert [(one["id"], one["fate"], "gained" in one) for one in change["tags"]] == [("kites", "added", False)]


def test_papers_are_added_removed_and_renamed(toys: Path) -> None:
    line = '{"title": "A sledge", "arxiv": "2401.00001"}\n'
    project(toys, {"papers/toys.jsonl": FIRST + line})
    committed(toys)
    only_kite = FIRST.splitlines()[0] + "\n"
    project(toys, {"papers/toys.jsonl": only_kite + line.replace("A sledge", "A sledge, renamed")})
    committed(toys)
    second, first, _ = recorded(toys)
    assert titles(first["added"]) == ["A sledge"]
    assert titles(second["removed"]) == ["A boat on the sea"]
    assert [(one["was"], one["title"]) for one in second["renamed"]["papers"]] == [("A sledge", "A sledge, renamed")]
    assert "tags" not in first


def test_a_rule_tells_its_terms_and_the_papers_that_it_moved(toys: Path) -> None:
    boats = (
        KITES.replace("[kite]", "[floats, {title: glider}]").replace("A kite", "It floats").replace("A boat", "A kite")
    )
    project(toys, {"rules/toys.yml": rules(kites=boats)})
    committed(toys)
    [tag] = recorded(toys)[0]["tags"]
    assert (tag["id"], tag["fate"]) == ("kites", "changed")
    assert tag["terms_gained"] == ["floats", "title: glider"]
    assert tag["terms_lost"] == ["kite"]
    assert titles(tag["gained"]) == ["A boat on the sea"]
    assert titles(tag["lost"]) == ["A kite in the wind"]


def test_spellings_that_are_one_hint_no_longer_are_a_change(toys: Path) -> None:
    """The words are the same, and yet the rule finds other papers."""
    hints = KITES.replace("any: [kite]", "hints: [[kite, flies]]\nhints_needed: 1")
    project(toys, {"rules/toys.yml": rules(kites=hints)})
    committed(toys)
    project(toys, {"rules/toys.yml": rules(kites=hints.replace("[[kite, flies]]", "[kite, flies]"))})
    committed(toys)
    [tag] = recorded(toys)[0]["tags"]
    assert tag == {"id": "kites", "label": "Kites", "fate": "changed"}


def test_a_tag_is_renamed_given_a_label_and_removed(toys: Path) -> None:
    project(toys, {"rules/toys.yml": rules(flyers=f"aliases: [kites]\n{KITES}")})
    committed(toys)
    project(toys, {"rules/toys.yml": rules(flyers=f"about: What flies.\n{KITES}", boats=KITES)})
    committed(toys)
    project(toys, {"rules/toys.yml": rules(boats=KITES)})
    committed(toys)
    removed, about, renamed, _ = recorded(toys)
    assert [(one["id"], one["fate"]) for one in removed["tags"]] == [("flyers", "removed")]
    assert {one["id"]: (one["fate"], one.get("others")) for one in about["tags"]} == {
        "flyers": ("changed", ["scope note"]), "boats": ("added", None),
    }  # fmt: skip
    [one] = renamed["tags"]
    assert (one["fate"], one["was"]) == ("renamed", ["kites"])


def test_what_readers_do_not_see_is_no_change(toys: Path) -> None:
    """Another order of lines, a candidate, and files that are no sources."""
    before = recorded(toys)
    lines = "".join(reversed(FIRST.splitlines(keepends=True)))
    trial = rules(kites=KITES, trial=f"status: candidate\n{KITES}")
    project(toys, {"papers/toys.jsonl": lines, "rules/toys.yml": f"# note\n{trial}"})
    (toys / "README.md").write_text("Toys")
    committed(toys)
    assert recorded(toys) == before


def test_it_writes_the_same_again_and_looks_at_no_commit_twice(toys: Path) -> None:
    recorded(toys)
    path = toys / "site_src/changes.json"
    first = path.read_bytes()
    committed(toys, "The file of changes itself")
    done = run(toys, "changes")
    assert "0 commits looked at" in done.stderr
    assert path.read_bytes() == first
    assert "1 commits looked at" in run(toys, "changes", "--anew").stderr
    assert path.read_bytes() == first


def test_what_a_person_wrote_stays(toys: Path) -> None:
    recorded(toys)
    path = toys / "site_src/changes.json"
    values = json.loads(path.read_text("utf-8"))
    values["changes"][0]["note"] = "The beginning."
    values["changes"].append({"day": "2023-01-02", "note": "An idea."})
    path.write_text(json.dumps(values), encoding="utf-8")
    for options in ((), ("--anew",)):
        found = recorded(toys, *options)
        assert [(one["day"], one["note"]) for one in found] == [
            ("2024-05-06", "The beginning."),
            ("2023-01-02", "An idea."),
        ]


def test_a_commit_that_is_no_longer_in_the_history_is_forgotten(toys: Path) -> None:
    recorded(toys)
    git(toys, "commit", "-q", "--amend", "-m", "Another word")
    [change] = recorded(toys)
    assert change["commit"] == git(toys, "rev-parse", "HEAD")


def test_a_merge_is_one_change(toys: Path) -> None:
    git(toys, "checkout", "-q", "-b", "side")
    for word in ("sledge", "canoe"):
        before = (toys / "site_src/papers/toys.jsonl").read_text()
        project(toys, {"papers/toys.jsonl": before + papers((f"A {word}", ""))})
        committed(toys)
    git(toys, "checkout", "-q", "main")
    git(toys, "merge", "-q", "--no-ff", "-m", "Two papers", "side")
    merge, _ = recorded(toys)
    assert merge["commit"] == git(toys, "rev-parse", "HEAD")
    assert titles(merge["added"]) == ["A canoe", "A sledge"]


def test_the_number_of_changes_is_bounded(toys: Path) -> None:
    many = FIRST + papers(*((f"Toy number {number}", "") for number in range(60)))
    project(toys, {"papers/toys.jsonl": many})
    committed(toys)
    [newest] = recorded(toys, "--limit", "1")
    assert newest["added"]["total"] == 60
    assert len(newest["added"]["papers"]) == 50


def test_a_shallow_clone_is_told_to_fetch(toys: Path, tmp_path: Path) -> None:
    committed(toys)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", toys.as_uri(), clone], check=True, capture_output=True)
    done = run(clone, "changes")
    assert done.exit_code == 1
    assert "git fetch --unshallow" in done.output
    assert not (clone / "site_src/changes.json").exists()


def test_without_a_repository_or_with_a_broken_file_nothing_is_written(toys: Path, tmp_path: Path) -> None:
    alone = project(tmp_path / "alone", {"papers/toys.jsonl": FIRST})
    assert "in no git repository" in run(alone, "changes").output
    path = toys / "site_src/changes.json"
    path.write_text("{", encoding="utf-8")
    done = run(toys, "changes")
    assert done.exit_code == 1
    assert "site_src/changes.json:1:2" in done.output
    assert path.read_text("utf-8") == "{"


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path, dated: None) -> None:
    top = tmp_path / "top"
    folder = project(top / "inner", {"papers/toys.jsonl": FIRST, "rules/toys.yml": rules(kites=KITES)})
    git(tmp_path, "init", "-q", "-b", "main", str(top))
    committed(top)
    (top / "other.txt").write_text("no source")
    committed(top)
    assert [one["added"]["total"] for one in recorded(folder)] == [2]


def test_a_term_is_said_with_all_that_it_asks_for() -> None:
    rule = """
any:
  - [RLHF, feedback of people]
  - {near: [[align*, tun*], [value*]], within: 8, ordered: true}
  - {title: ranking}
  - {term: alignment, except: [word alignment]}
  - {regex: 'GPT-\\d'}
hints: [reward]
all: [model]
none: [travel]
"""
    found = catalog(rules(kites=rule.strip())).catalog.rules["kites"]
    assert list(terms_of(found)) == [
        "RLHF",
        "feedback of people",
        "align* or tun* near value* within 8 words in this order",
        "title: ranking",
        "alignment, but not word alignment",
        "abstract: /GPT-\\d/",
        "hint: reward",
        "needed: model",
        "never: travel",
    ]


def test_the_file_says_what_was_written() -> None:
    changes = (
        Change("2024-05-06", "a" * 40, "A note", Told(70, (ToldPaper("title:a", "A"),))),
        Change("2023-01-02", renamed=Told(1, (ToldPaper("title:b", "B", "Was B"),))),
    )
    found = read(Source("changes.json", written(changes, "b" * 40)))
    assert (found.changes, found.until, found.problems) == (changes, "b" * 40, ())


def test_long_words_are_the_same_after_they_were_read() -> None:
    """A `near` of many spellings may be longer than the file keeps."""
    tag = ToldTag("kites", "Kites", "changed", terms_gained=("kite " * 200,))
    first = written([Change("2024-05-06", tags=(tag,))], "")
    assert written(read(Source("changes.json", first)).changes, "") == first
    assert len(first) < 1000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []), ("[", ["not JSON from here on: expecting value"]), ("[]", ["there is no list `changes`"]),
        ('{"changes": [{}, 7, {"day": "2024-05-06"}]}', ["change 1 has no `day` as 2025-03-12",
                                                         "change 2 has no `day` as 2025-03-12"]),
        ('{"changes": [{"day": "2024-05-06", "tags": [7, {"id": "x"}], "added": {"total": "x", "papers": [{}]}}]}', []),
        ("[" * 100_000, ["not JSON in UTF-8, or brackets too deep"]),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_a_problem_and_left_out(text: str, expected: list[str]) -> None:
    found = read(Source("changes.json", text.encode()))
    assert [one.message for one in found.problems] == expected
    assert {one.day for one in found.changes} <= {"2024-05-06"}


def built(folder: Path) -> Build:
    papers_, _ = files.read_sources(folder, "site_src/papers")
    rules_, _ = files.read_sources(folder, "site_src/rules")
    recorded = files.read_if_there(folder, "site_src/changes.json")
    return build(papers_, rules_, Settings(repository="https://git.example/toys"), recorded=recorded)


def page(found: Build) -> str:
    [text] = [one.make().body for one in found.pages if one.path == "changes/index.md"]
    return text


def test_the_page_tells_what_the_file_says(toys: Path) -> None:
    boats = KITES.replace("[kite]", "[floats]").replace("A kite", "It floats").replace("A boat", "A kite")
    project(toys, {"rules/toys.yml": rules(kites=boats)})
    commit = committed(toys)
    recorded(toys)
    text = page(built(toys))
    assert "## 6 May 2024" in text
    assert "- Tag **[Kites](../tags/kites.md)** changed" in text
    assert "    - new terms: `floats`" in text
    assert "    - [Kites](../tags/kites.md)" in text
    assert "    - 1 paper lost: “[A kite in the wind](../papers/a-kite-in-the-wind.md)”" in text
    assert "- **2 papers added**" in text
    assert f"[Commit {commit[:7]}](https://git.example/toys/commit/{commit})" in text


def test_a_catalog_without_the_file_says_so(toys: Path) -> None:
    assert "No change is recorded yet." in page(built(toys))


def changes_of(words: str) -> Iterator[dict[str, Any]]:
    told = {"total": 99, "papers": [{"identity": "title:x", "title": words, "was": words}]}
    tag = {"id": words, "label": words, "fate": "changed", "was": [words], "leads_to": words, "others": [words],
           "terms_gained": [words], "terms_lost": [words], "gained": told, "lost": told}  # fmt: skip
    yield {"day": "2024-05-06", "note": words, "added": told, "removed": told, "renamed": told, "tags": [tag]}


def test_the_feed_of_changes_is_valid_whatever_the_words(toys: Path) -> None:
    words = '<script>ran()</script> ]]> & "x" \u202e \x07 $x$'
    path = toys / "site_src/changes.json"
    path.write_text(json.dumps({"changes": [*changes_of(words), {"day": "2024-05-07", "note": words}]}), "utf-8")
    found = built(toys)
    feeds = {one.path: one.data for one in found.files if one.path.startswith("changes/")}
    assert atom_faults(feeds["changes/feed.xml"]) == []
    assert json_faults(feeds["changes/feed.json"]) == []
    assert "<script" not in page(found)
    items = json.loads(feeds["changes/feed.json"])["items"]
    assert [one["date_modified"][:10] for one in items] == ["2024-05-07", "2024-05-06"]
    assert "<script" not in items[1]["content_html"]
    assert "99 papers added, 99 papers removed, 99 papers renamed, 1 tag changed" in items[1]["title"]


def test_the_page_is_the_same_by_either_way_of_making_it(tmp_path: Path) -> None:
    words = "<script>ran()</script> * _a_ - [x](y) `z` $x$ 1. # h"
    pages = []
    for plain in (False, True):
        own = {"plugins": [{"catalog": {"plain": plain}}]}
        project_ = make_project(tmp_path / str(plain), papers={"toys.jsonl": FIRST}, own=own)
        (project_ / "site_src/changes.json").write_text(json.dumps({"changes": list(changes_of(words))}), "utf-8")
        pages.append(build_site(project_).read("changes/index.html"))
    assert pages[0] == pages[1]
    assert "<script>ran" not in pages[0]


def test_check_tells_of_the_file(toys: Path) -> None:
    (toys / "site_src/changes.json").write_text('{"changes": 1}', encoding="utf-8")
    done = run(toys, "check")
    assert done.exit_code == 0
    assert "site_src/changes.json:1:1: warning: there is no list `changes` [changes-file]" in done.output
