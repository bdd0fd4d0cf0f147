from __future__ import annotations

import json
import os
import time
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Listing, Location, Origin, Problem, Record, Severity, Source
from generator.problems import CODES as SHARED_CODES
from generator.readers import CODES, card_keys, cards, imports, read_papers, read_source

GOLDEN = sorted(path for path in (Path(__file__).parent / "golden" / "readers").iterdir() if path.suffix != ".golden")
TOY = sorted((Path(__file__).parent / "toy" / "papers").iterdir())
SITE = Path(__file__).parent.parent / "site_src" / "papers"
ABSTRACT = "We count. " * 30


def shown(item: Record | Listing | Problem) -> str:
    """One line, with everything that the source said."""
    if isinstance(item, Problem):
        return f"{item.where}: {item.severity}: {item.message} [{item.code}]\n    hint: {item.hint}"
    said = {one.name: getattr(item, one.name) for one in fields(item) if one.name not in ("where", "origin")}
    texts = (f"{name}={value!r}" for name, value in said.items() if value)
    return f"{item.where.line}: {type(item).__name__.lower()} " + "\n    ".join(texts)


def read(name: str, data: bytes | str) -> list[Record | Listing | Problem]:
    return list(read_source(Source(name, data if isinstance(data, bytes) else data.encode())))


def records(items: list[Record | Listing | Problem]) -> list[Record]:
    return [item for item in items if isinstance(item, Record)]


def problems(items: list[Record | Listing | Problem]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]


def test_there_are_golden_files() -> None:
    assert len(GOLDEN) > 20


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: str(path.name))
def test_a_source_is_read_as_written_down(path: Path) -> None:
    """`RENEW_GOLDEN=1` writes the files anew."""
    text = "\n".join(map(shown, read(path.name, path.read_bytes()))) + "\n"
    golden = path.with_name(path.name + ".golden")
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


def test_every_problem_has_a_code_a_place_and_a_hint() -> None:
    found = [problem for path in GOLDEN for problem in problems(read(path.name, path.read_bytes()))]
    assert {problem.code for problem in found} <= {*CODES, *SHARED_CODES}
    assert all(problem.hint and problem.message and problem.where.line > 0 for problem in found)
    rare = {"bad-import", "import-unlisted", "import-missing"}
    assert set(CODES) - {problem.code for problem in found} - rare == set()


def test_the_captures_and_the_facts_are_read_without_a_problem() -> None:
    reading = read_papers(Source(f"site_src/papers/{path.name}", path.read_bytes()) for path in sorted(SITE.iterdir()))
    assert reading.problems == ()
    assert [listing.date_line for listing in reading.listings] == ["Mar 12", "Jun 6"]
    ranks = [[one.rank for one in reading.records if one.listing == listing.name] for listing in reading.listings]
    assert ranks == [list(range(1, 52)), list(range(1, 45))]
    assert sum(record.origin is Origin.BIBLIOGRAPHY for record in reading.records) == 78


def test_the_captures_are_the_bytes_that_were_gathered(data: Path) -> None:
    gathered = {path.read_bytes() for path in (data / "captures").glob("*.txt")}
    assert gathered == {path.read_bytes() for path in SITE.glob("*.txt")}


def test_every_trap_of_the_captures_comes_out_clean() -> None:
    found = [record for path in sorted(SITE.glob("*.txt")) for record in records(read(path.name, path.read_bytes()))]
    text = "\n".join(f"{record.title}\n{record.abstract}" for record in found)
    for expected in (
        "NyströmLoRA",
        "ourMethod-trained",
        "Align²LLaVA",
        "D²O",
        "*PO",
        "~90%",
        " 78.2%",
        "legal reasoning. ",
    ):
        assert expected in text
    assert not {"\\", "{", "}", "^", "``"} & set(text)
    assert max(len(record.title) for record in found) == 174


def test_the_toy_catalog_is_read_without_a_problem() -> None:
    reading = read_papers(Source(path.name, path.read_bytes()) for path in TOY)
    assert reading.problems == ()
    assert [(one.label, one.date_line, one.day) for one in reading.listings] == [
        ("Harbour listing, Mar 12", "Mar 12", ""),
        ("Harbour listing, Jun 6", "Jun 6", "2024-06-06"),
    ]


def test_the_order_of_the_files_means_nothing() -> None:
    sources = [Source(path.name, path.read_bytes()) for path in TOY]
    assert read_papers(sources) == read_papers(sources[::-1])


def test_a_listing_that_the_imports_lack_comes_last_and_is_noted() -> None:
    capture = f"Mar 12\n\nA Title\n\n{ABSTRACT}\n".encode()
    sources = [Source(f"papers/{name}.txt", capture) for name in "ab"]
    sources.append(Source("papers/imports.yml", b"imports:\n  - {file: b.txt, label: Second}\n  - file: gone.txt\n"))
    reading = read_papers(sources)
    assert [listing.name for listing in reading.listings] == ["b", "a"]
    assert [(problem.code, problem.severity) for problem in reading.problems] == [
        ("import-missing", Severity.WARNING),
        ("import-unlisted", Severity.NOTE),
    ]


