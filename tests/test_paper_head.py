"""The head of a paper's page: known fields alone, each escaped where it stands, of whatever type YAML makes them."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest

from generator.paper_head import head

BARE = """\
<meta name="citation_title" property="og:title" content="A title">
<meta property="og:type" content="article">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"ScholarlyArticle","headline":"A title"}\
</script>"""


def said(**meta: Any) -> list[str]:
    """Return what the elements of a paper with these fields say, without the title and the kind of page."""
    found = re.findall(
        '<meta (?:name|property)="([^"]+)".* content="([^"]*)">', head({"title": "A title", **meta}, None)
    )
    return [f"{name} {content}" for name, content in found[1:-1]]


def data(**meta: Any) -> dict[str, Any]:
    """Return what JSON-LD says of a paper with these fields beyond its kind and title."""
    found: dict[str, Any] = json.loads(
        head({"title": "A title", **meta}, None).split('json">')[1].removesuffix("</script>")
    )
    return {name: value for name, value in found.items() if name not in {"@context", "@type", "headline"}}


def test_a_paper_of_which_only_the_title_is_known() -> None:
    assert head({"title": "A title"}, None) == BARE


def test_what_is_there_and_says_nothing_is_left_out() -> None:
    nothing = dict.fromkeys(("authors", "indexed_authors", "tags", "keywords", "description", "url", "venue", "date"))
    assert head({"title": "A title", **nothing}, None) == BARE
    assert "headline" not in head({"title": None}, None)


def test_the_address_stands_below_the_kind_of_page() -> None:
    address = '<meta property="og:url" content="https://example.org/?a&amp;b">'
    assert f'content="article">\n{address}\n<script' in head({"title": "A title"}, "https://example.org/?a&b")


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (
            {"authors": ["A & B", "C"], "indexed_authors": ["B, A"]},
            ["citation_author B, A"],
        ),
        ({"date": "2024-05-03"}, ["citation_publication_date 2024/05/03"]),
        ({"date": datetime.date(2024, 5, 3), "year": 2024, "venue": "arXiv"}, [
            "citation_publication_date 2024", "citation_online_date 2024/05/03",
        ]),
        ({"date": "2024-05-03", "venue": "T"}, ["citation_online_date 2024/05/03", "citation_conference_title T"]),
        ({"venue": "Toys", "journal": "J", "volume": "3", "lastpage": 9}, [
            "citation_journal_title J", "citation_volume 3", "citation_lastpage 9",
        ]),
        ({"venue": "Toys", "volume": "3", "item_type": "bookSection"}, [
            "citation_book_title Toys", "z:itemType bookSection",
        ]),
        ({"item_type": "thesis", "publisher": "U"}, ["z:itemType thesis", "citation_dissertation_institution U"]),
        ({"arxiv": "2405.00001"}, ["z:itemType preprint", "citation_arxiv_id 2405.00001"]),
        ({"tags": ["a", "b"], "keywords": ["c<"]}, ["citation_keywords a; b", "citation_keywords c&lt;"]),
    ],
)  # fmt: skip
def test_what_the_elements_say(meta: dict[str, Any], expected: list[str]) -> None:
    assert said(**meta) == expected


def test_what_json_says() -> None:
    found = data(
        authors=["A", "B"], venue="Toys", date="2024-05-03", doi="10.1/a b", url="https://example.org/", description="D"
    )
    assert found == {
        "author": [{"@type": "Person", "name": "A"}, {"@type": "Person", "name": "B"}],
        "datePublished": "2024-05-03",
        "isPartOf": {"@type": "PublicationIssue", "name": "Toys"},
        "abstract": "D",
        "identifier": "https://doi.org/10.1/a%20b",
        "sameAs": "https://example.org/",
    }


def test_no_title_ends_its_element() -> None:
    made = head({"title": """"></script><b>'&"""}, None)
    assert made.count("<") == made.count(">") == 4
    assert "\\u003c/script\\u003e" in made
