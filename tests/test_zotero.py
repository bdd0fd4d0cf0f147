"""What Zotero's connector makes of a paper page, by the rules of its translator “Embedded Metadata”.

The rules are those of its source: the name of an element decides before its property; one of `citation_journal_title`
and `citation_conference_title` decides the type, `z:itemType` goes before both, and `citation_title` alone means an
article in a journal; a name without a comma has its last word for the family name; without a date of publication the
one online is taken; keywords are parted by semicolons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsers import PAPER, watched
from sites import Site, build, make_project, served

FIELDS = {
    "citation_title": "title", "citation_publication_date": "date", "citation_volume": "volume",
    "citation_issue": "issue", "citation_doi": "DOI", "citation_abstract": "abstractNote",
    "citation_conference_title": "conferenceName", "citation_journal_title": "publicationTitle",
    "citation_dissertation_institution": "university", "citation_technical_report_institution": "institution",
    "citation_publisher": "publisher", "citation_isbn": "ISBN", "citation_book_title": "bookTitle",
}  # fmt: skip


@dataclass
class Head(HTMLParser):
    """The elements of a page's head that the translator looks at."""

    page: str
    said: list[tuple[str, str]] = field(default_factory=list)
    canonical: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.page.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is said, and the address."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("name") or given.get("property", "")) and given.get("content"):
            self.said.append((name, given["content"]))
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]

    def all(self, name: str) -> list[str]:
        """Return all values of a name."""
        return [value for one, value in self.said if one == name]

    def first(self, name: str) -> str:
        """Return the first value of a name, or ''."""
        return next(iter(self.all(name)), "")


def item_type(head: Head) -> str:
    if told := head.first("z:itemType"):
        return told
    if head.first("citation_journal_title"):
        return "journalArticle"
    return "conferencePaper" if head.first("citation_conference_title") else "journalArticle"


def creator(name: str) -> tuple[str, str]:
    """Return first and last name."""
    if "," in name:
        last, first, *_ = name.split(", ")
        return first, last
    first, _, last = name.rpartition(" ")
    return first, last


def item(page: str) -> dict[str, object]:
    """Return the item that Zotero saves."""
    head = Head(page)
    found: dict[str, object] = {"itemType": item_type(head), "url": head.canonical}
    found |= {FIELDS[name]: head.first(name) for name in FIELDS if head.first(name)}
    found.setdefault("date", head.first("citation_online_date"))
    found["creators"] = [creator(name) for name in head.all("citation_author")]
    found["editors"] = [creator(name) for name in head.all("citation_editor")]
    found["tags"] = [tag.strip() for one in head.all("citation_keywords") for tag in one.split(";")]
    found["pages"] = "-".join(filter(None, (head.first("citation_firstpage"), head.first("citation_lastpage"))))
    found["pdf"] = head.first("citation_pdf_url")
    return found