def test_listings_of_one_name_in_two_folders_are_two() -> None:
    capture = f"A Title\n\n{ABSTRACT}\n".encode()
    reading = read_papers([Source("papers/x/list.txt", capture), Source("papers/y/list.txt", capture)])
    assert [listing.name for listing in reading.listings] == ["list", "list-2"]
    assert [record.listing for record in reading.records] == ["list", "list-2"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("imports: x", "imports.yml:1:10"),
        ("- a", "imports.yml:1:1"),
        ("imports:\n  - label: x", "imports.yml:2:5"),
        ("imports:\n  - {file: a.txt, lable: x}", "imports.yml:2:19"),
        ("imports:\n  - {file: a.txt, day: soon}", "imports.yml:2:24"),
        ("imports:\n  - {file: a.txt, address: 'javascript:x'}", "imports.yml:2:28"),
        ("imports:\n  - {file: a.txt, label: [x]}", "imports.yml:2:26"),
        ("imports:\n  - {file: a.txt}\n  - {file: a.txt, day: 2025-03-12}", "imports.yml:3:5"),
    ],
)
def test_a_bad_import_is_told_at_its_place(text: str, place: str) -> None:
    _, found = imports.read(Source("imports.yml", text.encode()))
    assert [(problem.code, str(problem.where)) for problem in found] == [("bad-import", place)]


def test_all_the_edge_cases_are_read(data: Path) -> None:
    items = read("edge.jsonl", (data / "papers" / "edge.jsonl").read_bytes())
    assert len(records(items)) == 359
    assert {problem.code for problem in problems(items)} == {"lost-letters", "unknown-field"}


def test_a_huge_record_is_read_in_linear_time() -> None:
    abstract = r"\emph{tide} $t_1$ -- and ``more'' {" * 100_000
    start = time.process_time()
    [record] = read("huge.jsonl", f'{{"title": "Huge", "abstract": "{abstract}"}}'.replace("\\", "\\\\"))
    assert isinstance(record, Record)
    assert len(record.abstract) > 1_000_000
    assert time.process_time() - start < 10


def test_five_thousand_authors_are_read() -> None:
    names = ", ".join(f'"Person {number}"' for number in range(5000))
    [record] = records(read("crowd.jsonl", f'{{"title": "Crowd", "authors": [{names}]}}'))
    assert len(record.authors) == 5000


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.jsonl", "a.yml", "a"]))
def test_no_bytes_break_a_reader(content: bytes, name: str) -> None:
    for item in read(name, content):
        assert isinstance(item, Record | Listing | Problem)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["title", "abstract", "authors", "date", "year", "venue", "url", "arxiv", "acl", "doi", "id", "keywords"]


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_no_object_breaks_the_record_reader(entry: dict[str, object]) -> None:
    items = read("a.jsonl", json.dumps(entry))
    assert len(problems(items)) <= 1 or len(items) <= 2
    assert all(len(one.arxiv + one.acl + one.doi) < 1000 and ".." not in one.arxiv + one.acl for one in records(items))


@given(st.dictionaries(st.sampled_from([*cards.KEYS, "status"]), JSON))
def test_no_mapping_breaks_the_reader_of_cards(entry: dict[str, object]) -> None:
    """JSON is YAML: each value is one that the field takes, or a problem."""
    items = read("a.yml", json.dumps(entry))
    assert all(one.severity is not Severity.NOTE and one.hint for one in problems(items))
    for record in records(items):
        assert record.title or record.arxiv or record.acl or record.doi
        reasons = [decision.reason for decision in record.decisions]
        assert all(0 < len(reason) <= card_keys.LONGEST_REASON for reason in reasons)


def test_a_card_without_end_is_read_up_to_a_bound() -> None:
    """Each unknown key is compared with all known ones, which takes its time."""
    text = "title: Kites\npin:\n" + "".join(f"  tag-{number}: It is so.\n" for number in range(20_000))
    [problem, record] = read("a.yml", text)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where.line) == ("bad-card", 3 + cards.MOST_KEYS)
    assert isinstance(record, Record)
    assert len(record.decisions) == cards.MOST_KEYS


@given(st.lists(st.text("abc .\n?!", min_size=1, max_size=400), max_size=12))
def test_a_capture_loses_no_paragraph_without_a_word(paragraphs: list[str]) -> None:
    """What is no title and in no abstract stands in the message of a problem, or was a header."""
    items = read("a.txt", "\n\n".join(paragraphs))
    kept = sum(len(one.title) + len(one.abstract) for one in records(items))
    assert kept <= sum(map(len, paragraphs))
    assert [one.rank for one in records(items)] == list(range(1, len(records(items)) + 1))


def test_each_missing_abstract_costs_one_paper_only() -> None:
    """Take away any abstract of the real capture: one problem at that title, all the others as before."""
    path = min(SITE.glob("*.txt"))
    whole = records(read(path.name, path.read_bytes()))
    lines = path.read_text(encoding="utf-8").split("\n")
    for gone in whole:
        left = [line for number, line in enumerate(lines, 1) if number != gone.where.line + 2]
        items = read(path.name, "\n".join(left))
        assert [one.title for one in records(items)] == [one.title for one in whole if one is not gone]
        assert [(one.code, one.where.line) for one in problems(items)] == [("missing-abstract", gone.where.line)]


def test_an_empty_file_is_told_at_its_beginning() -> None:
    assert Location("a.txt") == problems(read("a.txt", b""))[0].where
