"""What became of papers: withdrawn, retracted or superseded, as a card says; on their pages and in lists."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import Collected, build, collect
from generator.index import addresses
from generator.model import Location, Paper, PaperStatus, Settings, Source, Standing
from generator.standings import said, settled

HERE = Location("card.yml", 2)
TOYS = [
    {"title": "Kites of Wood", "arxiv": "2401.00001", "abstract": "A kite."},
    {"title": "Kites of Paper", "doi": "10.1000/Paper", "later_title": "Paper Kites", "abstract": "A kite."},
    {"title": "Kites of Steel", "acl": "2024.toy-long.3"},
    {"title": "Kites of Nothing", "abstract": "A kite."},
    {"title": "Kites of Tin", "arxiv": "2401.00002"},
    {"title": "Kites of Tin!", "arxiv": "2401.00003"},
]


def collected(*cards: str) -> Collected:
    """Return the toys with these cards."""
    lines = "".join(json.dumps(one) + "\n" for one in TOYS)
    sources = [Source(f"site_src/papers/{n}.yml", text.encode()) for n, text in enumerate(cards)]
    return collect([Source("site_src/papers/toys.jsonl", lines.encode()), *sources])


def of(identity: str, found: Collected) -> Paper:
    return next(paper for paper in found.papers if paper.identity == identity)


def told(*cards: str) -> list[tuple[str, str, str, str]]:
    return [(str(one.where).rpartition("/")[2], one.code, one.message, one.hint) for one in collected(*cards).problems]


@pytest.mark.parametrize(
    ("standing", "successor", "expected"),
    [
        (Standing(PaperStatus.WITHDRAWN, HERE, "2024-05-03"), "", "Withdrawn by its authors on 3 May 2024"),
        (Standing(PaperStatus.RETRACTED, HERE, "2024-05"), "", "Retracted by the publisher in May 2024"),
        (Standing(PaperStatus.RETRACTED, HERE), "", "Retracted by the publisher"),
        (Standing(PaperStatus.SUPERSEDED, HERE), "Kites", "Superseded by Kites"),
        (Standing(PaperStatus.SUPERSEDED, HERE, "2024"), "Kites", "Superseded in 2024 by Kites"),
        (Standing(PaperStatus.SUPERSEDED, HERE), "", "Superseded"),
        (Standing(PaperStatus.WITHDRAWN, HERE, "2024"), "Kites",
         "Withdrawn by its authors in 2024, and superseded by Kites"),
    ],
)  # fmt: skip
def test_a_standing_in_words(standing: Standing, successor: str, expected: str) -> None:
    assert expected == "".join(said(standing, successor))


def test_a_card_says_what_became_of_its_paper() -> None:
    card = "arxiv: 2401.00001\nstatus: withdrawn\nstatus_date: 2024-05-03\nnotice: https://example.org/x\n"
    found = collected(card)
    assert found.problems == ()
    paper = of("arxiv:2401.00001", found)
    where = Location("site_src/papers/0.yml", 2)
    assert paper.standing == Standing(PaperStatus.WITHDRAWN, where, "2024-05-03", "https://example.org/x")
    assert (paper.status, paper.provenance["standing"]) == ("withdrawn", Location("site_src/papers/0.yml"))
    assert {one.status for one in found.papers} == {"withdrawn", ""}


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("2401.00001", "arxiv:2401.00001"),
        ("https://arxiv.org/abs/2401.00001v3", "arxiv:2401.00001"),
        ("arxiv:2401.00001", "arxiv:2401.00001"),
        ("10.1000/paper", "doi:10.1000/paper"),
        ("https://doi.org/10.1000/PAPER", "doi:10.1000/paper"),
        ("2024.toy-long.3", "acl:2024.toy-long.3"),
        ("https://aclanthology.org/2024.toy-long.3/", "acl:2024.toy-long.3"),
        ("kites-of-paper", "doi:10.1000/paper"),
        ("https://toys.example/catalog/papers/kites-of-paper/", "doi:10.1000/paper"),
        ("kites of PAPER", "doi:10.1000/paper"),
        ("Paper Kites", "doi:10.1000/paper"),
        ("Kites of Tin", ""),
    ],
)
def test_the_paper_in_the_place_of_another_is_found_by_any_name(written: str, identity: str) -> None:
    """By identifier, address, slug or a title; where two have the title, by none."""
    found = collected(f"title: Kites of Nothing\nstatus: superseded\nsuperseded_by: {written}\n")
    standing = next(paper.standing for paper in found.papers if paper.standing)
    assert (standing.successor, bool(found.problems)) == (identity, not identity)


SUPERSEDED = "arxiv: 2401.0000{}\nstatus: superseded\nsuperseded_by: {}\n"


def test_what_cannot_take_the_place_of_a_paper_is_told_at_its_line() -> None:
    assert told(SUPERSEDED.format(1, "Kites of Woodd")) == [
        ("0.yml:3:16", "paper-successor", "no paper is 'Kites of Woodd'", "did you mean 'kites of wood'?")
    ]
    [(_, _, message, hint)] = told(SUPERSEDED.format(1, "10.9999/nothing"))
    assert (message, hint) == ("no paper is '10.9999/nothing'", "write an identifier, an address or a whole title")
    [(_, _, message, _)] = told(SUPERSEDED.format(1, "kites-of-wood"))
    assert message == "the paper is superseded by itself"
    [(_, _, message, hint)] = told(SUPERSEDED.format(1, "Kites of tin"))
    assert (message, hint) == ("2 papers are 'Kites of tin'", "write an identifier, such as an arXiv id")


def test_papers_that_are_superseded_in_a_circle_are_told_once() -> None:
    cards = [SUPERSEDED.format(1, "2401.00002"), SUPERSEDED.format(2, "2401.00003"), SUPERSEDED.format(3, "2401.00001")]
    assert told(*cards) == [
        ("0.yml:3:16", "paper-successor",
         "the papers are superseded in a circle: “Kites of Wood” → “Kites of Tin” → “Kites of Tin!” → “Kites of Wood”",
         "take one of these `superseded_by:` lines out"),
    ]  # fmt: skip
    assert told(*cards[:2]) == []
    assert all(not paper.standing.successor for paper in collected(*cards).papers if paper.standing)


def test_two_cards_that_do_not_agree_on_a_status_are_told() -> None:
    card = "arxiv: 2401.00001\nstatus: {}\n"
    assert told(card.format("withdrawn"), card.format("retracted"))[0][:2] == ("1.yml:1:1", "paper-status")
    assert [code for _, code, *_ in told(card.format("withdrawn"), card.format("withdrawn"))] == ["card-unused"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6))
def test_whoever_is_superseded_by_whom_no_paper_leads_to_itself(pairs: list[tuple[int, int]]) -> None:
    """Whatever the order of the papers, too."""
    leads = dict(pairs)
    papers = [
        Paper(f"arxiv:2401.0000{n}", title=f"Toy {n}", arxiv=f"2401.0000{n}", standing=_led(leads.get(n)))
        for n in range(6)
    ]
    found, problems = settled(papers, addresses(papers))
    again, same = settled(papers[::-1], addresses(papers))
    assert (found, problems) == (again[::-1], same)
    standing = {paper.identity: paper.standing.successor for paper in found if paper.standing}
    for start in standing:
        path = [start]
        while at := standing.get(path[-1]):
            assert at not in path
            path.append(at)


def _led(to: int | None) -> Standing | None:
    return None if to is None else Standing(PaperStatus.SUPERSEDED, HERE, "", "", f"2401.0000{to}", HERE)


CARDS = [
    "arxiv: 2401.00001\nstatus: withdrawn\nstatus_date: 2024-05-03\nnotice: https://example.org/x?a=(b)&c\n",
    "doi: 10.1000/paper\nstatus: superseded\nsuperseded_by: Kites of Wood\n",
]


def pages(*cards: str) -> dict[str, str]:
    lines = "".join(json.dumps(one) + "\n" for one in TOYS)
    sources = [Source(f"site_src/papers/{n}.yml", text.encode()) for n, text in enumerate(cards)]
    built = build([Source("site_src/papers/toys.jsonl", lines.encode()), *sources], [], Settings())
    assert [one for one in built.problems if one.severity == "error"] == []
    return {page.path: page.make().markdown for page in built.pages}


def test_the_page_of_a_paper_says_first_what_became_of_it() -> None:
    made = pages(*CARDS)
    withdrawn = made["papers/kites-of-wood.md"]
    assert "status: withdrawn\n" in withdrawn
    assert (
        '<div class="banner" markdown>\n\n**Withdrawn by its authors on 3 May 2024.** The record stays so that links '
        "keep working. [Read the notice](https://example.org/x"
    ) in withdrawn
    assert withdrawn.index("Withdrawn") < withdrawn.index("byline")
    assert "**Superseded by [Kites of Wood](../papers/kites-of-wood.md).**" in made["papers/kites-of-paper.md"]
    assert "- **Status** `site_src/papers/0.yml:1`" in withdrawn


def test_a_row_says_it_too() -> None:
    text = pages(*CARDS)["papers/index.md"]
    assert "    **Withdrawn** by its authors on 3 May 2024. [Notice](" in text
    assert "    **Superseded** by [Kites of Wood](" in text


def test_pages_of_other_papers_are_as_they_were() -> None:
    said_of = "banner|status|Status|Withdrawn|None"
    assert [path for path, text in pages().items() if re.search(said_of, text)] == []
    assert "Superseded" not in pages(*CARDS)["papers/kites-of-nothing.md"].partition("## Related")[0]


RECORDS = [
    {"title": "Kites of Wood", "arxiv": "2401.00001", "status": "withdrawn", "status_date": "2024-05"},
    {"title": "Kites of Paper", "doi": "10.1000/Paper", "year": 2023, "status": "retracted",
     "notice": "https://example.org/notice"},
    {"title": "Kites of Steel", "acl": "2024.toy-long.3", "status": "superseded", "superseded_by": "2401.00001"},
]  # fmt: skip


def test_what_records_say_of_a_paper_is_a_disagreement_and_a_card_goes_before_them() -> None:
    """Neither is an error: other programs say of a paper what they know, and not all know the same."""
    one = {"title": "Kites of Wood", "arxiv": "2401.00001"}
    lines = [json.dumps({**one, "status": status}) for status in ("withdrawn", "retracted")]
    files = [Source(f"site_src/papers/{n}.jsonl", line.encode()) for n, line in enumerate(lines)]
    [paper] = collect(files).papers
    assert (paper.status, [other.value for other in paper.disagreements]) == ("withdrawn", ["retracted"])
    card = Source("site_src/papers/card.yml", b"arxiv: 2401.00001\nstatus: retracted\nstatus_date: 2025\n")
    found = collect([*files, card])
    assert found.problems == ()
    assert found.papers[0].standing == Standing(PaperStatus.RETRACTED, HERE, "2025")
    assert [other.value for other in found.papers[0].disagreements] == ["withdrawn", "retracted"]


def test_what_readers_say_stands_on_page_list_feed_exports_and_search() -> None:
    lines = "".join(json.dumps(one) + "\n" for one in RECORDS)
    made = build([Source("site_src/papers/toys.jsonl", lines.encode())], [], Settings(site_url="https://toys.example/"))
    assert [one for one in made.problems if one.severity == "error"] == []
    texts = {page.path: page.make().markdown for page in made.pages}
    files = {one.path: one.data.decode("utf-8", "replace") for one in (*made.files, *made.search(), *made.more())}
    assert "**Withdrawn by its authors in May 2024.**" in texts["papers/kites-of-wood.md"]
    assert "**Retracted by the publisher.**" in texts["papers/kites-of-paper.md"]
    assert "[Read the notice](https://example.org/notice)" in texts["papers/kites-of-paper.md"]
    assert "**Superseded by [Kites of Wood]" in texts["papers/kites-of-steel.md"]
    assert texts["papers/index.md"].count("**Withdrawn** by its authors in May 2024.") == 1
    said_of = ("Withdrawn by its authors in May 2024", "Retracted by the publisher", "Superseded by arXiv:2401.00001")
    written = [name for name in files if name.startswith("data/papers.")]
    assert len(written) >= 4
    for name in written:
        expected = tuple(PaperStatus) if name.endswith((".csv", ".jsonl")) else said_of
        assert [text for text in expected if text not in files[name]] == [], name
    assert "Retracted by the publisher." in files["feed.xml"]
    assert "Retracted by the publisher." in files["feed.json"]
    facts = next(text for name, text in files.items() if name.endswith("facts.json"))
    assert [status for status in PaperStatus if status not in facts] == []
