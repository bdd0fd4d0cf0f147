"""The formats of citations: what each says of a paper, read back by others' libraries, and the browser's same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from generator.build import collect
from generator.citation import KINDS, Citation, citation, name_of
from generator.citation.people import in_parts
from generator.exporters import WRITERS, biblatex, bibtex, csl, plain, ris
from generator.exporters.blocks import BLOCK, blocks, record
from generator.exporters.taken import Taken
from generator.forms import FORMS, Form
from generator.model import Entry, Location, Name, Paper, PaperStatus, Settings, Source, Standing
from generator.people import OTHERS
from generator.settings import fault
from sites import Site, build, make_project, sample

GOLDEN = ROOT / "tests" / "golden" / "citations"
CSL_TYPES = {
    "article", "article-journal", "book", "chapter", "dataset", "document", "manuscript", "pamphlet",
    "paper-conference", "patent", "report", "software", "thesis", "webpage",
}  # fmt: skip
CSL_TEXTS = (
    "genre",
    "ISBN",
    "title",
    "container-title",
    "publisher",
    "volume",
    "issue",
    "page",
    "number",
    "DOI",
    "URL",
    "note",
)
NAME = {
    "type": "object",
    "properties": {
        part: {"type": "string", "minLength": 1}
        for part in ("family", "given", "non-dropping-particle", "suffix", "literal")
    },
    "additionalProperties": False,
    "oneOf": [{"required": ["literal"], "maxProperties": 1}, {"required": ["family"]}],
}
# The part of the input schema of CSL 1.0.2 (schemas/input/csl-data.json) that we write, and stricter.
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id", "title"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": sorted(CSL_TYPES)},
            "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            **{name: {"type": "string", "minLength": 1} for name in CSL_TEXTS},
            **{role: {"type": "array", "minItems": 1, "items": NAME} for role in ("author", "editor")},
            "custom": {"type": "object"},
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
                    }
                },
            },
        },
    },
}


def paper(identity: str, **known: Any) -> Paper:
    return Paper(**{"identity": f"title:{identity}", "title": "Kites"} | known)


NOWHERE = Location("")
MANY = tuple(f"Ada {first}{second}. Toy" for first in "ABCDEFGHIJKLMNOPQRST" for second in "abcdefghij")
PEOPLE = (
    Name("Nora", "van", "Toy"), Name("Ada", "de la", "Toy Example", "Jr."), Name(literal="The Toys, and Friends"),
    Name(family="Plato"), Name(literal="OpenToys"), Name("Bo", "", "Toy, and Example"), Name("", "von", "Kite"),
    Name("", "", "Toy", "III"), Name("Ana", "", "de Sample"), Name("Ana", "van", "Toy de Sample"),
    Name(family="Toy Kite"),
)  # fmt: skip
EDITORS = (Name("Nora", "", "Toy"), Name("Bo", "", "Sample"))
PUBLISHED = {
    "authors": ("Ada Toy",), "year": 2024, "date": "2024-05-03", "venue": "Toy Letters", "volume": "12",
    "number": "3", "pages": "4-9", "publisher": "Toy & Sons", "isbn": "9780000000002",
}  # fmt: skip
TOYS = (
    paper("nothing but a title"),
    paper("no authors", date="2024-12-18", venue="Toy Conference 2024"),
    paper(
        "conference", title="KITE-Bench: Measuring $O(n)$ Wind in Llama-2", authors=("Nora Exemplar", "Öz Sample"),
        date="2024-12-18", year=2025, venue="Findings of ACL 2025", doi="10.1000/toy_1", arxiv="2412.00001",
        acl="2025.findings-acl.1", categories=("cs.CL", "cs.AI"), pdf="https://aclanthology.org/2025.findings-acl.1.pdf",
    ),
    paper(
        "journal", title="Winds", authors=("Ada Toy", "Bob Sample", "Eve Exemplar"), date="2023-01-02", year=2024,
        venue="Kite-Based Systems 309(2):11-27 (2024)", doi="10.1002/(SICI)1097<1::AID>3.0.CO;2-O",
        later_title="Winds, published",
    ),
    paper("journal with a number of an article", authors=("Ada Toy",), venue="Kite-Based Systems 309:112758 (2025)"),
    paper(
        "preprint", title="Sails", authors=("Ada Toy",), date="2024-02-29", arxiv="2402.12345", categories=("cs.LG",)
    ),
    paper("preprint of a month", authors=("Ada Toy",), date="2024-02", arxiv="math/0309136", later_title="Kites, new"),
    paper("thesis", authors=("Ada Toy",), year=1999, venue="PhD thesis, Toy University", url="https://toys.example/a{b}"),
    paper(
        "signs", title=r"100% of #1 a_b ~ {x} ^ \ $5 & <b>“RAG”</b>", authors=("A_B", "R&D Toys"), venue="IEEE S&P 2025"
    ),
    paper("question", title="Do kites fly?", authors=("Ada Toy",), year=2024),
    paper("scripts", title="風と凧: 研究 Über Ωλ العربية", authors=("王小明", "Ирина Пример", "محمد مثال"), year=2024),
    paper(
        "names", year=2024, authors=("Ludwig van der Toy", "Exemplar, Nora", "Nora Exemplar Jr.", "Toy, Jr., Ada",
        "Öz Sample III", "Gemini Team", "OpenAI", "Toy, Inc.", "Tom and Jerry", "others", "Others Sample",
        "The Kite Project", "a, b, c, d", "Toy,", "Jr. Toy", "de la Toy"),
    ),
    paper(
        "known parts", year=2024, names=PEOPLE, authors=tuple(map(str, PEOPLE)), entry_type="article", venue="Toys",
        volume="12", pages="3–9",
    ),
    *(paper(f"a {kind}", **PUBLISHED | {"entry_type": kind}) for kind in (*KINDS, "thesis", "report", "periodical")),
    *(paper(f"bare {kind}", title=f"Of {kind}", entry_type=kind) for kind in KINDS),
    paper("thesis of a school", authors=("Ada Toy",), year=1999, venue="Toy University", entry_type="phdthesis"),
    paper("kind of the preprint", arxiv="2412.00003", entry_type="misc", venue="ICLR 2025"),
    paper("online preprint", arxiv="2412.00004", entry_type="online", publisher="arXiv"),
    paper(
        "kind of another source", entry_type="article", venue="ICLR 2025", provenance={"venue": NOWHERE,
        "entry_type": Location("x")},
    ),
    paper("issue", venue="Toys", volume="3", number="4"),
    paper("withdrawn", year=2024, standing=Standing(PaperStatus.WITHDRAWN, NOWHERE, "2024-05-03")),
    paper("retracted", year=2024, venue="TACL 2023", standing=Standing(PaperStatus.RETRACTED, NOWHERE, "2024-05")),
    *(
        paper(f"superseded by {one}", standing=Standing(PaperStatus.SUPERSEDED, NOWHERE, successor=one))
        for one in ("arxiv:2412.00001", "doi:10.1000/toy_1", "acl:2025.findings-acl.1", "title:kites")
    ),
    *(
        paper(f"edited {kind or 'otherwise'}", title="Toys", entry_type=kind, venue="Toy Handbook", year=2024,
              publisher="Toy Press", authors=("Nora Toy", "Bo Sample"), names=EDITORS, editors=EDITORS, edited=True)
        for kind in ("book", "proceedings", "techreport", "")
    ),
    *(
        paper(f"edited by others {kind}", title="Winds", entry_type=kind, booktitle="Toy Handbook", year=2024,
              pages="4-9", authors=("Ada Toy",), editors=EDITORS[:1])
        for kind in ("book", "incollection", "inproceedings", "article")
    ),
    *(
        paper(f"without authors {kind}", title="Sails", entry_type=kind, venue="Toys", volume="3", editors=EDITORS)
        for kind in ("inbook", "article")
    ),
    paper("edited by many", entry_type="book", editors=(*EDITORS, OTHERS), authors=("Nora Toy", "Bo Sample"),
          names=EDITORS, edited=True, et_al=True),
    paper("edited by one", entry_type="book", editors=PEOPLE[:1], authors=("Nora van Toy",), names=PEOPLE[:1],
          edited=True),
    paper("twenty authors", year=2024, authors=MANY[:20]),
    paper("many authors", year=2024, authors=MANY),
    paper("one author and others", year=2024, authors=("Ada Toy",), et_al=True),
    paper("a group and others", year=2024, names=PEOPLE[1:3], authors=tuple(map(str, PEOPLE[1:3])), et_al=True),
    paper("many authors and others", year=2024, authors=MANY[:21], et_al=True),
    paper("white space", title="Two\n```\tlines\u2028and \x07 signs", authors=("Ada\tToy", " ", "\u00a0Bob  Sample")),
)  # fmt: skip


IN_FULL = (
    paper(
        "conference", authors=("Nora Toy", "The Toys"), date="2024-12-18", year=2025, venue="ToyConf 2025",
        names=(Name("Nora", "", "Toy", orcid="0000-0002-1825-0097"), Name(literal="The Toys")),
        booktitle="Proceedings of the Toy Conference", arxiv="2412.00001", categories=("cs.CL", "cs.AI"),
        pdf="https://toys.example/kites.pdf", later_title="Kites, published", url="https://toys.example/a_b",
        acl="2025.toy-1.1", keywords=("toys, small", "kites"), extra=(
            ("address", "Toy City"), ("editor", "Toy, Ada"), ("month", "may"), ("series", "Toys & Kites"), ("x", "y"),
        ),
    ),
    paper("journal", venue="Toys 2024", booktitle="Journal of Toys", entry_type="article", keywords=("a; b",)),
    paper("blog", title="Winds", venue="Toy Blog", year=2024, date="2024-05-03", entry_type="online"),
    paper("data", title="Sails", year=2024, entry_type="dataset", isbn="000", extra=(("date", "2024-01-05"),)),
    paper("preprint", title="Boats", date="2024-02-29", arxiv="2402.12345", categories=("cs.LG",)),
    paper(
        "counterparts", title="Ropes", entry_type="book", year=2024, publisher="Toy Press", extra=(
            ("ISSN", "1234-5679"), ("access_date", "2024-05-03"), ("notes", "A note"), ("publisher-place", "Toy City"),
        ),
    ),
)  # fmt: skip


def cited(papers: Sequence[Paper]) -> list[Citation]:
    keys = bibtex.keys(papers)
    return [citation(one, keys[one.identity]) for one in papers]


def file(form: str, papers: Sequence[Paper]) -> str:
    """Return the file of these papers in a format, without abstracts."""
    entry, whole = WRITERS[form]
    keys = bibtex.keys(papers)
    entries = [Entry(one, f"toy-{number}", keys[one.identity]) for number, one in enumerate(papers)]
    taken = (Taken(one, citation(one.paper, one.key), f"papers/{one.slug}/", own_key=one.slug) for one in entries)
    return "".join(whole(map(entry, taken)))


def short(form: str, papers: Sequence[Paper]) -> str:
    """Return the same of the citations alone, as pages and the browser have them."""
    writes = {"bibtex": bibtex, "biblatex": biblatex, "ris": ris, "csl-json": csl}
    return "".join(writes[form].whole(map(writes[form].entry, cited(papers)))) if form in writes else file(form, papers)


def files(citations: Sequence[Citation]) -> dict[str, str]:
    """Return the files that the browser can make, too."""
    writes = {"bibtex": bibtex, "ris": ris, "csl-json": csl, "text": plain}
    return {form: "".join(one.whole(map(one.entry, citations))) for form, one in writes.items()}


def in_browser(citations: Sequence[Citation]) -> dict[str, str]:
    """The files that the browser's modules make of the packed records."""
    if not (program := shutil.which("node")):
        if os.environ.get("CI"):
            pytest.fail("no Node.js: `node` is not installed")
        pytest.skip("no Node.js: `node` is not installed")
    packed = [one for block in blocks(citations) for one in json.loads(block)]
    done = subprocess.run(
        [program, ROOT / "tests" / "citing.mjs"],
        input=json.dumps(packed), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, str] = json.loads(done.stdout)
    return found


