"""What other sites answer: arXiv, OpenAlex, Semantic Scholar, Hugging Face, the ACL Anthology."""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from arxiv_answers import compared
from generator.model import Location, Problem, Record, Severity, Source
from generator.readers import packed, read_papers, read_source
from generator.readers.doubled import as_object
from generator.readers.openalex import MOST_WORDS, abstract
from generator.readers.withdrawn import standing

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>arxiv.org</title>\n'


def read(name: str, data: bytes | str) -> tuple[list[Record], list[Problem]]:
    items = list(read_source(Source(name, data if isinstance(data, bytes) else data.encode())))
    return [one for one in items if isinstance(one, Record)], [one for one in items if isinstance(one, Problem)]


def test_arxiv_s_answers_are_read_as_feedparser_reads_them(data: Path) -> None:
    """All fields of all entries of the real answers."""
    pairs = list(compared(data / "import" / "arxiv_atom"))
    assert [pair for pair in pairs if pair[2] != pair[3]] == []
    assert Counter(field for _, field, _, _ in pairs)["title"] == 221


@pytest.mark.parametrize(
    "text",
    [
        "This paper has been withdrawn by the author due to a crucial sign error in equation 1. We show that toys …",
        "This paper has been withdrawn.",
        "Withdrawn by arXiv administrators due to content of others.",
        "arXiv admin note: This submission has been withdrawn by arXiv administrators",
        "The author has withdrawn this submission.",
        "The paper in its present form has been withdrawn.",
        'This paper ("Toys", which can be found at arXiv:2401.00001) has been withdrawn by the author',
        "- Paper withdrawn by the author - Toys are …",
        "The article is withdrawn since we decided to divide it.",
        "Withdrawn",
    ],
)
def test_a_statement_of_withdrawal_is_one(text: str) -> None:
    assert standing(Location("a"), "", text)


@pytest.mark.parametrize(
    "text",
    [
        "When a solid plate is withdrawn from a liquid bath, a line is formed.",
        "This paper is withdrawn from no conference.",
        "We study papers that have been withdrawn. This paper has been withdrawn by nobody.",
        "12 pages, withdrawn from the workshop",
        "Withdrawn behaviour of toys",
        "This paper studies withdrawn toys.",
        "",
    ],
)
def test_what_only_mentions_a_withdrawal_is_none(text: str) -> None:
    assert standing(Location("a"), text) is None


def test_the_words_of_an_abstract_are_bounded() -> None:
    """A place of a word far behind is a mistake, or meant to fill the memory."""
    assert (
        abstract({"b": [1], "a": [0, 2], "far": [10**12, MOST_WORDS], "odd": ["x", -1, None, True], "none": 3})
        == "a b a"
    )
    assert abstract(["no object"]) == ""


def test_a_broken_item_costs_no_other() -> None:
    items = [json.dumps({"paperId": str(number), "title": f"Toy {number}", "authors": []}) for number in range(4)]
    items[1] = items[1][:-3]
    for joined in ("[" + ",\n".join(items) + "]", "[\n  " + ",\n  ".join(items) + "\n]", "\n".join(items)):
        found, problems = read("papers.json", joined)
        assert [record.title for record in found] == ["Toy 0", "Toy 2", "Toy 3"]
        assert [problem.code for problem in problems] == ["bad-json-entry"]


def test_a_list_that_was_cut_off_gives_the_items_before() -> None:
    whole = json.dumps([{"paperId": str(number), "title": f"Toy {number}"} for number in range(3)])
    for end in range(whole.index('"Toy 1"') + 8, whole.index('"Toy 2"')):
        found, problems = read("papers.json", whole[:end])
        assert [record.title for record in found] == ["Toy 0", "Toy 1"][: len(found)]
        assert found
        assert len(problems) == 1


def test_places_of_items_are_those_of_the_file() -> None:
    text = '\n[ {"paperId": "1", "title": "A"},\n\n   {"paperId": "2",\n    "title": "B"} ]'
    found, _ = read("papers.json", text)
    assert [(one.where.line, one.where.column) for one in found] == [(2, 3), (4, 4)]


