from __future__ import annotations

import os
import random
import re
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.merge import CODES, merge
from generator.model import (
    Decision,
    Facts,
    Location,
    Name,
    Origin,
    Paper,
    PaperStatus,
    Problem,
    Record,
    Source,
    Standing,
)
from generator.readers import read_papers, read_source

GOLDEN = sorted((Path(__file__).parent / "golden" / "merge").glob("*.in"))
TOY = Path(__file__).parent / "toy" / "papers"
SITE = Path(__file__).parent.parent / "site_src" / "papers"


def sources(text: str) -> list[Source]:
    """The files of a golden case, each behind a line `--- name`."""
    parts = re.split(r"^--- (.+)\n", text, flags=re.MULTILINE)[1:]
    return [Source(name, body.encode()) for name, body in zip(parts[::2], parts[1::2], strict=True)]


def folder(path: Path) -> list[Source]:
    return [Source(one.name, one.read_bytes()) for one in sorted(path.iterdir())]


def shown(papers: tuple[Paper, ...], problems: tuple[Problem, ...]) -> str:
    lines = []
    for paper in papers:
        lines.append(paper.identity)
        lines += [f"    {name}: {getattr(paper, name)!r} from {where}" for name, where in paper.provenance.items()]
        lines += [f"    also called {title!r}" for title in paper.titles[1:]]
        lines += [f"    but {one.where}: {one.field} {one.value!r}" for one in paper.disagreements]
        lines += [f"    seen in {one.listing} at {one.rank}" for one in paper.seen]
        lines += [f"    {'pin' if one.given else 'ban'} {one.tag}: {one.reason}" for one in paper.decisions]
    lines += [f"{one.where}: {one.severity}: {one.message} [{one.code}]" for one in problems]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: str(path.stem))
def test_records_become_the_papers_written_down(path: Path) -> None:
    """`RENEW_GOLDEN=1` writes the files anew."""
    records = read_papers(sources(path.read_text(encoding="utf-8"))).records
    text = shown(*merge(records))
    golden = path.with_suffix(".golden")
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
    assert merge(reversed(records)) == merge(records)


def test_the_two_captures_and_the_facts_are_78_papers() -> None:
    records = list(read_papers(folder(SITE)).records)
    papers, problems = merge(records)
    assert problems == ()
    assert len(papers) == 78
    assert sum(len(paper.seen) for paper in papers) == 95
    assert sum(len(paper.seen) == 2 for paper in papers) == 17
    assert all(paper.arxiv and paper.authors and paper.date and paper.abstract for paper in papers)
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert merge(records) == (papers, problems)


def test_what_is_not_known_stays_empty() -> None:
    [paper] = merge([Record(Location("a"), Origin.CAPTURE, title="Alone")])[0]
    assert {one.name for one in fields(paper) if getattr(paper, one.name)} == {
        "identity",
        "identities",
        "title",
        "titles",
        "provenance",
        "files",
    }


def test_a_card_is_the_best_source_and_a_capture_the_last() -> None:
    records = [Record(Location(origin), origin, title="Toy", abstract=origin) for origin in Origin]
    [paper] = merge(records[::-1])[0]
    assert paper.abstract == "card"
    assert [one.value for one in paper.disagreements] == ["bibliography", "capture"]


def test_every_field_of_a_record_reaches_the_paper() -> None:
    told = {one.name for one in fields(Facts)} - {"decisions"}
    full: dict[str, Any] = dict.fromkeys(told, "x")
    full |= {"year": 1999, "authors": ("x",), "keywords": ("x",), "categories": ("x",)}
    full |= {"names": (Name(family="x"),), "extra": (("x", "x"),)} | dict.fromkeys(("former", "different_from"), ("x",))
    full |= {"et_al": True, "editors": (Name(family="x"),), "edited": False}
    [paper] = merge([Record(Location("a"), Origin.CARD, **full)])[0]
    assert [name for name in told if getattr(paper, name) != full[name]] == []
    assert told - {"names", "et_al", "edited", "extra"} == set(paper.provenance)


