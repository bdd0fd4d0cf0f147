"""Files of other programs and catalogs: every entry comes out as a record or as a named problem, in linear time."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bench.agreement_ris import of_rispy
from generator.dates import date_said, written_date
from generator.model import Location, Name, Problem, Record, Severity, Source
from generator.readers import read_papers, read_source
from generator.readers.authors import as_written
from generator.untagged import untagged

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)
WORD = st.text("abc XYZ,;:'\"-#&*!|>%@`{}[]<>$\\", min_size=1, max_size=25)
ENTRY = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("title", "authors", "year", "venue", "doi", "url", "abstract", "toys"), WORD)
)
ENTRIES = st.lists(ENTRY.filter(bool), min_size=1, max_size=6)


def read(name: str, text: str | bytes) -> tuple[list[Record], list[Problem]]:
    items = list(read_source(Source(name, text.encode() if isinstance(text, str) else text)))
    return [one for one in items if isinstance(one, Record)], [one for one in items if isinstance(one, Problem)]


def left_out(problems: list[Problem]) -> list[Problem]:
    codes = ("no-title", "bad-json-entry", "not-in-the-list")
    return [one for one in problems if one.code in codes and "below" not in one.message]


@given(ENTRIES)
def test_no_entry_of_a_yaml_file_is_lost(entries: list[dict[str, str]]) -> None:
    records, problems = read("a.yaml", yaml.safe_dump({"papers": [{"title": "First"}, *entries]}, allow_unicode=True))
    assert len(records) + len(left_out(problems)) == len(entries) + 1


@given(ENTRIES)
def test_no_entry_of_a_json_file_is_lost(entries: list[dict[str, str]]) -> None:
    records, problems = read("a.json", json.dumps([{"title": "First"}, *entries], indent=1))
    assert len(records) + len(left_out(problems)) == len(entries) + 1


@given(ENTRIES)
def test_no_row_of_a_table_is_lost(entries: list[dict[str, str]]) -> None:
    """A row of white space alone is no row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ["title", "authors", "year", "venue", "doi", "url", "abstract", "toys"])
    writer.writeheader()
    writer.writerows(entries)
    records, problems = read("a.csv", text.getvalue())
    rows = [one for one in entries if any(value.strip() for value in one.values())]
    assert len(records) + len(left_out(problems)) == len(rows)


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(["TI", "AU", "PY", "ZZ", "SN", "UK", "UR"]), WORD), max_size=5), max_size=5
    )
)
def test_no_entry_of_a_ris_file_is_lost(entries: list[list[tuple[str, str]]]) -> None:
    lines = ["TY  - JOUR", "TI  - First", "ER  - "]
    for entry in entries:
        lines += ["TY  - JOUR", *(f"{tag}  - {text}" for tag, text in entry), "ER  - "]
    records, problems = read("a.ris", "\n".join(lines))
    assert len(records) + len(left_out(problems)) == len(entries) + 1