def check_readable(citations: Sequence[Citation]) -> None:
    """Hold every file to a reader that we did not write: each paper is there, with its key, title, authors and year."""
    written = files(citations)
    entries = parse_string(written["bibtex"])
    assert not entries.failed_blocks
    assert [one.key for one in entries.entries] == [one.key for one in citations]
    records = rispy.loads(written["ris"])
    items = json.loads(written["csl-json"])
    jsonschema.validate(items, CSL)
    lines = written["text"].split("\n")[:-1]
    for number, (one, found, item, line) in enumerate(zip(citations, records, items, lines, strict=True), 1):
        title = one.title.replace("\t", "")
        assert (one.key, title) == (found["id"], found["title"]) == (item["id"], item["title"])
        assert len(one.authors) == len(found.get("authors", [])) == len(item.get("author", []))
        assert found.get("year", "") == one.year == str(item.get("issued", {"date-parts": [[""]]})["date-parts"][0][0])
        assert line.startswith(f"{number}. ")
        assert title in line


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_toy_papers_in_every_format(form: Form) -> None:
    """`RENEW_GOLDEN=1` writes them anew; the browser's own test reads the same files."""
    path = GOLDEN / f"papers.{form.ending}"
    expected = short(form.id, TOYS)
    if os.environ.get("RENEW_GOLDEN"):
        path.write_bytes(expected.encode())
        packed = [json.dumps(record(one), ensure_ascii=False) for one in cited(TOYS)]
        (GOLDEN / "records.json").write_text("[\n" + ",\n".join(packed) + "\n]\n", "utf-8")
    assert path.read_bytes().decode() == expected
    assert json.loads((GOLDEN / "records.json").read_text("utf-8")) == [record(one) for one in cited(TOYS)]


