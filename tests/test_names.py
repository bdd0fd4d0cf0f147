"""Names as BibTeX divides them, and as people write them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import people as module
from generator.citation import people as cited
from generator.model import Name
from generator.names import listed, parsed, parts
from generator.people import author, has_others, people


def test_every_name_is_divided_as_bibtex_does(data: Path) -> None:
    """All 106 that pybtex's suite has, with what BibTeX itself made of them."""
    cases = json.loads((data / "import" / "pybtex" / "names.json").read_text(encoding="utf-8"))
    wrong = [
        case["name"]
        for case in cases
        if parts(case["name"]) != tuple(tuple(case[part]) for part in ("first", "prelast", "last", "lineage"))
    ]
    assert (len(cases), wrong) == (106, [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Toy AND Bo Toy", ("Ada Toy", "Bo Toy")),
        ("{Toy and Sons} and\nBo Toy", ("{Toy and Sons}", "Bo Toy")),
        ("Sandy An{d and an}d", ("Sandy An{d and an}d",)),
        ("A~and~B \\and C", ("A~and~B \\and C",)),
        ("   ", ()),
    ],
)
def test_a_list_is_divided_at_and(text: str, names: tuple[str, ...]) -> None:
    assert listed(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ludwig van Beethoven", Name("Ludwig", "van", "Beethoven")),
        ("van der Toy, Jr., Ada B.", Name("Ada B.", "van der", "Toy", "Jr.")),
        (r"Brand\~{a}o, F.~G.", Name("F. G.", "", "Brandão")),
        (r"Ada {\'e}mile Toy", Name("Ada", "émile", "Toy")),
        ("{The Toy Team}", Name(literal="The Toy Team")),
    ],
)
def test_a_name_comes_out_as_text(text: str, name: Name) -> None:
    assert parsed(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Toy Jr.", Name("Ada", "", "Toy", "Jr.")),
        ("Toy Jr., Ada", Name("Ada", "", "Toy", "Jr.")),
        ("Toy, Ada, III", Name("Ada", "", "Toy", "III")),
        ("Ada Toy 0001", Name("Ada", "", "Toy")),
        ("{Toy, Ada}", Name("Ada", "", "Toy")),
        ("Anonymous", Name(literal="Anonymous")),
        ("The Toy Consortium", Name(literal="The Toy Consortium")),
        ("The Toys", Name(literal="The Toys")),
        ("Toys, The", Name(literal="The Toys")),
        ("Toy, The Anh", Name("The Anh", "", "Toy")),
        ("Toy, Les", Name("Les", "", "Toy")),
        ("Team, Toy", Name(literal="Toy Team")),
        ("Toy, Inc.", Name(literal="Toy, Inc.")),
        ("Toy 2", Name(literal="Toy 2")),
        ("{Toy and Sons}", Name(literal="Toy and Sons")),
        ("{{Bo} Toy}", Name(literal="Bo Toy")),
    ],
)
def test_suffixes_and_groups(text: str, name: Name) -> None:
    assert author(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Toy, Ada and Bo Toy and others", ["Ada Toy", "Bo Toy"]),
        ("and Ada Toy and and Bo Toy and", ["Ada Toy", "Bo Toy"]),
        ("{Toy, Ada and Toy, Bo}", ["Ada Toy", "Bo Toy"]),
        ("{{Ada Toy} and {Bo Toy}}", ["Ada Toy", "Bo Toy"]),
        ("{Ada Toy and Bo Toy}", ["Ada Toy", "Bo Toy"]),
        ("{Toy and Sons}", ["Toy and Sons"]),
        ("{Toy Institute and Example University}", ["Toy Institute and Example University"]),
        ("{Toy Food and Kite Administration}", ["Toy Food and Kite Administration"]),
        ("{Toy School for Kites and Strings; Example Schools}", ["Toy School for Kites and Strings; Example Schools"]),
        ("Toy, A.; Toy, B.", ["A. Toy", "B. Toy"]),
        ("Ada T&ouml;y; Bo Toy", ["Ada Töy", "Bo Toy"]),
        (r"A. Toy \& B. Toy", ["A. Toy", "B. Toy"]),
        ("Toy & Toy Inc.", ["Toy & Toy Inc."]),
        ("Toy, B. M., Example, L., & Sample, R.", ["B. M. Toy", "L. Example", "R. Sample"]),
        ("Ada Toy, Bo Toy, and Cy Toy", ["Ada Toy", "Bo Toy", "Cy Toy"]),
        ("Ada Toy, Bo Toy and Cy Toy", ["Ada Toy", "Bo Toy", "Cy Toy"]),
        ("Toy Example, Ada Maria", ["Ada Maria Toy Example"]),
        ("van der Toy, Ada Maria and Bo Toy", ["Ada Maria van der Toy", "Bo Toy"]),
        ("Ada Toy et al.", ["Ada Toy"]),
        ("纸船 and 王", ["纸船", "王"]),
        (" and ", []),
    ],
)
def test_lists_of_people(text: str, names: list[str]) -> None:
    assert [str(name) for name in people(text)] == names


def test_a_list_says_that_it_is_not_complete() -> None:
    assert [has_others(text) for text in ("A and others", "Ada Toy et al.", "A. Others and Bo Toy")] == [
        True,
        True,
        False,
    ]


@given(st.text("aB{}\\~, .&;'" + '"é', max_size=40) | st.text(max_size=40))
def test_no_text_breaks_the_parts_of_a_name(text: str) -> None:
    """And no letter of an author gets lost on the way into the parts."""
    for read in (listed, parts, parsed, people, has_others):
        read(text)
    letters = [sign for word in (part for some in parts(text) for part in some) for sign in word if sign.isalnum()]
    assert sorted(letters) == sorted(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize(
    "sign",
    [
        "a,",
        "{",
        "}",
        "a and ",
        "\\~ ",
        "{\\",
        " ",
        "~",
        ";",
        "& ",
        "a b,",
        ", and",
        "A.",
        "and ",
        " et al",
        "{a, b} and ",
    ],
)
def test_lists_without_end_take_linear_time(sign: str) -> None:
    hostile = sign * (500_000 // len(sign))
    start = time.process_time()
    for read in (listed, parts, parsed, people, has_others):
        read(hostile)
    assert time.process_time() - start < 10


WORDS = st.sampled_from(["Toy", "team", "LABS", "the", "center", "for", "Inc", "et", "al", "and", "das", "Nora", "N"])
SIGNS = st.sampled_from([" ", ".", "-", "'", ", ", " & ", "1", "_", "é", ""])


@given(st.lists(st.tuples(WORDS, SIGNS), max_size=6))
def test_a_quick_look_at_a_name_finds_all_that_a_search_would(pieces: list[tuple[str, str]]) -> None:
    """Only names in which neither of the searches finds anything are passed over."""
    name = "".join(sign for piece in pieces for sign in piece)
    found = module._GROUP.search(name) or module._ARTICLE.search(name)
    assert bool(found) == module.is_group(name)
    assert bool(found or cited._NO_PERSON.search(name)) == cited._is_whole(name)