@given(TEXT, st.text(max_size=300))
def test_a_page_is_a_paper_whatever_its_body_holds(title: str, body: str) -> None:
    front = yaml.safe_dump({"title": f"T{title}", "year": 2020}, allow_unicode=True)
    records, problems = read("a.md", f"---\n{front}---\n{body}".encode("utf-8", "replace"))
    assert len(records) == 1
    assert not [one for one in problems if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '[\n {"title": "One"},\n {"title": "Two" "x"},\n {"title": "Three"}\n]', 3),
        ("a.json", '[{"title": "One"}, {"title" "Two"}, {"title": "Three"}]', 1),
        ("a.yaml", "- title: One\n- title: [Two\n- title: Three\n", 2),
        ("a.yaml", "- title: One\n- *two\n- title: Three\n", 2),
        ("a.yaml", "- title: One\n- year: 2020\n- title: Three\n", 2),
        ("a.ris", "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nER  - \nTY  - JOUR\nTI  - Three\nER  - \n", 4),
        ("a.csv", 'Title,Year\nOne,2020\n"Two,2020\nThree,2020\n', 3),
    ],
)
def test_a_broken_entry_costs_no_other(name: str, text: str, line: int) -> None:
    records, problems = read(name, text)
    assert [record.title for record in records if record.title in ("One", "Three")] == ["One", "Three"]
    assert line in [one.where.line for one in problems if one.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Example", "Ada|Example"),
        ("Example, Ada", "Ada|Example"),
        ("Ada Example, Bo Toy", "Ada|Example; Bo|Toy"),
        ("Ada Example, Bo Toy and Cy Kite", "Ada|Example; Bo|Toy; Cy|Kite"),
        ("Example, Ada and Toy, Bo", "Ada|Example; Bo|Toy"),
        ("Example, A., Toy, B., & Kite, C.", "A.|Example; B.|Toy; C.|Kite"),
        ("Example A.B., Toy N.", "A.B.|Example; N.|Toy"),
        ("Example A, Toy NB", "A|Example; NB|Toy"),
        ("Example, Ada (57199999999); Toy, Bo (123456789)", "Ada|Example; Bo|Toy"),
        ("A. Example, T. Töy, E.T. Kite", "A.|Example; T.|Töy; E.T.|Kite"),
        ("Ada Example et al.", "Ada|Example; =et al."),
        ("王小明, 李小红", "=王小明; =李小红"),
        ("Example, Ada; The Toy Collaboration", "Ada|Example; =The Toy Collaboration"),
        ("van Toy, Jr., Nora", "Nora|Toy"),
        ("Plato and Sappho", "=Plato; =Sappho"),
        ("Example A and Toy N", "A|Example; N|Toy"),
        ("Toys & Kites Group", "=Toys & Kites Group"),
        ("Ada Example*, Bo Toy†", "Ada|Example; Bo|Toy"),
        ("Ada Example¹,²*, Bo Toy² and Cy Kite³", "Ada|Example; Bo|Toy; Cy|Kite"),
        ("Example A, Ó Toy N, Kite JQ Jr.", "A|Example; N|Ó Toy; JQ|Kite"),
        ("Example A.; Toy N.B.*", "A.|Example; N.B.|Toy"),
        ("Example A., Toy N. B., de Kite J.-Q.", "A.|Example; N. B.|Toy; J.-Q.|Kite"),
        ("Example A B; Toy N, Jr.; Kite J III", "A B|Example; N|Toy; J|Kite"),
        (["Example A", "Ó Toy N B"], "A|Example; N B|Ó Toy"),
        ("Toy N. B.", "N. B.|Toy"),
        ("Ada X; Bo Toy", "Ada|X; Bo|Toy"),
        (["Ada X", "Bo Toy"], "Ada|X; Bo|Toy"),
        ("A. Example; N. B. Toy", "A.|Example; N. B.|Toy"),
        ("Example, A.; Toy, N.", "A.|Example; N.|Toy"),
        ("Toy Group A; Kite Group B", "=Toy Group A; =Kite Group B"),
        ("A. Example, PhD", "A.|Example"),
        ("Ada Example, MD, PhD, Bo Toy, Ph.D.", "Ada|Example; Bo|Toy"),
        ("Toy, Ph.D., Kite, A.B.", "Ph.D.|Toy; A.B.|Kite"),
        ("王小明；李小红", "=王小明; =李小红"),
        ([["Ada", "Example"], ["Bo B.", "Toy"]], "Ada|Example; Bo B.|Toy"),
        ([{"name": "Ada Example", "affiliation": "Toys"}, "Toy, Bo"], "Ada|Example; Bo|Toy"),
        ([{"firstName": "Ada", "lastName": "Example"}, {"creatorType": "editor", "name": "Ed Itor"}], "Ada|Example"),
        ({"family": "Toy", "given": "Nora"}, "Nora|Toy"),
    ],
)
def test_names_are_told_apart_as_they_are_written(text: object, names: str) -> None:
    people = [person for person in as_written(text) if isinstance(person, Name)]
    assert "; ".join(f"={one.literal}" if one.literal else f"{one.given}|{one.family}" for one in people) == names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pubmed.csv", 'Title,Authors\nToys,"Example A, Ó Toy N, Kite JQ Jr."\n'),
        ("scopus.csv", "Title,Authors\nToys,Example A; Ó Toy N; Kite JQ Jr.\n"),
        ("toys.yaml", "- title: Toys\n  authors: Example A, Ó Toy N, Kite JQ Jr.\n"),
        ("toys.md", "---\ntitle: Toys\nauthors: Example A; Ó Toy N; Kite JQ Jr.\n---\n"),
        ("toys.ris", "TY  - JOUR\nTI  - Toys\nAU  - Example A\nAU  - Ó Toy N\nAU  - Kite JQ Jr.\nER  - \n"),
    ],
)
def test_the_family_name_may_stand_before_the_initials(name: str, text: str) -> None:
    [record], _ = read(name, text)
    assert record.names == (Name("A", "", "Example"), Name("N", "", "Ó Toy"), Name("JQ", "", "Kite", "Jr."))


