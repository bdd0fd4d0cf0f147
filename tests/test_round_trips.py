"""What the catalog writes it reads again: papers of any text go out in each format and come back as they were."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from generator import merge
from generator.citation import IN_A_VOLUME, KINDS, citation, year_of
from generator.cli.project import opened, tag_all
from generator.exporters import WRITERS
from generator.exporters.taken import Taken
from generator.forms import FORMS
from generator.model import Catalog, Entry, Location, Name, Origin, Paper, Problem, Record, Severity, Source
from generator.people import OTHERS, is_group
from generator.readers import read_source
from generator.recording import fields_of
from generator.text import plain
from generator.untagged import untagged
from small import project, rules, run
from test_recording import ENTRIES, WITH_EDITORS, read

ENDINGS = {form.id: form.ending for form in FORMS}
CITED = ("bibtex", "biblatex", "ris", "csl-json")
TABLE = (
    "title", "authors", "et_al", "edited", "date", "year", "entry_type", "venue", "booktitle", "volume", "number",
    "pages", "publisher", "isbn", "arxiv", "acl", "doi", "url", "pdf", "later_title", "keywords", "categories",
    "abstract",
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
@given(WITH_EDITORS)
def test_records_say_all_that_is_known(entry: dict[str, Any]) -> None:
    if paper := any_paper(entry):
        assert fields_of(came_back("jsonl", paper)) == fields_of(paper)


@settings(max_examples=150)
@given(WITH_EDITORS)
def test_a_table_says_what_its_columns_hold(entry: dict[str, Any]) -> None:
    if paper := any_paper(entry):
        again = came_back("csv", paper)
        assert {name: getattr(again, name) for name in TABLE} == {name: getattr(paper, name) for name in TABLE}
        assert list(map(str, again.editors)) == list(map(str, paper.editors))


ORCIDS = st.sampled_from(["", "0000-0002-1825-0097", "0000-0001-5109-3700"])
GROUPS = [
    "The Toy Team",
    "Toy University",
    "Team 5",
    "Toy X",
    "Toy X.",
    "Toys, and Friends",
    "OpenToys",
    "A; B",
    "王小明",
]
LETTERS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=2, max_size=8).map(str.title)
GIVEN = st.lists(LETTERS, min_size=1, max_size=2).map(" ".join)
WORDS = st.lists(GIVEN, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from([", ", "; ", " "]).map(lambda sign: sign.join(words))
)
FAMILY = st.one_of(LETTERS, LETTERS.map(lambda name: f"de {name}"), LETTERS.map(lambda name: f"Toy and {name}"))
PARTICLES = st.sampled_from(["", "van", "de la"])
SUFFIXES = st.sampled_from(["", "Jr.", "III"])
PEOPLE = st.one_of(
    st.builds(Name, given=GIVEN, particle=PARTICLES, family=FAMILY, suffix=SUFFIXES),
    st.builds(Name, given=st.sampled_from(["", "N.", "X"]), family=st.sampled_from(["Toy", "Öz Sample", "Team 5"])),
    st.builds(Name, literal=st.sampled_from(GROUPS)),
)
NAMES = st.lists(PEOPLE, max_size=3).map(tuple)
NAMED = NAMES.map(lambda names: {"names": names, "authors": tuple(map(str, names))})
IDENTIFIED = st.lists(st.builds(lambda name, orcid: replace(name, orcid=orcid), PEOPLE, ORCIDS), max_size=3).map(tuple)
KIND = st.sampled_from(
    ["article", "inproceedings", "book", "incollection", "phdthesis", "mastersthesis", "techreport", ""]
)


NOTHING = ("-", "--", "#")


def reread(text: str) -> str:
    """Return a text as the readers of formats have it that know no TeX, but are written by people who do."""
    return plain(untagged(text))


def is_place(paper: Paper) -> bool:
    """Whether the place is one wherever it is read: no later title, preprint, only year, or sign that there is none."""
    cited = citation(paper, "x")
    place = paper.booktitle or cited.place or cited.publisher
    is_else = re.search(r" as \"|arxiv|corr\b|^ [-?#]{1,2}$", f" {place}", re.IGNORECASE)
    return not is_else and bool(paper.year or not re.search(r"(?:19|20)\d\d", paper.booktitle))


def as_cited(paper: Paper, form: str = "") -> dict[str, object]:
    """Return what a format can say of a paper, as far as it is cited."""
    cited = citation(paper, "toy2024kite")
    spoken = reread if form in ("ris", "csl-json") else str
    told = {
        name: spoken(getattr(cited, name).replace("\t", ""))
        for name in ("title", "place", "volume", "number", "pages", "publisher")
    }
    told["title"] = cited.title.replace("\t", "")
    if form == "csl-json":  # where people write some signs who have nothing to write
        told = {name: "" if text in NOTHING and name != "title" else text for name, text in told.items()}
    kept = {name: getattr(cited, name) for name in ("year", "doi", "arxiv", "isbn")}
    if cited.kind not in IN_A_VOLUME:
        del told["place"]
    if cited.kind == "misc":
        del told["publisher"]
    return told | kept | {"authors": paper.authors}


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=100)
@given(entry=ENTRIES, people=NAMED, kind=KIND)
@example(entry={"title": "Kites", "booktitle": "arXiv"}, people={}, kind="article")
def test_what_is_cited_is_cited_again(form: str, entry: dict[str, Any], people: dict[str, Any], kind: str) -> None:
    record = read(
        {**entry, "isbn": "", "id": "", "authors": [], "abstract": ""} | ({"entry_type": kind} if kind else {})
    )
    if not record:
        return
    paper = paper_of(replace(record, **people, standing=None))
    assume(paper.venue.lower() not in ("false", "none", "unknown"))  # nothing, where others write it
    assume(paper.year or paper.venue or "20" not in paper.booktitle)  # a place is read as a venue, which names a year
    assume(is_place(paper))
    assert as_cited(came_back(form, paper)) == as_cited(paper, form)


def some_people(names: list[Name], others: bool) -> tuple[Name, ...]:
    return (*names, OTHERS) if names and others else tuple(names)


CROWD = st.builds(some_people, st.lists(PEOPLE, max_size=3), st.booleans())
KINDS_TO_EDIT = st.sampled_from(["article", "inproceedings", "book", "incollection", "proceedings", "techreport"])


@pytest.mark.parametrize("form", [*CITED, "csv", "jsonl"])
@settings(max_examples=100)
@given(written=CROWD, editors=CROWD, kind=KINDS_TO_EDIT)
def test_people_come_back(form: str, written: tuple[Name, ...], editors: tuple[Name, ...], kind: str) -> None:
    """Authors and editors, which of them a work has, and whether there are more than are named."""
    authors, et_al = written[: written.index(OTHERS)] if OTHERS in written else written, OTHERS in written
    paper = paper_of(
        Record(
            Location("a"), Origin.BIBLIOGRAPHY, title="Toys", entry_type=kind, venue="Toy Letters", year=2024,
            authors=tuple(map(str, authors)), names=authors, et_al=et_al, editors=editors,
        )
    )  # fmt: skip
    again = came_back(form, paper)
    assert (again.authors, again.et_al, again.edited) == (paper.authors, paper.et_al, paper.edited)
    assert list(map(str, again.editors)) == list(map(str, editors))
    assert paper.edited == (not authors and bool(editors) and kind in ("book", "proceedings", "techreport"))


def of_people(names: tuple[Name, ...]) -> Paper:
    record = read({"title": "A toy", "doi": "10.1000/toy"})
    assert record
    return paper_of(replace(record, names=names, authors=tuple(map(str, names))))


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=100)
@given(names=NAMES)
def test_people_come_back_from_a_citation(form: str, names: tuple[Name, ...]) -> None:
    """Persons with a given name in their parts, but that RIS does not hold a family name together; groups whole."""
    paper = of_people(tuple(name for name in names if name.literal or not is_group(str(name))))
    again = came_back(form, paper)
    assert again.authors == paper.authors
    persons = [at for at, name in enumerate(paper.names) if name.given or name.literal]
    if form != "ris":
        assert [again.names[at] for at in persons] == [paper.names[at] for at in persons]


@settings(max_examples=150)
@given(names=IDENTIFIED)
def test_people_come_back_from_a_table_with_all_that_is_known_of_them(names: tuple[Name, ...]) -> None:
    paper = of_people(names)
    again = came_back("csv", paper)
    assert (again.names, again.authors) == (paper.names, paper.authors)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("toys.bib", "@misc{a, title = {A}, author = {Ada Toy}, orcids = {Bo Toy/0000-0002-1825-0097, x}}"),
        (
            "toys.json",
            '[{"title": "A", "author": "Ada Toy", "custom": {"orcids": ["Bo Toy/0000-0002-1825-0097", "x"]}}]',
        ),
        ("toys.json", '[{"title": "A", "author": 5, "custom": {"orcids": ["Bo Toy/0000-0002-1825-0097", "x"]}}]'),
        ("toys.csv", "title,authors,orcids,catalog_tags\nA,Ada Toy,Bo Toy/0000-0002-1825-0097; x,\n"),
        ("toys.ris", "TY  - GEN\nTI  - A\nAU  - Toy, Ada\nM2  - orcids: Bo Toy/0000-0002-1825-0097; x\nER  - \n"),
    ],
)
def test_orcids_of_nobody_are_kept(name: str, text: str) -> None:
    [record] = [one for one in read_source(Source(name, text.encode())) if isinstance(one, Record)]
    assert set(dict(record.extra)["orcids"].split("; ")) == {"Bo Toy/0000-0002-1825-0097", "x"}


def test_a_table_does_not_take_names_apart_that_nobody_has_taken_apart() -> None:
    record = read({"title": "A toy", "authors": ["Ada Toy", "Toy X", "Team 5", "Toy, Bo", "A; B"]})
    assert record
    again = came_back("csv", paper_of(record))
    assert (again.names, again.authors) == ((), record.authors)


TEXT = st.lists(
    st.one_of(GIVEN, st.sampled_from(["a", "R&D", "100%", "3D", "a_b", "#1", "$n^2$", "Toy's", "(kites)", "2024"])),
    min_size=1, max_size=4,
).flatmap(lambda words: st.sampled_from([" ", ", ", ": ", "; "]).map(lambda sign: sign.join(words)))  # fmt: skip
PLACES = st.sampled_from(
    ["", "ToyConf 2024", "Toy Letters", "Findings of ACL 2024", "TACL 2023", "Toy Blog", "Kites, 2"]
)
VOLUMES = st.sampled_from(["", "Proceedings of the Toy Conference", "Transactions of Toys & Kites", "Toy Letters"])
NUMBERS = st.sampled_from(["", "12", "3-9", "S1"])
KINDS_OF_ALL = st.sampled_from(["", *(kind for kind in KINDS if kind != "unpublished")])
DATES = st.sampled_from(["", "2024", "2024-12", "2024-12-18", "2023-05-01"])
ADDRESSES = st.sampled_from(["", "https://toys.example/a_b~c?d=1&e=%20", "https://toys.example/kites.pdf"])
WHOLE = st.fixed_dictionaries({
    "title": TEXT, "later_title": st.one_of(st.just(""), TEXT), "abstract": st.lists(TEXT, max_size=2).map("\n\n".join),
    "date": DATES, "year": st.sampled_from([2024, 2025]), "entry_type": KINDS_OF_ALL, "venue": PLACES,
    "booktitle": VOLUMES, "volume": NUMBERS, "number": NUMBERS, "pages": NUMBERS,
    "publisher": st.sampled_from(["", "Toy Press", "Toys, Inc."]),
    "isbn": st.sampled_from(["", "9780000000002", "978-0-00-000000-2"]),
    "arxiv": st.sampled_from(["", "2412.00001", "math/0309136"]),
    "doi": st.sampled_from(["", "10.1000/toy_(1)"]), "acl": st.sampled_from(["", "2024.toy-1.1"]),
    "url": ADDRESSES, "pdf": ADDRESSES, "keywords": st.lists(WORDS, max_size=3, unique_by=str.lower),
    "categories": st.lists(st.sampled_from(["cs.CL", "cs.AI", "Toys, small"]), max_size=3, unique=True),
})  # fmt: skip
SAME = (
    "title", "later_title", "abstract", "authors", "date", "volume", "number", "pages", "publisher", "isbn", "arxiv",
    "doi", "acl", "pdf", "keywords", "categories",
)  # fmt: skip


def whole_of(paper: Paper) -> dict[str, object]:
    """Return all that comes back, in the words of the table in papers-format.md."""
    found: dict[str, object] = {name: getattr(paper, name) for name in SAME}
    cited = citation(paper, "toy")
    found["year"] = year_of(paper)
    found["date"] = paper.date or year_of(paper)
    found["kind"] = cited.kind
    return found


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=400)
@given(said=WHOLE, names=IDENTIFIED)
def test_a_whole_paper_comes_back(form: str, said: dict[str, Any], names: tuple[Name, ...]) -> None:
    record = read(said)
    assert record
    people = tuple(name for name in names if name.literal or not is_group(str(name)))
    paper = paper_of(replace(record, names=people, authors=tuple(map(str, people))))
    again = came_back(form, paper)
    assert whole_of(again) == whole_of(paper)
    assert [name.orcid for name in again.names or people] == [name.orcid for name in people]
    assert again.venue == paper.venue or not paper.venue
    assert again.booktitle == paper.booktitle or not paper.booktitle or paper.booktitle == again.venue
    assert again.url == paper.url or not paper.url


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=50)
@given(words=st.lists(WORDS, max_size=4, unique_by=str.lower))
def test_keywords_come_back(form: str, words: list[str]) -> None:
    record = read({"title": "A toy", "keywords": words, "doi": "10.1000/toy"})
    assert record
    assert came_back(form, paper_of(record)).keywords == record.keywords


@pytest.mark.parametrize("form", CITED)
@settings(max_examples=50)
@given(paragraphs=st.lists(st.one_of(GIVEN, st.just("ER  - A toy")), max_size=4))
def test_paragraphs_come_back(form: str, paragraphs: list[str]) -> None:
    record = read({"title": "A toy", "abstract": "\n\n".join(paragraphs), "doi": "10.1000/toy"})
    assert record
    abstract = record.abstract.replace("\n\nER", " ER") if form == "ris" else record.abstract
    assert came_back(form, paper_of(record)).abstract == abstract


OWN_FIELDS: dict[str, dict[str, Any]] = {
    "biblatex": {
        "series": "Toys & Kites", "location": "Toy City", "edition": "2", "issn": "1234-5679", "chapter": "3",
        "urldate": "2024-05-03", "langid": "english", "note": "A_note", "eid": "7", "titleaddon": "Talk", "type": "Toy",
        "howpublished": "By hand",
    },
    "csl-json": {
        "collection-title": "Toys & Kites", "publisher-place": "Toy City", "edition": "2", "ISSN": "1234-5679",
        "language": "en", "note": "A note", "event-place": "Toy Town", "title-short": "Toys",
        "accessed": {"date-parts": [[2024, 5, 3]]},
    },
    "ris": {"T3": "Toys & Kites", "CY": "Toy City", "ET": "2", "LA": "en", "Y2": "2024/05/03", "N1": "A note"},
}  # fmt: skip
OWN_FIELDS["bibtex"] = OWN_FIELDS["biblatex"] | {"month": "may"}


def source_of(form: str, fields: dict[str, Any]) -> bytes:
    if form == "csl-json":
        item = {
            "type": "paper-conference",
            "title": "Kites",
            "container-title": "Toys",
            "issued": {"date-parts": [[2024]]},
        }
        return json.dumps([item | fields]).encode()
    if form == "ris":
        lines = "".join(f"{tag}  - {text}\n" for tag, text in fields.items())
        return f"TY  - CONF\nTI  - Kites\nT2  - Toys\nPY  - 2024\n{lines}ER  - \n".encode()
    lines = "".join(f", {name} = {{{text}}}" for name, text in fields.items()).replace("&", r"\&").replace("_", r"\_")
    return f"@inproceedings{{a, title = {{Kites}}, booktitle = {{Toys}}, year = 2024{lines}}}".encode()


@pytest.mark.parametrize("form", CITED)
def test_fields_of_the_format_s_own_come_back(form: str) -> None:
    """Those that the catalog has no place for and the format knows, but for people."""
    source = Source(f"site_src/papers/toys.{ENDINGS[form]}", source_of(form, OWN_FIELDS[form]))
    [record] = [one for one in read_source(source) if isinstance(one, Record)]
    assert len(record.extra) == len(OWN_FIELDS[form])
    assert came_back(form, paper_of(record)).extra == record.extra


@pytest.mark.parametrize("form", CITED)
def test_fields_of_another_format_go_out_under_the_format_s_names(form: str) -> None:
    source = Source("site_src/papers/toys.bib", source_of("bibtex", OWN_FIELDS["bibtex"]))
    [record] = [one for one in read_source(source) if isinstance(one, Record)]
    texts = {text for _, text in came_back(form, paper_of(record)).extra}
    assert {"Toys & Kites", "Toy City", "2", "1234-5679", "english"} <= texts
    assert texts & {"may", "2024-05"}


def test_the_day_of_a_page_comes_back_in_biblatex() -> None:
    data = b"@online{a, title = {Kites}, url = {https://toys.example/}, date = {2024-01-05}}"
    [record] = [one for one in read_source(Source("toys.bib", data)) if isinstance(one, Record)]
    assert "date      = {2024-01-05}" in written("biblatex", paper_of(record)).decode()
    assert came_back("biblatex", paper_of(record)).extra == record.extra == (("date", "2024-01-05"),)


def catalog_of(folder: Path) -> Catalog:
    here = opened(folder)
    return tag_all(here.papers, here).catalog


def told(catalog: Catalog) -> dict[str, object]:
    """Return what readers see of each paper, by its address."""
    return {
        entry.slug: (
            entry.paper.identity, entry.key, [one.tag for one in entry.taggings], fields_of(settled(entry.paper)),
        )
        for entry in catalog.papers
    }  # fmt: skip


def settled(paper: Paper) -> Paper:
    """Return a paper without what only says where things stand."""
    return replace(paper, seen=(), provenance={}, disagreements=(), files=())


def letters(text: str) -> str:
    """Return the letters and digits of a text, of raised ones too, as a program that knows no TeX leaves them."""
    return "".join(filter(str.isalnum, normalize("NFKC", reread(text))))


def people_of(paper: Paper) -> list[list[str]]:
    """Return the words of each author's name: what nobody took apart may come back in another order."""
    return [words for name in paper.authors if (words := sorted(re.findall(r"\w+", reread(name))))]


