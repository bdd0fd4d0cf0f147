"""`catalog diff`: the report of a change tells the truth, stays short and never fails on what history holds."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import git as history
from generator.git import HistoryError
from generator.reports.effect import LONGEST_COMMENT
from small import committed, git, papers, project, rules, run, slugs
from test_harmless import HOSTILE, is_harmless, shown

EXAMPLES = "examples: {match: [a toy kite], skip: [none]}"
BASE = rules(
    kites=f"any: [kite]\n{EXAMPLES}",
    boats=f"any: [boat, =sail]\naliases: []\n{EXAMPLES}".replace("aliases: []\n", "").replace("kite", "boat"),
)
TEXTS = (
    ("Kites in the wind", "A kite flies. It is red."),
    ("Boats at sea", "The boat floats while a sail is up."),
    ("Stones", "Nothing moves here, not even a paper boat."),
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project with one commit on `main`, and a branch for the change."""
    folder = project(tmp_path / "repository", {"papers/toys.jsonl": papers(*TEXTS), "rules/toys.yml": BASE})
    committed(folder, "Base")
    git(folder, "switch", "-q", "-c", "change")
    return folder


def difference(folder: Path, *words: str) -> Any:
    """Return the JSON of a diff."""
    done = run(folder, "diff", "--format", "json", *words)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def change(folder: Path, before: str, after: str, name: str = "rules/toys.yml") -> None:
    path = folder / "site_src" / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def test_a_paper_with_another_title_and_a_surer_identifier_is_the_same(repository: Path) -> None:
    """It is neither added nor removed, be it known by a DOI that it had, or by what the lock says."""
    lines = [
        {"title": "Kites in the wind", "abstract": "A kite flies.", "doi": "10.1000/kites"},
        {"title": "Boats at sea", "abstract": "The boat floats."},
    ]
    write = repository / "site_src/papers/toys.jsonl"
    write.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    committed(repository, "With a DOI")
    lines[0] |= {"title": "Kites in a storm", "arxiv": "2401.00001"}
    lines[1] |= {"title": "Boats in port"}
    write.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    found = difference(repository, "HEAD")["papers"]
    assert [paper["title"] for paper in found["added"]] == ["Boats in port"]
    lock = "papers/boats-at-sea title:boatsatsea title:boatsinport\n"
    (repository / "site_src/papers/addresses.lock").write_text(lock)
    assert difference(repository, "HEAD")["papers"]["added"] == []


def test_nothing_changed(repository: Path) -> None:
    done = run(repository, "diff")
    assert done.exit_code == 0
    assert done.stdout.startswith("No paper gets or loses a tag against main (")
    assert difference(repository)["tags"] == []


def test_papers_gained_and_lost_with_the_words_around(repository: Path) -> None:
    """The words of what is lost are those that used to earn it."""
    change(repository, "[kite]", "[stone]")
    [tag] = difference(repository)["tags"]
    assert (tag["tag"], tag["before"], tag["after"]) == ("kites", 1, 1)
    assert slugs(tag["gained"]) == ["stones"]
    assert slugs(tag["lost"]) == ["kites-in-the-wind"]
    assert tag["lost"][0]["excerpts"] == [
        {"field": "title", "text": "Kites in the wind", "found": ["Kites"], "spans": [[0, 5]]},
        {"field": "abstract", "text": "A kite flies.", "found": ["kite"], "spans": [[2, 6]]},
    ]
    assert tag["gained"][0]["excerpts"][0]["found"] == ["Stones"]


def test_a_paper_lost_by_a_new_term_of_none_shows_the_word_in_the_way(repository: Path) -> None:
    """And not those that earned the tag, which are there as before."""
    change(repository, "any: [kite]", "any: [kite]\n    none: [red, {title: [storm, wind]}]")
    [tag] = difference(repository)["tags"]
    [lost] = tag["lost"]
    assert (lost["slug"], lost["barred_by"]) == ("kites-in-the-wind", ["storm", "red"])
    assert [(one["text"], one["found"]) for one in lost["excerpts"]] == [
        ("Kites in the wind", ["wind"]), ("It is red.", ["red"])
    ]  # fmt: skip
    text = run(repository, "diff", "--format", "markdown").stdout
    assert "<code>none</code> has <code>storm</code>, <code>red</code>" in text
    assert "abstract: It is <b>red</b>." in text
    change(repository, "any: [kite]", "any: [dragon]")
    change(repository, "[red, {title: [storm, wind]}]", "[blue]")
    [lost] = difference(repository)["tags"][0]["lost"]
    assert (lost["barred_by"], lost["excerpts"][0]["found"]) == ([], ["Kites"])


