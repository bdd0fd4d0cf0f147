"""The map's places: near papers lie together, none hides another, the same on any machine."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
import time
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import cKDTree

from generator.atlas import atlas
from generator.atlas.field import push
from generator.atlas.forces import settled
from generator.atlas.graph import NEIGHBOURS, linked, smaller
from generator.atlas.spacing import HEIGHT, LARGEST, SMALLEST, WIDTH, size_of, spaced
from generator.model import Atlas, Paper
from generator.related import CLOSEST, Compared, compared

WORDS = ("kite", "wind", "sea", "bread", "dough", "thermometer", "song", "harbour", "lamp", "boat")


def paper(identity: str, title: str, abstract: str = "") -> Paper:
    return Paper(identity=identity, title=title, abstract=abstract)


def chart(papers: list[Paper]) -> Atlas:
    found = compared(papers, 5, threads=1)
    return atlas(list(found.nearest), found.closest, found.corpus.telling)


def invented(count: int) -> list[Paper]:
    """Papers of ten kinds, each with its own words."""
    texts = ((WORDS[number % 10], WORDS[(number * 7 + 3) % 10], f"word{number}") for number in range(count))
    return [paper(f"p{number:05}", " ".join(text), " ".join(text[:2])) for number, text in enumerate(texts)]


def real(data: Path, count: int) -> list[Paper]:
    with gzip.open(data / "papers" / "papers_1k.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, count)]
    return [paper(row["id"], row["title"], row["abstract"]) for row in rows]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 17, 78, 400])
def test_every_paper_has_a_place_in_the_frame_and_hides_no_other(count: int) -> None:
    found = chart(invented(count))
    assert len(found.places) == count
    places = list(found.places.values())
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in places)
    wrong = [
        (one, other)
        for number, one in enumerate(places)
        for other in places[:number]
        if abs(one[0] - other[0]) < found.size and abs(one[1] - other[1]) < found.size
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "papers",
    [
        [paper(f"p{number}", "") for number in range(30)],
        [paper(f"p{number}", "the of and") for number in range(2)],
        [paper(f"p{number}", "Kites over the sea", "in wind") for number in range(90)],
        [paper("a", "Kites"), paper("b", ""), paper("c", "Bread")],
    ],
    ids=["without words", "two without words", "identical", "nothing in common"],
)
def test_papers_that_nothing_tells_apart_have_places_too(papers: list[Paper]) -> None:
    assert len(set(chart(papers).places.values())) == len(papers)


def test_the_order_of_the_papers_changes_nothing() -> None:
    papers = invented(60)
    expected = chart(papers)
    random.Random(3).shuffle(papers)
    assert chart(papers) == expected


def test_another_process_finds_the_same_places(data: Path, root: Path) -> None:
    """With another number of threads and other hashes."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from pathlib import Path; import test_atlas as t;"
        "print(hash_of := t.digest(t.chart(t.real(Path(sys.argv[1]), 300))))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(data)],
            cwd=root, capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": seed, "OPENBLAS_NUM_THREADS": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0].strip() == said[1].strip() == digest(chart(real(data, 300)))


def digest(found: Atlas) -> str:
    return hashlib.sha256(repr((sorted(found.places.items()), found.regions)).encode()).hexdigest()


def test_the_places_are_those_that_any_machine_finds() -> None:
    """Written down once, so that a machine, or a library, whose numbers differ in the last digit is noticed."""
    near = [[(number + step * step) % 500 for step in range(1, 13)] for number in range(500)]
    x, y = settled(smaller(linked(near)))
    assert hashlib.sha256(x.tobytes() + y.tobytes()).hexdigest()[:16] == PINNED


PINNED = "a13ba92c0667ee52"


def kept(found: Compared, places: Atlas) -> tuple[float, float]:
    """The share of each paper's ten nearest that are among the ten, and the thirty, nearest on the map."""
    points = np.array([places.places[identity] for identity in found.nearest])
    _, around = cKDTree(points).query(points, 31)
    pairs = [(number, other) for number, near in enumerate(found.closest) for other in near[:10]]
    near, wider = (
        sum(other in around[number][: most + 1] for number, other in pairs) / len(pairs) for most in (10, 30)
    )
    return near, wider


