"""BibTeX: entries that another library reads back to the letter, and keys that stay."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from generator.citation import citation, signs
from generator.exporters import bibtex as exporter
from generator.exporters.bibtex import keys
from generator.model import Paper
from generator.text import family_name

PAPER = Paper(
    identity="acl:2025.findings-toy.1",
    title="KITE-Bench: Measuring Wind in Llama-2",
    authors=("Nora Exemplar", "Öz Sample"),
    date="2024-12-18",
    year=2025,
    venue="Findings of ACL 2025",
    doi="10.1000/toy_1",
    arxiv="2412.00001",
    acl="2025.findings-acl.1",
    categories=("cs.CL", "cs.AI"),
)

ENTRY = """\
@inproceedings{exemplar2025kitebench,
  title     = {{KITE-Bench}: Measuring Wind in {Llama-2}},
  author    = {Nora Exemplar and Öz Sample},
  booktitle = {Findings of the Association for Computational Linguistics: ACL 2025},
  year      = {2025},
  doi       = {10.1000/toy_1},
  url       = {https://aclanthology.org/2025.findings-acl.1},
  eprint    = {2412.00001},
  archiveprefix = {arXiv},
  primaryclass = {cs.CL}
}
"""

UNESCAPES = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\textasciigrave{}": "`", **{"\\" + sign: sign for sign in "&%#_$"}, "{": "", "}": "",
}  # fmt: skip
UNESCAPE = re.compile("|".join(map(re.escape, UNESCAPES)))


def paper(**known: Any) -> Paper:
    return Paper(**{"identity": "title:x", "title": "Kites"} | known)


def bibtex(of: Paper, key: str) -> str:
    """The entry of one paper."""
    return exporter.entry(citation(of, key))


def read(text: str) -> tuple[str, str, dict[str, str]]:
    """What another library makes of a file with one entry: its type, its key, its fields."""
    library = parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry.entry_type, entry.key, {field.key: field.value for field in entry.fields}


def decode(value: str) -> str:
    return UNESCAPE.sub(lambda found: UNESCAPES[found[0]], value)


def flat(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def test_an_entry_with_everything_known() -> None:
    assert bibtex(PAPER, keys([PAPER])[PAPER.identity]) == ENTRY


def test_an_entry_with_nothing_known_but_the_title() -> None:
    assert bibtex(paper(), "kites") == "@misc{kites,\n  title     = {Kites}\n}\n"


def test_a_preprint_is_found_by_its_number() -> None:
    kind, _, fields = read(bibtex(paper(arxiv="2412.00001", date="2024-12-18", categories=("not-a-class",)), "k"))
    assert (kind, fields["year"], fields["url"]) == ("misc", "2024", "https://arxiv.org/abs/2412.00001")
    assert "primaryclass" not in fields


@pytest.mark.parametrize(
    ("venue", "kind", "field", "value"),
    [
        ("ICLR 2025", "inproceedings", "booktitle", "ICLR 2025"),
        ("IEEE S&P 2025", "inproceedings", "booktitle", r"IEEE S\&P 2025"),
        ("SIGIR", "inproceedings", "booktitle", "SIGIR"),
        ("Workshop on Letters", "inproceedings", "booktitle", "Workshop on Letters"),
        ("Proceedings of the Toy Conference", "inproceedings", "booktitle", "Proceedings of the Toy Conference"),
        ("Proceedings of the VLDB Endowment", "article", "journal", "Proceedings of the VLDB Endowment"),
        ("Journal of Kites", "article", "journal", "Journal of Kites"),
        ("TACL 2023", "article", "journal", "TACL"),
        ("Behavior Research Methods (2023)", "article", "journal", "Behavior Research Methods"),
        ("Kite-Based Systems 309:112758 (2025)", "article", "journal", "Kite-Based Systems"),
        ("Kite-Based Systems 309(2):11-27", "article", "number", "2"),
        ("PhD thesis, Toy University", "misc", "howpublished", "PhD thesis, Toy University"),
    ],
)
def test_the_type_follows_the_venue(venue: str, kind: str, field: str, value: str) -> None:
    found, _, fields = read(bibtex(paper(venue=venue), "k"))
    assert (found, fields[field]) == (kind, value)


def test_the_full_title_of_a_volume_is_preferred() -> None:
    fields = read(bibtex(paper(venue="toy", booktitle="Proceedings of the Toy Conference"), "k"))[2]
    assert fields["booktitle"] == "Proceedings of the Toy Conference"


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("In-Context Learning for All", "In-Context Learning for All"),
        ("RAG for LLMs: A 3D Survey, I", "{RAG} for {LLMs}: A {3D} Survey, I"),
        ("Vitamin C and “BERTs”", "Vitamin {C} and “{BERTs}”"),
        ("100% of #1 a_b ~ {x} ^ \\ $5", r"100\% of \#1 a\_b \textasciitilde{} \textbraceleft{}x\textbraceright{} "
         r"\textasciicircum{} \textbackslash{} \$5"),
        ("An $O(n)$-time kite", "An {$O(n)$}-time kite"),
        (r"A $\{x$ and $50%$", r"A \$\textbackslash{}\textbraceleft{}x\$ and \$50\%\$"),
        ("Two\n``\nlines", r"Two \textasciigrave{}\textasciigrave{} lines"),
        ("tri--gram ''x''", "tri-{}-gram '{}'x'{}'"),
        ("R&D; R&amp;D", r"R\&D; R\&{}amp;D"),
    ],
)  # fmt: skip
def test_titles_keep_their_capitals_and_signs(title: str, value: str) -> None:
    assert read(bibtex(paper(title=title), "k"))[2]["title"] == value


def test_names_stay_one_name() -> None:
    names = ("Toy, Inc.", "Tom and Jerry", "AND", "others", "", "Sandy Anders", "A_B")
    value = read(bibtex(paper(authors=names), "k"))[2]["author"]
    assert value == r"{Toy{,} Inc.} and {Tom and Jerry} and {AND} and {others} and Sandy Anders and {A\_B}"


SOME_SIGNS = st.text(st.sampled_from("ab&;%#_$\\{}~^`-' \t\n\x1f\u00a0\u200b\u2028é"), max_size=12)


@given(SOME_SIGNS)
def test_texts_that_need_no_change_are_found_by_a_quick_look(text: str) -> None:
    """What is looked at first changes nothing of what is written."""
    assert flat(text) == signs.flat(text)
    assert exporter._ESCAPED.sub(exporter._in_tex, text) == exporter.escape(text)


def test_an_address_cannot_end_its_field_or_run() -> None:
    found = bibtex(paper(url="https://example.org/a}b{c d%20_#", doi="10.1/a}b\n"), "k")
    assert read(found)[2] == {"title": "Kites", "url": "https://example.org/a%7Db%7Bc%20d%20_#", "doi": "10.1/a%7Db"}
    assert "url" not in read(bibtex(paper(url="javascript:alert(1)"), "k"))[2]


NO_SURROGATES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SIGNS = st.text(st.sampled_from(list('{}\\$%#&_~^"@,= `\nabAZ9-.')), max_size=40)
ANY = NO_SURROGATES | SIGNS


@given(title=ANY, authors=st.lists(ANY, max_size=3), venue=ANY, url=ANY, doi=ANY)
def test_any_text_is_read_back(title: str, authors: list[str], venue: str, url: str, doi: str) -> None:
    """Every field comes back as it was, but for white space, and no line of the entry could end a Markdown fence."""
    text = bibtex(paper(title=title, authors=tuple(authors), venue=venue, url=f"https://{url}", doi=doi), "key")
    assert all(re.match(r"@[a-z]+\{key|  [a-z]+ +=|\}$", line) for line in text.split("\n")[:-1])
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
    if flat(title):
        _, key, fields = read(text)
        assert key == "key"
        whole = "$" not in title  # braces of math stand for themselves
        assert not whole or decode(fields["title"]) == flat(title)
        assert decode(fields.get("author", "")) == " and ".join(filter(None, map(flat, authors)))


WORDS = st.sampled_from(["The", "Kite", "of", "Winds", "Bench-2", "", "風", "and"])
PAPERS = st.lists(
    st.builds(
        Paper,
        identity=st.integers(0, 99).map(lambda number: f"arxiv:2412.{number:05}"),
        title=st.lists(WORDS, max_size=3).map(" ".join),
        authors=st.sampled_from([(), ("Nora Exemplar",), ("Öz Sample Jr.", "X"), ("王",), ("van der Toy, Ada",)]),
        date=st.sampled_from(["", "2024", "2024-12-18", "2025-01"]),
    ),
    max_size=12,
    unique_by=lambda paper: paper.identity,
)


@given(PAPERS, st.randoms())
def test_keys_are_unique_plain_and_the_same_in_any_order(papers: list[Paper], random: Any) -> None:
    expected = keys(papers)
    random.shuffle(papers)
    assert keys(papers) == expected
    assert len(set(expected.values())) == len(papers)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9-]+)?", key) for key in expected.values())


@given(PAPERS)
def test_a_newer_paper_changes_no_key(papers: list[Paper]) -> None:
    newer = paper(identity="arxiv:2612.00001", title="The Kite", authors=("Nora Exemplar",), date="9999-12")
    assert keys([*papers, newer]).items() >= keys(papers).items()


@given(PAPERS, PAPERS)
def test_kept_keys_are_kept(before: list[Paper], later: list[Paper]) -> None:
    kept = keys(before)
    known = {one.identity for one in before}
    both = keys([*before, *(one for one in later if one.identity not in known)], kept)
    assert both.items() >= kept.items()
    assert len(set(both.values())) == len(both)


@pytest.mark.parametrize(
    ("title", "authors", "key"),
    [
        ("KITE-Bench: Benchmarking Wind", ("Nora Exemplar",), "exemplar2025kitebench"),
        ("The Large Kite Model: A Survey", ("Exemplar, Nora",), "exemplar2025largekite"),
        ("A Kite", ("Nora O'Sample-Toy Jr.",), "osampletoy2025kite"),
        ("Über $\\alpha$-kites", (), "anon2025uberalphakites"),
        ("", ("王",), "wang2025"),
    ],
)
def test_keys_of_the_table(title: str, authors: tuple[str, ...], key: str) -> None:
    assert keys([paper(title=title, authors=authors, year=2025)]) == {"title:x": key}


def test_two_with_the_same_key_differ_by_their_identity() -> None:
    early, late = (paper(identity=f"arxiv:2412.0000{n}", authors=("Nora Toy",), date=f"2024-12-0{n}") for n in (1, 2))
    assert keys([late, early]) == {early.identity: "toy2024kites", late.identity: "toy2024kites-2412-00002"}


def test_real_papers_are_read_back(data: Path) -> None:
    with gzip.open(data / "papers" / "papers_1k.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with (data / "papers" / "edge.jsonl").open(encoding="utf-8") as lines:
        rows += map(json.loads, lines)
    papers = [
        Paper(
            row["id"],
            title=row.get("title") or "?",
            authors=tuple(row.get("authors") or ()),
            venue=row.get("venue") or "",
        )
        for row in {row["id"]: row for row in rows}.values()
    ]
    found = keys(papers)
    library = parse_string("\n".join(bibtex(one, found[one.identity]) for one in papers))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [found[one.identity] for one in papers]


@given(st.text(max_size=12) | st.text(st.sampled_from("aB1,'-_.&;"), max_size=12))
def test_a_name_in_a_key_is_what_slugify_makes_of_it(name: str) -> None:
    assert keys([Paper("title:", title="", authors=(name,))]) == {
        "title:": slugify(family_name(name), separator="") or "anon"
    }
