"""The contributor's way in: short where it says so, true in its numbers, and its examples are what the reader takes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from conftest import ROOT
from generator import rules
from generator.cli import main
from generator.model import Source
from generator.rules import terms
from test_docs import fences, page

CONTRIBUTING = page("contributing.md")
PRE_COMMIT = "pre-commit==4.7.0"
BROKEN = "topic: Broken\ntags:\n  broken:\n    label: Broken\n    any: ['**']\n"


def test_the_first_rule_has_six_lines() -> None:
    topic, tags, *tag = fences(CONTRIBUTING, "yaml")[0].splitlines()
    assert (topic[:7], tags, len(tag)) == ("topic: ", "tags:", 6)


def test_ten_lines_say_how_to_propose_a_tag() -> None:
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("## Propose a tag\n")[1].split("\n## ")[0]
    template = (ROOT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    for part in (section, template):
        assert 4 <= len([line for line in part.splitlines() if line]) <= 10


def wishes() -> list[tuple[str, str]]:
    """Return what the page's table wants to say, and the YAML that says it."""
    table = CONTRIBUTING.split("## The language by examples\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (?!to say|-)(.+?) \| (.+) \|$", table, re.MULTILINE)
    return [(wish, "\n".join(re.findall(r"`([^`]+)`", cell))) for wish, cell in rows]


@pytest.mark.parametrize(("wish", "written"), wishes())
def test_a_line_of_the_language_by_examples_is_one(wish: str, written: str) -> None:
    """It is read as it stands, below a tag that needs nothing more."""
    tag = {"label": "Toy", "examples": {"match": ["toy"], "skip": ["bear"]}, **yaml.safe_load(written)}
    if not {"any", "hints"} & tag.keys():
        tag["any"] = ["toy"]
    text = yaml.safe_dump({"topic": "Toy", "tags": {"toy": tag}})
    assert rules.read(Source("toy.yml", text.encode()))[2] == (), wish


def keys_in(value: object) -> Iterator[str]:
    """Yield the keys of all mappings inside a value."""
    if isinstance(value, Mapping):
        yield from value
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from keys_in(inner)


def test_the_language_by_examples_has_every_key() -> None:
    shown = {*keys_in([yaml.safe_load(written) for _, written in wishes()])}
    known = {*rules.TAG_KEYS, *(key for listed in terms.KEYS.values() for key in listed)}
    assert known - shown == {"label", "examples"}, "these two stand in the first rule"


def test_the_commands_that_it_names_are_there() -> None:
    assert isinstance(main, click.Group)
    named = set(re.findall(r"`catalog ([a-z]+)", CONTRIBUTING))
    assert named >= {"check", "try", "explain", "diff", "suggest"}
    assert named <= main.commands.keys()


def shipped_tags() -> list[dict[str, Any]]:
    files = sorted((ROOT / "site_src" / "rules").glob("*.yml"))
    return [tag for file in files for tag in yaml.safe_load(file.read_text(encoding="utf-8"))["tags"].values()]


def test_the_share_of_plain_tags_is_the_true_one() -> None:
    tags = shipped_tags()
    plain = [tag for tag in tags if not {"all", "hints_needed"} & tag.keys()]
    share = round(100 * len(plain) / len(tags))
    said = f"Of the {len(tags)} tags of this catalog, {len(plain)} ({share} %) have no other lists than"
    assert said in " ".join(CONTRIBUTING.split())


def hooks() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return loaded


def test_the_hook_runs_a_command_of_ours_once() -> None:
    [hook] = hooks()
    assert (hook["id"], hook["entry"], hook["language"]) == ("catalog-check", "catalog check", "python")
    assert hook["pass_filenames"] is False


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("site_src/rules/kind.yml", True),
        ("site_src/papers/a/b.jsonl", True),
        ("mkdocs.yml", True),
        ("README.md", False),
        ("docs/mkdocs.yml", False),
        ("old/site_src/rules/kind.yml", False),
    ],
)
def test_the_hook_runs_for_what_the_check_reads(name: str, expected: bool) -> None:
    [hook] = hooks()
    assert bool(re.search(hook["files"], name)) is expected


def test_the_documented_hook_is_the_one_that_there_is() -> None:
    documented = yaml.safe_load(fences(CONTRIBUTING, "yaml")[1])
    assert [hook["id"] for hook in documented["repos"][0]["hooks"]] == [hook["id"] for hook in hooks()]


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `pre-commit`, in an environment of its own. Where it cannot be installed, its test is skipped."""
    folder = tmp_path_factory.mktemp("pre-commit")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    install = [*pip, "install", "-q", "--retries=0", "--timeout=20", PRE_COMMIT]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{PRE_COMMIT} cannot be installed here: {done.stderr.strip()[-200:]}")
    return folder / "bin" / "pre-commit"


def test_pre_commit_runs_the_hook(pre_commit: Path, tmp_path: Path) -> None:
    """All but its installation, for that would fetch each library again: the command is the one of these tests."""
    config = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"} for hook in hooks()]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    shutil.copytree(ROOT / "tests" / "toy", tmp_path / "site_src")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PRE_COMMIT_HOME": str(tmp_path / ".cache"),
    }

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    run("git", "init", "-q")
    run("git", "add", "site_src", "mkdocs.yml")
    assert run(pre_commit, "validate-manifest", ROOT / ".pre-commit-hooks.yaml").returncode == 0
    good = run(pre_commit, "run", "catalog-check")
    assert (good.returncode, "Passed" in good.stdout) == (0, True), good.stdout + good.stderr
    (tmp_path / "site_src/rules/broken.yml").write_text(BROKEN)
    run("git", "add", "site_src")
    bad = run(pre_commit, "run", "catalog-check")
    assert bad.returncode == 1
    assert "site_src/rules/broken.yml:5:" in bad.stdout