def test_a_paper_left_without_any_tag_is_named(repository: Path) -> None:
    change(repository, "[kite]", "[dragon]")
    found = difference(repository)
    assert slugs(found["papers"]["untagged"]) == ["kites-in-the-wind"]
    assert found["emptied"] == ["kites"]
    assert (found["papers"]["tagged_before"], found["papers"]["tagged_after"]) == (3, 2)
    assert "1 paper is left without any tag" in run(repository, "diff").stdout


def test_a_new_tag_that_is_too_broad_and_one_that_is_gone(repository: Path) -> None:
    change(repository, "  kites:", "  things:")
    change(repository, "[kite]", "[kite, boat, stone]")
    found = difference(repository)
    assert {one["tag"]: (one["before"], one["after"]) for one in found["tags"]} == {
        "things": (None, 3),
        "kites": (1, None),
    }
    assert found["broad"] == ["things"]
    warning = "- Links to these break, unless another tag has them in aliases: kites\n"
    assert warning in run(repository, "diff").stdout
    change(repository, "  things:", "  things:\n    aliases: [kites]")
    assert "break" not in run(repository, "diff").stdout


def test_a_change_of_papers(repository: Path) -> None:
    """A new paper brings its tags, and one that is gone takes its own."""
    (repository / "site_src/papers/toys.jsonl").write_text(papers(*TEXTS[1:], ("More kites", "Many.")))
    found = difference(repository)
    assert slugs(found["papers"]["added"]) == ["more-kites"]
    assert slugs(found["papers"]["removed"]) == ["kites-in-the-wind"]
    [tag] = found["tags"]
    assert [(one["slug"], one["new"]) for one in (*tag["gained"], *tag["lost"])] == [
        ("more-kites", True),
        ("kites-in-the-wind", True),
    ]


def test_a_paper_that_gets_an_identifier_is_the_same(repository: Path) -> None:
    text = papers(*TEXTS).replace('{"title": "Stones"', '{"arxiv": "2401.00001", "title": "Stones"')
    (repository / "site_src/papers/toys.jsonl").write_text(text)
    found = difference(repository)
    assert found["tags"] == []
    assert found["papers"]["added"] == found["papers"]["removed"] == []


def test_tags_that_now_share_their_papers(tmp_path: Path) -> None:
    texts = [(f"Kite {number}", "A boat." if number else "Alone.") for number in range(5)]
    folder = project(tmp_path, {"papers/a.jsonl": papers(*texts), "rules/toys.yml": BASE.replace("[boat,", "[ship,")})
    committed(folder)
    change(folder, "[ship,", "[boat,")
    assert difference(folder)["overlaps"] == [
        {"tags": ["boats", "kites"], "shared": 4, "either": 5, "shared_before": 0}
    ]
    assert "boats and kites share 4 of 5 papers, 0 before" in run(folder, "diff").stdout


def test_the_base_is_where_the_branch_left_main(repository: Path) -> None:
    """What main got since is no part of the change."""
    left = git(repository, "rev-parse", "main")
    change(repository, "[kite]", "[stone]")
    committed(repository, "The change")
    git(repository, "switch", "-q", "main")
    change(repository, "[boat, =sail]", "[anchor]")
    committed(repository, "Meanwhile")
    git(repository, "switch", "-q", "change")
    found = difference(repository)
    assert found["base"] == {"name": "main", "commit": left}
    assert [one["tag"] for one in found["tags"]] == ["kites"]
    assert [one["tag"] for one in difference(repository, "main")["tags"]] == ["kites", "boats"]


def test_a_tag_on_trial_is_told_and_so_is_its_end(repository: Path) -> None:
    change(repository, "    any: [kite]", "    status: candidate\n    any: [kite]")
    [tag] = difference(repository)["tags"]
    assert (tag["tag"], tag["candidate"]) == ("kites", {"before": False, "after": True})
    committed(repository)
    change(repository, "    status: candidate\n", "")
    assert "kites no candidate any more" in run(repository, "diff", "HEAD").stdout


@pytest.mark.parametrize("line", ["aliases: [kites]", None])
def test_a_renamed_tag_is_the_same(repository: Path, line: str | None) -> None:
    """By an alias, or by a successor that the old one names."""
    change(repository, "  kites:\n", "  gliders:\n" + (f"    {line}\n" if line else ""))
    if not line:
        old = "  kites:\n    label: Old\n    status: deprecated\n    replaced_by: gliders\n"
        change(repository, "tags:\n", f"tags:\n{old}")
    [tag] = difference(repository)["tags"]
    assert (tag["tag"], tag["was"], tag["before"], tag["after"]) == ("gliders", ["kites"], 1, 1)
    assert tag["gained"] == tag["lost"] == []


