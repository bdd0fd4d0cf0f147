"""Fuzz the readers by hand; the test run only has a small guard (tests/test_fuzz_guard.py).

    python tests/fuzz/readers.py                         every reader, 100,000 damaged files each, by hypothesis
    python tests/fuzz/readers.py --runs 1000 BibTeX      one of them
    python tests/fuzz/readers.py --atheris BibTeX        guided by what the code does (`pip install .[fuzz]`)
    python tests/fuzz/readers.py --replay FILE BibTeX    one input again, such as one that atheris has kept

Each input has a bound of time, the process one of memory. What fails is written to the folder `--found`, one file each,
and told with its traceback. A find becomes a case of tests/test_fuzz_guard.py when it is mended.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

MOST_MEMORY = 4 << 30
ROUND = 10_000
"""So many inputs share what hypothesis remembers of them."""


def main() -> int:
    """Run what the arguments ask for, and return how many readers failed."""
    wanted = _arguments()
    if wanted.atheris and len(wanted.labels) != 1:
        return sum(_in_a_process(label, wanted) for label in wanted.labels or _labels())
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    if wanted.replay:
        _replay(wanted.replay, wanted.labels[0])
        return 0
    if wanted.atheris:
        _guided(wanted.labels[0], wanted)
    return sum(_damaged(label, wanted.runs, wanted.seed, wanted.found) > 0 for label in wanted.labels or _labels())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="*", metavar="READER")
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "catalog-fuzz")
    return parser.parse_args()


def _labels() -> list[str]:
    from trying import TARGETS

    return list(TARGETS)


def _damaged(label: str, runs: int, first: int, found: Path) -> int:
    """Give a reader so many damaged files, and return how many rounds of them it did not bear."""
    from trying import seeds

    files, failures = seeds(label), 0
    started = time.process_time()
    for number in range(0, runs, ROUND):
        failures += _fails(label, files, min(ROUND, runs - number), f"{label} {first} {number}", found)
        print(f"{label}: {min(number + ROUND, runs):,} of {runs:,}", flush=True)
    took = time.process_time() - started
    print(f"{label}: {runs:,} inputs from {len(files)} seeds, {failures} failures, {took:.0f} s", flush=True)
    return failures


def _fails(label: str, files: list[bytes], runs: int, chance: str, found: Path) -> bool:
    """One round; the smallest input that fails is kept."""
    from trying import check, damaged

    last, tried = b"", 0

    @seed(chance)
    @settings(max_examples=runs, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(damaged(files))
    def bears(data: bytes) -> None:
        nonlocal last, tried
        last, tried = data, tried + 1
        check(label, data)

    try:
        bears()
    except Exception:  # whatever a reader raises is a find
        _tell(label, last, found)
        return True
    if tried < runs:
        raise SystemExit(f"{label}: hypothesis made {tried:,} inputs instead of {runs:,}")
    return False


def _tell(label: str, data: bytes, found: Path) -> None:
    found.mkdir(parents=True, exist_ok=True)
    path = found / f"{label.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    print(f"{label}: {path}\n{traceback.format_exc()}", flush=True)


def _replay(path: Path, label: str) -> None:
    from trying import check

    for item in check(label, path.read_bytes()):
        print(item)


def _in_a_process(label: str, wanted: argparse.Namespace) -> bool:
    """Atheris never returns, so that each reader needs a process of its own."""
    command = [sys.executable, __file__, label, "--atheris", "--runs", str(wanted.runs), "--found", str(wanted.found)]
    done = subprocess.run(command, check=False)
    print(f"{label}: {wanted.runs:,} inputs by atheris, exit code {done.returncode}", flush=True)
    return done.returncode != 0


def _guided(label: str, wanted: argparse.Namespace) -> None:
    """Let atheris find inputs that take new ways through the code. Ends the process."""
    import atheris

    with atheris.instrument_imports(include=["generator"]):
        from trying import LONGEST_SEED, check, seeds
    corpus = Path(tempfile.mkdtemp())
    for number, file in enumerate(seeds(label)):
        (corpus / str(number)).write_bytes(file)
    wanted.found.mkdir(parents=True, exist_ok=True)
    kept = f"-artifact_prefix={wanted.found}/{label.replace(' ', '-')}-"
    options = [
        f"-runs={wanted.runs}",
        f"-max_len={LONGEST_SEED}",
        "-timeout=20",
        "-rss_limit_mb=4096",
        "-verbosity=0",
        kept,
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options], lambda data: check(label, data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