TOYS = [
    {"title": "A conference paper", "authors": ["Ada Toy", "Bob van Sample"], "venue": "Toy Conference 2025",
     "date": "2024-12-18", "arxiv": "2412.00001", "doi": "10.99999/toy.1", "abstract": "Of <kites> & “winds”."},
    {"title": "An article", "authors": ["Ada Toy"], "venue": "Journal of Kites 12(3):4-9", "year": 2024},
    {"title": "A preprint", "authors": ["Ada Toy"], "date": "2024-12-18", "arxiv": "2412.00002"},
    {"title": "Hardly anything"},
    {"title": "A thesis", "authors": [{"given": "Nora", "particle": "van der", "family": "Toy", "suffix": "Jr."}],
     "entry_type": "phdthesis", "publisher": "Toy University", "year": 2021},
    {"title": "A book", "authors": [{"literal": "The Toy Team"}, {"given": "Ana", "family": "Toy Sample"}],
     "entry_type": "book", "publisher": "Toy Press", "isbn": "978-3-16-148410-0"},
    {"title": "A chapter", "authors": ["Ada Toy"], "entry_type": "incollection", "booktitle": "Handbook of Toys",
     "venue": "Handbook of Toys"},
    {"title": "An edited book", "editors": ["Ada Toy", {"given": "Nora", "particle": "van", "family": "Toy"}],
     "entry_type": "book", "publisher": "Toy Press"},
    {"title": "A paper in it", "authors": ["Ada Toy"], "editors": ["Bo Sample"], "entry_type": "incollection",
     "booktitle": "Handbook of Toys", "venue": "Handbook of Toys"},
    {"title": "A report", "authors": ["Ada Toy"], "entry_type": "techreport", "publisher": "Institute of Toys"},
]  # fmt: skip


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What Zotero saves of each toy paper, by title."""
    papers = {"papers.jsonl": "".join(json.dumps(toy) + "\n" for toy in TOYS)}
    project = make_project(tmp_path_factory.mktemp("zotero"), papers=papers)
    site = build(project, variables={"SITE_URL": "https://owner.example/repo/"})
    found = [item(site.read(f"{path}index.html")) for path in site.papers()]
    return {str(one["title"]): one for one in found}


def test_a_conference_paper(items: dict[str, dict[str, object]]) -> None:
    saved = items["A conference paper"]
    expected = {
        "itemType": "conferencePaper",
        "conferenceName": "Toy Conference 2025",
        "date": "2025",
        "DOI": "10.99999/toy.1",
        "abstractNote": "Of <kites> & “winds”.",
        "creators": [("Ada", "Toy"), ("Bob van", "Sample")],
        "pdf": "https://arxiv.org/pdf/2412.00001",
        "url": "https://owner.example/repo/papers/a-conference-paper/",
    }
    assert {name: saved[name] for name in expected} == expected


def test_an_article_in_a_journal(items: dict[str, dict[str, object]]) -> None:
    saved = items["An article"]
    expected = {"itemType": "journalArticle", "publicationTitle": "Journal of Kites", "date": "2024"}
    expected |= {"volume": "12", "issue": "3", "pages": "4-9"}
    assert {name: saved[name] for name in expected} == expected


def test_a_preprint_is_no_article_in_a_journal(items: dict[str, dict[str, object]]) -> None:
    saved = items["A preprint"]
    assert (saved["itemType"], saved["date"]) == ("preprint", "2024/12/18")
    assert not {"publicationTitle", "conferenceName"} & set(saved)


def test_what_is_not_known_is_not_saved(items: dict[str, dict[str, object]]) -> None:
    assert {name for name, value in items["Hardly anything"].items() if value} == {"itemType", "url", "title"}


KINDS: dict[str, dict[str, object]] = {
    "A thesis": {"itemType": "thesis", "university": "Toy University", "creators": [("Nora", "van der Toy")]},
    "A book": {"itemType": "book", "publisher": "Toy Press", "ISBN": "978-3-16-148410-0",
               "creators": [("The Toy", "Team"), ("Ana", "Toy Sample")]},
    "A chapter": {"itemType": "bookSection", "bookTitle": "Handbook of Toys"},
    "An edited book": {"itemType": "book", "creators": [], "editors": [("Ada", "Toy"), ("Nora", "van Toy")]},
    "A paper in it": {"itemType": "bookSection", "creators": [("Ada", "Toy")], "editors": [("Bo", "Sample")]},
    "A report": {"itemType": "report", "institution": "Institute of Toys"},
}  # fmt: skip


@pytest.mark.parametrize("title", KINDS)
def test_what_is_no_article_is_not_saved_as_one(items: dict[str, dict[str, object]], title: str) -> None:
    assert {name: items[title].get(name) for name in KINDS[title]} == KINDS[title]


def papers_of(site: Site) -> Iterator[tuple[dict[str, object], str]]:
    for path in site.papers():
        page = site.read(f"{path}index.html")
        yield item(page), page


def test_zotero_and_the_citation_agree_on_every_paper_of_the_catalog(site_at_address: Site) -> None:
    """The type that the page's own BibTeX says, every author, and the year."""
    types = {"inproceedings": "conferencePaper", "article": "journalArticle", "misc": "preprint"}
    for saved, page in papers_of(site_at_address):
        entry = re.search(r'language-bibtex">@(\w+)\{(.+?)\n\}', page, re.DOTALL)
        assert entry
        assert saved["itemType"] == types[entry[1]], saved["title"]
        year = re.search(r"year +?= \{(\d+)\}", entry[2])
        assert str(saved["date"])[:4] == (year[1] if year else "")
        creators = saved["creators"]
        assert isinstance(creators, list)
        authors = re.search(r"author +?= \{(.+)\}", entry[2])
        assert authors
        assert len(creators) == authors[1].count(" and ") + 1
        assert all(last and last in authors[1] for _, last in creators)


def test_the_connector_gets_the_whole_abstract(browser: Browser, site_at_address: Site) -> None:
    """It reads the page as the scripts left it; the head of the file has room for the beginning alone."""
    with served(site_at_address.folder, "/repo/") as address, watched(browser, address) as context:
        page = context.new_page()
        page.goto(address + PAPER)
        page.locator("button.star").first.wait_for()
        abstract = str(item(page.content())["abstractNote"])
    assert abstract.startswith("Despite the significant progress")
    assert abstract.endswith("for future work.")
    assert (
        len(abstract)
        > 1000
        > len(str(item(Path(site_at_address.folder / PAPER / "index.html").read_text())["abstractNote"]))
    )
