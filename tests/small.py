"""Small catalogs for the tests of the verbs: papers and rules in a few lines, as sources, catalogs or projects."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from generator.build import Tagged, collect, tagged
from generator.cli import main
from generator.model import Settings, Source

SETTINGS = "plugins:\n  - catalog\n"
GIT = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")


def rules(**tags: str) -> str:
    """Return a rule file with these tags; each is the lines of its body, without indentation."""
    body = "".join(
        f"  {name.replace('_', '-')}:\n    label: {name.title()}\n"
        + "".join(f"    {line}\n" for line in text.split("\n"))
        for name, text in tags.items()
    )
    return f"topic: Toys\ntags:\n{body}"


def papers(*texts: tuple[str, str]) -> str:
    """Return JSON Lines of papers, each a title and an abstract."""
    return "".join(json.dumps({"title": title, "abstract": abstract}) + "\n" for title, abstract in texts)


def catalog(rule_file: str, *texts: tuple[str, str], name: str = "site_src/rules/toys.yml") -> Tagged:
    """Return these papers, tagged by these rules."""
    collected = collect([Source("site_src/papers/toys.jsonl", papers(*texts).encode())])
    return tagged(collected, [Source(name, rule_file.encode())], Settings())


def project(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make a project of these files below `site_src/`, or change one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(SETTINGS)
    for name in ("papers", "rules"):
        (folder / "site_src" / name).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / "site_src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def git(folder: Path, *words: str) -> str:
    """Run git in a folder and return what it said; a failure fails the test."""
    done = subprocess.run(
        ["git", *GIT, *words], cwd=folder, env={**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def committed(folder: Path, message: str = "A change") -> str:
    """Commit all files of a project, in a repository made for it if there is none, and return the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def run(folder: Path, *words: str) -> Result:
    """Run `catalog` in a project, as a person does; an exception fails the test."""
    done = CliRunner().invoke(main, ["--project", str(folder), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return done


def slugs(found: Sequence[Mapping[str, object]]) -> list[object]:
    """Return the slugs of papers in JSON."""
    return [one["slug"] for one in found]