def atom(entry: str) -> str:
    return f"{ATOM}<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>{entry}</title></entry>\n</feed>"


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
BOMBS: dict[str, Callable[[], bytes | str]] = {
    "brackets": lambda: "[" * 1_000_000,
    "objects in each other": lambda: '{"a":' * 1_000_000,
    "objects in a list": lambda: "[" + '{"paperId":"1","a":' * 300_000,
    "a number without end": lambda: '{"title": "x", "year": ' + "9" * 5_000_000 + "}",
    "a number too large": lambda: '{"title": "x", "year": 1e400}',
    "quotes without end": lambda: '[{"a":"' + '\\"' * 3_000_000,
    "a line of 100 MB": lambda: b'{"title": "x", "note": "' + b"x" * 100_000_000 + b'"}',
    "lines of brackets": lambda: '{"title":"a"}\n' + '{"a":[\n' * 50_000,
    "items that are none": lambda: '[{"title": "x"}' + ",1" * 50_000 + "]",
    "elements in each other": lambda: atom("x" + "<b>" * 100_000 + "</b>" * 100_000),
    "elements without end": lambda: ATOM + "<entry>" + "<b>" * 300_000,
    "broken entries": lambda: ATOM + "<entry><title>a & b</title></entry>\n" * 50_000,
    "attributes": lambda: ATOM + "<entry " + "a='b' " * 200_000 + "/>",
    "billion laughs": lambda: f'<!DOCTYPE feed [<!ENTITY a0 "ha">{LAUGHS}]>' + atom("&a9;"),
    "a file of others": lambda: '<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + atom("&a;"),
    "a DTD of others": lambda: '<!DOCTYPE feed SYSTEM "http://toys.example.org/a.dtd">' + atom("A toy"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_told_or_read_in_a_moment(bomb: str) -> None:
    data = BOMBS[bomb]()
    started = time.process_time()
    found, problems = read("papers.unknown", data)
    assert time.process_time() - started < 5
    assert found or problems
    assert not any("root:" in record.title or "haha" in record.title for record in found)


def test_a_gzip_bomb_is_stopped_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_UNPACKED", 50 << 20)
    bomb = gzip.compress(bytes(60 << 20), 9)
    started = time.process_time()
    found, (problem,) = read("papers.bib.gz", bomb)
    assert time.process_time() - started < 3
    assert (found, problem.code, problem.severity) == ([], "packed-file", Severity.ERROR)


def test_members_of_a_gzip_file_are_one_file() -> None:
    """As `cat a.gz b.gz` makes it."""
    parts = [gzip.compress(f'{{"title": "Toy {number}"}}\n'.encode(), mtime=0) for number in range(3)]
    found, problems = read("toys.jsonl.gz", b"".join(parts))
    assert ([record.title for record in found], problems) == (["Toy 0", "Toy 1", "Toy 2"], [])
    assert {record.where.file for record in found} == {"toys.jsonl.gz"}


def test_places_behind_a_broken_entry_are_those_of_the_file() -> None:
    text = f"{ATOM}  <entry><title>a & b</title></entry> <entry>\n<title>B</title></entry><entry><title>c & d</title>"
    (found,), problems = read("papers.xml", text)
    assert (found.where.line, found.where.column) == (2, text.index("<entry>\n") - len(ATOM) + 1)
    assert [(one.where.line, one.where.column) for one in problems] == [(2, 20), (3, 42)]


def test_a_folder_of_pdfs_is_told_once() -> None:
    reading = read_papers([Source(f"papers/{number}.pdf", b"%PDF-1.7") for number in range(50)])
    assert [problem.where.file for problem in reading.problems] == ["papers/0.pdf"]
    assert "49 more files" in reading.problems[0].message


def test_daily_papers_need_no_votes_and_another_list_is_none() -> None:
    paper = {"id": "2401.00001", "title": "A toy", "summary": "We count.", "authors": [{"name": "Ada Example"}]}
    items = list(read_source(Source("papers.json", json.dumps([{"paper": paper, "title": "A toy"}]).encode())))
    assert [type(item).__name__ for item in items] == ["Listing", "Record"]
    other = {"id": "2401.00001", "title": "A toy", "summary": "We count.", "paper": "https://toys.example.org/a.pdf"}
    items = list(read_source(Source("papers.json", json.dumps([other]).encode())))
    assert [type(item).__name__ for item in items] == ["Record"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_what_a_later_value_of_a_key_hides_is_kept(name: str) -> None:
    """The last counts, as in every program that reads JSON."""
    data = b'{"title":"Kites","title":"Boats","title":"Boats","authors":["Ada Example"],"authors":["Nora Toy"]}'
    [record], _ = read(name, data if name == "a.jsonl" else b"[" + data + b"]")
    assert (record.title, record.authors) == ("Boats", ("Nora Toy",))
    assert dict(record.extra) == {"title, before": '["Kites"]', "authors, before": '[["Ada Example"]]'}


def test_a_key_that_is_there_thousands_of_times_is_no_hang() -> None:
    pairs = [("title", f"Kites {number}") for number in range(200_000)]
    began = time.monotonic()
    assert as_object(pairs)["title"] == "Kites 199999"
    assert time.monotonic() - began < 5


def test_front_matter_that_is_too_deep_is_told_in_a_reader_s_words() -> None:
    [record], problems = read("a.md", f'+++\ntitle = "Kites"\nx = {"[" * 50_000}\n+++\nText.\n')
    assert record.title == "Kites"
    assert [one.message for one in problems if one.code == "bad-front-matter"] == ["brackets too deep"]


@pytest.mark.parametrize(
    ("written", "doi", "kept"),
    [
        ("10.1000/a 10.1000/b", "10.1000/a", True),
        ("10.1000/a; 10.1000/b", "10.1000/a", True),
        ("10.1000/a and more", "10.1000/a", True),
        ("DOI: 10.1000/a", "10.1000/a", False),
        ("doi:10.1000/a https://doi.org/10.1000/A", "10.1000/a", False),
        ("https://doi.org/10.1000/a", "10.1000/a", False),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.ris", "a.bib"])
def test_what_a_field_of_an_identifier_says_beyond_it_is_kept(name: str, written: str, doi: str, kept: bool) -> None:
    entry = {
        "a.jsonl": json.dumps({"title": "Kites", "doi": written}),
        "a.csv": f'title,doi,year\nKites,"{written}",2024\n',
        "a.ris": f"TY  - JOUR\nTI  - Kites\nDO  - {written}\nER  - \n",
        "a.bib": f"@article{{a, title = {{Kites}}, doi = {{{written}}}}}\n",
    }[name]
    [record], _ = read(name, entry)
    assert (record.doi, dict(record.extra)) == (doi, {"doi": written} if kept else {})


def test_the_first_of_two_numbers_of_arxiv_counts() -> None:
    [record], _ = read("a.jsonl", '{"title": "Kites", "arxiv": "2401.00001, 2401.00002"}\n')
    assert (record.arxiv, dict(record.extra)) == ("2401.00001", {"arxiv": "2401.00001, 2401.00002"})


@pytest.mark.parametrize("eprint", ["2401.00001 [cs.CL]", "arXiv:2401.00001v2 [cs.CL]", "arXiv 2401.00001 [cs.CL]"])
def test_an_eprint_may_have_its_class_behind_it(eprint: str) -> None:
    [record], _ = read("a.bib", f"@misc{{a, title = {{Kites}}, eprint = {{{eprint}}}}}\n")
    assert (record.arxiv, record.categories, record.extra) == ("2401.00001", ("cs.CL",), ())


def test_elements_of_atom_that_have_no_place_are_kept() -> None:
    entry = (
        "<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>Kites</title><doi>10.1000/a</doi><doi>10.1000/b</doi>"
        "<rights>free</rights><contributor><name>Bo Example</name></contributor><seal kind='wax'/></entry>"
    )
    [record], _ = read("a.xml", f"{ATOM}{entry}</feed>")
    kept = {"doi (more)": "10.1000/b", "rights": "free", "contributor": "Bo Example", "seal": "wax"}
    assert (record.doi, dict(record.extra)) == ("10.1000/a", kept)


def test_what_the_anthology_says_of_authors_and_editors_is_kept() -> None:
    paper = (
        '<paper id="1"><title>Kites</title><author orcid="0000-0002-1825-0097"><first>Ada</first><last>Example</last>'
        "<affiliation>Toy University</affiliation></author><editor><first>Bo</first><last>Example</last></editor>"
        "</paper>"
    )
    [record], _ = read("a.xml", f'<collection id="2024.toy"><volume id="1">{paper}</volume></collection>')
    assert [name.orcid for name in record.names] == ["0000-0002-1825-0097"]
    assert dict(record.extra) == {"affiliation": "Toy University", "editor": "Bo Example"}


def test_lists_and_affiliations_of_crossref_are_kept() -> None:
    people = [{"family": "Example", "given": "Ada", "affiliation": [{"name": "Toy University"}, {"id": 1}]}]
    item = {
        "title": ["Kites", "Drachen"], "type": "article-journal", "container-title": ["Toys", "T."], "author": people,
        "ISSN": ["1234-5678", "8765-4321"],
    }  # fmt: skip
    [record], _ = read("a.json", json.dumps([item]))
    kept = dict(record.extra)
    assert (record.title, record.venue) == ("Kites", "Toys")
    assert kept == {
        "affiliation": "Toy University", "title (more)": "Drachen", "container-title (more)": "T.",
        "ISSN": "1234-5678, 8765-4321",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        (
            {"id": "2401.00001", "submitter": "B", "authors_parsed": [["Example", "Ada", "", "Toy University"]]},
            {"affiliation": "Toy University", "submitter": "B"},
        ),
        (
            {
                "paperId": "a", "authors": [{"name": "Ada Example", "affiliations": ["Toy University"]}],
                "venue": "TOYS", "journal": {"name": "Toys"}, "publicationVenue": {"name": "Journal of Toys"},
            },
            {"affiliation": "Toy University", "venue (more)": "Journal of Toys; Toys"},
        ),
        (
            {
                "id": "https://openalex.org/W1",
                "authorships": [
                    {"author": {"display_name": "Ada Example"}, "raw_affiliation_strings": ["Toy University"]}
                ],
            },
            {"affiliation": "Toy University"},
        ),
    ],
    ids=["arXiv", "Semantic Scholar", "OpenAlex"],
)  # fmt: skip
def test_where_authors_work_and_other_names_of_a_venue_are_kept(entry: dict[str, object], kept: dict[str, str]) -> None:
    [record], _ = read("a.json", json.dumps({**entry, "title": "Kites", "abstract": "They fly."}))
    assert record.authors == ("Ada Example",)
    assert dict(record.extra) == kept


def test_a_day_of_ris_that_is_none_is_kept() -> None:
    [record], _ = read("a.ris", "TY  - JOUR\nTI  - Kites\nPY  - 2024\nDA  - Spring term\nER  - \n")
    assert (record.year, dict(record.extra)) == (2024, {"day": "Spring term"})


def test_a_second_key_is_kept() -> None:
    [record], _ = read("a.json", '[{"title": "Kites", "type": "article", "id": "one", "citation-key": "two"}]')
    assert (record.key, dict(record.extra)) == ("one", {"key": "two"})


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_is_said_of_authors_beyond_their_names_is_kept(name: str) -> None:
    people = [
        {"name": "Ada Example", "affiliation": "Toy University", "email": "ada@toys.example"},
        {"given": "Bo", "family": "Example", "affiliation": [{"name": "Toy University"}], "sequence": "additional"},
    ]
    data = json.dumps({"title": "Kites", "authors": people})
    [record], _ = read(name, data if name == "a.jsonl" else f"[{data}]")
    assert record.authors == ("Ada Example", "Bo Example")
    kept = dict(record.extra)
    assert kept.pop("affiliation") == "Toy University"
    assert [one["email"] for one in json.loads(kept.pop("author details"))] == ["ada@toys.example"]
    assert kept == {}


def test_more_of_a_venue_than_its_name_is_kept() -> None:
    [record], _ = read("a.json", '[{"title": "Kites", "venue": {"name": "Toys", "series": "Play"}}]')
    assert (record.venue, dict(record.extra)) == ("Toys", {"venue series": "Play"})


OPENALEX = {
    "id": "https://openalex.org/W1", "title": "Kites", "doi": "https://doi.org/10.1000/a", "type": "review",
    "primary_location": {
        "landing_page_url": "https://doi.org/10.1000/a", "license": "cc-by", "version": "publishedVersion",
        "source": {"display_name": "Toys", "type": "journal"},
    },
    "authorships": [
        {"author": {"display_name": "Ada Example"}, "raw_author_name": "EXAMPLE, A."},
        {"author": {"display_name": "Nora Toy"}, "raw_author_name": "Nora Toy"},
        {"raw_author_name": "Öz Sample"},
    ],
}  # fmt: skip
SHELF = {
    "landing_page_url": "https://toys.example.org/1", "pdf_url": "https://toys.example.org/1.pdf", "license": None,
    "version": "submittedVersion", "source": {"display_name": "Toy Shelf"},
}  # fmt: skip


def test_what_openalex_says_of_places_and_names_is_kept() -> None:
    told = [{"landing_page_url": "https://arxiv.org/abs/2401.00001"}, {"landing_page_url": "http://doi.org/10.1000/A"}]
    places = [OPENALEX["primary_location"], *told, SHELF, SHELF, None, "odd"]
    [record], problems = read("a.json", json.dumps({**OPENALEX, "locations": places, "best_oa_location": SHELF}))
    assert (record.arxiv, record.pdf, problems) == ("2401.00001", "https://toys.example.org/1.pdf", [])
    assert dict(record.extra) == {
        "author names as written": "EXAMPLE, A.", "license": "cc-by", "version": "publishedVersion", "type": "review",
        "locations (more)": "https://toys.example.org/1, submittedVersion, Toy Shelf",
    }  # fmt: skip


def test_a_work_in_thousands_of_places_is_kept_in_bounds() -> None:
    places = [{**SHELF, "landing_page_url": f"https://toys.example.org/{number}"} for number in range(5_000)]
    [record], _ = read("a.json", json.dumps({**OPENALEX, "locations": places}))
    assert 5_000 < len(dict(record.extra)["locations (more)"]) <= 10_000


@pytest.mark.parametrize(
    ("types", "kept"),
    [(["JournalArticle"], None), (["Review"], "Review"), (["Review", "JournalArticle", 7], "Review; JournalArticle")],
)
def test_what_semantic_scholar_says_of_types_and_access_is_kept(types: list[object], kept: str | None) -> None:
    access = {"url": "https://toys.example.org/1.pdf", "status": "GREEN", "license": "CCBY", "disclaimer": "Ask Ada."}
    paper = {"paperId": "a", "title": "Kites", "publicationTypes": types, "openAccessPdf": access}
    [record], _ = read("a.json", json.dumps({**paper, "authors": [{"name": "Ada Example"}]}))
    found = dict(record.extra)
    assert (record.entry_type, record.pdf) == ("article", access["url"])
    assert found.pop("publication types", None) == kept
    said = {"status": "GREEN", "license": "CCBY", "disclaimer": "Ask Ada."}
    assert found == {f"open access {name}": text for name, text in said.items()}


@pytest.mark.parametrize(
    ("days", "date", "kept"),
    [
        (["Mon, 2 Apr 2007 19:18:42 GMT"], "2007-04-02", None),
        (["some day"], "", "v1 some day"),
        (["Mon, 2 Apr 2007 19:18:42 GMT", "later"], "2007-04-02", "v1 Mon, 2 Apr 2007 19:18:42 GMT; v2 later"),
    ],
)
def test_the_days_of_all_versions_are_kept(days: list[str], date: str, kept: str | None) -> None:
    versions = [{"version": f"v{number}", "created": day} for number, day in enumerate(days, 1)]
    paper = {"id": "0704.00001", "title": "Kites", "authors_parsed": [["Example", "Ada", ""]], "versions": versions}
    [record], _ = read("a.json", json.dumps(paper))
    assert (record.date or "")[: len(date)] == date
    assert (record.version, dict(record.extra).get("versions")) == (len(days), kept)


def test_links_of_atom_that_lead_elsewhere_are_kept() -> None:
    links = {
        "https://arxiv.org/abs/2401.00001v2": "rel='alternate'",
        "https://arxiv.org/pdf/2401.00001v2": "rel='related' title='pdf'",
        "http://dx.doi.org/10.1000/a": "rel='related' title='doi'",
        "http://dx.doi.org/10.1000/b": "rel='related' title='doi'",
        "https://toys.example.org/1": "rel='related'",
        "https://toys.example.org/2": "rel='related'",
    }
    entry = "".join(f"<link href='{address}' {said}/>" for address, said in links.items())
    days = "<published>2024-01-02T00:00:00Z</published><updated>2024-03-04T00:00:00Z</updated>"
    for doi in ("<doi>10.1000/a</doi>", ""):
        entry_of = f"<entry><id>http://arxiv.org/abs/2401.00001v2</id><title>Kites</title>{days}{doi}{entry}</entry>"
        [record], _ = read("a.xml", f"{ATOM}{entry_of}</feed>")
        other = "http://dx.doi.org/10.1000/b" if doi else "http://dx.doi.org/10.1000/a"
        assert record.doi == ("10.1000/a" if doi else "10.1000/b")
        assert dict(record.extra) == {
            "doi link": other, "more addresses": "https://toys.example.org/1; https://toys.example.org/2",
            "updated": "2024-03-04T00:00:00Z",
        }  # fmt: skip


def test_an_entry_of_atom_that_was_never_changed_has_no_second_day() -> None:
    days = "<published>2024-01-02T00:00:00Z</published><updated>2024-01-02T00:00:00Z</updated>"
    [record], _ = read(
        "a.xml", f"{ATOM}<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>A</title>{days}</entry>"
    )
    assert record.extra == ()