@pytest.mark.parametrize(
    "sign", ["A ", "Toy A; ", "Toy A*, ", "¹,", "¹²³", ", PhD", " A, Ph.D", "Ó ", "A.-", " and", "*"]
)
def test_names_without_end_take_linear_time(sign: str) -> None:
    hostile = sign * (100_000 // len(sign))
    start = time.process_time()
    for text in (hostile, f"Toy {hostile}", [hostile, f"Toy {hostile}x"]):
        as_written(text)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 March 2024", "2024-03-12"),
        ("March 12th, 2024", "2024-03-12"),
        ("Mar 2024", "2024-03"),
        ("2024/05/12", "2024-05-12"),
        ("2024-05-12T10:00:00Z", "2024-05-12"),
        ("05/2024", "2024-05"),
        ("13/05/2024", "2024-05-13"),
        ("12.05.2024", "2024-05-12"),
        ("2014//", "2014"),
        ("1948/07//", "1948-07"),
        ("2020/05/12/Spring", "2020-05-12"),
        ("MAY-JUN 2024", "2024-05"),
        ("2024.0", "2024"),
        ("2024a", "2024"),
        ("05/06/2024", "?2024"),
        ("accepted in 2024", "?2024"),
        ("2024-02-30", "?"),
        ("soon", "?"),
    ],
)
def test_a_date_is_read_and_never_guessed(text: str, date: str) -> None:
    found, is_whole = written_date(text)
    assert f"{'' if is_whole else '?'}{found}" == date


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"date-parts": [[2020, 5, 12]]}, "2020-5-12"),
        ({"date-parts": [["2020", "5"]]}, "2020-5"),
        ({"raw": "May 2020"}, "May 2020"),
        ({"year": 2020, "month": "May"}, "2020 May"),
        ([{"year": 2020}], "2020"),
        ("2020-05-12/2020-05-14", "2020-05-12"),
    ],
)
def test_a_date_in_parts_is_a_text(value: object, text: str) -> None:
    assert date_said(value) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<i>E. toyi</i> in H<sub>2</sub>O", "E. toyi in H₂O"),
        ('x<sup>2</sup>, 3<sup>rd</sup>, <span class="nocase">TOY</span>', "x², 3rd, TOY"),
        ("a < b, c > d, List<int> and <T>", "a < b, c > d, List<int> and <T>"),
        ("x<sup>k</sup>", "x^k"),
    ],
)
def test_tags_become_unicode_and_nothing_else_does(text: str, clean: str) -> None:
    assert untagged(text) == clean


def test_an_ambiguous_date_is_its_year_and_a_warning() -> None:
    records, problems = read("a.csv", "Title,Date,Year\nToys,05/06/2024,2024\n")
    assert [(one.date, one.year) for one in records] == [("2024", 2024)]
    assert [one.code for one in problems if one.severity is Severity.WARNING] == ["bad-field"]


def test_the_day_of_publication_is_no_first_submission() -> None:
    """It is that of a preprint alone; of another paper it is kept beside."""
    ris = "TY  - {}\nTI  - Toys\n{}DA  - 2020/05/12\nER  - \n"
    [preprint], _ = read("a.ris", ris.format("UNPB", ""))
    [article], _ = read("a.ris", ris.format("JOUR", "JO  - Toy Letters\n"))
    assert (preprint.date, preprint.year, article.date, article.year) == ("2020-05-12", 2020, "", 2020)
    assert ("issued", "2020-05-12") in article.extra