def test_a_tag_given_up_for_one_that_was_there_is_gone(repository: Path) -> None:
    """Its papers have lost it, and the other one is as it was."""
    change(repository, "  kites:\n", "  kites:\n    status: deprecated\n    replaced_by: boats\n")
    [tag] = difference(repository)["tags"]
    assert (tag["tag"], tag["before"], tag["after"], tag["leads_to"]) == ("kites", 1, None, "boats")
    assert slugs(tag["lost"]) == ["kites-in-the-wind"]
    assert "kites removed, leads to boats" in run(repository, "diff").stdout


def test_a_paper_counts_once_in_the_first_line(repository: Path) -> None:
    """However many tags it gets or loses."""
    change(repository, "[kite]", "[stone]")
    more = f"  pebbles:\n    label: Pebbles\n    any: [stone]\n    {EXAMPLES}\n"
    change(repository, "tags:\n", f"tags:\n{more}")
    first = run(repository, "diff").stdout.partition(" against")[0]
    assert first == "2 tags changed: 1 paper gets a tag, 1 loses one"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("any: [boat]\nall: [toy, paper]", "any: [boat, kite]\nall: [toy, paper]", ["kite"]),
        ("any: [boat]\nall: [toy, paper]", "hints: [big, kite]\nall: [toy, paper]", ["big", "kite"]),
        ("any: [boat]\nhints: [toy, ship]", "any: [boat, kite]\nhints: [toy, ship]", ["kite", "toy"]),
        ("hints: [big, boat]\nall: [toy]", "hints: [big, kite]\nall: [toy]", ["kite", "big"]),
        ("any: [big]\nall: [boat]", "any: [big]\nall: [paper]", ["paper", "big", "paper"]),
        ("any: [{term: kite, except: [kite flies]}]\nall: [toy]", "any: [kite]\nall: [toy]", ["kite"]),
    ],
)
def test_the_words_that_made_the_difference_come_first(
    tmp_path: Path, before: str, after: str, found: list[str]
) -> None:
    """Not the first ones of the text, which may be those that `all` asks for."""
    text = papers(("Winds", "A toy of paper. A big one, of paper. Here a kite flies."))
    sides = [rules(toys=f"{rule}\n{EXAMPLES}") for rule in (before, after)]
    folder = project(tmp_path, {"papers/a.jsonl": text, "rules/a.yml": sides[0]})
    committed(folder)
    project(folder, {"rules/a.yml": sides[1]})
    [tag] = difference(folder)["tags"]
    assert [word for one in tag["gained"][0]["excerpts"] for word in one["found"]] == found
    committed(folder)
    project(folder, {"rules/a.yml": sides[0]})
    assert difference(folder, "HEAD")["tags"][0]["lost"][0]["excerpts"] == tag["gained"][0]["excerpts"]


def test_what_is_enough_alone_comes_before_hints(repository: Path) -> None:
    change(repository, "[kite]", "[moon]\n    hints: [stone, paper]")
    committed(repository)
    (repository / "site_src/papers/more.jsonl").write_text(papers(("Stones on it", "Paper. No, paper! The moon.")))
    [tag] = [one for one in difference(repository, "HEAD")["tags"] if one["tag"] == "kites"]
    assert [one["found"] for one in tag["gained"][0]["excerpts"]] == [["moon"], ["Stones"]]


def test_a_card_is_a_change_too(repository: Path) -> None:
    (repository / "site_src/papers/card.yml").write_text("title: Stones\npin: {kites: They fly as kites do.}\n")
    [gained] = difference(repository)["tags"][0]["gained"]
    assert (gained["slug"], gained["decision"]["reason"]) == ("stones", "They fly as kites do.")
    card = "title: Kites in the wind\nban: {kites: Not about them.}\n"
    (repository / "site_src/papers/card.yml").write_text(card)
    assert "refused by a person: Not about them." in run(repository, "diff").stdout


def test_a_branch_on_the_server_comes_before_the_local_one(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(repository), "clone")
    clone = tmp_path / "clone"
    git(clone, "switch", "-q", "main")
    assert difference(clone)["base"]["name"] == "origin/HEAD"
    git(clone, "remote", "set-head", "origin", "--delete")
    assert difference(clone)["base"]["name"] == "origin/main"