@pytest.mark.parametrize("form", [form for form in FORMS if short(form.id, IN_FULL) != file(form.id, IN_FULL)])
def test_what_a_file_has_beyond_citations(form: Form) -> None:
    """`RENEW_GOLDEN=1` writes it anew."""
    path = GOLDEN / f"in-full.{form.ending}"
    expected = file(form.id, IN_FULL)
    if os.environ.get("RENEW_GOLDEN"):
        path.write_bytes(expected.encode())
    assert path.read_bytes().decode() == expected


def test_the_toy_papers_are_read_back() -> None:
    check_readable(cited(TOYS))


def test_a_file_of_no_papers_can_be_read() -> None:
    assert files([]) == {"bibtex": "", "ris": "", "csl-json": "[]\n", "text": ""} == in_browser([])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Nora Exemplar", Name(family="Exemplar", given="Nora")),
        ("Nora M. Exemplar-Toy", Name(family="Exemplar-Toy", given="Nora M.")),
        ("Ludwig van der Toy", Name(family="van der Toy", given="Ludwig")),
        ("Van Toy", Name(family="Toy", given="Van")),
        ("Nora Exemplar Jr.", Name(family="Exemplar", given="Nora", suffix="Jr.")),
        ("Nora Exemplar, Jr.", Name(family="Exemplar", given="Nora", suffix="Jr.")),
        ("Exemplar, Nora", Name(family="Exemplar", given="Nora")),
        ("Exemplar, III, Nora", Name(family="Exemplar", given="Nora", suffix="III")),
        ("Toy, Inc.", Name(literal="Toy, Inc.")),
        ("OpenAI", Name(literal="OpenAI")),
        ("Gemini Team", Name(literal="Gemini Team")),
        ("The Kite Makers", Name(literal="The Kite Makers")),
        ("DeepToys-AI, Inc, and, more", Name(literal="DeepToys-AI, Inc, and, more")),
        ("王 小明", Name(literal="王 小明")),
    ],
)
def test_a_name_has_parts_or_is_one_of_a_group(written: str, name: Name) -> None:
    assert name_of(in_parts(written)) == name


