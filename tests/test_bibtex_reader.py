"""BibTeX files of any program and in any state: no entry is lost without a word, and no file takes long."""

from __future__ import annotations

import random
import re
import time
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model import Problem, Record, Severity, Source
from generator.readers import bibtex, read_source

HEAD = re.compile(r"^[ \t]*@[ \t]*(?!comment\b|string\b|preamble\b)([a-z]\w*)\s*[{(]", re.MULTILINE | re.IGNORECASE)


def read(text: str | bytes, name: str = "toys.bib") -> list[Record | Problem]:
    return list(bibtex.read(Source(name, text if isinstance(text, bytes) else text.encode())))


def records(items: list[Record | Problem]) -> list[Record]:
    return [item for item in items if isinstance(item, Record)]


def problems(items: list[Record | Problem]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem) and item.severity is not Severity.NOTE]


def only(text: str) -> Record:
    [record] = records(read(text))
    return record


def lines_without_a_word(text: str) -> set[int]:
    """The lines at which an entry begins, and neither a record nor a problem."""
    begun = {text.count("\n", 0, found.start(1)) + 1 for found in HEAD.finditer(text)}
    return begun - {item.where.line for item in read(text)}


def test_every_entry_of_the_suites_is_a_record_or_a_problem(data: Path) -> None:
    files = sorted((data / "import").rglob("*.bib"))
    assert len(files) > 50
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        assert lines_without_a_word(text) == set(), path.name


def test_the_large_files_of_the_suites_are_read_without_a_fault(data: Path) -> None:
    found = {
        path.name: [problem.code for problem in problems(read(path.read_bytes()))]
        for name in ("messy_bibfile.bib", "random.bib", "tugboat.bib")
        for path in (data / "import").rglob(name)
    }
    assert found == {
        "messy_bibfile.bib": ["doubled-id", "doubled-id"],
        "random.bib": [],
        "tugboat.bib": ["no-title", "no-title"],  # `title = "{}"`
    }


WORDS = st.sampled_from(
    ["kites", "Wind", "{DDT}", r"na{\"\i}ve", "in", r"50\%", "O'Toy", "$n$", "a_b", "--", "e.g.", "“x”"]
)
TITLES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NAMES = st.sampled_from(
    ["Toy, Ada", "Bo van der Toy", "{The Toy Team}", r"{\"O}zg{\"u}r, Cy", "Toy, Jr., Dee", "Plato"]
)


@st.composite
def entries(draw: st.DrawFn) -> tuple[str, str, int]:
    """A well-formed entry in one of the ways in which people write one, its title, and the number of its authors."""
    title, authors = draw(TITLES), draw(st.lists(NAMES, min_size=1, max_size=4))
    start, end = draw(st.sampled_from([("{", "}"), ('"', '"')]))
    gap = draw(st.sampled_from(["\n  ", " ", "\n\t", ""]))
    said = [f"title = {start}{title}{end}", f"author={start}{' and '.join(authors)}{end}", "year = 2020"]
    said = draw(st.permutations(said))
    comma = draw(st.sampled_from(["", ","]))
    name = draw(st.sampled_from(["article", "InProceedings", "MISC"]))
    return f"@{name}{{key,{gap}{f',{gap}'.join(said)}{comma}{gap}}}", title, len(authors)


@given(st.lists(entries(), min_size=1, max_size=5))
def test_well_formed_entries_are_read_in_full(found: list[tuple[str, str, int]]) -> None:
    items = read("\n\n".join(text for text, _, _ in found))
    assert [one for one in problems(items) if one.code != "doubled-id"] == []
    alone = [only(f"@misc{{k, title={{{title}}}}}").title for _, title, _ in found]
    assert [one.title for one in records(items)] == alone
    assert [len(one.authors) for one in records(items)] == [count for _, _, count in found]
    assert all(one.year == 2020 for one in records(items))


