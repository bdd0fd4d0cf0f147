"""Merge 100,000 real papers and look for what is doubtful about them; print seconds of work, and how much was found.

    python tests/bench/audit.py [100k]

Changed copies of some of the papers are put among them, as in `tests/test_audit.py`, to count how many are found.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from conftest import DATA
from generator.audit import audit
from generator.audit.groups import alike
from generator.merge import merge
from generator.model import Paper, Source
from generator.readers import read_papers
from test_audit import CHANGES, changed

T = TypeVar("T")
TODAY = "2026-05-01"
COPIES = 1000


def timed(name: str, work: Callable[[], T]) -> T:
    """Do a piece of work, and print how many seconds the processor was at it."""
    start = time.process_time()
    done = work()
    print(f"{name}: {time.process_time() - start:.1f} s")
    return done


def main(size: str = "100k") -> None:
    """Print the figures of one sample."""
    data = gzip.decompress((DATA / "papers" / f"papers_{size}.jsonl.gz").read_bytes())
    records = timed("read", lambda: read_papers([Source("papers.jsonl", data)]).records)
    papers, problems = timed("merge", lambda: merge(records))
    print(f"{len(records)} records, {len(papers)} papers; {json.dumps(Counter(one.code for one in problems))}")
    for one in problems:
        print(f"  {one.message}")
    found = timed("audit", lambda: list(audit(papers, TODAY, whole=True)))
    print(json.dumps(Counter(one.code for one in found)))
    recall(papers)


def recall(papers: tuple[Paper, ...]) -> None:
    """Print the share of changed copies that stand in a group with their paper, by change."""
    known = [one for one in papers if len(one.title.split()) > 4 and one.authors]
    chosen = random.Random(1).sample(known, COPIES)
    changes = random.Random(2).choices([*CHANGES], k=COPIES)
    copies = [changed(one, change, n) for n, (one, change) in enumerate(zip(chosen, changes, strict=True))]
    groups = timed("copies", lambda: alike([*papers, *copies]))
    pairs = {(one.identity, other.identity) for group in groups for one in group.papers for other in group.papers}
    hits = Counter(
        change
        for one, copy, change in zip(chosen, copies, changes, strict=True)
        if (one.identity, copy.identity) in pairs
    )
    for change, count in sorted(Counter(changes).items()):
        print(f"  {change}: {hits[change]} of {count}")
    print(f"{hits.total()} of {COPIES} copies found")


if __name__ == "__main__":
    main(*sys.argv[1:])