def test_a_field_of_many_pages_that_nobody_knows_is_told_once() -> None:
    pages = [Source(f"papers/{number}.md", b"---\ntitle: T%d\nlayout: toy\n---\n" % number) for number in range(20)]
    reading = read_papers(pages)
    assert len(reading.records) == 20
    [problem] = reading.problems
    assert problem.message.endswith("and so in 19 more files")


def test_a_card_says_where_it_was_and_what_it_is_not() -> None:
    text = "title: Toys\nformer: old-toys\ndifferent_from: [2401.00001, Other Toys]\n"
    [card], problems = read("toys.yml", text)
    assert (card.former, card.different_from, problems) == (("old-toys",), ("2401.00001", "Other Toys"), [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("flow.yaml", "- {title: a, " + "b: " * 40_000),
        ("rows.yaml", "- title: a: b\n" * 5_000),
        ("quotes.csv", "Title,Year\n" + '"a\n' * 40_000),
        (
            "deep.xml",
            '<feed xmlns="http://www.w3.org/2005/Atom"><id>arxiv.org</id>'
            + "<x>" * 20_000
            + "<entry><title>a</title></entry>" * 20_000,
        ),
        ("columns.csv", "Title," + ",".join(f"c{number}" for number in range(100_000)) + "\na\n"),
        ("lines.ris", "TY  - JOUR\nTI  - a\n" + "goes on\n" * 100_000),
        ("open.json", '[{"title":"a"},' + '{"a"' * 50_000),
        ("keys.json", "{" + ",".join(f'"\\u0061{at}": {{"title": "a"}}' for at in range(30_000)) + "}"),
        ("groups.json", "{" + ",".join(f'"\\u0061{at}": [{{"title": "a"}}]' for at in range(20_000)) + "}"),
        ("within.json", "{" + ",".join(f'"{at}": {{"\\u0061": {{"title": "a"}}}}' for at in range(20_000)) + "}"),
        ("python.jsonl", '{"title": "a", "keywords": "[\'a\'' + " " * 60_000 + '"}'),
        ("dots.toml", 'title = "a"\nauthors = ["b"]\n' + ".".join("a" * 3_000) + " = 1\n"),
        ("dots.md", '+++\ntitle = "a"\n' + ".".join("a" * 3_000) + " = 1\n+++\n"),
        ("stars.md", "---\ntitle: a\n---\n" + "*a[" * 50_000),
        ("comments.md", "---\ntitle: a\n---\n" + "<!--" * 50_000),
    ],
)
def test_hostile_files_are_read_in_linear_time(name: str, text: str) -> None:
    start = time.process_time()
    _, problems = read(name, text)
    assert time.process_time() - start < 10
    assert all(one.where.file == name and one.hint for one in problems)


def test_rispy_s_own_expected_values_agree(data: Path) -> None:
    assert of_rispy(data / "import" / "rispy") == (25, 25, [])


def test_a_tag_that_rispy_does_not_know_stops_no_file_of_web_of_science() -> None:
    [record], _ = read("w.txt", "FN Toys\nVR 1.0\nPT J\nTI Toys\nZZ what\nER\n\nEF\n")
    assert record.extra == (("ZZ", "what"),)
    assert record.where == Location("w.txt", 3)


def test_an_answer_of_crossref_is_one_paper() -> None:
    said = {
        "title": ["Toys <i>of</i> H<sub>2</sub>O"], "author": [{"given": "Ada", "family": "Example"}],
        "issued": {"date-parts": [[2020, 5]]}, "container-title": ["Toy Letters"], "type": "journal-article",
        "abstract": "<jats:title>Abstract</jats:title><jats:p>We fly.</jats:p>",
    }  # fmt: skip
    [record], problems = read("a.json", json.dumps({"status": "ok", "message": said}))
    assert (record.title, record.year, record.venue, record.entry_type) == (
        "Toys of H₂O",
        2020,
        "Toy Letters",
        "article",
    )
    assert (record.abstract, record.names, problems) == ("We fly.", (Name("Ada", "", "Example"),), [])


def test_zotero_dates_a_paper_by_its_publication() -> None:
    data = {"itemType": "journalArticle", "title": "Toys", "publicationTitle": "Toy Letters", "date": "2020-05-12"}
    [record], _ = read("a.json", json.dumps([{"key": "A", "data": data}]))
    assert (record.date, record.year, record.extra) == ("", 2020, (("issued", "2020-05-12"),))