def test_a_suffix_is_no_family_name() -> None:
    [one] = cited([paper("x", authors=("Nora Exemplar Jr.", "Gemini Team"))])
    assert "author    = {Exemplar, Jr., Nora and {Gemini Team}}" in bibtex.entry(one)


def test_blocks_hold_the_papers_in_their_order() -> None:
    citations = cited([paper(str(number), title=f"Kite {number}") for number in range(2 * BLOCK + 1)])
    found = [json.loads(block) for block in blocks(citations)]
    assert [len(block) for block in found] == [BLOCK, BLOCK, 1]
    assert [one for block in found for one in block] == [record(one) for one in citations]
    assert record(citations[0]) == ["anonkite0", 2, "Kite 0"]


PIECES = (
    *"{}\\$%#&_~^\"@,;:-= `'\n\r\t\u2028\x85aAzZß0٣.!?…|<>",
    "and",
    " others ",
    "Jr.",
    " van ",
    "王",
    "𝒳",
    "é",
    "ſ",
    "İ",
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.lists(
    st.sampled_from(PIECES), max_size=30
).map("".join)
PAPERS = st.builds(
    Paper,
    identity=st.integers(0, 10**6).map(lambda number: f"arxiv:{number}"),
    title=ANY.map(lambda text: text.strip() or "Kites"),
    authors=st.lists(ANY, max_size=4).map(tuple),
    date=st.sampled_from(["", "2024", "2024-12", "2024-12-18"]),
    year=st.none() | st.integers(1900, 2099),
    venue=ANY | st.sampled_from(["ICLR 2025", "Journal of Kites 3(4):5-6", "TACL 2023", "Toys 1:2--3", "PhD thesis"]),
    booktitle=ANY,
    doi=st.sampled_from(["", "10.1000/toy_1", "10.1/a<b>{c}"]) | ANY,
    arxiv=st.sampled_from(["", "2412.00001", "math/0309136"]),
    url=ANY.map(lambda text: f"https://{text}"),
    later_title=ANY,
    standing=st.none()
    | st.builds(
        Standing,
        st.sampled_from(PaperStatus),
        st.just(NOWHERE),
        st.sampled_from(["", "2024-05"]),
        st.just(""),
        ANY.map(lambda text: f"doi:{text}"),
    ),
)


@given(st.lists(PAPERS, min_size=1, max_size=8, unique_by=lambda one: one.identity))
def test_any_text_stays_on_its_line(papers: list[Paper]) -> None:
    citations = cited(papers)
    written = files(citations)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in written["ris"].split("\r\n"))
    assert written["ris"].count("\nER  - \r\n") == len(papers) == written["text"].count("\n")
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", "".join(written.values()))
    jsonschema.validate(json.loads(written["csl-json"]), {"type": "array", "minItems": len(papers)})