def test_a_revision_instead_of_the_working_tree(repository: Path) -> None:
    change(repository, "[kite]", "[stone]")
    commit = committed(repository, "The change")
    change(repository, "[stone]", "[moon]")
    assert slugs(difference(repository, "main", "--head", "HEAD")["tags"][0]["gained"]) == ["stones"]
    assert difference(repository, "main", "--head", "change")["head"] == {"name": "change", "commit": commit}
    assert difference(repository, "HEAD", "--head", "HEAD")["tags"] == []


def test_a_range_is_told_apart(repository: Path) -> None:
    done = run(repository, "diff", "main..change")
    assert done.exit_code == 2
    assert "name one here, and the other by --head" in done.stderr


def test_a_detached_head(repository: Path) -> None:
    git(repository, "switch", "-q", "--detach")
    change(repository, "[kite]", "[stone]")
    assert [one["tag"] for one in difference(repository)["tags"]] == ["kites"]


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    folder = project(tmp_path / "docs" / "catalog", {"papers/a.jsonl": papers(*TEXTS), "rules/a.yml": BASE})
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Base")
    change(folder, "[kite]", "[stone]", "rules/a.yml")
    assert [one["tag"] for one in difference(folder)["tags"]] == ["kites"]


def test_a_base_without_rules(repository: Path) -> None:
    git(repository, "rm", "-rq", "site_src/rules")
    committed(repository, "No rules")
    git(repository, "branch", "-f", "bare")
    git(repository, "checkout", "-q", "main", "--", "site_src/rules")
    assert {one["tag"]: one["before"] for one in difference(repository, "bare")["tags"]} == {
        "kites": None,
        "boats": None,
    }


def test_a_base_with_other_folders(repository: Path) -> None:
    """Each side is read by its own mkdocs.yml."""
    (repository / "site_src/rules").rename(repository / "topics")
    (repository / "mkdocs.yml").write_text("plugins:\n  - catalog: {rules: topics}\n")
    assert difference(repository)["tags"] == []


def test_a_renamed_rule_file_changes_nothing(repository: Path) -> None:
    (repository / "site_src/rules/toys.yml").rename(repository / "site_src/rules/things.yml")
    assert difference(repository)["tags"] == []


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ("topic: Toys\ntags: [\n", "site_src/rules/toys.yml"),
        (b"topic: T\xf6ys\n", "site_src/rules/toys.yml"),
        (BASE.replace("[kite]", "['**', kite]"), "kites"),
    ],
)
def test_what_is_broken_is_not_compared(tmp_path: Path, broken: str | bytes, name: str, side: str) -> None:
    """No tag of it is said to come or go."""
    sides = {"before": BASE, "after": BASE} | {side: broken}
    folder = project(tmp_path, {"papers/a.jsonl": papers(*TEXTS), "rules/toys.yml": sides["before"]})
    committed(folder)
    project(folder, {"rules/toys.yml": sides["after"]})
    found = difference(folder)
    assert [(one["name"], one["side"]) for one in found["not_compared"]] == [(name, side)]
    assert [one["tag"] for one in found["tags"]] == []
    text = run(folder, "diff").stdout
    assert f"Could not be compared: {name}, broken {side} the change, site_src/rules/toys.yml:" in text


def test_a_failing_example_hinders_no_comparison(repository: Path) -> None:
    change(repository, "[kite]", "[stone]")
    assert difference(repository)["not_compared"] == []


@pytest.mark.parametrize("name", ["a b.yml", "ä.yml", "--output=x.yml", "$(touch hacked).yml", "a\tb.yml", "'\".yml"])
def test_odd_names_of_files(repository: Path, name: str) -> None:
    folder = repository / "site_src/rules"
    (folder / "toys.yml").rename(folder / name)
    committed(repository, "An odd name")
    (folder / name).rename(folder / "toys.yml")
    done = run(repository, "diff", "HEAD")
    assert done.exit_code == 0
    assert not list(repository.rglob("hacked"))
    assert ("No paper" in done.stdout) is name.isprintable()


def test_a_name_that_is_not_utf_8(repository: Path) -> None:
    path = repository / "site_src/rules" / os.fsdecode(b"\xff.yml")
    (repository / "site_src/rules/toys.yml").rename(path)
    committed(repository, "No UTF-8")
    path.rename(repository / "site_src/rules/toys.yml")
    assert "udcff.yml" in json.dumps(difference(repository, "HEAD")["not_compared"])


