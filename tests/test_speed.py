"""A small guard of what `tests/bench/` measures: a thousand real papers, and a cost that grows as they do."""

from __future__ import annotations

import pstats
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pytest

from sites import Site, environment, make_project, sample

FEW, SOME, MANY = COUNTS = 100, 300, 900


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory, data: Path) -> dict[int, tuple[int, Site]]:
    """How many functions a whole build calls, and its site, by the number of papers."""
    folders = {count: tmp_path_factory.mktemp(f"{count}") for count in COUNTS}

    def built(count: int) -> tuple[int, Site]:
        project = make_project(folders[count], papers={"papers.jsonl": sample(data, "1k", count)})
        command = [sys.executable, "-m", "cProfile", "-o", "calls", "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(command, cwd=project, env=environment(), check=True, timeout=300)
        return calls(project / "calls"), Site(project / "site", "")

    with ThreadPoolExecutor() as pool:
        return dict(zip(COUNTS, pool.map(built, COUNTS), strict=True))


def calls(path: Path) -> int:
    """Return the number of calls that a profile counted. Unlike seconds they are the same on a busy machine."""
    profile = pstats.Stats(str(path))
    return int(profile.total_calls)  # type: ignore[attr-defined]


def test_the_cost_grows_with_the_papers_and_not_with_their_square(counted: dict[int, tuple[int, Site]]) -> None:
    """With the square each further paper would cost three times as much among many as among few."""
    few, some, many = (counted[count][0] for count in COUNTS)
    assert (many - some) / (MANY - SOME) < 1.4 * (some - few) / (SOME - FEW)


def test_a_paper_costs_few_calls(counted: dict[int, tuple[int, Site]]) -> None:
    """About 6,000 where a build takes 2 ms a paper."""
    assert (counted[MANY][0] - counted[SOME][0]) / (MANY - SOME) < 9_000


def test_every_paper_has_a_page(counted: dict[int, tuple[int, Site]]) -> None:
    assert len(counted[MANY][1].papers()) == MANY


def test_the_median_page_of_a_paper_is_small(counted: dict[int, tuple[int, Site]]) -> None:
    site = counted[MANY][1]
    assert median(len(site.read(f"{url}index.html").encode()) for url in site.papers()) <= 12_000