def some_paper(number: int, random: Random) -> Paper:
    """A paper of any pieces, the same for the same random numbers."""

    def text() -> str:
        return "".join(random.choice((*PIECES, chr(random.randrange(32, 0x3000)))) for _ in range(random.randrange(30)))

    venues = ("", "ICLR 2025", "Journal of Kites 3(4):5-6", "TACL 2023", "Toys 1:2--3", text())
    return paper(
        str(number), title=text() or "Kites", authors=tuple(text() for _ in range(random.randrange(5))), doi=text(),
        booktitle=text(), date=random.choice(("", "2024", "2024-12", "2024-12-18")), year=random.choice((None, 2024)),
        venue=random.choice(venues), arxiv=random.choice(("", "2412.00001")), url=f"https://{text()}",
    )  # fmt: skip


def test_the_browser_writes_the_same_bytes_of_any_text() -> None:
    random = Random(1)
    citations = cited([some_paper(number, random) for number in range(2000)])
    assert in_browser(citations) == files(citations)


def read(name: str, data: bytes) -> list[Citation]:
    return cited(collect([Source(f"site_src/papers/{name}", data)]).papers)


def test_the_catalog_s_own_papers_in_every_format() -> None:
    folder = ROOT / "site_src" / "papers"
    sources = [Source(f"site_src/papers/{path.name}", path.read_bytes()) for path in sorted(folder.iterdir())]
    citations = cited(collect(sources).papers)
    assert len(citations) == 78
    check_readable(citations)
    assert in_browser(citations) == files(citations)


