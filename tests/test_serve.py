"""`mkdocs serve`, as one edits: it starts, follows papers and rules, and shows the last good catalog meanwhile."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from sites import ROOT, UNSET, make_project

PAPER = '{"title": "A toy survey", "abstract": "We survey toys."}\n'
RULE = """topic: Toys
tags:
  toys:
    label: Toys
    any: [toy]
    examples: {match: ["A toy"], skip: ["A cup"]}
"""
PATIENCE = 60.0


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something is so, at most a minute."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.2)


class Served:
    """A project that is being served, and what the server printed so far."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.said = project / "said.txt"
        environment = {name: value for name, value in os.environ.items() if name not in UNSET}
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"],
                cwd=project, env=environment | {"PYTHONPATH": str(ROOT)}, stdout=said, stderr=said,
            )  # fmt: skip

    def shows(self, path: str) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
                return bool(answer.status == 200)
        except (URLError, TimeoutError):
            return False

    def printed(self) -> str:
        return self.said.read_text("utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path, papers={"papers.jsonl": PAPER}, rules={"toys.yml": RULE})


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    found = Served(project)
    yield found
    found.process.terminate()
    found.process.wait(PATIENCE)


def test_it_follows_edits_and_keeps_the_last_good_catalog(project: Path, served: Served) -> None:
    wait_for(lambda: served.shows("papers/a-toy-survey/"))
    papers, rule = project / "site_src/papers/papers.jsonl", project / "site_src/rules/toys.yml"
    papers.write_text(PAPER + '{"title": "Another toy"}\n', "utf-8")
    wait_for(lambda: served.shows("papers/another-toy/"))
    rule.write_text(RULE.replace("any:", "anny:"), "utf-8")
    wait_for(lambda: "the last good catalog is shown" in served.printed())
    wait_for(lambda: served.shows("papers/another-toy/") and served.shows("search/manifest.json"))
    rule.write_text(RULE.replace("toys:", "playthings:"), "utf-8")
    wait_for(lambda: served.shows("tags/playthings/"))
    assert "Traceback" not in served.printed()
