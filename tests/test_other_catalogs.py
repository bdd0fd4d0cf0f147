"""Files as other catalogs, labs and conferences keep them: what stands deeper, beside or in brackets is found."""

from __future__ import annotations

import json
import time

import pytest
import yaml

from generator.model import Problem, Record, Severity, Source
from generator.problems import formatted
from generator.readers import read_papers, read_source


def read(name: str, text: str | bytes) -> tuple[list[Record], list[Problem]]:
    items = list(read_source(Source(name, text.encode() if isinstance(text, str) else text)))
    return [one for one in items if isinstance(one, Record)], [one for one in items if isinstance(one, Problem)]


def of_yaml(entry: object) -> Record:
    """Return the one record of an entry of a YAML list."""
    records, _ = read("a.yml", yaml.safe_dump([entry], sort_keys=False, allow_unicode=True))
    assert len(records) == 1
    return records[0]


NESTED = {
    "published": {
        "doi": "10.1000/toy.1",
        "journal": "Journal of Toys",
        "volume": 3,
        "page": "7",
        "dates": {"in": "May"},
    },
    "preprint": {"url": "https://toys.example.org/a", "date": "2024-05-06"},
}


def test_where_a_paper_appeared_may_stand_one_level_deeper() -> None:
    """Nothing of the mapping is lost: what nobody knows keeps the mapping's name before its own."""
    one = of_yaml({"title": "Kites", **NESTED})
    assert (one.doi, one.venue, one.volume, one.pages) == ("10.1000/toy.1", "Journal of Toys", "3", "7")
    assert (one.url, one.date) == ("https://toys.example.org/a", "2024-05-06")
    assert one.extra == (("published dates", '{"in": "May"}'),)


def test_what_an_entry_says_itself_counts_before_what_stands_deeper() -> None:
    one = of_yaml({"title": "Kites", "doi": "10.1000/toy.2", **NESTED})
    assert one.doi == "10.1000/toy.2"
    assert ("published doi", "10.1000/toy.1") in one.extra


def test_a_journal_with_a_name_in_a_mapping_keeps_its_volume() -> None:
    one = of_yaml({"title": "Kites", "journal": {"name": "Journal of Toys", "volume": "3", "short": "J. Toys"}})
    assert (one.venue, one.volume, one.extra) == ("Journal of Toys", "3", (("journal short", "J. Toys"),))


@pytest.mark.parametrize("wrap", [lambda value: value, lambda value: {"value": value}], ids=["plain", "values"])
def test_a_paper_below_content_is_read(wrap) -> None:  # type: ignore[no-untyped-def]
    """So conferences and OpenReview write them."""
    content = {"title": wrap("Kites"), "authors": wrap(["Ada Example", "Nora Toy"]), "keywords": wrap(["wind"])}
    records, problems = read("a.json", json.dumps([{"id": "t1", "forum": "f1", "content": content}]))
    assert [(one.title, one.authors, one.keywords, one.key) for one in records] == [
        ("Kites", ("Ada Example", "Nora Toy"), ("wind",), "t1")
    ]
    assert {one.code for one in problems} == {"unknown-field"}


LINKS = [
    ({"preprint": "https://arxiv.org/abs/2401.00001"}, "arxiv", "2401.00001"),
    ({"published_url": "https://doi.org/10.1000/toy.1"}, "doi", "10.1000/toy.1"),
    ({"openreview": "https://openreview.net/forum?id=x"}, "url", "https://openreview.net/forum?id=x"),
    ({"doi": "https://toys.example.org/a"}, "url", "https://toys.example.org/a"),
    ({"sources": {"arxiv": "https://arxiv.org/abs/2401.00001"}}, "arxiv", "2401.00001"),
    ({"links": [{"short": "Paper", "url": "https://toys.example.org/a"}]}, "url", "https://toys.example.org/a"),
    ({"links": [{"text": "Paper", "page": "https://toys.example.org/a"}]}, "url", "https://toys.example.org/a"),
    ({"website": "https://toys.example.org/w"}, "url", "https://toys.example.org/w"),
    (
        {"website": "https://toys.example.org/w", "paper": "https://toys.example.org/a"},
        "url",
        "https://toys.example.org/a",
    ),
    ({"website": "https://toys.example.org/w", "arxiv": "2401.00001"}, "url", ""),
    ({"links": {"website": "https://toys.example.org/w", "pdf": "https://toys.example.org/a.pdf"}}, "url", ""),
    ({"links": [{"name": "Docs", "url": "https://toys.example.org/d"}]}, "url", ""),
]


@pytest.mark.parametrize(("fields", "name", "expected"), LINKS)
def test_a_link_is_taken_for_what_it_leads_to(fields: dict[str, object], name: str, expected: str) -> None:
    one = of_yaml({"title": "Kites", **fields})
    assert getattr(one, name) == expected
    if not expected:
        assert "https://toys.example.org/" in str(one.extra)