@given(
    st.lists(entries(), min_size=2, max_size=6),
    st.integers(0),
    st.sampled_from(["", "{", "}", '"', ",", "=", "#", "@"]),
)
def test_a_broken_entry_never_takes_its_neighbours_with_it(
    found: list[tuple[str, str, int]], place: int, sign: str
) -> None:
    """Delete one sign of an entry, or put another there: each other entry is read as before."""
    at = place % len(found)
    texts = [text for text, _, _ in found]
    inside = place % len(texts[at]) or 1
    texts[at] = texts[at][:inside] + sign + texts[at][inside + (not sign) :]
    text = "\n\n".join(texts)
    titles = [only(f"@misc{{k, title={{{title}}}}}").title for _, title, _ in found]
    left = [one.title for one in records(read(text))]
    for number, title in enumerate(titles):
        assert number == at or left.count(title) >= titles.count(title) - (titles[at] == title)
    assert lines_without_a_word(text) == set()


PIECES = st.sampled_from([
    "@article{", "@misc{a,", "@string{", "@comment{", "\n@", "@", "{", "}", '"', ",", "=", "#", "\\", "%", "\n", " ",
    "(", ")", "title", "author", " and ", "year = 2020,", "title = {T},\n", "crossref = {a},", "\\{", "$", "é", "\x00",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
@example("@t+{k,}\n@t@{k2,}\n@{k3,}")
@example("@article{a, title = {x}}}\n@article(b(, title = {y})")
@example("@ and {a\n@stringé{b}\n@comments{c}")
def test_no_text_breaks_the_reader(text: str) -> None:
    """And no entry of it is lost without a word."""
    for item in read(text):
        if isinstance(item, Record):
            assert item.title
            assert not item.names or tuple(map(str, item.names)) == item.authors
        else:
            assert item.hint
    assert lines_without_a_word(text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")) == set()


def test_files_cut_and_joined_anywhere_lose_nothing(data: Path) -> None:
    """Pieces of real files, cut at any byte."""
    dice = random.Random(5)
    whole = [path.read_bytes() for path in sorted((data / "import").rglob("*.bib"))]
    for _ in range(40):
        pieces = [
            one[(start := dice.randrange(len(one) or 1)) : start + dice.randrange(4000)]
            for one in dice.sample(whole, 6)
        ]
        text = b"\n".join(pieces).decode("utf-8", "ignore").replace("\r\n", "\n").replace("\r", "\n")
        assert lines_without_a_word(text) == set()


E = "@article{%d,\n title={x {y},\n author={A B},\n year=2000}\n\n"
HOSTILE = {
    "braces": "@a{b,c={" + "{" * 300_000,
    "closing braces": "@a{b,c=" + "}" * 300_000,
    "at signs": "@" * 300_000,
    "lines of at signs": "@a{\n" * 30_000,
    "joints": "@a{b,c=d" + "#d" * 150_000 + "}",
    "quotes": '@a{b,c="' + '"' * 300_000,
    "unclosed entries": "".join(E % number for number in range(5_000)),
    "one field again and again": "@a{b," + "c={d}," * 50_000 + "}",
    "unclosed fields": "@a{b," + "\na={{" * 50_000,
    "white space": "@a{b,\n" + "\t " * 150_000 + "c={d}",
    "backslashes": "@a{b,c={" + "\\{" * 150_000,
    "comments": "@a{b," + "%\n" * 100_000 + "c={d}}",
    "strings of strings": "".join(f"@string{{a{n + 1}=a{n}#a{n}}}\n" for n in range(2_000)) + "@a{k,title=a2000}",
    "a long string again and again": '@string{x="' + "y" * 9_000 + '"}\n@a{k,title=' + "x#" * 100_000 + "x}",
    "a chain of crossrefs": "".join(f"@a{{k{n},crossref={{k{n + 1}}},title={{t}}}}\n" for n in range(5_000)),
    "one xdata for all": "@a{k,xdata=p,title=t}\n" * 5_000 + "@xdata{p," + "".join(f"f{n}=1," for n in range(5_000)),
    "entries on one line": "@a{b,c={d} " * 20_000,
    "authors": "@a{b,title={x},author={" + "A and " * 50_000 + "}}",
    "braces in authors": "@a{b,title={x},author={" + "{" * 100_000 + "}" * 100_000 + "}}",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_takes_linear_time(text: str) -> None:
    start = time.process_time()
    assert lines_without_a_word(text) == set()
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("journal = {arXiv preprint arXiv:2412.99999}, year = 2024", {"arxiv": "2412.99999", "date": "2024"}),
        ("journal = {CoRR}, volume = {abs/2412.99999}, year = 2024", {"arxiv": "2412.99999", "date": "2024"}),
        ("note = {arXiv:2412.99999v3}, journal = {Toys}", {"arxiv": "2412.99999", "version": 3, "venue": "Toys"}),
        ("note = {Comment on arXiv:2412.99999}", {}),
        ("eprint = {0309136}, archiveprefix = {arXiv}, primaryclass = {math.GT}", {"arxiv": "math/0309136"}),
        ("eprint = {2412.99999}, eprinttype = {jstor}", {}),
        ("doi = {10.48550/arXiv.2412.99999}", {"arxiv": "2412.99999"}),
        (r"doi = {10.1000/toy\_1}", {"doi": "10.1000/toy_1"}),
        ("url = {https://press.example/doi/abs/10.1000/toy.1?x=1}", {"doi": "10.1000/toy.1"}),
        (r"howpublished = {\url{https://toys.example/~a\_b}}", {"url": "https://toys.example/~a_b"}),
        ("url = {www.toys.example/a}", {"url": "http://www.toys.example/a"}),
        ("eprint = {1706.99999}, archiveprefix = {arXiv}, year = 2023", {"arxiv": "1706.99999", "year": 2023}),
        ("eprint = {2412.99999}, archiveprefix = {arXiv}, year = 2024, month = dec", {"date": "2024-12"}),
        ("eprint = {2412.99999}, archiveprefix = {arXiv}, year = 2025, month = 1", {"date": "2025-01"}),
        (
            "eprint = {2412.99999}, archiveprefix = {arXiv}, year = 2025, journal = {Toys}",
            {"year": 2025, "venue": "Toys"},
        ),
        ("date = {2010-05/2010-06}", {"year": 2010}),
        ("date = {2010~}", {"year": 2010}),
        (r"year = {{\noopsort{1973b}}1981}", {"year": 1981}),
        ("year = {2019a}", {"year": 2019}),
        ("year = {in press}", {"year": None}),
        (r"journal = {\apj}", {"venue": "The Astrophysical Journal"}),
        ("author = {Toy Labs and : and Ada Toy}", {"authors": ("Toy Labs", "Ada Toy")}),
        (
            "abstract = {A &lt;i&gt;toy&lt;/i&gt; {\\textless}p{\\textgreater} &amp; more}",
            {"abstract": "A toy\n\n& more"},
        ),
        ("subtitle = {And More}", {"title": "T: And More"}),
        ("author = {family=Toy, given=Ada, prefix=van}", {"authors": ("Ada van Toy",)}),
        ("author = {{Ada Toy and Bo Toy}}", {"authors": ("Ada Toy", "Bo Toy")}),
    ],
)
def test_what_a_field_means(field: str, expected: dict[str, object]) -> None:
    record = only(f"@misc{{k, title = {{T}}, {field}}}")
    assert {name: getattr(record, name) for name in expected} == expected
    if "arxiv" not in expected and "date" not in expected:
        assert not record.arxiv or "eprint" in field


def test_what_has_no_place_is_kept_under_its_name() -> None:
    record = only("@article{k, title={T}, month=jul # {~5}, note={Toys \\& more}, year=2020, x-y={z}, year=2021}")
    assert record.extra == (("month", "jul 5"), ("note", "Toys & more"), ("x-y", "z"), ("year", "2021"))


@pytest.mark.parametrize(
    ("name", "text", "is_bibtex"),
    [
        ("toys.txt", "My toys:\n\n@article{k, title={T}}", True),
        ("toys", "% toys\n@article{k, title={T}}", True),
        ("toys.md", "---\ntitle: T\n---\n```\n@article{k, title={T}}\n```", False),
        ("toys.css", "@media screen { a { color: red } }", False),
        ("toys.bib.gz", "nothing", True),
    ],
)
def test_the_format_is_told_by_its_content(name: str, text: str, is_bibtex: bool) -> None:
    assert bibtex.accepts(Source(name, text.encode())) == is_bibtex


def test_the_record_of_an_entry_knows_its_place() -> None:
    [first, second] = records(read("% toys\n@misc{a, title={A}}\n\n  @misc{b,\n title={B}}"))
    assert (str(first.where), str(second.where)) == ("toys.bib:2:1", "toys.bib:4:3")
    assert {one.name for one in fields(first)} >= {"names", "extra", "version"}


def test_a_file_of_another_name_is_read_as_bibtex() -> None:
    [record] = [item for item in read_source(Source("toys.text", b"@misc{a, title={A}}")) if isinstance(item, Record)]
    assert record.title == "A"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{kites, boats; toys}", ("kites", "boats", "toys")),
        ("{{kites, boats}}", ("kites", "boats")),
        ("{{kites, small}, {boats}; toys}", ("kites, small", "boats", "toys")),
        ("{{kites; small},}", ("kites; small",)),
        ("{LSTM{s}, {Toy} world}", ("LSTMs", "Toy world")),
    ],
)
def test_braces_hold_a_keyword_together(written: str, words: tuple[str, ...]) -> None:
    [record] = records(read(f"@misc{{a, title={{A}}, keywords={written}}}"))
    assert record.keywords == words


