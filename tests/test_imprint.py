"""How a paper came out, as its page says it."""

from __future__ import annotations

from typing import Any

import pytest

from generator.imprint import imprint, indexed
from generator.model import Name, Paper

SAID: dict[str, tuple[dict[str, Any], str, tuple[str, ...]]] = {
    "thesis": ({"entry_type": "phdthesis", "publisher": "Toy University"}, "PhD thesis", ("Toy University",)),
    "report": ({"entry_type": "techreport", "number": "TR-7"}, "Technical report TR-7", ()),
    "book": (
        {"entry_type": "book", "volume": "3", "publisher": "Toy Press", "isbn": "978-3-16-148410-0"},
        "Book", ("3", "Toy Press", "ISBN 978-3-16-148410-0"),
    ),
    "article": (
        {"entry_type": "article", "venue": "Journal of Toys", "volume": "12", "number": "3", "pages": "4-9"},
        "", ("12(3)", "pages 4–9"),
    ),
    "one page": ({"entry_type": "article", "venue": "Journal of Toys", "pages": "7"}, "", ("page 7",)),
    "school as venue": ({"entry_type": "phdthesis", "venue": "Toy University"}, "PhD thesis", ()),
    "preprint": ({"arxiv": "2401.00001", "publisher": "arXiv", "entry_type": "misc"}, "", ()),
    "nothing": ({"venue": "Toy Conference 2024"}, "", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_it_is_and_where(name: str) -> None:
    fields, what, beside = SAID[name]
    assert imprint(Paper("title:kites", title="Kites", **fields)) == (what, beside)


def test_a_name_is_told_in_parts_where_its_last_word_is_not_the_family_name() -> None:
    plain, jr = Name(given="Ada", family="Toy"), Name(given="Bo", particle="van", family="Toy", suffix="Jr.")
    assert indexed((plain,)) == []
    assert indexed((plain, jr, Name(literal="The Toy Team"))) == [
        "Toy, Ada", "van Toy, Bo, Jr.", "The Toy Team",
    ]  # fmt: skip
