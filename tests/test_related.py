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

from generator.corpus import tells_something
from generator.model import Paper, Related
from generator.related import NEAR, TITLE, _read, ranking, related
from generator.tokens import stem, stems, tokens
from small import papers as lines
from small import project, run


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


def test_words_that_tell_nothing_are_named_where_there_are_no_others() -> None:
    found = related((paper("x", "Over 2024"), paper("y", "2024, over"), *LIBRARY))
    assert found["x"] == (Related("y", ("2024", "over")),)


SAME = (
    Paper("a", title="Kites over the sea", abstract="Kites lift a thermometer.", authors=("Ada Example",)),
    Paper("b", title="Kites over the Sea", abstract="A kite, told anew.", authors=("A. Example",)),
    Paper("c", title="Kites: over the sea", abstract="Kites lift a thermometer."),
    Paper("d", title="Kites over the sea", abstract="A kite of somebody else.", authors=("Bo Sample",)),
    Paper("e", title="Kites over land", abstract="Kites lift a thermometer.", authors=("Ada Example",)),
)


def test_a_paper_that_is_told_twice_is_no_company_for_itself() -> None:
    """The same title by the same first author, or with the same abstract, is the same work; a title alone is not."""
    found = related(SAME)
    assert sorted(near.identity for near in found["a"]) == ["d", "e"]
    assert sorted(near.identity for near in found["c"]) == ["d", "e"]


def test_a_paper_that_is_told_twice_is_shown_once() -> None:
    found = related(SAME)
    assert [near.identity for near in found["e"]] == ["a", "d"]
    assert [near.identity for near in related(SAME, 1)["d"]] == [found["d"][0].identity]
    assert [near.identity for near, _ in ranking(SAME, "e", 9)] == ["a", "d"]


def test_among_many_copies_the_places_are_filled_with_others() -> None:
    copies = [
        Paper(f"p{number:02}", title="Kites over the sea", abstract="By Ada.", authors=("Ada Example",))
        for number in range(30)
    ]
    others = [paper(f"q{number}", f"Kites over the sea and {word}") for number, word in enumerate(("bread", "song"))]
    assert [near.identity for near in related([*copies, *others], 3)["p07"]] == ["q0", "q1"]
    assert [near.identity for near in related([*copies, *others], 3)["q0"]] == ["p00", "q1"]


def test_the_ranking_of_one_paper_has_all_that_share_a_word() -> None:
    """Also those too far away to be shown, each with the cosine of the plain definition."""
    rare = "Carpets, lemons, glass, iron, snow, gloves, clocks, paint, sugar, maps, coal, rope and pearls for ships."
    far = (*LIBRARY, paper("g", "Song", rare))
    assert [near.identity for near in related(far)["g"]] == ["f"]
    found = ranking(far, "g", 1000)
    assert [near.identity for near, _ in found] == ["f", "d", "c"]
    cosine = {other: value for value, other in plainly(list(far), 6)["g"]}
    assert [value for _, value in found] == pytest.approx([cosine[near.identity] for near, _ in found], abs=1e-4)
    assert ranking(far, "g", 2) == found[:2]
    assert ranking(LIBRARY, "e", 5) == ()


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


def shared_plainly(first: Paper, second: Paper, weights: dict[str, dict[str, float]]) -> tuple[str, ...]:
    """The words to name, written out."""
    said = Counter(word for one in (first, second) * TITLE for word in tokens(one.title))
    said.update(word for one in (first, second) for word in tokens(one.abstract))
    ours, theirs = weights[first.identity], weights[second.identity]
    ranked = sorted(ours.keys() & theirs.keys(), key=lambda one: (-ours[one] * theirs[one], one))
    spelled = [
        min((word for word in said if stem(word) == one), key=lambda word: (-said[word], word)) for one in ranked
    ]
    return tuple([word for word in spelled if tells_something(word)][:4] or spelled[:4])


def test_the_words_are_those_of_the_plain_definition_for_many_pairs() -> None:
    """These are more pairs than are looked at together."""
    draw = random.Random(3)
    words = [f"{start}{end}" for start in ("kite", "wind", "oven", "song", "boat") for end in ("", "s", "ing", "ed")]
    papers = [
        paper(f"p{n:03}", " ".join(draw.choices(words, k=5)), " ".join(draw.choices(words, k=9))) for n in range(99)
    ]
    corpus = _read(papers)
    stems_of = [stem(corpus.words[place]) for place in corpus.first[:-1]]
    weights = {
        one.identity: {stems_of[at]: float(row[0, at]) for at in row.indices}
        for one, row in zip(papers, corpus.weights, strict=True)
    }
    by_identity = {one.identity: one for one in papers}
    found = related(papers, 60)
    assert sum(map(len, found.values())) > 4096
    for identity, near in found.items():
        for one in near:
            assert one.words == shared_plainly(by_identity[identity], by_identity[one.identity], weights)


def test_the_nearest_papers_are_printed_with_their_reasons(tmp_path: Path) -> None:
    rule = (
        "topic: Toys\ntags:\n  kites:\n    label: Kites\n    any: [kite]\n    examples: {match: [kite], skip: [boat]}\n"
    )
    texts = [(one.title, one.abstract) for one in LIBRARY if one.title]
    folder = project(tmp_path, {"papers/toys.jsonl": lines(*texts), "rules/toys.yml": rule})
    said = run(folder, "related", "kites for", "--top", "1").stdout
    assert "A kite that measures wind (a-kite-that-measures-wind) 0." in said
    assert "words: «kite», «wind», «thermometer»" in said
    assert "tags: kites" in said
    found = json.loads(run(folder, "related", "kites-for-weather-stations", "--format", "json").stdout)
    assert found["paper"]["slug"] == "kites-for-weather-stations"
    assert [one["slug"] for one in found["related"]] == ["a-kite-that-measures-wind"]
    assert found["related"][0]["tags"] == ["kites"]
    assert 0.1 < found["related"][0]["cosine"] < 1
    assert "No other paper shares a word" in run(folder, "related", "grammar of").stdout
    assert run(folder, "related", "no such paper").exit_code == 2


def test_another_file_can_be_looked_through(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", {"papers/toys.jsonl": lines(("One", "")), "rules/toys.yml": "topic: Toys\n"})
    other = tmp_path / "other.jsonl"
    other.write_text(lines(*((one.title, one.abstract) for one in LIBRARY[:4])))
    done = run(folder, "related", "baking bread at sea", "--papers", str(other), "--format", "json")
    assert [one["title"] for one in json.loads(done.stdout)["related"]] == ["Dough in rough waves"]


def test_a_record_is_named_by_its_own_id(tmp_path: Path) -> None:
    """So that any collection can be ranked whose judgements name its records."""
    rows = [{"id": f"toy/{one.identity}", "title": one.title, "abstract": one.abstract} for one in LIBRARY if one.title]
    folder = project(
        tmp_path, {"papers/toys.jsonl": "\n".join(map(json.dumps, rows)), "rules/toys.yml": "topic: Toys\n"}
    )
    found = json.loads(run(folder, "related", "toy/c", "--top", "9", "--format", "json").stdout)
    assert [one["ids"] for one in found["related"]] == [["toy/d"]]


def test_the_model_is_imported_without_numpy(root: Path) -> None:
    code = "import sys, generator.model, generator.related; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