def test_a_set_in_math_keeps_its_braces() -> None:
    text = r"@misc{a, title={Kites}, abstract={Let $X = {a,b}$ be {small, and flat}.}}"
    [record] = records(read(text))
    assert record.abstract == "Let $X = {a,b}$ be small, and flat."


def test_braces_that_group_words_with_a_comma_are_no_part_of_them() -> None:
    text = r"""@article{a, title={{Kites, Boats and {Lanterns}}}, journal={{Toys, Trains}},
        note={in {Toyland, 17--21 May}}, abstract={sets $\{a, b\}$ and \{c, d\}},
        author={Ada G. {Toy, Jr.} and {Kite, Lamp and Co} and {Sample, Bo}}}"""
    [record] = records(read(text))
    assert (record.title, record.venue, record.extra) == (
        "Kites, Boats and Lanterns", "Toys, Trains", (("note", "in Toyland, 17–21 May"),),
    )  # fmt: skip
    assert record.authors == ("Ada G. Toy, Jr.", "Kite, Lamp and Co", "Bo Sample")
    assert record.abstract == "sets $\\{a, b\\}$ and {c, d}"


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ("eprintclass = {cs.CL}", ("eprintclass", "cs.CL")),
        ("booktitle = {B}, journal = {J}, journaltitle = {K}", ("journal", "J")),
        ("booktitle = {B}, journal = {J}, journaltitle = {K}", ("journaltitle", "K")),
        ("journal = {J}, shortjournal = {J.}", ("shortjournal", "J.")),
    ],
)
def test_the_second_of_two_fields_for_one_thing_is_kept(fields: str, kept: tuple[str, str]) -> None:
    entry = f"@misc{{a, title = {{Kites}}, {fields}}}"
    [record] = [one for one in read_source(Source("a.bib", entry.encode())) if isinstance(one, Record)]
    assert kept in record.extra


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2399.12345}, archiveprefix = {arXiv}",
        "eprint = {2312.123456}, eprinttype = {arxiv}",
        "journal = {arXiv preprint arXiv:2399.12345}",
        "journal = {CoRR}, volume = {abs/2399.12345}",
    ],
)
def test_a_number_of_arxiv_that_cannot_be_is_told_and_kept(fields: str) -> None:
    items = read(f"@misc{{a, title = {{Kites}}, {fields}}}")
    [problem] = problems(items)
    [record] = records(items)
    assert problem.code == "bad-field"
    assert record.arxiv == ""
    assert any(value in ("2399.12345", "2312.123456") for _, value in record.extra)