def test_columns_of_one_name_lose_no_cell() -> None:
    (record,), _ = read("toys.csv", "Title,toy 4,toy,toy,\nA,1,2,3,4\n")
    assert sorted(text for _, text in record.extra) == ["1", "2", "3", "4"]


def test_a_number_beside_the_issue_is_kept() -> None:
    item = {"type": "article-journal", "title": "Toys", "issue": "3", "number": "e12", "author": [{"family": "Toy"}]}
    (record,), _ = read("toys.json", json.dumps([item]))
    assert (record.number, record.extra) == ("3", (("number", "e12"),))


@pytest.mark.parametrize("kind", ["paper-conference", "chapter"])
def test_a_part_of_a_volume_has_its_venue_from_the_volume(kind: str) -> None:
    volume = "Proceedings of the 2016 Toy Conference"
    item = {"type": kind, "title": "Toys", "container-title": volume, "issued": {"date-parts": [[2017]]}}
    (record,), problems = read("toys.json", json.dumps([item]))
    assert (record.venue, record.booktitle, record.year, problems) == (volume, volume, 2017, [])


def test_the_event_is_the_venue_of_a_part_of_a_volume() -> None:
    item = {"type": "paper-conference", "title": "Toys", "container-title": "Proc. of Toys", "event-title": "ToyConf"}
    (record,), _ = read("toys.json", json.dumps([item]))
    assert (record.venue, record.booktitle, record.extra) == ("ToyConf", "Proc. of Toys", ())


SWALLOWING = (
    'Title,Authors,Year\nGood one,"B, A",2020\n"Bad quote,A B,2020\nGood two,"D, C",2021\nGood three,"F, E",2021\n'
)


def test_a_quote_that_ends_in_the_next_row_swallows_no_row() -> None:
    records, problems = read("toys.csv", SWALLOWING)
    assert [one.title for one in records] == ["Good one", "Bad quote", "Good two", "Good three"]
    assert [one.authors for one in records[2:]] == [("C D",), ("E F",)]
    assert [(one.code, one.where.line) for one in problems if one.code != "columns"] == [("row-cells", 3)]


def test_a_quote_that_ends_within_a_cell_is_told() -> None:
    text = 'Title,Authors,Year\n"Toys" of wood,Ada Example,2020\n"We say\nthat "toys" fly",Bo Toy,2021\n'
    records, problems = read("toys.csv", text)
    assert [one.year for one in records] == [2020, 2021]
    told = [one for one in problems if one.code == "row-cells"]
    assert [(one.where.line, "does not end where its cell ends" in one.message) for one in told] == [
        (2, True),
        (3, True),
    ]


@pytest.mark.parametrize(
    "cell", ['"Toys "', '"A ""toy"" "', '"Toys" ', ' "Toys"', '"A\n""toy"" \nflies"', 'A "toy"', '""']
)
def test_a_quote_that_ends_with_its_cell_is_no_fault(cell: str) -> None:
    _, problems = read("toys.csv", f"Year,Venue,Title\n2020,{cell},One\n2021,{cell} ,Two\n2022,ToyConf,Three")
    assert [one.code for one in problems] == ["columns"]


TWO = "https://a.example/x https://b.example/y"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("toys.bib", f"@article{{a, title = {{Toys}}, url = {{{TWO}}}}}"),
        ("toys.yaml", f"- title: Toys\n  url: {TWO}\n  year: 2020\n"),
        ("toys.ris", "TY  - JOUR\nTI  - Toys\nUR  - https://a.example/x\nUR  - https://b.example/y\nER  - \n"),
    ],
)
def test_more_addresses_are_kept(name: str, text: str) -> None:
    (record,), _ = read(name, text)
    assert (record.url, record.extra) == ("https://a.example/x", (("more addresses", "https://b.example/y"),))


def test_an_address_that_is_there_twice_is_one() -> None:
    (record,), _ = read(
        "toys.bib", r"@misc{a, title = {Toys}, url = {\href{https://a.example/x}{https://a.example/x}}}"
    )
    assert (record.url, record.extra) == ("https://a.example/x", ())