def seen_again(entry: Entry) -> dict[str, object]:
    """Return what the table in papers-format.md says that comes back, but for signs of TeX."""
    paper, cited = entry.paper, citation(entry.paper, "")
    found: dict[str, object] = {name: getattr(paper, name) for name in SAME}
    return found | {
        "abstract": letters(paper.abstract),
        "authors": people_of(paper), "date": paper.date or year_of(paper), "year": year_of(paper),
        "tags": [one.tag for one in entry.taggings], "kind": cited.kind,
        "venue": paper.venue, "booktitle": paper.booktitle or paper.venue, "url": (paper.url or cited.url).rstrip("/"),
        "pages": re.sub(r"^(.+)-\1$", r"\1", re.sub("[-–]+", "-", paper.pages)), "identity": paper.identity,
    }  # fmt: skip


def is_told_apart(entry: Entry) -> bool:
    """Has a paper an identifier, or a title that no other has, so that its address says nothing of its source?

    Abstracts that a program without TeX leaves in pieces are left out.
    """
    paper = entry.paper
    return paper.identity.count(":") == 1 and "$$" not in paper.abstract


REAL: dict[str, Callable[[Path], dict[str, str | bytes]]] = {
    "1k": lambda data: {"papers/p.jsonl": gzip.decompress((data / "papers" / "papers_1k.jsonl.gz").read_bytes())},
    "import": lambda data: {
        f"papers/{path.relative_to(data / 'import')}": path.read_bytes()
        for path in sorted((data / "import").rglob("*"))
        if path.is_file()
    },
}


