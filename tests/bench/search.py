"""Measure the search's files on real papers, and how well it ranks on test collections.

    python tests/bench/search.py                 10,000 papers, and the collections
    python tests/bench/search.py 1k 10k 100k

Papers and collections come from the folder that CATALOG_DATA names, the rules from this project. Printed are, for each
size: seconds of CPU for making all files, in one process; bytes a paper as gzip packs them at its sixth level, by kind
of file; and the bytes that are loaded before the first words are looked for. Then for each collection nDCG@10 of
the plain search, to which a test holds that of the browser.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from conftest import DATA, ROOT  # the tests' folder is no package
from generator import search_index
from generator.build import collect, tagged
from generator.citation import citation
from generator.exporters import blocks
from generator.model import Catalog, Output, Settings, Source
from generator.search.answer import answer
from generator.search.plain import Whole
from sites import sample

FIRST = ("manifest.json", "facts.json", "words.json", "lengths.bin")
APART = ("abstracts", "cite")
"""Parts that no list of results needs; the second is none of the search."""
BYTES, SECONDS = 400, 4
FIRST_BYTES = {"10k": 150, "100k": 400}
COLLECTIONS = {"cranfield": 0.375, "cacm": 0.52}


def catalog(papers: bytes) -> Catalog:
    """Return papers, tagged by this project's rules."""
    rules = [
        Source(f"site_src/rules/{path.name}", path.read_bytes()) for path in (ROOT / "site_src/rules").glob("*.yml")
    ]
    return tagged(collect([Source("papers.jsonl", papers)]), rules, Settings()).catalog


def kind(output: Output) -> str:
    """Return what a file is: its name, or that of its folder."""
    parts = output.path.split("/")
    return parts[-1] if output.path.count("/") < 3 else parts[2]


def packed(outputs: Iterable[Output]) -> Counter[str]:
    """Return the packed bytes of files by kind."""
    found: Counter[str] = Counter()
    for output in outputs:
        found[kind(output)] += len(gzip.compress(output.data, 6, mtime=0))
    return found


def measure(size: str) -> None:
    """Make the files of one size, and print what they took."""
    made = catalog(sample(DATA, size))
    cited = [citation(entry.paper, entry.key) for entry in made.papers]
    start = time.process_time()
    outputs = search_index.files(made, {"cite": (blocks.BLOCK, tuple(blocks.blocks(cited)))})
    took = time.process_time() - start
    sizes = packed(outputs)
    print(f"{size} papers: {took:.2f} s of CPU ({SECONDS} at 10k), {len(outputs):,} files")
    for name, count in sizes.most_common():
        print(f"    {name:14} {count / len(made.papers):7.1f} bytes a paper")
    own = sum(count for name, count in sizes.items() if name not in APART)
    print(f"    without {' and '.join(APART)}: {own / len(made.papers):.1f} bytes a paper ({BYTES})")
    first = sum(sizes[name] for name in FIRST) / 1000
    most = f" ({FIRST_BYTES[size]} with the first shards and rows)" if size in FIRST_BYTES else ""
    print(f"    before the first words: {first:.0f} kB{most}\n", flush=True)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def gain(found: Sequence[str], judged: Mapping[str, int]) -> float:
    """Return nDCG@10 as trec_eval computes it: the judgement is the gain, discounted by the logarithm of the rank."""
    best = sorted((one for one in judged.values() if one > 0), reverse=True)[:10]
    ranked = [max(0, judged.get(paper, 0)) for paper in found[:10]]
    dcg, ideal = (sum(one / math.log2(at + 2) for at, one in enumerate(gains)) for gains in (ranked, best))
    return dcg / ideal


def quality(name: str) -> float:
    """Return the mean nDCG@10 of the queries of a collection that have an answer."""
    folder = DATA / "search" / name
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        asked, paper, grade = line.split("\t")
        judged[asked][paper] = int(grade)
    whole = Whole(catalog((folder / "docs.jsonl").read_bytes()))
    gains = []
    for query in lines(folder / "queries.jsonl"):
        if any(grade > 0 for grade in judged[query["id"]].values()):
            hits = answer(whole, f"{query['text']} ", any_word=True).hits[:10]
            gains.append(gain([entry.paper.keys[0] for entry, _ in hits], judged[query["id"]]))
    return sum(gains) / len(gains)


def main() -> None:
    """Read the command line, measure each size and each collection."""
    parser = argparse.ArgumentParser(description="Measure the search's files and its ranking.")
    parser.add_argument("sizes", nargs="*", choices=["1k", "10k", "100k"], help="how many papers (default: 10k)")
    chosen = parser.parse_args()
    if not DATA.is_dir():
        sys.exit(f"no test data at {DATA}: set CATALOG_DATA to the folder that holds papers/ and search/")
    for size in chosen.sizes or ["10k"]:
        measure(size)
    for name, least in COLLECTIONS.items():
        print(f"{name}: nDCG@10 {quality(name):.4f} ({least})", flush=True)


if __name__ == "__main__":
    main()