def test_near_papers_lie_close_together(data: Path) -> None:
    """On 1,000 real papers; t-SNE of the same cosines keeps 0.31 and 0.41, two singular vectors 0.04 and 0.11."""
    papers = real(data, 1000)
    near, wider = kept(compared(papers, 5, threads=1), chart(papers))
    assert near > 0.33
    assert wider > 0.44


def test_ten_thousand_papers_take_about_a_second() -> None:
    """Half of one where it was measured; here three are allowed."""
    numbers = random.Random(1)
    near = [[(number + numbers.randrange(-30, 31)) % 10_000 for _ in range(NEIGHBOURS)] for number in range(10_000)]
    start = time.process_time()
    places = spaced(*settled(smaller(linked(near))))
    assert time.process_time() - start < 3
    assert len(set(places)) == 10_000


@pytest.mark.parametrize("apart", [0.3, 1.0])
def test_the_push_is_that_of_all_points(apart: float) -> None:
    """The sum over the grid is the sum over all pairs, but for a tenth: a smooth kernel of nearly the same shape."""
    numbers = random.Random(5)
    spots = [divmod(number, 25) for number in range(500)]
    x, y = (np.array([apart * spot[axis] + numbers.gauss(0, apart) for spot in spots]) for axis in (0, 1))
    across, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
    kernel = 1 / (1 + across * across + down * down)
    slope_x, slope_y, total = push(x, y)
    assert total == pytest.approx(float(kernel.sum()), rel=0.12)
    for slope, way in ((slope_x, across), (slope_y, down)):
        expected = -2 * (kernel * kernel * way).sum(1)
        assert np.corrcoef(slope, expected)[0, 1] > 0.98
        assert float(np.abs(slope - expected).mean()) < 0.2 * float(np.abs(expected).mean())


def test_a_graph_is_halved_until_it_is_small() -> None:
    near = [[(number + step) % 1000 for step in (1, 999, 2)] for number in range(1000)]
    sizes = [one.size for one in smaller(linked(near))]
    assert sizes[0] == 1000
    assert sizes[-1] <= 60
    assert all(finer > coarser for finer, coarser in pairwise(sizes))


@pytest.mark.parametrize(("count", "size"), [(1, LARGEST), (78, LARGEST), (10_000, 8), (10_000_000, SMALLEST)])
def test_points_are_as_large_as_there_is_room(count: int, size: int) -> None:
    assert size_of(count) == size


def test_points_on_one_spot_are_spread_around_it() -> None:
    places = spaced(np.zeros(200), np.zeros(200))
    assert len(set(places)) == 200
    assert all(abs(x - WIDTH // 2) < 800 and abs(y - HEIGHT // 2) < 800 for x, y in places)


def test_as_many_neighbours_are_known_as_pull() -> None:
    assert CLOSEST == NEIGHBOURS


def test_neighbourhoods_are_named_by_the_words_that_only_they_have() -> None:
    kinds = [("Kites", "wind string tail"), ("Bread", "oven dough yeast"), ("Songs", "birds melody dusk")]
    papers = [
        paper(f"{kind}{number:03}", f"{title} item{kind}{number}", f"{text} paper method results")
        for kind, (title, text) in enumerate(kinds)
        for number in range(40)
    ]
    named = {word for region in chart(papers).regions for word in region.words}
    assert named & {"kites", "wind", "string", "tail"}
    assert named & {"bread", "oven", "dough", "yeast"}
    assert not named & {"paper", "method", "results"}


def test_the_first_level_of_neighbourhoods_holds_every_paper(data: Path) -> None:
    papers = real(data, 1000)
    found = chart(papers)
    assert sum(region.papers for region in found.regions if region.level == 0) <= len(papers)
    assert all(0 < region.x < WIDTH and 0 < region.y < HEIGHT and region.words for region in found.regions)