def test_what_a_list_of_venues_holds_is_kept() -> None:
    (record,), _ = read("toys.yaml", "- title: Toys\n  venue: [ToyConf, KiteConf]\n  year: 2020\n")
    assert (record.venue, record.extra) == ("ToyConf", (("venue", "KiteConf"),))


def test_an_article_stands_in_its_journal_and_not_in_a_volume() -> None:
    text = "@article{a, title = {Toys}, journal = {Toy Letters}, booktitle = {Proceedings of ToyConf}, year = {2020}}"
    (record,), _ = read("toys.bib", text)
    assert (record.venue, record.booktitle) == ("Toy Letters", "")
    assert record.extra == (("booktitle", "Proceedings of ToyConf"),)


@pytest.mark.parametrize("name", ["ISSN", "eISSN", "Cited by", "EID", "place_published", "Citation", "citation_count"])
def test_a_field_of_another_program_is_no_slip(name: str) -> None:
    _, problems = read("toys.json", json.dumps([{"title": "Toys", "authors": ["Ada Example"], name: "1"}]))
    assert [one.hint for one in problems] == ["what is meant for other programs can stay"]


def test_a_slip_in_the_name_of_a_field_is_told() -> None:
    _, problems = read(
        "toys.json", json.dumps([{"title": "Toys", "authors": ["Ada Example"], "publsher": "Toy Press"}])
    )
    assert [one.hint.partition("?")[0] for one in problems] == ["did you mean 'publisher'"]


BOTH = ("Ada Toy", "Bo Kite")
CSL_ITEM = {"type": "book", "title": "Kites"}
CSL_NAMES = [{"family": "Toy", "given": "Ada"}, {"family": "Kite", "given": "Bo"}]


@pytest.mark.parametrize(
    "written",
    [
        "Ada Toy, Bo Kite, et al.", "Ada Toy, Bo Kite et al", "Ada Toy and Bo Kite and others",
        "Toy, Ada; Kite, Bo; et al.", "Ada Toy, Bo Kite, …", "Ada Toy, Bo Kite and 5 others",
        "Toy, Ada & Kite, Bo & others", ["Ada Toy", "Bo Kite", "et al."],
        ["Toy, Ada", "Kite, Bo", "others"], ["Ada Toy", "Bo Kite et al."], ["Ada Toy", "Bo Kite", "..."],
        ["Ada Toy", "...", "Bo Kite"], [*CSL_NAMES, {"literal": "others"}], [*CSL_NAMES, {"literal": "et al."}],
        [{"name": "Ada Toy"}, {"name": "Bo Kite"}, {"name": "and others"}],
    ],
)  # fmt: skip
def test_a_list_that_is_not_complete_is_kept_as_one(written: object) -> None:
    entry = json.dumps([{"name": "Kites", "authors": written, "mood": "glad"}])
    [record] = [one for one in read_source(Source("toys.yaml", entry.encode())) if isinstance(one, Record)]
    assert (record.authors, record.et_al) == (BOTH, True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@book{a, title = {Kites}, author = {Toy, Ada and Kite, Bo and others}}"),
        ("a.bib", "@book{a, title = {Kites}, author = {Ada Toy and Bo Kite et al.}}"),
        ("a.ris", "TY  - BOOK\nTI  - Kites\nAU  - Toy, Ada\nAU  - Kite, Bo\nAU  - et al.\nER  - \n"),
        ("a.ris", "TY  - BOOK\nTI  - Kites\nAU  - Toy, Ada\nAU  - Kite, Bo, et al.\nER  - \n"),
        ("a.csv", "Title,Authors,Year\nKites,Ada Toy; Bo Kite; et al.,2024\n"),
        ("a.json", json.dumps([{**CSL_ITEM, "author": [*CSL_NAMES, {"literal": "others"}]}])),
        ("a.yml", "doi: 10.1000/toy\nauthors: [Ada Toy, Bo Kite, et al.]\n"),
        ("a.md", "---\ntitle: Kites\nauthors: [Ada Toy, Bo Kite, others]\n---\nText.\n"),
        ("a.jsonl", json.dumps({"title": "Kites", "authors": BOTH, "et_al": True})),
        ("a.jsonl", json.dumps({"title": "Kites", "authors": [*BOTH, "et al."]})),
        ("a.jsonl", json.dumps({"title": "Kites", "authors": BOTH, "extra": {"author": "and others", "mood": "glad"}})),
    ],
)  # fmt: skip
def test_every_format_can_say_that_a_list_is_not_complete(name: str, text: str) -> None:
    [record] = [one for one in read_source(Source(name, text.encode())) if isinstance(one, Record)]
    assert (record.authors, record.et_al, dict(record.extra).get("author")) == (BOTH, True, None)


