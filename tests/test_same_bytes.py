"""The same sources give the same bytes: in any folder, at any time, with any seed of Python's hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Runs mkdocs 400 days ahead of the clock.
LATER = """
import datetime, runpy, time

real, ahead = time.time, datetime.timedelta(days=400)

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + ahead

datetime.datetime = Later
time.time = lambda: real() + ahead.total_seconds()
runpy.run_module("mkdocs", run_name="__main__")
"""


def site(root: Path, folder: Path, seed: int, *how: str) -> dict[str, bytes]:
    """Build the project in a copy of it, and return the files of the site by their paths."""
    for part in ("site_src", "theme_overrides"):
        shutil.copytree(root / part, folder / part)
    shutil.copy(root / "mkdocs.yml", folder)
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, *how, "build", "--strict"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return {path.relative_to(folder / "site").as_posix(): path.read_bytes() for path in files}


def test_a_build_depends_on_its_sources_alone(root: Path, tmp_path: Path) -> None:
    one = site(root, tmp_path / "one", 1, "-m", "mkdocs")
    other = site(root, tmp_path / "another folder", 2, "-c", LATER)
    assert len(one) > 100
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