def test_a_thousand_papers_in_every_format(data: Path) -> None:
    citations = read("papers.jsonl", sample(data, "1k"))
    assert len(citations) > 900
    check_readable(citations)
    assert in_browser(citations) == files(citations)


def test_records_that_break_things_in_every_format(data: Path) -> None:
    citations = read("edge.jsonl", (data / "papers" / "edge.jsonl").read_bytes())
    assert len(citations) > 300
    check_readable(citations)
    assert in_browser(citations) == files(citations)


def built(tmp_path: Path, **own: Any) -> Site:
    papers = {"papers.jsonl": "".join(f'{{"title": "Kites {n}", "authors": ["Ada Toy"]}}\n' for n in range(3))}
    rules = {"toys.yml": small_rules(kites='any: ["kites 1", "kites 2"]', boats="any: [boat]")}
    return build(make_project(tmp_path / "project", papers=papers, rules=rules, own=own))


def small_rules(**tags: str) -> str:
    """Rules with the examples that every rule needs."""
    return "topic: Toys\ntags:\n" + "".join(
        f"  {name}:\n    label: {name.title()}\n    {terms}\n    examples: {{match: [{name} 1 boat], skip: [x]}}\n"
        for name, terms in tags.items()
    )


def test_the_site_has_the_files_of_all_papers_and_of_each_tag(tmp_path: Path) -> None:
    site = built(tmp_path)
    for form in FORMS:
        everything, tagged = (site.read(f"{folder}/papers.{form.ending}") for folder in ("data", "tags/kites"))
        assert [f"Kites {n}" in everything for n in range(3)] == [True] * 3
        assert [f"Kites {n}" in tagged for n in range(3)] == [False, True, True]
        assert f'href="papers.{form.ending}">{form.label}</a>' in site.read("data/index.html")
        assert f'href="papers.{form.ending}">{form.label}</a>' in site.read("tags/kites/index.html")
    assert "Cite these papers" not in site.read("tags/boats/index.html")
    assert not (site.folder / "tags/boats/papers.bib").exists()


def test_files_that_the_settings_leave_out_are_not_written_nor_linked(tmp_path: Path) -> None:
    plugins = [{"catalog": {"exports": ["ris"], "export_tags_up_to": 2, "kinds": []}}]
    site = built(tmp_path, plugins=plugins)
    written = [path for path in site.folder.rglob("papers.*") if "assets" not in path.parts]
    assert [path.name for path in written] == ["papers.ris"]
    assert re.findall(r'href="(papers\.\w+)"', site.read("data/index.html")) == ["papers.ris"]
    assert "Cite these papers" not in site.read("tags/kites/index.html")


def test_a_format_that_there_is_not_is_named() -> None:
    assert fault(Settings(exports=("bibtex", "endnote"))).startswith(
        "mkdocs.yml: the setting 'exports' names 'endnote'; write any of bibtex, biblatex"
    )
