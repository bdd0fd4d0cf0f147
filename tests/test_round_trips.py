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