SHORT, WHOLE = ("Ada Example", "Bo Sample"), ("A. Example", "B. Sample", "Cy Placeholder")


def people_of(*lists: tuple[tuple[str, ...], bool]) -> tuple[tuple[str, ...], bool, list[str]]:
    """Return the authors of a paper of whom its sources say this, whether there are more, and what is told apart."""
    places = (Location(f"{at}.bib", 1) for at in range(9))
    [paper], _ = merge(
        Record(place, Origin.BIBLIOGRAPHY, title="A toy", doi="10.1000/toy", authors=names, et_al=more)
        for place, (names, more) in zip(places, lists, strict=False)
    )
    return paper.authors, paper.et_al, [one.value for one in paper.disagreements]


def test_a_list_of_authors_is_taken_from_the_source_that_names_all() -> None:
    """Where the better one says that there are others, and names nobody whom the other has not."""
    assert people_of((SHORT, True), (WHOLE, False)) == (WHOLE, False, [])
    assert people_of((SHORT, False), (WHOLE, False)) == (SHORT, False, [", ".join(WHOLE)])
    assert people_of((SHORT, True), (WHOLE, True)) == (SHORT, True, [", ".join(WHOLE)])
    assert people_of((SHORT, True), (("Ada Example", "Eve Toy", "Cy Placeholder"), False))[:2] == (SHORT, True)
    assert people_of((SHORT, True), (SHORT, False)) == (SHORT, True, [])


ADA, BO = Name("Ada", "", "Example"), Name("Bo", "", "Sample")
EDITED = {"authors": ("Bo Sample",), "names": (BO,), "editors": (BO,), "edited": True}
WRITTEN = {"authors": ("Ada Example",), "names": (ADA,)}


def credited(*said: dict[str, Any]) -> tuple[tuple[str, ...], tuple[Name, ...], bool]:
    """Return the authors of a paper of whom its sources say this, its editors, and whether they stand for authors."""
    places = (Location(f"{at}.bib", 1) for at in range(9))
    [paper], _ = merge(
        Record(place, Origin.BIBLIOGRAPHY, title="A toy", doi="10.1000/toy", **told)
        for place, told in zip(places, said, strict=False)
    )
    assert "authors" not in paper.provenance or not paper.edited
    return paper.authors, paper.editors, paper.edited


def test_editors_stand_in_the_place_of_authors_only_where_no_source_names_any() -> None:
    assert credited(EDITED) == credited(EDITED, {}) == credited({}, EDITED) == (("Bo Sample",), (BO,), True)
    assert credited(EDITED, WRITTEN) == credited(WRITTEN, EDITED) == (("Ada Example",), (BO,), False)
    assert credited({**WRITTEN, "editors": (BO,)}) == (("Ada Example",), (BO,), False)


def test_the_editors_of_a_volume_are_no_authors_of_its_parts() -> None:
    part = {"entry_type": "inproceedings", "venue": "ToyConf 2024"}
    assert credited({**EDITED, "entry_type": "book"}) == (("Bo Sample",), (BO,), True)
    assert credited({**part, "editors": (BO,)}) == ((), (BO,), False)


def test_a_card_can_add_editors() -> None:
    card = b"doi: 10.1000/toy\neditors: [Bo Sample]\n"
    bib = b"@book{a, title = {A toy}, doi = {10.1000/toy}, author = {Ada Example}}"
    paper, problems = merged(("card.yml", card), ("a.bib", bib))
    assert (paper.authors, paper.editors, paper.edited, problems) == (("Ada Example",), (BO,), False, ())
    paper, problems = merged(("card.yml", card), ("a.bib", b"@book{a, title = {A toy}, doi = {10.1000/toy}}"))
    assert (paper.authors, paper.editors, paper.edited, problems) == (("Bo Sample",), (BO,), True, ())


