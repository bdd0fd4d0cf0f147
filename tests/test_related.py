"""Related papers: near ones only, the same whatever the order, with the words that both share."""

from __future__ import annotations

import gzip
import itertools
import json
import math
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Paper, Related
from generator.related import NEAR, TITLE, related
from generator.tokens import stems


def paper(identity: str, title: str, abstract: str = "") -> Paper:
    return Paper(identity=identity, title=title, abstract=abstract)


LIBRARY = (
    paper("a", "Kites for weather stations", "Kites lift a thermometer. A kite flies in steady wind."),
    paper("b", "A kite that measures wind", "The thermometer of a kite, and kites in wind."),
    paper("c", "Baking bread at sea", "Ovens on ships, and what the waves do to dough."),
    paper("d", "Dough in rough waves", "An oven that keeps bread level on ships."),
    paper("e", "", ""),
    paper("f", "Grammar of bird song"),
)


def nearest(papers: tuple[Paper, ...], identity: str) -> list[str]:
    return [near.identity for near in related(papers)[identity]]


def test_a_paper_is_near_those_that_share_its_words() -> None:
    assert nearest(LIBRARY, "a") == ["b"]
    assert nearest(LIBRARY, "c") == ["d"]


def test_a_paper_without_words_or_without_company_has_no_related_papers() -> None:
    found = related(LIBRARY)
    assert found["e"] == found["f"] == ()
    assert sorted(found) == ["a", "b", "c", "d", "e", "f"]


def test_the_shared_words_are_named_as_the_pair_spells_them_strongest_first() -> None:
    """`kites` and `kite` have one stem; of the two papers' spellings the more frequent one is shown."""
    papers = (
        paper("a", "Kites and gliders", "Kites, kites, kites in the wind"),
        paper("b", "One kite", "A kite in wind"),
        *(paper(f"x{number}", f"Nothing {word}") for number, word in enumerate(("wind", "here", "else", "at all"))),
    )
    assert related(papers)["b"][0] == Related("a", ("kites", "wind"))


def test_numbers_commands_and_addresses_are_no_reason() -> None:
    first = paper("a", "Kite 2024", r"$\mathcal{K}$ of kites at https://example.org/kites/2024 in 2024, two")
    second = paper("b", "Kite 2024", r"$\mathcal{K}$ is on https://example.org/other in 2024, two")
    assert related((first, second))["a"] == (Related("b", ("kite",)),)


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_small_catalogs_work(number: int) -> None:
    papers = [paper(f"p{place}", "Kites over the sea") for place in range(number)]
    assert [len(near) for near in related(papers).values()] == [number - 1] * number


def test_empty_papers_alone_work() -> None:
    assert related([paper("a", ""), paper("b", "the of and")]) == {"a": (), "b": ()}


def test_identical_papers_are_ordered_by_identity() -> None:
    """More papers tie than can be shown, so that the order must not come from the arithmetic."""
    identities = [f"p{number:03}" for number in range(40)]
    found = related([paper(identity, "Kites over the sea") for identity in reversed(identities)], 3)
    assert [near.identity for near in found["p000"]] == ["p001", "p002", "p003"]
    assert [near.identity for near in found["p001"]] == ["p000", "p002", "p003"]
    assert [near.identity for near in found["p039"]] == ["p000", "p001", "p002"]


def test_count_is_the_most_that_is_shown() -> None:
    papers = [paper(f"p{number}", "Kites") for number in range(5)]
    assert {len(near) for near in related(papers, 2).values()} == {2}
    assert {len(near) for near in related(papers, 0).values()} == {0}


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_the_order_of_the_papers_and_the_threads_change_nothing(data: st.DataObject) -> None:
    words = ("kite", "kites", "wind", "sea", "bread", "dough", "thermometer", "song")
    texts = data.draw(st.lists(st.lists(st.sampled_from(words), max_size=6), min_size=1, max_size=12))
    papers = [paper(f"p{number}", " ".join(text[:2]), " ".join(text[2:])) for number, text in enumerate(texts)]
    expected = related(papers, 3, threads=1)
    assert related(data.draw(st.permutations(papers)), 3, threads=2) == expected
    assert all(near.identity != identity for identity, found in expected.items() for near in found)


def plainly(papers: list[Paper], count: int) -> dict[str, list[tuple[float, str]]]:
    """The definition, written out: for each paper all others with their cosine, best first."""
    times = [Counter(stems(one.title) * TITLE + stems(one.abstract)) for one in papers]
    known = Counter(itertools.chain.from_iterable(times))
    rarity = {word: math.log((1 + len(papers)) / (1 + sum(word in one for one in times))) + 1 for word in known}
    vectors = []
    for one in times:
        raw = {word: (1 + math.log(number)) * rarity[word] for word, number in one.items()}
        length = math.sqrt(sum(value * value for value in raw.values()))
        vectors.append({word: value / length for word, value in raw.items()})
    cosines = {
        here.identity: [
            (sum(value * theirs.get(word, 0) for word, value in ours.items()), there.identity)
            for there, theirs in zip(papers, vectors, strict=True)
            if there is not here
        ]
        for here, ours in zip(papers, vectors, strict=True)
    }
    return {identity: sorted(found, key=lambda one: (-one[0], one[1])) for identity, found in cosines.items()}


def test_the_neighbours_are_those_of_the_plain_definition(data: Path) -> None:
    """On real papers the cosine of each neighbour is, within the rounding of weights, that of the best ones."""
    with gzip.open(data / "papers" / "papers_1k.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 150)]
    plain = [row for row in rows if "\\" not in row["abstract"] + row["title"] and "http" not in row["abstract"]]
    papers = [paper(row["id"], row["title"], row["abstract"]) for row in plain]
    expected = plainly(papers, 6)
    random.Random(7).shuffle(papers)
    for identity, found in related(papers).items():
        cosine = {other: value for value, other in expected[identity]}
        best = [value for value, _ in expected[identity] if value > NEAR][:6]
        assert [cosine[near.identity] for near in found] == pytest.approx(best, abs=2e-4)


def test_the_model_is_imported_without_numpy(root: Path) -> None:
    code = "import sys, generator.model, generator.related; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
