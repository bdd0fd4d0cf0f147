"""The browser's search over the files of the index, held to the plain search of a whole catalog.

With `SEARCH_PAPERS=papers_10k` it is held to it over that file of the test data.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT
from generator import search_index
from generator.build import collect, tagged
from generator.model import Catalog, Paper, Settings, Source
from generator.search.answer import answer
from generator.search.plain import Whole
from generator.tokens import words

FIRST = 50
ODD = [
    "", '"', '""', "-", "--x", "tag:", "author:", "year:", "year:x model", "-survey", "the of", "x", "\U0001d401old ",
    'tag:"" model', "-tag:survey", "venue:", 'model "', '-"language model" speech', '"model', "tag:survey",
    '"the model"', "model model language ", "a" * 10_000, "word " * 500, "\U0001f642", "بحث", "__proto__ constructor",
    "10.1145/3292500", "2406.01234", "tag:__proto__ venue:constructor", '"' * 50, "year:2023..2020 model",
    "-2406.01234", "\x00\x1f model",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indexed:
    """A catalog, its plain search, and the folder with the files of its index."""

    catalog: Catalog
    whole: Whole
    site: Path


def catalog_of(data: Path, name: str) -> Catalog:
    content = gzip.decompress((data / "papers" / f"{name}.jsonl.gz").read_bytes())
    files = sorted((ROOT / "site_src" / "rules").glob("*.yml"))
    rules = [Source(f"site_src/rules/{path.name}", path.read_bytes()) for path in files]
    return tagged(collect([Source("papers.jsonl", content)]), rules, Settings()).catalog


def write_index(catalog: Catalog, site: Path) -> None:
    for output in search_index.files(catalog):
        path = site / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)


@pytest.fixture(scope="module")
def indexed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    catalog = catalog_of(data, os.environ.get("SEARCH_PAPERS", "papers_1k"))
    site = tmp_path_factory.mktemp("search")
    write_index(catalog, site)
    return Indexed(catalog, Whole(catalog), site)


def of_the_browser(site: Path, queries: list[tuple[str, bool]]) -> list[tuple[int, bool, list[list[object]], str]]:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the browser's search is not compared with Python's")
    command = [node, str(ROOT / "tests" / "js" / "answers.mjs"), str(site)]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True)
    found: list[tuple[int, bool, list[list[object]], str]] = json.loads(done.stdout)
    return found


def span(chance: random.Random, text: str, most: int) -> str:
    """Up to so many neighbouring words of a text."""
    found = text.split()
    start = chance.randrange(max(1, len(found) - most))
    return " ".join(found[start : start + chance.randint(1, most)])


def mistyped(chance: random.Random, paper: Paper) -> str:
    word = chance.choice([one for one in words(paper.title) if len(one) > 5] or ["language"])
    at = chance.randrange(len(word) - 1)
    before, here, after = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        (before + after, f"{before}q{here}{after}", f"{before}z{after}", before + after[0] + here + after[1:])
    )


Make = Callable[[random.Random, Paper, Paper], str]
KINDS: tuple[Make, ...] = (
    lambda chance, paper, other: span(chance, paper.title, 5),
    lambda chance, paper, other: f"{span(chance, paper.title, 5)} ",
    lambda chance, paper, other: span(chance, paper.title, 4)[:-2],
    lambda chance, paper, other: span(chance, paper.abstract or paper.title, 6),
    lambda chance, paper, other: f"{span(chance, paper.abstract or paper.title, 14)} ",
    lambda chance, paper, other: f'"{span(chance, paper.title, 4)}"',
    lambda chance, paper, other: f'"{span(chance, paper.abstract or paper.title, 3)}" {span(chance, other.title, 1)}',
    lambda chance, paper, other: mistyped(chance, paper),
    lambda chance, paper, other: f"{mistyped(chance, paper)} {span(chance, paper.title, 2)} ",
    lambda chance, paper, other: (
        f"author:{(paper.authors or ('Smith',))[0].split()[-1]} {span(chance, paper.title, 1)} "
    ),
    lambda chance, paper, other: f'author:"{(paper.authors or ("Jane Smith",))[0]}"',
    lambda chance, paper, other: f"{(paper.authors or ('Smith',))[-1]} {span(chance, paper.title, 1)}",
    lambda chance, paper, other: f"year:{paper.date[:4] or 2020}..2023 {span(chance, paper.title, 1)}",
    lambda chance, paper, other: f"{span(chance, paper.title, 3)} -{span(chance, other.title, 1)} ",
    lambda chance, paper, other: (
        f"tag:{chance.choice(['survey', 'eval', 'rag', 'dataset', 'embedd', 'no-such'])} language"
    ),
    lambda chance, paper, other: f"-tag:survey {span(chance, paper.title, 2)}",
    lambda chance, paper, other: f'venue:"{paper.venue or "acl"}" {span(chance, paper.title, 1)}',
    lambda chance, paper, other: paper.identity.partition(":")[2],
)


def queries_of(catalog: Catalog, times: int = 15) -> list[str]:
    """Queries of all kinds on the papers of a catalog, always the same."""
    chance = random.Random(7)
    papers = [entry.paper for entry in catalog.papers]
    return ODD + [make(chance, chance.choice(papers), chance.choice(papers)) for make in KINDS for _ in range(times)]


@pytest.mark.parametrize("any_word", [False, True])
def test_the_shards_answer_as_a_plain_search_of_the_whole_catalog(indexed: Indexed, any_word: bool) -> None:
    """The same number, looseness and fifty first papers with the same scores, for some 300 queries of all kinds."""
    queries = queries_of(indexed.catalog)
    theirs = of_the_browser(indexed.site, [(text, any_word) for text in queries])
    answers = [answer(indexed.whole, text, any_word=any_word) for text in queries]
    assert sum(bool(one.hits) for one in answers) > len(queries) * 0.8
    for text, plain, (total, loose, hits, correction) in zip(queries, answers, theirs, strict=True):
        expected = [[entry.slug, score] for entry, score in plain.hits[:FIRST]]
        assert (text, total, loose, hits) == (text, len(plain.hits), plain.loose, expected)
        assert bool(correction) == bool(plain.correction)
        assert plain.correction in words(correction) or not plain.correction
