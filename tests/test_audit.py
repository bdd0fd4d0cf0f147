"""What `catalog check` says of all papers side by side: golden files, what must not be found, and the time it takes."""

from __future__ import annotations

import gzip
import os
import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import audit
from generator.audit import dates, disagreements, duplicates, identifiers, links, missing
from generator.audit.groups import alike
from generator.build import collect
from generator.doubts import doubt
from generator.model import Location, Paper, Problem, Source
from generator.text import acl, arxiv, doi
from test_merge import sources

GOLDEN = sorted((Path(__file__).parent / "golden" / "audit").glob("*.in"))
TODAY = "2026-05-01"


def shown(problems: list[Problem]) -> str:
    return "".join(f"{one.where}: {one.severity}: {one.message} [{one.code}]\n  {one.hint}\n" for one in problems)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: str(path.stem))
def test_what_is_doubtful_is_written_down(path: Path) -> None:
    """`RENEW_GOLDEN=1` writes the files anew; what is told with --verbose stands below a line."""
    papers = collect(sources(path.read_text(encoding="utf-8"))).papers
    text = "---\n".join(shown(list(audit.audit(papers, TODAY, whole=whole))) for whole in (False, True))
    golden = path.with_suffix(".golden")
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
    assert list(audit.audit(papers[::-1], TODAY)) == list(audit.audit(papers, TODAY))


def test_every_code_is_said_in_a_golden_file() -> None:
    text = "".join(path.with_suffix(".golden").read_text(encoding="utf-8") for path in GOLDEN)
    codes = {code for one in (dates, disagreements, duplicates, identifiers, links, missing) for code in one.CODES}
    assert set(re.findall(r"\[([a-z-]+)\]$", text, re.MULTILINE)) == codes


@pytest.mark.parametrize(
    ("kind", "value", "is_good"),
    [
        ("arxiv", "0704.0001", True),
        ("arxiv", "1412.9999", True),
        ("arxiv", "1501.00001", True),
        ("arxiv", "2605.00001", True),
        ("arxiv", "hep-th/9108001", True),
        ("arxiv", "math/0703999", True),
        ("arxiv", "0703.0001", False),
        ("arxiv", "1412.00001", False),
        ("arxiv", "1501.0001", False),
        ("arxiv", "2413.00001", False),
        ("arxiv", "2606.00001", False),
        ("arxiv", "2401.00000", False),
        ("arxiv", "toys/9901001", False),
        ("arxiv", "math/0704001", False),
        ("arxiv", "math/9106001", False),
        ("acl", "2023.acl-long.908", True),
        ("acl", "1952.earlymt-1.1", True),
        ("acl", "P19-1001", True),
        ("acl", "J79-1001", True),
        ("acl", "W31-0001", False),
        ("acl", "2099.toy-1.1", False),
        ("doi", "10.1000/182", True),
        ("doi", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", True),
        ("doi", "10.0999/182", False),
        ("doi", "10.1000/182/abstract", False),
        ("isbn", "978-3-16-148410-0", True),
        ("isbn", "ISBN 0-306-40615-2", True),
        ("isbn", "9783161484100 9780306406157", True),
        ("isbn", "978 3 16 148410 0 (print), 0306406152", True),
        ("isbn", "978-3-16-148410-1", False),
        ("isbn", "316148410", False),
        ("orcid", "0000-0002-1825-0097", True),
        ("orcid", "0000-0002-1694-233X", True),
        ("orcid", "0000-0002-1825-0079", False),
        ("orcid", "0000-0002-1825", False),
    ],
)
def test_an_identifier_that_cannot_exist(kind: str, value: str, is_good: bool) -> None:
    assert (doubt(kind, value, TODAY) == "") is is_good


@given(st.sampled_from(["arxiv", "acl", "doi", "isbn", "orcid"]), st.text(max_size=40))
def test_no_identifier_breaks_the_doubt(kind: str, text: str) -> None:
    """Of the forms that readers make; an ISBN and an ORCID are as the source writes them."""
    value = {"arxiv": arxiv, "acl": acl, "doi": doi}.get(kind, str)(text)
    assert isinstance(doubt(kind, value, TODAY) if value else "", str)


@given(st.from_regex(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,8}/[0-9]{7}", fullmatch=True))
def test_no_number_of_arxiv_breaks_the_doubt(value: str) -> None:
    assert isinstance(doubt("arxiv", value, TODAY), str)


WORDS = (
    "kites", "boats", "trains", "clocks", "of", "the", "and", "in", "paper", "steel", "quiet", "rivers", "gardens",
    "maps", "II", "2018", "a",
)  # fmt: skip


def paper(number: int, title: str, **fields: object) -> Paper:
    where = {"title": Location("toys.jsonl", number + 1)}
    return replace(Paper(f"title:{number:04}", title=title, provenance=where), **fields)  # type: ignore[arg-type]


PAPERS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), max_size=12).map(
    lambda titles: [paper(n, title, authors=("Ada Example",) * (n % 3)) for n, title in enumerate(titles)]
)


@given(PAPERS, st.randoms(use_true_random=False))
def test_the_order_of_papers_never_counts(papers: list[Paper], chance: random.Random) -> None:
    mixed = papers[:]
    chance.shuffle(mixed)
    assert alike(mixed) == alike(papers)