NAMES = [
    ("Ada Example (Toy University)", ("Ada Example",)),
    ("Ada Example (Toy University, North)", ("Ada Example",)),
    ("Ada Example (TU)*; Nora Toy (Toys (North) Ltd.); Öz Sample (A|B)", ("Ada Example", "Nora Toy", "Öz Sample")),
    ("Ada Example (TU), Nora Toy (Toys, North) and Öz Sample (TU)", ("Ada Example", "Nora Toy", "Öz Sample")),
    (["Ada Example (TU)", "Nora Toy"], ("Ada Example", "Nora Toy")),
    ("Ada (Addie) Example", ("Ada (Addie) Example",)),
    ("The Toy Team (TTT)", ("The Toy Team (TTT)",)),
    ("Toyworks AI", ("Toyworks AI",)),
    ("Example AI, Toy NB", ("AI Example", "NB Toy")),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), NAMES)
def test_affiliations_in_brackets_are_no_part_of_names(written: object, expected: tuple[str, ...]) -> None:
    assert of_yaml({"title": "Kites", "authors": written}).authors == expected


MARKED = [
    "**Ada Example**, Nora Toy*",
    "__Ada Example__ and Nora Toy",
    "<b>Ada Example</b>*, <u>Nora Toy</u>",
    "[Ada Example](https://toys.example.org/ada), Nora Toy",
    "Ada Example<sup>1,2</sup>, Nora Toy<sup>\\*</sup><br>\n<sup>\\*</sup> Corresponding author",
    "Ada Example$^{1}$, Nora Toy$^{1,*}$",
    "Ada Example\\*, Nora Toy#",
    "Ada Example\nNora Toy\n",
    "Ada Example<br/>Nora Toy",
    "Ada Example，Nora Toy",
    "['Ada Example', \"Nora Toy\"]",
    "[{'name': 'Ada Example', 'id': '1'}, {'name': 'Nora Toy'}]",
    "[Ada Example, Nora Toy]",
    "with Ada Example and Nora Toy",
    "Ada Example, ..., Nora Toy",
    ["**Ada Example**", "Nora Toy*"],
]


@pytest.mark.parametrize("written", MARKED, ids=str)
def test_names_have_no_layout(written: object) -> None:
    assert of_yaml({"title": "Kites", "authors": written}).authors == ("Ada Example", "Nora Toy")


def test_names_left_out_in_the_middle_are_told() -> None:
    assert of_yaml({"title": "Kites", "authors": "Ada Example, ..., Nora Toy"}).et_al


def test_family_names_first_with_given_names_in_full() -> None:
    one = of_yaml({"title": "Kites", "authors": "Example, Ada M., Toy, Nora, and Sample, Öz"})
    assert one.authors == ("Ada M. Example", "Nora Toy", "Öz Sample")


def test_a_suffix_of_pubmed_turns_no_other_name() -> None:
    one = of_yaml({"title": "Kites", "authors": "Example AB 3rd, Toy N*"})
    assert [(name.given, name.family, name.suffix) for name in one.names] == [
        ("AB", "Example", "III"),
        ("N", "Toy", ""),
    ]


PLACES = [
    ("__Journal of Toys__ 2020", "Journal of Toys 2020"),
    ("*Toys*, 3(2)", "Toys, 3(2)"),
    ("A* Search", "A* Search"),
]


@pytest.mark.parametrize(("written", "expected"), PLACES)
def test_a_venue_has_no_emphasis(written: str, expected: str) -> None:
    assert of_yaml({"title": "Kites", "journal": written}).venue == expected


LINKED = [
    "[Kites](https://toys.example.org/a)",
    '<a href="https://toys.example.org/a">Kites</a>',
    "**[Kites](https://toys.example.org/a)**",
]


@pytest.mark.parametrize("written", LINKED)
def test_a_title_may_be_a_link(written: str) -> None:
    one = of_yaml({"title": written})
    assert (one.title, one.url) == ("Kites", "https://toys.example.org/a")


@pytest.mark.parametrize("written", ["**Kites and boats**", "Kites and boats"])
def test_a_title_may_be_bold(written: str) -> None:
    assert of_yaml({"title": written}).title == "Kites and boats"


REFERENCES = [
    (
        "Toy, Nora and Example, Ada &quot;Kites and boats&quot; <i>Journal of Toys</i>, 2021.",
        ("Nora Toy", "Ada Example"),
    ),
    ("Toy, N., & Example, A. (2023, July). Kites and Boats. In Proceedings of ToyConf", ("N. Toy", "A. Example")),
    ("N. Toy, A. Example, “Kites and boats,” ToyConf", ("N. Toy", "A. Example")),
    ("Kites and boats. Nora Toy.", ()),
    ("See Kites and boats", ()),
    ("Another paper altogether", ()),
]


@pytest.mark.parametrize(("reference", "expected"), REFERENCES)
def test_authors_may_stand_in_a_reference_alone(reference: str, expected: tuple[str, ...]) -> None:
    one = of_yaml({"title": "Kites and Boats", "citation": reference})
    assert one.authors == expected
    assert dict(one.extra)["citation"]