NORA_AND_BO = (Name("Nora", "", "Toy"), Name("Bo", "", "Sample"))
CSL_EDITORS = [{"family": "Toy", "given": "Nora"}, {"family": "Sample", "given": "Bo"}]
ZOTERO_EDITORS = [
    {"creatorType": "editor", "firstName": "Nora", "lastName": "Toy"},
    {"creatorType": "editor", "firstName": "Bo", "lastName": "Sample"},
]
RIS_TAGS = ["BOOK ED", "BOOK A3", "CHAP A2", "CONF A2", "JOUR A2", "GEN ED", "EDBOOK AU"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@book{a, title = {Toys}, editor = {Toy, Nora and Bo Sample}}"),
        ("a.bib", "@proceedings{a, title = {Toys}, editor = {family=Toy, given=Nora and family=Sample, given=Bo}}"),
        ("a.bib", "@incollection{a, title = {Toys}, booktitle = {All Toys}, editor = {Nora Toy and Sample, Bo}}"),
        *(
            ("a.ris", f"TY  - {kind}\nTI  - Toys\n{tag}  - Toy, Nora\n{tag}  - Sample, Bo\nER  - \n")
            for kind, tag in map(str.split, RIS_TAGS)
        ),
        ("a.json", json.dumps([{"type": "book", "title": "Toys", "editor": CSL_EDITORS}])),
        ("a.json", json.dumps([{"itemType": "book", "title": "Toys", "creators": ZOTERO_EDITORS}])),
        ("a.json", json.dumps([{"data": {"itemType": "book", "title": "Toys", "creators": ZOTERO_EDITORS}}])),
        ("a.csv", "Title,Editor,Publication Year\nToys,\"Toy, Nora; Sample, Bo\",2024\n"),
        ("a.yaml", "- title: Toys\n  editors: [Nora Toy, 'Sample, Bo']\n  year: 2024\n"),
        ("a.md", "---\ntitle: Toys\neditors:\n  - Nora Toy\n  - {family: Sample, given: Bo}\n---\nText.\n"),
        ("a.jsonl", json.dumps({"title": "Toys", "editors": ["Nora Toy", {"family": "Sample", "given": "Bo"}]})),
        ("a.txt", "FN Toys\nVR 1.0\nPT B\nTI Toys\nBE Toy, Nora\n   Sample, Bo\nPY 2024\nER\nEF\n"),
    ],
)  # fmt: skip
def test_editors_are_read_from_every_format(name: str, text: str) -> None:
    items = list(read_source(Source(name, text.encode())))
    [record] = [one for one in items if isinstance(one, Record)]
    assert record.editors == NORA_AND_BO
    alone = record.entry_type not in ("incollection", "inproceedings", "article")
    assert (record.edited, record.authors) == (alone, ("Nora Toy", "Bo Sample") if alone else ())
    assert not [key for key, _ in record.extra if "edit" in key or "auth" in key]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@book{a, title = {Toys}, author = {Ada Kite}, editor = {Toy, Nora and others}}"),
        ("a.ris", "TY  - BOOK\nTI  - Toys\nAU  - Kite, Ada\nED  - Toy, Nora\nED  - et al.\nA2  - Sample, Cy\nER  - \n"),
        ("a.json", json.dumps([{**CSL_ITEM, "author": [{"family": "Kite", "given": "Ada"}],
                                "editor": [CSL_EDITORS[0], {"literal": "others"}]}])),
        ("a.json", json.dumps([{"itemType": "book", "title": "Toys", "creators": [
            {"creatorType": "author", "name": "Ada Kite"}, ZOTERO_EDITORS[0],
            {"creatorType": "editor", "name": "et al."},
        ]}])),
    ],
)  # fmt: skip
def test_editors_beside_authors_are_no_authors(name: str, text: str) -> None:
    [record] = [one for one in read_source(Source(name, text.encode())) if isinstance(one, Record)]
    assert (record.authors, record.edited, record.et_al) == (("Ada Kite",), False, False)
    assert record.editors == (NORA_AND_BO[0], Name(literal="et al."))


