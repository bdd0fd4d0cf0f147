"""The record format says all that is known: what was written in it and is read again is the same record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import merge
from generator.as_latex import meaning_itself
from generator.model import Name, Paper, PaperStatus, Problem, Record, Source
from generator.readers import jsonl
from generator.recording import fields_of
from generator.text import plain

HOSTILE = st.lists(
    st.sampled_from([
        *"\\${}^~`&-_'\"%#@()[]|,;: .=+\n\t05aAxbéł漢",
        "--", "''", "``",
        "and", " and ", r"\alpha", r"\textbackslash{}", r"\(", r"\)", "$$", "&amp;", "&amp;amp;", "&#36;",
        "https://a.org/~x", "word ", r"\'e", r"\emph{",
        "\n\n", "{a, b}", "{{ x }}", "_{12}", "^{12}", "\u0301", "\u2029",
        "Abstract: ", ', as "Later"', "arXiv", "ACL 2024", "2412.00001", "10.1000/x",
    ]),
    max_size=10,
).map("".join)  # fmt: skip
TEXTS = st.one_of(HOSTILE, st.text(max_size=20))
NAMES = st.one_of(
    TEXTS,
    st.fixed_dictionaries({"family": TEXTS}, optional=dict.fromkeys(("given", "particle", "suffix"), TEXTS)),
    st.fixed_dictionaries({"literal": TEXTS}, optional={"orcid": st.just("0000-0002-1825-0097")}),
)
SLUGS = st.lists(st.sampled_from(["a-toy", "b", "2"]), max_size=2)
DECISIONS = st.dictionaries(st.sampled_from(["boats", "kites"]), TEXTS, max_size=2)
ENTRIES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"title": TEXTS},
    optional={
        "authors": st.lists(NAMES, max_size=3),
        **dict.fromkeys(("abstract", "venue", "booktitle", "publisher", "isbn", "later_title", "id", "key"), TEXTS),
        **dict.fromkeys(("volume", "number", "pages"), st.one_of(TEXTS, st.integers(0, 999))),
        **dict.fromkeys(("keywords", "categories"), st.lists(TEXTS, max_size=3)),
        "entry_type": st.sampled_from(["article", "phdthesis", "techreport"]),
        "date": st.sampled_from(["2024", "2024-12", "2024-12-18"]),
        "year": st.integers(1990, 2030),
        "arxiv": st.sampled_from(["2412.00001v2", "math/0309136"]),
        "doi": st.sampled_from(["10.1000/toy", "10.18653/v1/2023.acl-long.1"]),
        "url": st.sampled_from(["https://a.org/~x?y={z}", "https://arxiv.org/abs/2412.00001"]),
        "version": st.one_of(st.integers(0, 3), TEXTS),
        "status": st.one_of(st.sampled_from(PaperStatus), TEXTS),
        "status_date": st.sampled_from(["2024", "last year"]),
        "superseded_by": TEXTS,
        "former": st.one_of(SLUGS, TEXTS),
        "different_from": st.one_of(st.lists(TEXTS, max_size=2), TEXTS),
        "pin": st.one_of(DECISIONS, TEXTS),
        "ban": DECISIONS,
        "extra": st.one_of(st.dictionaries(TEXTS, TEXTS, max_size=2), TEXTS),
        "month": TEXTS,
        "catalog": st.one_of(TEXTS, st.just({"tags": {}})),
    },
)


MORE_PEOPLE = st.fixed_dictionaries(
    {}, optional={"et_al": st.one_of(st.booleans(), TEXTS), "editors": st.lists(NAMES, max_size=2)}
)
WITH_EDITORS = st.tuples(ENTRIES, MORE_PEOPLE).map(lambda both: both[0] | both[1])


def read(entry: dict[str, Any]) -> Record | None:
    """Return the record of one line, and None where it says too little to be one."""
    line = json.dumps(entry, ensure_ascii=False).encode(errors="surrogatepass")
    items = list(jsonl.read(Source("toys.jsonl", line)))
    return next((item for item in items if isinstance(item, Record)), None)


@settings(max_examples=400)
@given(WITH_EDITORS)
def test_a_record_that_was_written_is_read_as_it_was(entry: dict[str, Any]) -> None:
    if record := read(entry):
        assert read(fields_of(record)) == record


@settings(max_examples=200)
@given(WITH_EDITORS)
def test_a_paper_that_was_written_is_the_same_paper_again(entry: dict[str, Any]) -> None:
    """All that it is known by, but for where it came from and the names that others give it."""
    if not (record := read(entry)):
        return
    (paper,), _ = merge.merge([record])
    again = read(fields_of(paper))
    assert again
    (same,), _ = merge.merge([again])
    assert fields_of(same) == fields_of(paper)


def test_nothing_is_written_that_is_not_known() -> None:
    assert fields_of(Paper("title:toy", title="Toy")) == {"title": "Toy"}


def test_authors_with_known_parts_are_objects() -> None:
    names = (
        Name("Nora", "van", "Toy", "Jr."),
        Name(literal="The Toy Team"),
        Name(family="Ada", orcid="0000-0002-1825-0097"),
    )
    paper = Paper("title:toy", title="Toy", authors=tuple(map(str, names)), names=names)
    assert fields_of(paper)["authors"] == [
        {"given": "Nora", "particle": "van", "family": "Toy", "suffix": "Jr."},
        {"literal": "The Toy Team"},
        {"family": "Ada", "orcid": "0000-0002-1825-0097"},
    ]


def test_fields_of_other_programs_that_only_share_a_name_are_kept() -> None:
    record = read({"title": "Toy", "status": "published", "version": "v2", "catalog": "a library"})
    assert record
    assert (record.standing, record.version) == (None, 0)
    assert record.extra == (("catalog", "a library"), ("status", "published"), ("version", "v2"))


def test_a_status_a_decision_and_a_former_address_can_stand_in_a_record() -> None:
    record = read({
        "title": "Toy", "status": "superseded", "superseded_by": "arxiv:2412.00001", "notice": "https://toy.example/",
        "pin": {"kites": "It flies."}, "ban": {"boats": "It sinks."}, "former": ["old-toy"], "version": 3,
    })  # fmt: skip
    assert record
    assert record.standing
    assert (record.standing.status, record.standing.successor) == (PaperStatus.SUPERSEDED, "arxiv:2412.00001")
    assert [(one.tag, one.given, one.reason) for one in record.decisions] == [
        ("kites", True, "It flies."),
        ("boats", False, "It sinks."),
    ]
    assert (record.former, record.version, record.standing.notice) == (("old-toy",), 3, "https://toy.example/")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Plain words", "Plain words"),
        ("A cost of $5", "A cost of $5"),
        ("Math $x_1$ stays", "Math $x_1$ stays"),
        (r"A \macro", r"A \textbackslash{}macro"),
        ("A {brace}", r"A \textbraceleft{}brace\textbraceright{}"),
        ("one--two", "one-{}-two"),
        ("R&amp;D", "R&amp;amp;D"),
    ],
)
def test_text_that_would_mean_something_else_is_spelled_out(text: str, written: str) -> None:
    assert meaning_itself(text) == written
    assert plain(written) == text


@settings(max_examples=300)
@given(TEXTS)
def test_every_text_can_be_written_so_that_it_is_read_again(raw: str) -> None:
    text = plain(raw, paragraphs=True)
    assert plain(meaning_itself(text), paragraphs=True) == text


def test_no_problem_is_told_of_what_an_export_tells_of_its_catalog() -> None:
    line = json.dumps({"title": "Toy", "catalog": {"url": "papers/toy/", "tags": {"kites": []}}})
    assert not [item for item in jsonl.read(Source("toys.jsonl", line.encode())) if isinstance(item, Problem)]