def test_words_of_a_list_as_python_prints_it() -> None:
    records, _ = read("a.csv", "title;tags\nKites;\"['wind', 'toys']\"\n")
    assert records[0].keywords == ("wind", "toys")


def test_a_year_and_a_month_in_one_number() -> None:
    assert of_yaml({"title": "Kites", "date": "202006"}).date == "2020-06"


def test_affiliations_are_kept() -> None:
    one = of_yaml({"title": "Kites", "authors": "Ada Example (Toy University); Nora Toy"})
    assert one.extra == (("affiliations", "Ada Example (Toy University); Nora Toy"),)


OTHER_NAMES = [
    ("paper_name", "title", "Kites"), ("article", "title", "Kites"), ("Titel", "title", "Kites"),
    ("Título", "title", "Kites"), ("author-list", "authors", ("Nora Toy",)), ("Autor", "authors", ("Nora Toy",)),
    ("Lead Authors", "authors", ("Nora Toy",)), ("First author", "authors", ("Nora Toy",)), ("Jahr", "year", 2024),
    ("conf", "venue", "ToyConf"), ("Zeitschrift", "venue", "ToyConf"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "field", "value"), OTHER_NAMES)
@pytest.mark.parametrize("form", ["yml", "csv"])
def test_names_of_fields_that_others_use(name: str, field: str, value: object, form: str) -> None:
    known = {"title": "Kites", "authors": ("Nora Toy",)}
    entry = {one: "Kites" if one == "title" else "Nora Toy" for one in ("title",) if one != field}
    entry[name] = str(value[0] if isinstance(value, tuple) else value)
    entry["doi"] = "10.1000/toy.1"
    if form == "yml":
        one = of_yaml(entry)
    else:
        one = read("a.csv", "\n".join(";".join(row) for row in (entry.keys(), entry.values())))[0][0]
    assert getattr(one, field) == value
    assert known["title"] == one.title


def test_the_first_author_counts_only_where_no_other_field_has_authors() -> None:
    one = of_yaml({"First author": "Ada Example", "title": "Kites", "authors": "Ada Example, Nora Toy"})
    assert one.authors == ("Ada Example", "Nora Toy")


def test_a_number_of_confidence_is_no_conference() -> None:
    assert of_yaml({"title": "Kites", "conf": "0.9"}).venue == ""


def test_a_name_in_another_language_is_a_slip_in_a_file_of_our_own() -> None:
    _, problems = read("a.jsonl", '{"title": "Kites", "jahr": 2024}\n')
    assert [one.code for one in problems] == ["unknown-field"]


def test_the_note_on_columns_tells_what_becomes_of_each() -> None:
    _, problems = read("a.csv", "Title,Article,Code,openreview,Lead Author,Page Start,Toys\nKites,,,,,,\n")
    told = next(one.message for one in problems if one.code == "columns")
    assert told == (
        "the columns were read: “Title” as title, “openreview” as url, “Lead Author” as authors, "
        "“Page Start” as pages; their addresses are shown as links: “Code”; kept as they are: “Article”, “Toys”"
    )


@pytest.mark.parametrize(
    ("written", "kind"), [('["1"]', "inproceedings"), ('["article-journal"]', "article"), ('["2"]', "article")]
)
def test_hugo_s_types_of_publications_are_known(written: str, kind: str) -> None:
    records, _ = read("a.md", f"---\ntitle: Kites\nauthors: [Ada Example]\npublication_types: {written}\n---\n")
    assert records[0].entry_type == kind


def test_one_id_on_all_entries_is_told_once() -> None:
    _, problems = read("a.yml", "".join(f"- {{title: Kites {number}, id: 1}}\n" for number in range(500)))
    assert [(one.code, one.where.line) for one in problems] == [("doubled-id", 2)]
    assert problems[0].message == "the id '1' stands in line 1 already, and 498 more entries have it"


GROUPS = """\
categories:
  - name: Wind
    subcategories:
      - name: Kites
        papers: [{title: A}]
  - heading: Water
    pubs: [{title: B}]
boats:
  title: Boats
  list: [{title: C}]
empty:
  title: Nothing yet
  list:
"2024": [{title: D}, {title: E, year: 2023}]
"2022": []
"""


def test_groups_of_papers_have_their_names_and_years() -> None:
    """A group without papers is none, nor is its name told as lost."""
    records, problems = read("a.yml", GROUPS)
    assert [(one.title, dict(one.extra)["section"], one.year) for one in records] == [
        ("A", "Wind / Kites", None), ("B", "Water", None), ("C", "Boats", None), ("D", "2024", 2024),
        ("E", "2024", 2023),
    ]  # fmt: skip
    assert [one.message for one in problems if one.code == "not-in-the-list"] == [
        "no papers stand below `empty`; what is there is left out"
    ]