def test_links_are_followed_inside_their_folder_only(repository: Path) -> None:
    rules_folder = repository / "site_src/rules"
    (rules_folder / "out.yml").symlink_to("/etc/passwd")
    (rules_folder / "up.yml").symlink_to("../../mkdocs.yml")
    (rules_folder / "toys.yml").rename(rules_folder / "real.txt")
    (rules_folder / "toys.yml").symlink_to("real.txt")
    committed(repository, "Links")
    found = difference(repository, "main", "--head", "HEAD")
    assert found["tags"] == []
    broken = [one["name"] for one in found["not_compared"]]
    assert broken == ["site_src/rules/out.yml", "site_src/rules/up.yml"]


def test_no_hook_and_no_filter_runs(repository: Path) -> None:
    for name in ("post-checkout", "reference-transaction", "fsmonitor-watchman", "pre-commit"):
        hook = repository / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\ntouch hacked\n")
        hook.chmod(0o755)
    for key in ("core.fsmonitor", "filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.pager"):
        git(repository, "config", key, "touch hacked")
    (repository / ".gitattributes").write_text("* filter=evil diff=evil\n")
    change(repository, "[kite]", "[stone]")
    before = sorted(path for path in repository.rglob("*"))
    assert run(repository, "diff").exit_code == 0
    assert sorted(path for path in repository.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["nosuch", "-x", "--output=x", "--", "HEAD:mkdocs.yml", "a\nb", "HEAD^{tree}", "main..change", ""]
)
def test_what_is_no_revision(repository: Path, name: str) -> None:
    done = run(repository, "diff", "--head", "HEAD", "--", name)
    assert done.exit_code == (2 if name else 0)
    assert not name or "revision" in done.stderr


def test_a_shallow_clone_is_told_to_fetch(repository: Path, tmp_path: Path) -> None:
    change(repository, "[kite]", "[stone]")
    committed(repository, "The change")
    git(repository, "switch", "-q", "main")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", "--branch", "change", f"file://{repository}", str(tmp_path / "clone")],
        check=True,
    )
    done = run(tmp_path / "clone", "diff")
    assert done.exit_code == 1
    assert "git fetch --unshallow" in done.stderr
    assert "fetch-depth: 0" in done.stderr
    named = run(tmp_path / "clone", "diff", "HEAD~1")
    assert named.exit_code == 2
    assert "git fetch --unshallow" in named.stderr