@pytest.fixture(scope="module", params=REAL)
def real(request: pytest.FixtureRequest, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of a real catalog, with a rule that some papers fit."""
    files = REAL[request.param](data)
    return project(tmp_path_factory.mktemp("real"), {**files, "rules/toys.yml": rules(models="any: [model, quantum]")})


@pytest.mark.parametrize("form", [*CITED, "csv", "jsonl"])
def test_a_real_catalog_comes_back(form: str, real: Path, tmp_path: Path) -> None:
    """The same papers with the same tags at the same addresses, with abstracts, from each format alone."""
    exported = run(real, "export", "--format", form, "--abstracts").stdout_bytes
    files = {"rules/toys.yml": (real / "site_src/rules/toys.yml").read_bytes()}
    again = catalog_of(project(tmp_path, {**files, f"papers/everything.{ENDINGS[form]}": exported}))
    before = catalog_of(real)
    assert len(again.papers) == len(before.papers) > 900
    found = {entry.slug: seen_again(entry) for entry in again.papers}
    expected = {entry.slug: seen_again(entry) for entry in before.papers if is_told_apart(entry)}
    assert len(expected) > 900
    differing = {slug: (found.get(slug), one) for slug, one in expected.items() if found.get(slug) != one}
    assert differing == {}


def new_project(folder: Path, rule_files: Iterable[Path], lines: bytes) -> Path:
    files: dict[str, str | bytes] = {f"rules/{path.name}": path.read_bytes() for path in rule_files}
    return project(folder, {**files, "papers/everything.jsonl": lines})


def test_the_catalog_alone_in_a_new_project_is_the_same_catalog(tmp_path: Path) -> None:
    """Papers, addresses, tags, keys to cite by, and the fields of each."""
    exported = run(ROOT, "export", "--format", "jsonl")
    again = new_project(tmp_path, (ROOT / "site_src" / "rules").glob("*.yml"), exported.stdout_bytes)
    assert told(catalog_of(again)) == told(catalog_of(ROOT))
    assert run(again, "check").exit_code == 0


def test_what_people_decided_and_what_became_of_papers_comes_along(tmp_path: Path) -> None:
    kites = rules(kites="any: [kite]\nexamples: {match: [kite], skip: [sea]}")
    lines = [{"title": f"Toy {number}", "abstract": "A kite."} for number in range(3)]
    cards = {
        "papers/a.yml": "title: Toy 0\nstatus: superseded\nsuperseded_by: Toy 1\nban:\n  kites: It is no toy at all.\n",
        "papers/b.yml": "title: Toy 1\nformer: [old-toy]\nvenue: ToyConf 2024\nauthors: [Nora Toy]\n",
        "papers/c.yml": "title: Toy 2\nstatus: retracted\nstatus_date: 2024-05\nnotice: https://toys.example/notice\n",
    }
    papers = "".join(json.dumps(line) + "\n" for line in lines)
    first = project(tmp_path / "first", {"papers/toys.jsonl": papers, "rules/toys.yml": kites, **cards})
    exported = run(first, "export", "--format", "jsonl").stdout_bytes
    again = new_project(tmp_path / "second", (first / "site_src" / "rules").glob("*.yml"), exported)
    assert told(catalog_of(again)) == told(catalog_of(first))
    assert run(again, "export", "--format", "jsonl").exit_code == 0
    assert [entry.paper.status for entry in catalog_of(again).papers].count("") == 1


@pytest.mark.parametrize("form", [*CITED, "csv", "jsonl"])
def test_the_catalog_s_own_papers_come_back_from_every_format(form: str) -> None:
    """Each with its title, its authors, its year and its identifiers."""
    before = {entry.paper.title: entry.paper for entry in catalog_of(ROOT).papers}
    data = run(ROOT, "export", "--format", form).stdout_bytes
    items = list(read_source(Source(f"site_src/papers/papers.{ENDINGS[form]}", data)))
    records = [one for one in items if isinstance(one, Record)]
    assert len(records) == len(before)
    for record in records:
        paper = next(one for one in before.values() if record.title in (*one.titles, one.later_title))
        assert record.authors == paper.authors
        assert (record.arxiv, record.acl, record.doi) == (paper.arxiv, paper.acl, paper.doi)
        assert str(record.year or record.date[:4]) == year_of(paper)