def test_each_entry_without_a_title_is_named() -> None:
    """Where the key says that these are papers, the file is no card."""
    records, problems = read(
        "a.yml", "papers:\n- key: a\n  pdf: https://toys.example.org/a.pdf\n- key: b\n  year: 2024\n"
    )
    assert (records, [(one.code, one.where.line) for one in problems if one.code != "unknown-field"]) == (
        [], [("no-title", 2), ("no-title", 4)]
    )  # fmt: skip


def test_entries_below_keys_without_titles_are_named() -> None:
    """And a line `---` at the end is no second document."""
    text = "---\na:\n  year: 2016\n  citation: Toys\nb:\n  year: 2017\n---\n"
    records, problems = read("a.yml", text)
    assert (records, [(one.code, one.where.line) for one in problems if one.code != "unknown-field"]) == (
        [], [("no-title", 2), ("no-title", 5)]
    )  # fmt: skip


def test_a_card_may_end_in_a_line_of_a_document() -> None:
    records, problems = read("a.yml", "---\ntitle: Kites\nvenue: ToyConf\n---\n")
    assert ([one.venue for one in records], problems) == (["ToyConf"], [])


def test_a_directive_of_yaml_is_no_document() -> None:
    records, problems = read("a.yml", "%YAML 1.2\n---\n# toys\n  - title: Kites\n    year: 2024\n")
    assert ([one.title for one in records], problems) == (["Kites"], [])


ADDRESSES = [
    ("toys.example.org/a.pdf", "https://toys.example.org/a.pdf"), ("toys.example.org", "https://toys.example.org"),
    ("a.pdf", ""), ("papers/a.pdf", ""), ("files/a", ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), ADDRESSES)
@pytest.mark.parametrize("form", ["bib", "yml"])
def test_an_address_may_lack_its_scheme(written: str, expected: str, form: str) -> None:
    """The name of a file is none, and nothing to warn of."""
    text = (
        f"@misc{{a, title = {{Kites}}, url = {{{written}}}}}"
        if form == "bib"
        else f"- title: Kites\n  url: {written}\n"
    )
    records, problems = read(f"a.{form}", text)
    assert records[0].url == expected
    assert expected or dict(records[0].extra)["url"] == written
    assert {one.code for one in problems} <= {"unknown-field"}


def test_a_note_is_no_address() -> None:
    records, _ = read("a.bib", "@misc{a, title = {Kites}, note = {cs.LG}}")
    assert records[0].url == ""


def test_the_page_of_a_paper_in_a_bibliography_of_al_folio() -> None:
    records, _ = read("a.bib", "@misc{a, title = {Kites}, html = {https://toys.example.org/a}, abbr = {TC}}")
    assert (records[0].url, records[0].extra) == ("https://toys.example.org/a", (("abbr", "TC"),))


STARRED = [
    "Toy*, Nora and Example, Ada",
    "Nora Toy$^{1,*}$ and Ada Example\\textsuperscript{*}",
    "Toy, Nora\\dag and Example, Ada†",
]


@pytest.mark.parametrize("written", STARRED)
def test_marks_are_no_part_of_names_in_bibtex(written: str) -> None:
    records, _ = read("a.bib", f"@misc{{a, title = {{Kites}}, author = {{{written}}}}}")
    assert records[0].authors == ("Nora Toy", "Ada Example")


@pytest.mark.parametrize("name", ["a.json", "a.ris", "a.xml", "a.bib", "a.yml", "a.csv", "a.md", "a.jsonl"])
@pytest.mark.parametrize("content", ["", " \n\n"], ids=["nothing", "spaces"])
def test_an_empty_file_is_told_as_one(name: str, content: str) -> None:
    records, problems = read(name, content)
    assert (records, [(one.code, one.severity.value) for one in problems]) == ([], [("empty-file", "warning")])


@pytest.mark.parametrize("content", ["12345\n", "Kites and boats\n", '"Kites"\n', "# toys\n--- 1\n--- 2\n"])
def test_a_yaml_file_without_lists_and_keys_is_told(content: str) -> None:
    records, problems = read("a.yml", content)
    assert (records, {one.code for one in problems}) == ([], {"not-in-the-list"})


def test_the_line_of_a_problem_is_shown_in_its_encoding() -> None:
    source = Source("a.csv", "Title;Year\nSchöne Drachen;soon\nÖl;2020\n".encode("latin-1"))
    shown = "\n".join(text for _, text in formatted(list(read_papers([source]).problems), [source]))
    assert "Schöne Drachen;soon" in shown
    assert "\ufffd" not in shown