def merged(*files: tuple[str, bytes]) -> tuple[Paper, tuple[Problem, ...]]:
    """Return the paper that these files are about, and what is told of it."""
    items = [item for name, data in files for item in read_source(Source(name, data))]
    [paper], problems = merge(item for item in items if isinstance(item, Record))
    return paper, problems


def test_very_many_of_one_title_take_no_quadratic_time() -> None:
    """10,000 with ids of their own, and a chain of later titles: seconds would be minutes if each met each."""
    alike = [
        Record(Location("a", n), Origin.BIBLIOGRAPHY, title="Editorial", arxiv=f"2401.{n:05}") for n in range(10_000)
    ]
    papers, [problem] = merge(alike)
    assert len(papers) == 10_000
    assert problem.code == "common-title"
    chain = [
        Record(Location("a", n), Origin.BIBLIOGRAPHY, title=f"T{n}", later_title=f"T{n + 1}") for n in range(5_000)
    ]
    assert len(merge(chain)[0]) == 1


def test_very_many_alike_without_ids_are_one_paper() -> None:
    assert len(merge([Record(Location("a", n), Origin.CAPTURE, title="Editorial") for n in range(1000)])[0]) == 1


def test_every_code_is_said_in_a_golden_file() -> None:
    golden = [path.with_suffix(".golden").read_text(encoding="utf-8") for path in GOLDEN]
    said = {code for text in golden for code in re.findall(r"\[([a-z-]+)\]$", text, re.MULTILINE)}
    assert said == set(CODES) - {"common-title"}


def one_of(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *values])


CARD = st.builds(
    Record,
    where=st.builds(Location, st.sampled_from(["a.yml", "b.yml"])),
    origin=st.just(Origin.CARD),
    title=st.sampled_from(["", "Kites", "Ships"]),
    authors=st.sampled_from([(), ("Cy Placeholder",)]),
    year=st.sampled_from([None, 2009]),
    arxiv=one_of("2401.00001", "2401.00003"),
    doi=one_of("10.99999/x"),
    url=one_of("https://example.org/"),
    decisions=st.sampled_from([(), (Decision("boats", given=True, reason="So it is.", where=Location("a.yml", 2)),)]),
)
RECORDS = st.lists(
    CARD
    | st.builds(
        Record,
        where=st.builds(Location, st.sampled_from(["a", "b", "c"]), st.integers(1, 4)),
        origin=st.sampled_from(Origin),
        title=st.sampled_from(["Kites", "kites!", "Boats", "???"]),
        authors=st.sampled_from([(), ("Ada Exemplar",), ("Bo Sample",)]),
        year=st.sampled_from([None, 2019, 2021, 2023]),
        arxiv=one_of("2401.00001", "2401.00002"),
        acl=one_of("2024.toy-1.1", "2024.toy-1.2"),
        doi=one_of("10.99999/x", "10.99999/X", "10.99999/y"),
        later_title=one_of("Boats", "Ships"),
        key=one_of("one", "two"),
    )
    | st.builds(
        Record,
        where=st.builds(Location, st.sampled_from(["a", "b", "c"]), st.integers(1, 4)),
        origin=st.just(Origin.BIBLIOGRAPHY),
        title=st.sampled_from(["Kites", "Kites Again"]),
        arxiv=one_of("2401.00001"),
        doi=one_of("10.99999/x"),
        version=st.integers(0, 2),
        date=one_of("2023", "2023-05", "2023-05-06", "2024-01-01"),
        year=st.sampled_from([None, 2023, 2024]),
        entry_type=one_of("misc", "article", "inproceedings", "phdthesis"),
        venue=one_of("Toy Journal", "ToyConf 2024", "arXiv preprint"),
        volume=one_of("1", "2"),
        pages=one_of("1-9", "11-27"),
        names=st.sampled_from([(), (Name("Ada", "", "Exemplar"),)]),
        authors=st.just(("Ada Exemplar",)),
        extra=st.sampled_from([(), (("month", "may"),), (("month", "june"), ("note", "x"))]),
        standing=st.sampled_from([None, *(Standing(status, Location("a")) for status in PaperStatus)]),
    ),
    max_size=9,
)


