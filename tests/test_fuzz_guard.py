"""A little of the fuzzing of the readers in each test run, and all that it ever found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trying import TARGETS, check, damaged, seeds

from generator.model import Record

SEEDS = {label: seeds(label) for label in TARGETS}


@pytest.mark.parametrize("label", TARGETS)
def test_every_reader_bears_damaged_files(label: str) -> None:
    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(damaged(SEEDS[label]))
    def bears(data: bytes) -> None:
        check(label, data)

    bears()


@pytest.mark.parametrize("label", TARGETS)
def test_every_reader_bears_any_bytes(label: str) -> None:
    @settings(max_examples=60)
    @given(st.binary(max_size=200))
    def bears(data: bytes) -> None:
        check(label, data)

    bears()


@pytest.mark.parametrize("label", TARGETS)
@pytest.mark.parametrize("ending", ["bib", "txt", "json", "jsonl", "xml", "yml", "md", "csv", "tsv", "ris", "gz"])
def test_every_reader_bears_any_name(label: str, ending: str) -> None:
    check(label, SEEDS[label][0], f"site_src/papers/toy.{ending}")


@pytest.mark.parametrize(
    ("label", "data", "titles"),
    [("RIS", b"PT J\nTI A toy\nJP A tag that Web of Science has not\nER\n", ["A toy"])],
    ids=["an unknown tag of Web of Science"],
)
def test_what_was_found_stays_mended(label: str, data: bytes, titles: list[str]) -> None:
    assert [one.title for one in check(label, data) if isinstance(one, Record)] == titles
