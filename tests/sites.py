"""Projects in temporary folders, made of this one's settings, frame, pages and rules, and built by `mkdocs build`."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml

from conftest import ROOT

Files = Mapping[str, bytes | str]

IS_PAPER = '<article class="cat cat--paper"'
UNSET = ("SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "NO_MKDOCS_2_WARNING", "CI")


def make_project(
    folder: Path,
    *,
    papers: Files | None = None,
    rules: Files | None = None,
    own: Mapping[str, object] | None = None,
) -> Path:
    """Make a project in a folder; papers and rules by name of file, and without them this project's own.

    `own` is what its owner says otherwise in mkdocs.yml; a list takes the place of the list there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "theme_overrides", folder / "theme_overrides")
    shutil.copytree(ROOT / "site_src/pages", folder / "site_src/pages")
    for name, files in (("papers", papers), ("rules", rules)):
        if files is None:
            shutil.copytree(ROOT / "site_src" / name, folder / "site_src" / name)
        else:
            write_files(folder / "site_src" / name, files)
    shutil.copy(ROOT / "mkdocs.yml", folder / ("base.yml" if own else "mkdocs.yml"))
    if own:
        (folder / "mkdocs.yml").write_text(yaml.safe_dump({"INHERIT": "base.yml", **own}), encoding="utf-8")
    return folder


def write_files(folder: Path, files: Files) -> None:
    """Write files, by name, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def environment(**more: str) -> dict[str, str]:
    """The environment of a build: none of the variables that change it but those given, and no network.

    The addresses of a proxy that does not answer stand for a machine without a network.
    """
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | proxies | {"PYTHONPATH": str(ROOT)} | more


def mkdocs(project: Path, *arguments: str, timeout: float = 120, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` in a project, and return how it ended with all that it printed in `stderr` and `stdout`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project, env=environment(**variables), capture_output=True, text=True, check=False, timeout=timeout,
    )  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and what `mkdocs build` printed."""

    folder: Path
    said: str

    def read(self, path: str) -> str:
        """Return the text of one file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")

    def papers(self) -> list[str]:
        """Return the addresses of the paper pages: `papers/a-title/`."""
        pages = (self.folder / "papers").glob("*/index.html")
        return sorted(f"papers/{page.parent.name}/" for page in pages if IS_PAPER in page.read_text(encoding="utf-8"))


def build(project: Path, *arguments: str, timeout: float = 120, **variables: str) -> Site:
    """Build a project, and fail with all that MkDocs printed where it ends with an error."""
    done = mkdocs(project, "build", *arguments, timeout=timeout, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(project / "site", done.stdout + done.stderr)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder by their paths from it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sample(data: Path, size: str, count: int | None = None) -> bytes:
    """Return the first `count` of the `1k`, `10k` or `100k` real papers of the test data, as JSON Lines."""
    with gzip.open(data / f"papers/papers_{size}.jsonl.gz") as lines:
        return b"".join(islice(lines, count))