def test_further_names_and_numbers_of_crossref_are_kept() -> None:
    item = {
        "type": "paper-conference", "title": ["Kites"], "container-title": ["Toys 2019", "Notes on Toys"],
        "ISBN": ["9780306406157", "9783161484100"], "ISSN": ["1234-5679", "0000-0000"],
        "event-title": ["ToyConf", "TC"], "author": [{"family": "Toy", "given": "Nora"}],
    }  # fmt: skip
    records, _ = read("a.json", json.dumps([item]))
    assert (records[0].booktitle, records[0].venue, records[0].isbn) == ("Toys 2019", "ToyConf", "9780306406157")
    assert records[0].extra == (
        ("ISBN (more)", "9783161484100"), ("ISSN", "1234-5679, 0000-0000"),
        ("container-title (more)", "Notes on Toys"), ("event-title (more)", "TC"),
    )  # fmt: skip


@pytest.mark.parametrize(("venue", "date", "kind"), [("arXiv.org", "2024-05-06", ""), ("Toys", "", "article")])
def test_a_preprint_of_semantic_scholar_has_its_day(venue: str, date: str, kind: str) -> None:
    """There it counts as an article of a journal."""
    entry = {
        "paperId": "a", "title": "Kites", "externalIds": {"ArXiv": "2405.00001"}, "venue": venue, "year": 2024,
        "publicationDate": "2024-05-06", "publicationTypes": ["JournalArticle"],
    }  # fmt: skip
    records, _ = read("a.json", json.dumps([entry]))
    assert (records[0].date, records[0].entry_type) == (date, kind)


GROUPED = {
    "about": {"title": "My list", "updated": "2024-01-01"},
    "2024": [{"title": "A"}, {"title": "B", "year": 2023}, "no paper"],
    "Wind": {"Kites": [{"title": "C"}], "Toys": {"k1": {"title": "D"}, "k2": {"title": "E"}}},
}


@pytest.mark.parametrize("indent", [None, 1])
def test_papers_of_a_json_file_may_stand_below_the_keys_of_groups(indent: int | None) -> None:
    text = json.dumps(GROUPED, indent=indent)
    records, problems = read("a.json", text)
    assert [(one.title, dict(one.extra).get("section"), one.year, one.key) for one in records] == [
        ("A", "2024", 2024, ""), ("B", "2024", 2023, ""), ("C", "Wind / Kites", None, ""),
        ("D", "Wind / Toys", None, "k1"), ("E", "Wind / Toys", None, "k2"),
    ]  # fmt: skip
    lines = text.split("\n")
    assert all(f'"title": "{one.title}"' in "".join(lines[one.where.line - 1 :][:2]) for one in records)
    assert [one.code for one in problems] == ["bad-json-entry"]


def test_a_group_is_found_though_its_key_stands_elsewhere_too() -> None:
    value = {"about": {"Vögel": [1, 2], "k": '"Vögel": ['}, "Vögel": [{"title": "A"}, {"title": "B"}]}
    for is_ascii in (True, False):
        records, _ = read("a.json", json.dumps(value, ensure_ascii=is_ascii))
        assert [one.title for one in records] == ["A", "B"]


def test_one_paper_with_lists_of_its_own_is_one_paper() -> None:
    entry = {"title": "Kites", "references": [{"title": "Boats"}], "related": {"a": {"title": "Toys"}}}
    records, _ = read("a.json", json.dumps(entry))
    assert [one.title for one in records] == ["Kites"]


PARTS = """heading = "Our papers"

[[papers]]
title = "A"
abstract = '''
[[no-header]]
[nor-this]
'''
[[papers.authors]]
name = "Ada Example"

[[papers]]
title = "B

[[2023.papers]]
title = "C"
[2023.papers.links]
pdf = "https://toys.example.org/c.pdf"
"""


def test_each_part_of_a_toml_file_is_read_on_its_own() -> None:
    """Lines that look like headers may stand in a text; a slip costs one paper, and is told where it is."""
    records, problems = read("a.toml", PARTS)
    assert [(one.title, one.authors, one.where.line) for one in records] == [("A", ("Ada Example",), 3), ("C", (), 15)]
    assert (records[1].year, records[1].pdf) == (2023, "https://toys.example.org/c.pdf")
    assert [(one.code, one.where.line) for one in problems] == [("bad-toml", 13)]


@pytest.mark.parametrize(
    "text", ['title = "A"\nyear = 2024', '[a]\ntitle = "A"\nyear = 2024', "papers = [{title = 'A', year = 2024}]"]
)
def test_a_toml_file_may_be_one_paper_or_have_keys_or_a_list(text: str) -> None:
    records, problems = read("a.toml", text)
    assert ([(one.title, one.year) for one in records], problems) == ([("A", 2024)], [])


def test_two_toml_tables_of_one_name_are_two_papers() -> None:
    records, problems = read("a.toml", '[a]\ntitle = "A"\n[a]\ntitle = "B"')
    assert [one.title for one in records] == ["A", "B"]
    assert [one.code for one in problems] == ["doubled-id"]


def test_of_a_text_in_several_languages_the_english_one_counts() -> None:
    one = of_yaml({"title": {"de": "Drachen", "en": "Kites"}, "venue": {"ja": "凧"}, "authors": ["Ada Example"]})
    assert (one.title, one.venue, one.extra) == ("Kites", "凧", (("title (de)", "Drachen"),))