@pytest.mark.parametrize(
    ("links", "kept"),
    [
        ([{"name": "Kite Weekly", "url": "https://toys.example.org/a"}], {"link label": "Kite Weekly"}),
        ("[Kite Weekly](https://toys.example.org/a)", {"link label": "Kite Weekly"}),
        ([{"name": "Paper", "url": "https://toys.example.org/a"}], {}),
        (["https://toys.example.org/a"], {}),
    ],
)
def test_the_label_of_a_link_is_kept_where_it_says_more_than_a_field(links: object, kept: dict[str, str]) -> None:
    text = json.dumps([{"title": "Toys", "authors": ["Ada Kite"], "links": links}])
    items = list(read_source(Source("a.json", text.encode())))
    [record] = items
    assert isinstance(record, Record)
    assert (record.url, dict(record.extra)) == ("https://toys.example.org/a", kept)


def test_those_who_translated_a_work_are_kept_and_are_no_authors() -> None:
    creators = [
        {"creatorType": "author", "firstName": "Ada", "lastName": "Kite"},
        {"creatorType": "translator", "firstName": "Öz", "lastName": "Sample"},
        {"creatorType": "translator", "name": "Toy Circle"},
        {"creatorType": "seriesEditor", "name": "Cy Sample"},
        ZOTERO_EDITORS[0],
    ]
    text = json.dumps([{"itemType": "book", "title": "Toys", "creators": creators}])
    [record] = [one for one in read_source(Source("a.json", text.encode())) if isinstance(one, Record)]
    assert (record.authors, record.editors) == (("Ada Kite",), (NORA_AND_BO[0],))
    assert dict(record.extra) == {"seriesEditor": "Cy Sample", "translator": "Öz Sample; Toy Circle"}


@pytest.mark.parametrize("told", ["Toy, Nora and Sample, Bo", "Nora Toy; Bo Sample", json.dumps(CSL_EDITORS)])
def test_records_of_older_versions_say_who_is_an_editor(told: str) -> None:
    """They have the editors as a field without a place, and where there are no authors in the place of these, too."""
    names = [{"given": "Nora", "family": "Toy"}, {"given": "Bo", "family": "Sample"}]
    for authors, are_editors in ((names, True), (names[:1], False), (["Ada Kite"], False)):
        line = {"title": "Toys", "authors": authors, "extra": {"editor": told, "mood": "glad"}}
        items = list(read_source(Source("a.jsonl", json.dumps(line).encode())))
        [record] = [one for one in items if isinstance(one, Record)]
        assert (record.editors, record.edited) == (NORA_AND_BO, are_editors)
        assert (len(record.authors), record.extra) == (len(authors), (("mood", "glad"),))


@pytest.mark.parametrize("told", ["[", '[{"family": "Toy", "given": "No', "[1, 2]", "[" * 100_000])
def test_a_list_of_editors_that_cannot_be_read_is_kept_as_it_is(told: str) -> None:
    line = {"title": "Toys", "authors": ["Ada Kite", 1], "extra": {"editor": told}}
    [record] = [one for one in read_source(Source("a.jsonl", json.dumps(line).encode())) if isinstance(one, Record)]
    assert (record.editors, record.extra) == ((), (("editor", told[:10_000]),))
    line = {"title": "Toys", "authors": [1], "extra": {"editor": "Nora Toy"}}
    assert [one.editors for one in read_source(Source("a.jsonl", json.dumps(line).encode())) if isinstance(one, Record)]


@pytest.mark.parametrize("name", ["Others Sample", "Bizet Al", "A. Brothers", "Al Toy"])
def test_names_that_look_a_little_so_are_names(name: str) -> None:
    [record] = [
        one for one in read_source(Source("a.csv", f"Title,Authors,Year\nKites,{name},2024\n".encode()))
        if isinstance(one, Record)
    ]  # fmt: skip
    assert (record.authors, record.et_al) == ((name,), False)
