"""From the change to the comment: the steps of both workflows, run on this machine as GitHub runs them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from github_server import COMMIT, FORK, GitHub, packed, running
from report import LONGEST, MARKER
from sites import environment
from test_harmless import is_harmless, shown
from test_hostile_pull_request import HOSTILE, command, hostile_rules
from test_workflows import COMMENT, PULL_REQUEST, steps

GIT = ("git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
BRIDGES = """topic: Crossings
tags:
  bridges:
    label: Bridges
    any: [bridge*]
    examples:
      match: ["A bridge at sea"]
      skip: ["A ferry"]
"""


def step(path: Path, name: str) -> str:
    [script] = [str(step["run"]) for step in steps(path) if step.get("name") == name]
    return script


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step as GitHub does."""
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )


class PullRequest:
    """A clone in which a pull request is checked out: merged with the main branch, as GitHub does it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "clone"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        shutil.copytree(ROOT / "tests" / "toy", self.folder / "site_src")
        shutil.copytree(ROOT / ".github" / "scripts", self.folder / ".github" / "scripts")
        shutil.copy(ROOT / "mkdocs.yml", self.folder)
        (self.folder / ".gitignore").write_text("/.venv\n__pycache__/\n")
        (self.folder / ".venv").symlink_to(sys.prefix)
        self._git("init", "-q", "-b", "main")
        self._commit()
        self._git("update-ref", "refs/remotes/origin/main", "HEAD")
        self._git("checkout", "-q", "-b", "change")

    def change(self, files: Mapping[str, str]) -> None:
        """Commit files of the pull request, by their names below `site_src/`."""
        for name, text in files.items():
            (self.folder / "site_src" / name).write_text(text, encoding="utf-8")
        self._commit()

    def merged_into_a_newer_main(self, files: Mapping[str, str]) -> None:
        """Merge with the main branch, which goes on afterwards, before the run begins."""
        self._git("checkout", "-q", "main")
        self._git("merge", "-q", "--no-ff", "change", "-m", "Merge")
        self._git("checkout", "-q", "-b", "merged")
        self._git("checkout", "-q", "refs/remotes/origin/main")
        self.change(files)
        self._git("update-ref", "refs/remotes/origin/main", "HEAD")
        self._git("checkout", "-q", "merged")

    def check(self) -> subprocess.CompletedProcess[str]:
        """Run the step that marks the lines."""
        return run(step(PULL_REQUEST, "Check"), self.folder)

    def report(self) -> tuple[dict[str, bytes], str]:
        """Make the report, and return the files of the artifact and the summary of the run."""
        done, files, summary = self.try_report()
        assert done.returncode == 0, done.stderr
        return files, summary

    def try_report(self) -> tuple[subprocess.CompletedProcess[str], dict[str, bytes], str]:
        """Run the step that makes the report, which may fail."""
        summary = self.temporary / "summary.md"
        variables = {"NUMBER": "7", "GITHUB_BASE_REF": "main"}
        variables |= {"RUNNER_TEMP": str(self.temporary), "GITHUB_STEP_SUMMARY": str(summary)}
        done = run(step(PULL_REQUEST, "Report"), self.folder, **variables)
        files = {path.name: path.read_bytes() for path in (self.temporary / "report").iterdir()}
        return done, files, summary.read_text(encoding="utf-8")

    def _commit(self) -> None:
        self._git("add", "-A")
        self._git("commit", "-q", "-m", "A change")

    def _git(self, *words: str) -> None:
        subprocess.run([*GIT, *words], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture
def pull_request(tmp_path: Path) -> PullRequest:
    return PullRequest(tmp_path)


def commented(files: Mapping[str, bytes], folder: Path) -> str:
    """Run the step that posts, beside a GitHub that has these files as the artifact, and return the comment."""
    github = GitHub()
    github.pull(7)
    github.leave(packed(files))
    head = {"id": 5, "event": "pull_request", "head_sha": COMMIT, "head_repository": {"id": FORK}}
    (folder / "event.json").write_text(json.dumps({"workflow_run": head}))
    with running(github) as address:
        done = run(
            step(COMMENT, "Post"),
            folder / "clone",
            GITHUB_API_URL=address,
            GITHUB_EVENT_PATH=str(folder / "event.json"),
            GITHUB_REPOSITORY="owner/papers",
            GITHUB_SERVER_URL="https://git.example",
            GITHUB_TOKEN="secret-token",
            no_proxy="127.0.0.1",
        )
    assert (done.returncode, done.stdout) == (0, "pull request 7 has its comment\n"), done.stderr
    [comment] = github.comments[7]
    return str(comment["body"])


def test_a_new_tag_is_reported(pull_request: PullRequest, tmp_path: Path) -> None:
    pull_request.change({"rules/crossings.yml": BRIDGES})
    assert pull_request.check().returncode == 0
    files, summary = pull_request.report()
    assert sorted(files) == ["check.json", "diff.json", "number.txt"]
    comment = commented(files, tmp_path)
    assert "The check found nothing wrong." in comment
    assert "<code>bridges</code> new" in comment
    assert re.search("<code>bridges</code> gained [1-9]", comment)
    assert "<b>bridges</b>" in comment, "the words around, with the hit marked"
    assert comment.startswith(summary.strip()), "the summary of the run says the same"


def test_a_change_with_errors_is_marked_and_reported(pull_request: PullRequest, tmp_path: Path) -> None:
    pull_request.change({"rules/crossings.yml": BRIDGES.replace("A ferry", "A bridge"), "rules/faulty.yml": "topic: ["})
    check = pull_request.check()
    notes = [read for line in check.stdout.splitlines() if (read := command(line))]
    assert check.returncode == 1
    assert ("error", "site_src/rules/crossings.yml") in {(one.name, one.properties["file"]) for one in notes}
    files, _ = pull_request.report()
    comment = commented(files, tmp_path)
    assert re.search(r"<b>The check found \d errors", comment)
    assert "error in <code>site&#95;src/rules/crossings.yml&#58;&#8203;8</code>" in comment
    assert "<code>example-skip</code>" in comment
    assert "<code>bridges</code> gained" in comment, "what can be compared is"


def test_what_the_main_branch_got_meanwhile_is_not_in_the_report(pull_request: PullRequest) -> None:
    """GitHub merges when the pull request is pushed to; a run may begin when the main branch is further."""
    pull_request.change({"rules/crossings.yml": BRIDGES})
    pull_request.merged_into_a_newer_main({"rules/kind.yml": "topic: Kind\n"})
    _, summary = pull_request.report()
    assert "1 tag changed" in summary


def test_a_report_that_cannot_be_made_says_so_and_fails(pull_request: PullRequest, tmp_path: Path) -> None:
    (pull_request.folder / "mkdocs.yml").write_text("plugins: [")
    done, files, summary = pull_request.try_report()
    assert done.returncode != 0
    assert "could not be worked out" in summary
    comment = commented(files, tmp_path)
    assert "**The check could not run.**" in comment
    assert "could not be worked out" in comment


def hostile_catalog() -> dict[str, str]:
    """Return papers with hostile titles and abstracts, and tags that are good rules, say such words, and find them."""
    papers = [
        {"title": f"{words[:2000]} bridge {number}", "abstract": f"{words} and a bridge. {words}"}
        for number, words in enumerate(HOSTILE.values())
    ]
    tags = {
        f"hostile-{number}": {
            "label": words,
            "about": words,
            "any": ["bridge"],
            "examples": {"match": [f"{words} bridge"], "skip": [words]},
        }
        for number, words in enumerate(HOSTILE.values())
    }
    return {
        "papers/hostile.jsonl": "\n".join(map(json.dumps, papers)),
        "rules/hostile-words.yml": yaml.safe_dump({"topic": "Words", "tags": tags}),
    }


def test_a_hostile_change_that_passes_the_check_says_words_alone(pull_request: PullRequest, tmp_path: Path) -> None:
    pull_request.change(hostile_catalog())
    check = pull_request.check()
    assert check.returncode == 0, check.stdout
    files, summary = pull_request.report()
    comment = commented(files, tmp_path)
    body = comment.removeprefix(MARKER).partition("<sub>")[0]
    assert len(comment) <= LONGEST
    assert len(summary.encode()) < 2**20
    assert f"{len(HOSTILE)} tags changed" in body
    assert "octocat" in body
    is_harmless(shown(body))


def test_a_hostile_change_with_errors_says_words_alone(pull_request: PullRequest, tmp_path: Path) -> None:
    pull_request.change({f"rules/{name}": text for name, text in hostile_rules()})
    assert pull_request.check().returncode == 1
    files, _ = pull_request.report()
    comment = commented(files, tmp_path)
    body = comment.removeprefix(MARKER).partition("<sub>")[0]
    assert len(comment) <= LONGEST
    assert "set-output" in body
    is_harmless(shown(body))