def test_an_address_in_the_place_of_an_arxiv_number_is_that_of_the_paper() -> None:
    records, problems = read("a.csv", "Title,Year,Arxiv\nKites,2024,https://toys.example.org/kites\n")
    assert records[0].url == "https://toys.example.org/kites"
    assert [one.code for one in problems] == ["columns"]


def test_a_doi_may_have_the_signs_of_tex() -> None:
    assert of_yaml({"title": "Kites", "doi": r"10.1000/toy\_1"}).doi == "10.1000/toy_1"


def test_old_ris_files_have_the_doi_as_the_type_of_work() -> None:
    records, _ = read("a.ris", "TY  - JOUR\nTI  - Kites\nM3  - 10.1000/toy.1\nER  - \n")
    assert (records[0].doi, records[0].extra) == ("10.1000/toy.1", ())


def test_authors_in_html_count_where_no_others_are() -> None:
    html = "Toy, B., <strong>Example, A.C.</strong>"
    assert of_yaml({"title": "Kites", "year": 2024, "authors_html": html}).authors == ("B. Toy", "A.C. Example")
    assert of_yaml({"title": "Kites", "authors": ["Bo Toy"], "authors_html": html}).authors == ("Bo Toy",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("El Toy, Nora, Example, Ada, Sample, Öz", ("Nora El Toy", "Ada Example", "Öz Sample")),
        ("Toy, Nora B, El Toy, Bo, Sample, Öz", ("Nora B Toy", "Bo El Toy", "Öz Sample")),
        ("Nora Toy, Ada Example, Cher, Öz Sample", ("Nora Toy", "Ada Example", "Cher", "Öz Sample")),
    ],
)
def test_a_family_name_of_two_words_is_no_whole_name(text: str, names: tuple[str, ...]) -> None:
    assert of_yaml({"title": "Kites", "authors": text}).authors == names


def test_what_readers_keep_under_names_of_their_own_is_no_unknown_field() -> None:
    for name, text in (
        ("a.md", "---\ntitle: Kites\nauthors: [Ada Example]\n---\n## Notes\n\nMore.\n\n## Abstract\n\nWe count.\n"),
        ("a.yml", "Wind:\n- title: Kites\n  year: 2024\n"),
        (
            "a.ris",
            "TY  - JOUR\nTI  - Kites\nUR  - https://toys.example.org/a\nUR  - https://toys.example.org/b\nER  - \n",
        ),
    ):
        records, problems = read(name, text)
        assert (len(records[0].extra), problems) == (1, []), name


def of_bibtex(fields: str) -> Record:
    """Return the one record of a BibTeX file of one entry; there is no problem with it."""
    records, problems = read("a.bib", f"@article{{toy, author = {{Ada Example}}, year = 2024, {fields}}}")
    assert [one.code for one in problems if one.code != "unknown-field"] == []
    return records[0]


def test_publishers_write_one_field_for_each_keyword() -> None:
    one = of_bibtex('title = {A}, keywords = "kites", keywords = "toy boats", keywords = "kites"')
    assert (one.keywords, one.extra) == (("kites", "toy boats"), ())


def test_keywords_of_bibsonomy_have_spaces_between_them() -> None:
    assert of_bibtex("title = {A}, interhash = {0a}, keywords = {kites toy-boats}").keywords == ("kites", "toy-boats")
    assert of_bibtex("title = {A}, keywords = {kites and boats}").keywords == ("kites and boats",)


def test_a_line_drawn_by_tex_is_a_bar_and_numbered_letters_are_letters() -> None:
    one = of_bibtex(r"title = {Kites\rule{1em}{1pt}Ada\&\#39;s \rule[0.5ex]{2em}{1pt} boats}")
    assert one.title == "Kites―Ada's ― boats"


def test_an_abstract_note_is_an_abstract() -> None:
    one = of_bibtex("title = {A}, abstractnote = {&lt;p&gt;We count.&lt;/p&gt;}")
    assert (one.abstract, one.extra) == ("We count.", ())


def test_where_a_paper_appeared_is_its_venue() -> None:
    assert (
        of_yaml({"title": "Kites", "authors": ["Ada Example"], "where": "Journal of Toys"}).venue == "Journal of Toys"
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Toy, B., Kites Group, Example, A. C., & Sample, Ö.", ("B. Toy", "Kites Group", "A. C. Example", "Ö. Sample")),
        ("Toy, B., Example, A., Kites Group", ("B. Toy", "A. Example", "Kites Group")),
        ("B. Toy, A. Example, N. Kite, Ö. Sample", ("B. Toy", "A. Example", "N. Kite", "Ö. Sample")),
    ],
)
def test_a_group_among_names_with_initials_does_not_take_them_apart(text: str, names: tuple[str, ...]) -> None:
    assert of_yaml({"title": "Kites", "authors": text}).authors == names


