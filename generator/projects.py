"""A project in a temporary folder, for one build: the owner's settings, rules, pages and look, and other papers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator import settings
from generator.model import Source

PAPERS, RULES = "papers", "rules"


def build_elsewhere(project: Path, papers: Source, out: Path) -> None:
    """Build the site of these papers in a folder by `mkdocs build`, as if they were the project's only ones.

    Raises ValueError with a sentence where mkdocs.yml cannot be used, or where MkDocs ends with an error.
    """
    with tempfile.TemporaryDirectory(prefix="catalog-") as name:
        folder = Path(name)
        _write(folder, project.resolve(), papers)
        code = _mkdocs(
            "build", "--quiet", "--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(out.resolve())
        )
    if code:
        raise ValueError(f"mkdocs build ended with {code}; {out} is as it was")


def _write(folder: Path, project: Path, papers: Source) -> None:
    site = settings.whole(project)
    _, _, rules = settings.read(project)
    (folder / PAPERS).mkdir()
    (folder / PAPERS / papers.name).write_bytes(papers.data)
    if (project / rules).is_dir():
        shutil.copytree(project / rules, folder / RULES)
    own = {"INHERIT": str(project / "mkdocs.yml"), **_absolute(site, project), "plugins": _plugins(site.get("plugins"))}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")


def _absolute(site: Mapping[str, Any], project: Path) -> dict[str, Any]:
    """The paths of mkdocs.yml, which MkDocs would look for beside the new one."""
    found: dict[str, Any] = {"docs_dir": str(project / site.get("docs_dir", "docs"))}
    theme = site.get("theme")
    if isinstance(theme, dict) and isinstance(theme.get("custom_dir"), str):
        found["theme"] = {"custom_dir": str(project / theme["custom_dir"])}
    if isinstance(site.get("hooks"), list):
        found["hooks"] = [str(project / hook) for hook in site["hooks"]]
    return found


def _plugins(plugins: Any) -> list[Any]:
    """The owner's plugins, with the catalog told of the other folders."""
    listed = [{name: own} for name, own in plugins.items()] if isinstance(plugins, dict) else plugins or []
    found = [one if isinstance(one, dict) else {one: {}} for one in listed]
    elsewhere = {"papers": PAPERS, "rules": RULES, "despite_errors": True}
    return [
        {name: {**(own or {}), **elsewhere} if name == "catalog" else own} for one in found for name, own in one.items()
    ]


def _mkdocs(*arguments: str) -> int:
    """Run MkDocs in a process of its own, with this program as it is; its messages go where this one's go."""
    own = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, (own, os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments], env={**os.environ, "PYTHONPATH": path}, check=False
    )
    return done.returncode