def test_where_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = project(tmp_path / "alone", {"papers/a.jsonl": papers(*TEXTS), "rules/a.yml": BASE})
    done = run(folder, "diff")
    assert (done.exit_code, "is in no git repository" in done.stderr) == (1, True)
    git(folder, "init", "-q", "-b", "main")
    done = run(folder, "diff")
    assert (done.exit_code, "has no commit yet" in done.stderr) == (1, True)
    git(folder, "symbolic-ref", "HEAD", "refs/heads/other")
    committed(folder)
    done = run(folder, "diff")
    assert (done.exit_code, "there is no main branch" in done.stderr) == (1, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(folder, "diff")
    assert (done.exit_code, "git is not installed" in done.stderr) == (1, True)


def test_histories_without_a_common_commit(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "island")
    committed(repository, "Island")
    done = run(repository, "diff")
    assert (done.exit_code, "no common history" in done.stderr) == (1, True)


def test_a_folder_outside_the_repository(tmp_path: Path) -> None:
    folder = project(tmp_path / "inside", {"papers/a.jsonl": papers(*TEXTS), "rules/a.yml": BASE})
    project(tmp_path, {"rules/a.yml": BASE})
    (folder / "mkdocs.yml").write_text("plugins:\n  - catalog: {rules: ../site_src/rules}\n")
    committed(folder)
    done = run(folder, "diff")
    assert (done.exit_code, "outside the repository" in done.stderr) == (1, True)


def test_an_object_that_the_clone_lacks_is_not_fetched(repository: Path) -> None:
    """A partial clone could run the program that its settings name."""
    change(repository, "[kite]", "[stone]")
    for name in git(repository, "rev-parse", "main:site_src/rules/toys.yml").split():
        (repository / ".git/objects" / name[:2] / name[2:]).unlink()
    done = run(repository, "diff", "--format", "json")
    assert done.exit_code == 0
    assert "lacks the file" in json.loads(done.stdout)["not_compared"][0]["message"]


def test_a_hooks_variables_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    change(repository, "[kite]", "[stone]")
    assert [one["tag"] for one in difference(repository)["tags"]] == ["kites"]


def test_a_tag_named_main_is_not_the_main_branch(repository: Path) -> None:
    change(repository, "[kite]", "[stone]")
    committed(repository, "The change")
    git(repository, "tag", "main")
    assert [one["tag"] for one in difference(repository)["tags"]] == ["kites"]


def test_an_empty_catalog(tmp_path: Path) -> None:
    folder = project(tmp_path, {})
    committed(folder)
    for verb in (["diff"], ["diff", "HEAD"], ["try", "kite"], ["suggest"]):
        assert run(folder, *verb).exit_code == 0


def test_the_comment_is_short_first_and_folded(repository: Path) -> None:
    change(repository, "[kite]", "[stone]")
    text = run(repository, "diff", "--format", "markdown").stdout
    first, _, rest = text.partition("\n\n")
    assert first.startswith("<b>1 tag changed: 1 paper gets a tag, 1 loses one</b> against main (")
    assert "| <code>kites</code> | 1 | 1 | 1 | 1 |" in rest
    assert text.count("<details>") == text.count("</details>") == 2 + 1
    is_harmless(shown(text))


def test_hostile_words_in_a_pull_request(tmp_path: Path) -> None:
    """Labels, titles, abstracts and names of files stand in the comment and do nothing."""
    folder = project(tmp_path, {"rules/toys.yml": BASE})
    committed(folder)
    safe = [text for text in HOSTILE if len(text) < 1000]
    texts = [(f"{number} kite {text}", f"A kite. Then {text} kite {text}") for number, text in enumerate(safe)]
    labels = "".join(
        f"  tag-{number}:\n    label: {json.dumps(text.encode('utf-8', 'replace').decode())}\n"
        f"    any: [kite{number}, kite]\n"
        for number, text in enumerate(safe[:20])
    )
    project(folder, {
        "papers/a.jsonl": papers(*texts),
        "rules/@octocat <b> `x` [a](b).yml": f"topic: '@octocat'\ntags:\n{labels}",
        "rules/::error file=a::b.yml": "topic: '**\n",
    })  # fmt: skip
    done = run(folder, "diff", "--format", "markdown")
    assert done.exit_code == 0
    assert len(done.stdout) <= LONGEST_COMMENT
    is_harmless(shown(done.stdout))
    for form in ("text", "markdown", "json", "github"):
        printed = run(folder, "diff", "--format", form).stdout
        assert "##[" not in printed
        commands = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
        assert all(line.startswith(("::notice file=", "::warning file=")) for line in commands)
        assert bool(commands) is (form == "github")


def test_a_comment_is_never_longer_than_github_takes(tmp_path: Path) -> None:
    """It says what it leaves out."""
    folder = project(tmp_path, {})
    committed(folder)
    texts = [(f"@kite {number} {'@`<' * 100}", f"kite {'#1 kite ' * 20}") for number in range(60)]
    many = {f"kites_{number}": "any: [kite]" for number in range(60)}
    project(folder, {"papers/a.jsonl": papers(*texts), "rules/toys.yml": rules(**many)})
    for limit in ("0", "100000"):
        text = run(folder, "diff", "--format", "markdown", "--limit", limit).stdout
        assert len(text) <= LONGEST_COMMENT
        assert text.startswith("<b>60 tags changed: 60 papers get a tag, 0 lose one</b>")
        assert text.count("<details>") == text.count("</details>")
        assert "… and" in text or limit == "0"


def test_notes_stand_at_the_rules(repository: Path) -> None:
    change(repository, "[kite]", "[stone, boat, kite]")
    change(repository, "  boats:", "  ships:")
    line = (
        "::notice file=site_src/rules/toys.yml,line=3,col=3,title=tag-effect::the tag 'kites' is on 3 papers (1 before)"
    )
    [kites, ships] = run(repository, "diff", "--format", "github").stdout.splitlines()
    assert kites.startswith(line)
    assert ships.startswith("::warning file=")
    assert "'ships' is on 2 papers, more than 30 %25 of all (a new tag)" in ships


def test_the_repository_is_left_as_it_was(repository: Path) -> None:
    change(repository, "[kite]", "[stone]")
    before = git(repository, "status", "--porcelain=v2", "--branch")
    run(repository, "diff")
    assert git(repository, "status", "--porcelain=v2", "--branch") == before


def test_a_repository_of_another_user_is_told_how_to_be_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path, {})
    committed(folder)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(HistoryError, match=r"safe\.directory"):
        history.repository(folder)
