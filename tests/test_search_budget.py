"""What the search's files cost ten thousand real papers: bytes of each, bytes before the first answer, time to make."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from generator import search_index
from generator.build import collect, tagged
from generator.model import Output, Settings, Source
from sites import sample


@pytest.fixture(scope="module")
def made(data: Path) -> tuple[tuple[Output, ...], float]:
    """The files, and the seconds of the processor that they took."""
    papers = collect([Source("papers.jsonl", sample(data, "10k"))])
    catalog = tagged(papers, [], Settings()).catalog
    start = time.process_time()
    return search_index.files(catalog), time.process_time() - start


def packed(outputs: list[Output]) -> int:
    return sum(len(gzip.compress(output.data, 6, mtime=0)) for output in outputs)


def test_a_paper_takes_few_bytes(made: tuple[tuple[Output, ...], float]) -> None:
    """Positions and rows included, abstracts not."""
    outputs = [output for output in made[0] if "/abstracts/" not in output.path]
    assert packed(outputs) / 10_000 <= 400


def test_little_is_loaded_before_words_are_looked_for(made: tuple[tuple[Output, ...], float]) -> None:
    """Of 150 kB, 50 are left for the shards of the first words and for ten rows."""
    first = [
        output
        for output in made[0]
        if output.path.endswith(("manifest.json", "facts.json", "words.json", "lengths.bin"))
    ]
    assert len(first) == 4
    assert packed(first) <= 100_000


def test_the_files_are_soon_made(made: tuple[tuple[Output, ...], float]) -> None:
    assert made[1] <= 4
