"""What the catalog writes it reads again: papers of any text go out in each format and come back as they were."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from generator import merge
from generator.citation import citation
from generator.exporters import WRITERS
from generator.exporters.taken import Taken
from generator.forms import FORMS
from generator.model import Entry, Paper, Problem, Record, Severity, Source
from generator.readers import read_source
from generator.recording import fields_of
from test_recording import ENTRIES, read

ENDINGS = {form.id: form.ending for form in FORMS}
CITED = ("bibtex", "biblatex", "ris", "csl-json")
TABLE = (
    "title", "authors", "date", "year", "entry_type", "venue", "booktitle", "volume", "number", "pages", "publisher",
    "isbn", "arxiv", "acl", "doi", "url", "pdf", "later_title", "keywords", "categories", "abstract",
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
@given(ENTRIES)
def test_records_say_all_that_is_known(entry: dict[str, Any]) -> None:
    if paper := any_paper(entry):
        assert fields_of(came_back("jsonl", paper)) == fields_of(paper)


@settings(max_examples=150)
@given(ENTRIES)
def test_a_table_says_what_its_columns_hold(entry: dict[str, Any]) -> None:
    if paper := any_paper(entry):
        again = came_back("csv", paper)
        assert {name: getattr(again, name) for name in TABLE} == {name: getattr(paper, name) for name in TABLE}


LETTERS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=2, max_size=8).map(str.title)
GIVEN = st.lists(LETTERS, min_size=1, max_size=2).map(" ".join)
PEOPLE = st.one_of(
    st.builds(Name, given=GIVEN, family=LETTERS),
    st.builds(Name, given=GIVEN, particle=st.sampled_from(["van", "de la"]), family=LETTERS),
    st.builds(Name, given=GIVEN, family=LETTERS, suffix=st.sampled_from(["Jr.", "III"])),
    st.builds(Name, literal=st.sampled_from(["The Toy Team", "Toy University"])),
)
NAMED = st.lists(PEOPLE, max_size=3).map(lambda names: {"names": tuple(names), "authors": tuple(map(str, names))})
KIND = st.sampled_from(
    ["article", "inproceedings", "book", "incollection", "phdthesis", "mastersthesis", "techreport", ""]
)


def reread(text: str) -> str:
    """Return a text as the readers of formats have it that know no TeX, but are written by people who do."""
    return plain(untagged(text))


def as_cited(paper: Paper, form: str) -> dict[str, object]:
    """Return what a format can say of a paper, as far as it is cited."""
    cited = citation(paper, "toy2024kite")
    spoken = reread if form in ("ris", "csl-json") else str
    told = {
        name: spoken(getattr(cited, name).replace("\t", ""))
        for name in ("title", "place", "volume", "number", "pages", "publisher")
    }
    people = [str(name) for name in paper.names] if paper.names else list(paper.authors)
    kept = {name: getattr(cited, name) for name in ("kind", "year", "doi", "url", "arxiv", "isbn")}
    return told | kept | {"authors": people, "date": cited.date if form != "bibtex" else ""}


@pytest.mark.parametrize("form", [form for form in CITED if form not in ("bibtex", "biblatex")])
@settings(max_examples=150)
@given(entry=ENTRIES, people=NAMED, kind=KIND)
def test_what_is_cited_is_cited_again(form: str, entry: dict[str, Any], people: dict[str, Any], kind: str) -> None:
    record = read(
        {**entry, "isbn": "", "id": "", "authors": [], "abstract": ""} | ({"entry_type": kind} if kind else {})
    )
    if not record:
        return
    paper = paper_of(replace(record, **people, standing=None))
    assert as_cited(came_back(form, paper), form) == as_cited(paper, form)
