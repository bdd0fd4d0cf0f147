"""Links to code, data, slides and the like in fields that the catalog has no place for."""

from __future__ import annotations

import json

import pytest

from generator import beside
from generator.build import build
from generator.model import Paper, Record, Settings, Source
from generator.readers import read_source


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("code", "Code"), ("Code", "Code"), ("code_url", "Code"), ("url_code", "Code"), ("GitHub link", "Code"),
        ("project-page", "Project page"), ("website", "Project page"), ("url_slides", "Slides"), ("codes of law", ""),
        ("url", ""), ("biburl", ""), ("", ""), ("x" * 10_000, ""),
    ],
)  # fmt: skip
def test_names_of_fields_that_hold_links(field: str, label: str) -> None:
    assert beside.label_of(field) == label


def test_code_is_what_the_abstract_and_the_fields_name_each_once() -> None:
    extra = (
        ("code", "https://git.toys.example/a https://github.com/toys/b"), ("dataset", "https://toys.example/data"),
        ("github", "https://github.com/toys/b"), ("video", "https://toys.example/v"),
    )  # fmt: skip
    paper = Paper("title:x", title="Kites", abstract="See https://github.com/toys/c.", extra=extra)
    assert beside.code(paper) == [
        "https://github.com/toys/c",
        "https://git.toys.example/a",
        "https://github.com/toys/b",
    ]
    assert [label for label, _ in beside.linked(paper)] == ["Code", "Code", "Code", "Data", "Video"]
    assert beside.code(Paper("title:y", title="Kites")) == []


def test_a_field_that_is_shown_is_not_told_as_unknown() -> None:
    line = {
        "title": "Kites",
        "code": "https://toys.example/code",
        "slides": "on request",
        "mood": "https://toys.example/",
    }
    items = list(read_source(Source("toys.jsonl", json.dumps(line).encode())))
    [record] = [one for one in items if isinstance(one, Record)]
    assert [name for name, _ in record.extra] == ["code", "mood", "slides"]
    told = " ".join(one.message for one in items if not isinstance(one, Record) and hasattr(one, "message"))
    assert ["'code'" in told, "'slides'" in told, "'mood'" in told] == [False, True, True]


def test_a_link_of_a_source_makes_a_paper_one_with_code() -> None:
    lines = b'{"title": "Kites", "code": "https://toys.example/code"}\n{"title": "Boats"}\n'
    made = build([Source("toys.jsonl", lines)], [], Settings())
    pages = {page.path: page.make().markdown for page in made.pages}
    assert "[Code](https://toys.example/code)" in pages["papers/kites.md"]
    assert "[Code](https://toys.example/code)" in pages["papers/index.md"]
    assert "Code" not in pages["papers/boats.md"]


def test_a_link_has_one_name_on_the_page_and_in_rows() -> None:
    extra = (("data", "https://huggingface.co/datasets/toys/kites"), ("code", "https://hf.co/toys/kites"))
    paper = Paper("title:x", title="Kites", extra=extra)
    assert beside.linked(paper) == [("Models", extra[1][1]), ("Data", extra[0][1])]
    assert [(beside.link_name(url), url) for url in beside.code(paper)] == beside.linked(paper)