BOILERPLATE = """---
title: Kites
---
We count *kites*.

[Download paper here](https://toys.example.org/a.pdf)

Recommended citation: Your Name, You. (2009). Kites.
"""


def test_what_academic_pages_end_with_is_no_abstract() -> None:
    records, _ = read("a.md", BOILERPLATE)
    assert records[0].abstract == "We count kites."
    assert dict(records[0].extra)["body"].startswith("Recommended citation")


def test_an_abstract_in_front_matter_has_no_bold() -> None:
    entry = {"title": "Kites", "year": 2024, "abstract": "**Aims:** we count 2**n kites, **all** of them."}
    assert of_yaml(entry).abstract == "Aims: we count 2**n kites, all of them."


@pytest.mark.parametrize(
    "address",
    [
        "https://toys.example.org/article/10.1000%2Ftoy.1",
        "https://toys.example.org/article/10.1000/toy.1/full",
        "https://toys.example.org/content/pdf/10.1000/toy.1?download=true",
    ],
)
def test_a_doi_may_stand_in_the_address_of_a_publisher(address: str) -> None:
    assert of_yaml({"title": "Kites", "year": 2024, "doi": address}).doi == "10.1000/toy.1"


def test_an_address_that_was_cut_out_of_markdown_loses_its_bracket() -> None:
    one = of_yaml({"title": "Kites", "year": 2024, "url": "https://arxiv.org/abs/2405.00001)"})
    assert (one.arxiv, one.url) == ("2405.00001", "https://arxiv.org/abs/2405.00001")
    wiki = "https://toys.example.org/Kite_(toy)"
    assert of_yaml({"title": "Kites", "year": 2024, "url": wiki}).url == f"{wiki[:-5]}%28toy%29"


def test_pub_is_the_venue_where_there_is_no_other() -> None:
    assert of_yaml({"title": "Kites", "year": 2024, "pub": "Journal of Toys"}).venue == "Journal of Toys"


def test_a_list_made_of_bibtex_means_what_bibtex_means() -> None:
    paper = of_yaml({"title": "Kites", "booktitle": "Toy Days", "type": "inproceedings"})
    assert (paper.venue, paper.booktitle) == ("Toy Days", "Toy Days")
    thesis = of_yaml({"title": "Kites", "school": "Toy University", "type": "phdthesis"})
    assert (thesis.publisher, thesis.extra) == ("Toy University", ())
    volume = of_yaml({"title": "Toy Days", "booktitle": "Toy Days", "type": "collection"})
    assert (volume.venue, volume.booktitle) == ("", "")


def test_a_book_may_have_two_numbers() -> None:
    one = of_bibtex("title = {A}, isbn = {9783031535543}, isbn = {9783031535550}")
    assert (one.isbn, one.extra) == ("9783031535543", (("isbn", "9783031535550"),))


def test_keywords_may_break_their_lines() -> None:
    """Only where there is no other sign between them is each line one."""
    assert of_bibtex("title = {A}, keywords = {kites, toy\n  boats, wind}").keywords == ("kites", "toy boats", "wind")
    assert of_bibtex("title = {A}, keywords = {kites\ntoy boats}").keywords == ("kites", "toy boats")


def test_a_preprint_field_of_bibtex_holds_the_arxiv_number() -> None:
    assert of_bibtex("title = {A}, preprint = {https://arxiv.org/abs/2405.00001}").arxiv == "2405.00001"
    elsewhere = of_bibtex("title = {A}, preprint = {https://toys.example.org/a}")
    assert (elsewhere.arxiv, elsewhere.extra) == ("", (("preprint", "https://toys.example.org/a"),))


@pytest.mark.parametrize(("venue", "year"), [("arXiv, 2024.", 2024), ("arXiv preprint (2023)", 2023), ("arXiv", None)])
def test_arxiv_as_a_venue_may_say_the_year(venue: str, year: int | None) -> None:
    one = of_yaml({"title": "Kites", "authors": ["Ada Example"], "venue": venue})
    assert (one.venue, one.year) == ("", year)


def test_the_number_of_a_preprint_is_no_year() -> None:
    one = of_yaml({"title": "Kites", "authors": ["Ada Example"], "venue": "arXiv:2012.00001"})
    assert (one.arxiv, one.year) == ("2012.00001", None)


BARE_LIST = "{}:\n- name: Kites\n  url: https://toys.example.org/a\n- name: Boats\n  url: https://toys.example.org/b\n"


def test_names_with_addresses_are_papers_where_there_are_no_others() -> None:
    records, problems = read("a.yml", BARE_LIST.format("featured"))
    assert ([one.title for one in records], problems) == (["Kites", "Boats"], [])
    records, problems = read("a.yml", "papers:\n- title: Wind\n  year: 2024\n" + BARE_LIST.format("featured"))
    assert [one.title for one in records] == ["Wind"]
    assert [one.code for one in problems] == ["not-in-the-list"]