@given(PAPERS)
def test_a_pair_that_is_told_apart_is_in_no_group_of_two(papers: list[Paper]) -> None:
    for group in alike(papers):
        pair = frozenset(one.identity for one in group.nearest)
        assert all(
            len(one.papers) > 2 or frozenset(p.identity for p in one.papers) != pair for one in alike(papers, {pair})
        )


def test_hundreds_of_groups_are_named_and_with_all_every_paper_of_a_large_one() -> None:
    """What is only counted cannot be worked on; `--verbose` and `--format json` ask for the whole."""
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=8)) for _ in range(4 * 340)]
    titles = [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
    twice = [(f"{title}{end}", f"Ada {title[:8]}") for title in titles for end in ("", "s")]
    papers = [paper(n, title, authors=(author,)) for n, (title, author) in enumerate(twice)]
    papers += [paper(n, "Songs of the Wooden Whistle", authors=("Ada Example",)) for n in range(700, 730)]
    for whole in (False, True):
        found = [one for one in duplicates.ask(papers, TODAY, whole) if one.code == "probable-duplicate"]
        assert len(found) == 341
        assert max(one.message.count("toys.jsonl") for one in found) == (30 if whole else 20)


def test_a_paper_beside_a_group_is_told_once_and_not_with_each_of_it() -> None:
    """It is alike to those of the group that name an author, and not to those that name none."""
    title = "Songs of the Wooden Whistle in the Quiet Valley of Clocks"
    known = ("Ada Example", "Bo Sample", "Nora Toy")
    group = [paper(n, title, authors=known if n > 5 else ()) for n in range(12)]
    beside = paper(12, "Songs of a Wooden Kite in the Quiet Valley of Clocks", authors=known)
    assert [len(one.papers) for one in alike([*group, beside])] == [12, 2]


def test_very_many_alike_take_no_quadratic_time() -> None:
    """3,000 of one title and 3,000 of one author: a second, and minutes if each met each."""
    many = [paper(n, "Editorial", authors=("Ada Example",)) for n in range(3000)]
    many += [paper(n, f"Toy number {n} of {n % 7}", authors=("Bo Sample",)) for n in range(3000, 6000)]
    start = time.process_time()
    assert alike(many)
    assert time.process_time() - start < 20


@pytest.fixture(scope="module")
def real(data: Path) -> tuple[Paper, ...]:
    """10,000 real papers."""
    packed = (data / "papers" / "papers_10k.jsonl.gz").read_bytes()
    return collect([Source("papers.jsonl", gzip.decompress(packed))]).papers


def test_of_real_papers_few_are_reported_and_at_once(real: tuple[Paper, ...]) -> None:
    """Among 10,000 papers whose titles all differ there are hardly any that are one; and it takes a second."""
    start = time.process_time()
    found = alike(real)
    assert time.process_time() - start < 8
    assert len(found) <= 10


CHANGES: dict[str, Callable[[str], str]] = {
    "a letter too many": lambda text: f"{text[: len(text) // 2]}e{text[len(text) // 2 :]}",
    "two letters turned round": lambda text: text[:3] + text[4:5] + text[3:4] + text[5:],
    "in capitals": str.upper,
    "without signs": lambda text: re.sub(r"[-:,]", " ", text),
    "in braces": lambda text: "{" + text + "}",
    "words in another order": lambda text: " ".join([*text.split()[2:], *text.split()[:2]]),
    "in the plural": lambda text: f"{text}s",
    "with a subtitle": lambda text: f"{text}: A Case Study",
    "extended": lambda text: f"{text} (extended abstract)",
    "a second version": lambda text: f"{text} v2",
    "supplementary": lambda text: f"Supplementary Material for {text}",
    "without small words": lambda text: " ".join(one for one in text.split() if one not in ("of", "the", "a", "in")),
    "cut short": lambda text: " ".join(text.split()[: max(4, 3 * len(text.split()) // 4)]),
}


@pytest.mark.parametrize("with_abstracts", [True, False], ids=["with abstracts", "without"])
def test_changed_titles_are_found_among_real_papers(real: tuple[Paper, ...], with_abstracts: bool) -> None:
    """Each change on 25 papers, beside the papers themselves and 1,500 others: the names in short, no identifier."""
    papers = list(real) if with_abstracts else [replace(one, abstract="") for one in real]
    known = [one for one in papers if len(one.title.split()) > 4 and one.authors]
    random.Random(1).shuffle(known)
    pairs = [
        (one, changed(one, change, n)) for n, (one, change) in enumerate(zip(known, [*CHANGES] * 25, strict=False))
    ]
    others = known[len(pairs) : len(pairs) + 1500]
    named = [
        {one.identity for one in group.papers} for group in alike([*others, *(one for two in pairs for one in two)])
    ]
    missed = [
        (change, one.title)
        for (one, other), change in zip(pairs, [*CHANGES] * 25, strict=True)
        if not any({one.identity, other.identity} <= group for group in named)
    ]
    assert len(missed) <= 0.03 * len(pairs), missed
    twice = {other.identity: one.identity for one, other in pairs}
    strange = [group for group in named if len({twice.get(identity, identity) for identity in group}) > 1]
    assert len(strange) <= 5


def changed(one: Paper, change: str, number: int) -> Paper:
    """The same paper as another source may have it, without an identifier."""
    short = tuple(f"{author[0]}. {author.split()[-1]}" for author in one.authors)
    title = CHANGES[change](one.title)
    return replace(one, identity=f"title:{number}", title=title, authors=short, arxiv="", acl="", doi="")
