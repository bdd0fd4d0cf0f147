"""The browser's scripts: their own tests under Node.js, their size, and that they ask no other host."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT

SCRIPTS = sorted((ROOT / "theme_overrides" / "assets").rglob("*.mjs"))
LONGEST = 150
TOLD = ("http://www.w3.org/", "https://aclanthology.org/", "https://arxiv.org/", "https://doi.org/")
"""Addresses that a script writes as names, or as links for a reader to follow; it asks none of them."""


@pytest.fixture(scope="module")
def node() -> str:
    """The path of Node.js. Without it a test is skipped, and in CI it fails."""
    if found := shutil.which("node"):
        return found
    if os.environ.get("CI"):
        pytest.fail("no Node.js: `node` is not installed")
    pytest.skip("no Node.js: `node` is not installed")


def test_the_tests_of_the_scripts_pass(node: str, root: Path) -> None:
    tests = sorted((root / "tests").rglob("*.test.mjs"))
    assert tests
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_and_asks_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < LONGEST
    found = re.findall(r"""["'`]((?:https?:)?//\w[^"'`$]*)""", text)
    assert [address for address in found if not address.startswith(TOLD)] == []