def test_names_with_addresses_on_a_card_are_none() -> None:
    records, _ = read("a.yml", "title: Wind\n" + BARE_LIST.format("links"))
    assert [one.title for one in records] == ["Wind"]


CITED = """cff-version: 1.2.0
message: Cite both.
title: The toy software
authors:
- {family-names: Example, given-names: Ada, orcid: "https://orcid.org/0000-0002-1825-0097"}
- name: Toy Team
version: 2.0.4
date-released: 2021-08-11
doi: 10.1000/toy.software
references:
- {type: software, title: Something else}
"""
PREFERRED = """preferred-citation:
  type: article
  title: A paper about toys
  authors:
  - {family-names: Toy, given-names: Nora, name-particle: van}
  journal: Journal of Toys
  year: 2021
  start: 1
  end: 10
"""


def test_a_citation_file_is_its_work_or_the_one_that_it_prefers() -> None:
    records, _ = read("CITATION.cff", CITED)
    assert [(one.title, one.authors, one.doi) for one in records] == [
        ("The toy software", ("Ada Example", "Toy Team"), "10.1000/toy.software")
    ]
    assert (records[0].names[0].orcid, records[0].date) == ("0000-0002-1825-0097", "2021-08-11")
    records, _ = read("CITATION.cff", CITED + PREFERRED)
    assert [(one.title, one.authors, one.venue, one.pages, one.entry_type) for one in records] == [
        ("A paper about toys", ("Nora van Toy",), "Journal of Toys", "1-10", "article")
    ]


def test_the_links_of_a_page_of_hugo_are_found() -> None:
    page = """+++
title = "Kites"
date = "2024-01-16"
url_arxiv = "https://arxiv.org/abs/2405.00001"
[[url_custom]]
  name = "Publisher"
  url = "https://toys.example.org/a"
+++
"""
    records, problems = read("a.md", page)
    assert (records[0].arxiv, records[0].url, problems) == ("2405.00001", "https://toys.example.org/a", [])


@pytest.mark.parametrize(
    ("span", "date"), [("1984/1986", "1984"), ("2024-05-06/2024-05-08", "2024-05-06"), ("2024/", "2024")]
)
def test_of_a_span_of_time_the_beginning_counts(span: str, date: str) -> None:
    assert of_yaml({"title": "Kites", "authors": ["Ada Example"], "date": span}).date == date


def test_further_links_without_a_label_are_more_addresses() -> None:
    links = ["https://toys.example.org/a", "https://toys.example.org/b"]
    one = of_yaml({"title": "Kites", "authors": ["Ada Example"], "links": links})
    assert (one.url, one.extra) == (links[0], (("more addresses", links[1]),))


def test_a_second_text_of_a_key_is_a_warning_and_a_second_paper_an_error() -> None:
    """An error keeps the site from being built, which one slip in a list of hundreds must not."""
    records, problems = read("a.yml", "- title: Kites\n  year: 2024\n  pdf: a.pdf\n  pdf: b.pdf\n")
    assert len(records) == 1
    assert next((one.code, one.severity) for one in problems) == ("yaml-duplicate-key", Severity.WARNING)
    _, problems = read("a.yml", "toy:\n  title: Kites\n  year: 2024\ntoy:\n  title: Boats\n  year: 2024\n")
    assert [(one.code, one.severity) for one in problems] == [("yaml-duplicate-key", Severity.ERROR)]


def test_a_key_that_a_page_has_twice_is_a_warning() -> None:
    records, problems = read("a.md", "---\ntitle: Kites\ntags:\n- a\ntags:\n- b\n---\nWe count.\n")
    assert records[0].keywords == ("a",)
    assert [(one.code, one.severity) for one in problems] == [("yaml-duplicate-key", Severity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f'[[papers]]\ntitle = "Kite {number}"\n' for number in range(4000)),
        "".join(f'[papers.a{number}]\ntitle = "Kite {number}"\nyear = 2024\n' for number in range(4000)),
        "[" + "a " * 20_000 + "\n[" + " " * 40_000 + "x\n[" + "'a" * 20_000,
    ],
    ids=["lists", "tables", "headers without an end"],
)
def test_a_long_toml_file_takes_linear_time(text: str) -> None:
    started = time.process_time()
    read("a.toml", text)
    assert time.process_time() - started < 3


def test_a_second_volume_and_editors_beside_the_creators_are_kept() -> None:
    [record], _ = read("a.json", '[{"title": "Kites", "proceedings": "Toys of 2024", "booktitle": "Kites"}]')
    assert (record.venue, record.booktitle) == ("Toys of 2024", "Toys of 2024")
    creators = '[{"creatorType": "author", "name": "Nora Toy"}]'
    [record], _ = read("a.json", f'[{{"title": "Kites", "creators": {creators}, "editors": ["Ada Example"]}}]')
    assert (record.authors, [str(name) for name in record.editors]) == (("Nora Toy",), ["Ada Example"])
