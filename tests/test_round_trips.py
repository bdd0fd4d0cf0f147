"""What the catalog writes it reads again: papers of any text go out in each format and come back as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from generator import merge
from generator.citation import IN_A_VOLUME, citation, year_of
from generator.cli.project import opened, tag_all
from generator.exporters import WRITERS
from generator.exporters.taken import Taken
from generator.forms import FORMS
from generator.model import Catalog, Entry, Location, Name, Origin, Paper, Problem, Record, Severity, Source
from generator.people import OTHERS, is_group
from generator.readers import read_source
from generator.recording import fields_of
from generator.text import plain
from generator.untagged import untagged
from small import project, rules, run
from test_recording import ENTRIES, WITH_EDITORS, read

ENDINGS = {form.id: form.ending for form in FORMS}
CITED = ("bibtex", "biblatex", "ris", "csl-json")
TABLE = (
    "title", "authors", "et_al", "edited", "date", "year", "entry_type", "venue", "booktitle", "volume", "number",
    "pages", "publisher", "isbn", "arxiv", "acl", "doi", "url", "pdf", "later_title", "keywords", "categories",
    "abstract",
)  # fmt: skip


def paper_of(record: Record) -> Paper:
    (paper,), _ = merge.merge([record])
    return paper


def written(form: str, paper: Paper, key: str = "toy2024kite") -> bytes:
    """Return the file of one paper."""
    entry, whole = WRITERS[form]
    taken = Taken(Entry(paper, "a-toy", key), citation(paper, key), "papers/a-toy/", "", paper.abstract, "own key")
    return "".join(whole([entry(taken)])).encode()


def came_back(form: str, paper: Paper) -> Paper:
    """Return what the reader of the format, whichever is found, makes of the file."""
    items = list(read_source(Source(f"site_src/papers/papers.{ENDINGS[form]}", written(form, paper))))
    assert [one for one in items if isinstance(one, Problem) and one.severity is Severity.ERROR] == []
    [record] = [one for one in items if isinstance(one, Record)]
    return paper_of(record)


def any_paper(entry: dict[str, Any]) -> Paper | None:
    record = read(entry)
    return paper_of(record) if record else None


@settings(max_examples=150)
@given(WITH_EDITORS)
def test_records_say_all_that_is_known(entry: dict[str, Any]) -> None:
    if paper := any_paper(entry):
        assert fields_of(came_back("jsonl", paper)) == fields_of(paper)


@settings(max_examples=150)
@given(WITH_EDITORS)
def test_a_table_says_what_its_columns_hold(entry: dict[str, Any]) -> None:
    if paper := any_paper(entry):
        again = came_back("csv", paper)
        assert {name: getattr(again, name) for name in TABLE} == {name: getattr(paper, name) for name in TABLE}
        assert list(map(str, again.editors)) == list(map(str, paper.editors))


ORCIDS = st.sampled_from(["", "0000-0002-1825-0097", "0000-0001-5109-3700"])
GROUPS = [
    "The Toy Team",
    "Toy University",
    "Team 5",
    "Toy X",
    "Toy X.",
    "Toys, and Friends",
    "OpenToys",
    "A; B",
    "王小明",
]
LETTERS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=2, max_size=8).map(str.title)
GIVEN = st.lists(LETTERS, min_size=1, max_size=2).map(" ".join)
WORDS = st.lists(GIVEN, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from([", ", "; ", " "]).map(lambda sign: sign.join(words))
)
FAMILY = st.one_of(LETTERS, LETTERS.map(lambda name: f"de {name}"), LETTERS.map(lambda name: f"Toy and {name}"))
PARTICLES = st.sampled_from(["", "van", "de la"])
SUFFIXES = st.sampled_from(["", "Jr.", "III"])
PEOPLE = st.one_of(
    st.builds(Name, given=GIVEN, particle=PARTICLES, family=FAMILY, suffix=SUFFIXES),
    st.builds(Name, given=st.sampled_from(["", "N.", "X"]), family=st.sampled_from(["Toy", "Öz Sample", "Team 5"])),
    st.builds(Name, literal=st.sampled_from(GROUPS)),
)
NAMES = st.lists(PEOPLE, max_size=3).map(tuple)
NAMED = NAMES.map(lambda names: {"names": names, "authors": tuple(map(str, names))})
IDENTIFIED = st.lists(st.builds(lambda name, orcid: replace(name, orcid=orcid), PEOPLE, ORCIDS), max_size=3).map(tuple)
KIND = st.sampled_from(
    ["article", "inproceedings", "book", "incollection", "phdthesis", "mastersthesis", "techreport", ""]
)


NOTHING = ("-", "--", "#")


def reread(text: str) -> str:
    """Return a text as the readers of formats have it that know no TeX, but are written by people who do."""
    return plain(untagged(text))


def is_place(paper: Paper) -> bool:
    """Whether the place is one wherever it is read: no later title, preprint, only year, or sign that there is none."""
    place = paper.booktitle or citation(paper, "x").place
    is_else = re.search(r" as \"|arxiv|corr\b|^ [-?#]{1,2}$", f" {place}", re.IGNORECASE)
    return not is_else and bool(paper.year or not re.search(r"(?:19|20)\d\d", paper.booktitle))


def as_cited(paper: Paper, form: str = "") -> dict[str, object]:
    """Return what a format can say of a paper, as far as it is cited."""
    cited = citation(paper, "toy2024kite")
    spoken = reread if form in ("ris", "csl-json") else str
    told = {
        name: spoken(getattr(cited, name).replace("\t", ""))
        for name in ("title", "place", "volume", "number", "pages", "publisher")
    }
    if form == "csl-json":  # where people write some signs who have nothing to write
        told = {name: "" if text in NOTHING and name != "title" else text for name, text in told.items()}
    kept = {name: getattr(cited, name) for name in ("year", "doi", "arxiv", "isbn")}
    if cited.kind not in IN_A_VOLUME:
        del told["place"]
    if cited.kind == "misc":
        del told["publisher"]
    return told | kept | {"authors": paper.authors}


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=100)
@given(entry=ENTRIES, people=NAMED, kind=KIND)
@example(entry={"title": "Kites", "booktitle": "arXiv"}, people={}, kind="article")
def test_what_is_cited_is_cited_again(form: str, entry: dict[str, Any], people: dict[str, Any], kind: str) -> None:
    record = read(
        {**entry, "isbn": "", "id": "", "authors": [], "abstract": ""} | ({"entry_type": kind} if kind else {})
    )
    if not record:
        return
    paper = paper_of(replace(record, **people, standing=None))
    assume(reread(paper.title))
    assume(paper.venue.lower() not in ("false", "none", "unknown"))  # nothing, where others write it
    assume(paper.year or paper.venue or "20" not in paper.booktitle)  # a place is read as a venue, which names a year
    assume(is_place(paper))
    assert as_cited(came_back(form, paper)) == as_cited(paper, form)


def some_people(names: list[Name], others: bool) -> tuple[Name, ...]:
    return (*names, OTHERS) if names and others else tuple(names)


CROWD = st.builds(some_people, st.lists(PEOPLE, max_size=3), st.booleans())
KINDS_TO_EDIT = st.sampled_from(["article", "inproceedings", "book", "incollection", "proceedings", "techreport"])


@pytest.mark.parametrize("form", [*CITED, "csv", "jsonl"])
@settings(max_examples=100)
@given(written=CROWD, editors=CROWD, kind=KINDS_TO_EDIT)
def test_people_come_back(form: str, written: tuple[Name, ...], editors: tuple[Name, ...], kind: str) -> None:
    """Authors and editors, which of them a work has, and whether there are more than are named."""
    authors, et_al = written[: written.index(OTHERS)] if OTHERS in written else written, OTHERS in written
    paper = paper_of(
        Record(
            Location("a"), Origin.BIBLIOGRAPHY, title="Toys", entry_type=kind, venue="Toy Letters", year=2024,
            authors=tuple(map(str, authors)), names=authors, et_al=et_al, editors=editors,
        )
    )  # fmt: skip
    again = came_back(form, paper)
    assert (again.authors, again.et_al, again.edited) == (paper.authors, paper.et_al, paper.edited)
    assert list(map(str, again.editors)) == list(map(str, editors))
    assert paper.edited == (not authors and bool(editors) and kind in ("book", "proceedings", "techreport"))


def of_people(names: tuple[Name, ...]) -> Paper:
    record = read({"title": "A toy", "doi": "10.1000/toy"})
    assert record
    return paper_of(replace(record, names=names, authors=tuple(map(str, names))))


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=100)
@given(names=NAMES)
def test_people_come_back_from_a_citation(form: str, names: tuple[Name, ...]) -> None:
    """Persons with a given name in their parts, but that RIS does not hold a family name together; groups whole."""
    paper = of_people(tuple(name for name in names if name.literal or not is_group(str(name))))
    again = came_back(form, paper)
    assert again.authors == paper.authors
    persons = [at for at, name in enumerate(paper.names) if name.given or name.literal]
    if form != "ris":
        assert [again.names[at] for at in persons] == [paper.names[at] for at in persons]


@settings(max_examples=150)
@given(names=IDENTIFIED)
def test_people_come_back_from_a_table_with_all_that_is_known_of_them(names: tuple[Name, ...]) -> None:
    paper = of_people(names)
    again = came_back("csv", paper)
    assert (again.names, again.authors) == (paper.names, paper.authors)


def test_a_table_does_not_take_names_apart_that_nobody_has_taken_apart() -> None:
    record = read({"title": "A toy", "authors": ["Ada Toy", "Toy X", "Team 5", "Toy, Bo", "A; B"]})
    assert record
    again = came_back("csv", paper_of(record))
    assert (again.names, again.authors) == ((), record.authors)


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=50)
@given(words=st.lists(WORDS, max_size=4, unique_by=str.lower))
def test_keywords_come_back(form: str, words: list[str]) -> None:
    record = read({"title": "A toy", "keywords": words, "doi": "10.1000/toy"})
    assert record
    assert came_back(form, paper_of(record)).keywords == record.keywords


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=50)
@given(paragraphs=st.lists(st.one_of(GIVEN, st.just("ER  - A toy")), max_size=4))
def test_paragraphs_come_back(form: str, paragraphs: list[str]) -> None:
    record = read({"title": "A toy", "abstract": "\n\n".join(paragraphs), "doi": "10.1000/toy"})
    assert record
    abstract = record.abstract.replace("\n\nER", " ER") if form == "ris" else record.abstract
    assert came_back(form, paper_of(record)).abstract == abstract


def catalog_of(folder: Path) -> Catalog:
    here = opened(folder)
    return tag_all(here.papers, here).catalog


def told(catalog: Catalog) -> dict[str, object]:
    """Return what readers see of each paper, by its address."""
    return {
        entry.slug: (
            entry.paper.identity, entry.key, [one.tag for one in entry.taggings], fields_of(settled(entry.paper)),
        )
        for entry in catalog.papers
    }  # fmt: skip


def settled(paper: Paper) -> Paper:
    """Return a paper without what only says where things stand."""
    return replace(paper, seen=(), provenance={}, disagreements=(), files=())


def new_project(folder: Path, rule_files: Iterable[Path], lines: bytes) -> Path:
    files: dict[str, str | bytes] = {f"rules/{path.name}": path.read_bytes() for path in rule_files}
    return project(folder, {**files, "papers/everything.jsonl": lines})


def test_the_catalog_alone_in_a_new_project_is_the_same_catalog(tmp_path: Path) -> None:
    """Papers, addresses, tags, keys to cite by, and the fields of each."""
    exported = run(ROOT, "export", "--format", "jsonl")
    again = new_project(tmp_path, (ROOT / "site_src" / "rules").glob("*.yml"), exported.stdout_bytes)
    assert told(catalog_of(again)) == told(catalog_of(ROOT))
    assert run(again, "check").exit_code == 0


def test_what_people_decided_and_what_became_of_papers_comes_along(tmp_path: Path) -> None:
    kites = rules(kites="any: [kite]\nexamples: {match: [kite], skip: [sea]}")
    lines = [{"title": f"Toy {number}", "abstract": "A kite."} for number in range(3)]
    cards = {
        "papers/a.yml": "title: Toy 0\nstatus: superseded\nsuperseded_by: Toy 1\nban:\n  kites: It is no toy at all.\n",
        "papers/b.yml": "title: Toy 1\nformer: [old-toy]\nvenue: ToyConf 2024\nauthors: [Nora Toy]\n",
        "papers/c.yml": "title: Toy 2\nstatus: retracted\nstatus_date: 2024-05\nnotice: https://toys.example/notice\n",
    }
    papers = "".join(json.dumps(line) + "\n" for line in lines)
    first = project(tmp_path / "first", {"papers/toys.jsonl": papers, "rules/toys.yml": kites, **cards})
    exported = run(first, "export", "--format", "jsonl").stdout_bytes
    again = new_project(tmp_path / "second", (first / "site_src" / "rules").glob("*.yml"), exported)
    assert told(catalog_of(again)) == told(catalog_of(first))
    assert run(again, "export", "--format", "jsonl").exit_code == 0
    assert [entry.paper.status for entry in catalog_of(again).papers].count("") == 1


@pytest.mark.parametrize("form", [*CITED, "csv", "jsonl"])
def test_the_catalog_s_own_papers_come_back_from_every_format(form: str) -> None:
    """Each with its title, its authors, its year and its identifiers."""
    before = {entry.paper.title: entry.paper for entry in catalog_of(ROOT).papers}
    data = run(ROOT, "export", "--format", form).stdout_bytes
    items = list(read_source(Source(f"site_src/papers/papers.{ENDINGS[form]}", data)))
    records = [one for one in items if isinstance(one, Record)]
    assert len(records) == len(before)
    for record in records:
        paper = next(one for one in before.values() if record.title in (*one.titles, one.later_title))
        assert record.authors == paper.authors
        assert (record.arxiv, record.acl, record.doi) == (paper.arxiv, paper.acl, paper.doi)
        assert str(record.year or record.date[:4]) == year_of(paper)