@given(RECORDS, st.randoms(use_true_random=False))
def test_merging_is_free_of_order_and_idempotent(records: list[Record], chance: random.Random) -> None:
    merged = merge(records)
    mixed = [*records, *records[:3]]
    chance.shuffle(mixed)
    assert merge(mixed) == merged


@given(RECORDS)
def test_fields_of_one_publication_are_never_mixed(records: list[Record]) -> None:
    """Unless a card corrects it: a volume or pages stand beside the venue that a record of theirs names, or none."""
    places = {(one.venue, name, getattr(one, name)) for one in records for name in ("volume", "pages", "entry_type")}
    for paper in merge([one for one in records if one.origin is not Origin.CARD])[0]:
        for name in ("volume", "pages", "entry_type"):
            if paper.venue and getattr(paper, name) and not paper.doi:
                assert (paper.venue, name, getattr(paper, name)) in places


@given(RECORDS)
def test_a_paper_read_back_as_a_record_says_the_same(records: list[Record]) -> None:
    """Whatever was chosen, from wherever: the merged paper is the best record of itself."""
    kept = {one.name for one in fields(Facts)}
    for n, paper in enumerate(merge(records)[0]):
        again = Record(Location("z", n), Origin.BIBLIOGRAPHY, **{name: getattr(paper, name) for name in kept})
        [same] = merge([again])[0]
        assert {name: getattr(same, name) for name in kept} == {name: getattr(paper, name) for name in kept}
        assert merge([again, replace(again, where=Location("z", n + 100))])[0][0].disagreements == ()


@given(RECORDS)
def test_no_record_is_lost_and_no_two_papers_share_a_name(records: list[Record]) -> None:
    papers, problems = merge(records)
    assert len({paper.identity for paper in papers}) == len(papers)
    alone = {problem.where for problem in problems if problem.code == "card-alone"}
    kept = {one.title for one in records if one.title and (one.origin is not Origin.CARD or one.where not in alone)}
    assert {title for paper in papers for title in paper.titles} >= kept
    assert all(paper.title for paper in papers)
    for paper in papers:
        told = {(one.field, one.value.lower()) for one in paper.disagreements if one.field in ("arxiv", "acl", "doi")}
        assert told == set()


@given(RECORDS)
def test_papers_read_back_as_records_stay_as_many(records: list[Record]) -> None:
    """Each paper is one record of its own file entry: merging again joins nothing further that has an id."""
    papers, _ = merge(records)
    names = {one.name for one in fields(Facts)}
    again = [
        Record(Location("z", n), Origin.BIBLIOGRAPHY, key=str(n), **{name: getattr(paper, name) for name in names})
        for n, paper in enumerate(papers)
    ]
    with_ids = [paper for paper in papers if paper.arxiv or paper.acl or paper.doi]
    assert len(merge(again)[0]) >= len({(paper.arxiv, paper.acl, paper.doi.lower()) for paper in with_ids})


def test_a_copy_of_an_entry_is_no_other_paper_that_it_could_be() -> None:
    """Two papers of one title in each of two files that are the same are two papers, not four."""
    records = [
        Record(Location(file, line), Origin.BIBLIOGRAPHY, title="Kites", key=key, authors=authors)
        for file in ("a", "b")
        for line, key, authors in ((1, "one", ()), (2, "two", ("Ada Exemplar",)))
    ]
    papers, problems = merge(records)
    assert [paper.files for paper in papers] == [("a", "b")] * 2
    assert problems == ()


def test_a_long_chain_of_later_titles_takes_linear_steps() -> None:
    records = [
        Record(
            Location("a.jsonl", at), Origin.BIBLIOGRAPHY, title=f"Toy number {at}", later_title=f"Toy number {at + 1}"
        )
        for at in range(3_000)
    ]
    started = time.process_time()
    [_], problems = merge(records)
    assert not problems
    assert time.process_time() - started < 10
