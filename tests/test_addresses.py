"""An address stays with its paper: whatever a later state of the papers says, what was published leads to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.address_lock import KINDS, read, written
from generator.build import Tagged, collect, tagged
from generator.index.renewal import lacks, lost, renewed
from generator.model import Lock, Settings, Source
from generator.naming import suffix
from small import project, rules, run

FILE = "site_src/papers/addresses.lock"
Paper = Mapping[str, object]
TOY: Paper = {"title": "A Toy Model", "abstract": "We show a toy."}
RULES = rules(toys='any: [toy]\nexamples: {match: ["a toy"], skip: ["a cup"]}')


def state(papers: Sequence[Paper], lock: bytes = b"", rule_file: str = RULES) -> Tagged:
    """Return the catalog of some records with a lock."""
    lines = "".join(f"{json.dumps({'abstract': 'Of a toy.', **paper})}\n" for paper in papers)
    sources = [Source("site_src/papers/toys.jsonl", lines.encode()), Source(FILE, lock)]
    settings = replace(Settings(), author_papers=1)
    return tagged(collect(sources), [Source("site_src/rules/toys.yml", rule_file.encode())], settings)


def locked(*states: Sequence[Paper]) -> bytes:
    """Return the lock after some states of the papers, each of which was locked."""
    lock = b""
    for papers in states:
        lock = lock_of(state(papers, lock))
    return lock


def lock_of(found: Tagged) -> bytes:
    return written(renewed(found.lock, found.catalog).lock)


def where(found: Tagged) -> dict[str, str]:
    """Return what stands at each address of a paper: its title, or where it leads."""
    catalog = found.catalog
    pages = {entry.slug: entry.paper.title for entry in catalog.papers}
    shared = {old: " | ".join(sorted(one.slug for one in entries)) for old, entries in catalog.shared.items()}
    moved = {old: f"-> {entry.slug}" for old, entry in catalog.moved.items()}
    assert len({*pages, *shared, *moved}) == len(pages) + len(shared) + len(moved)
    return {**pages, **shared, **moved}


A, B = {"title": "A Toy", "arxiv": "2401.00001"}, {"title": "Boats", "doi": "10.1000/b"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([A], [{**A, "title": "Toys"}], {"a-toy": "Toys"}, id="the title changes"),
        pytest.param(
            [{"title": "A Toy"}],
            [{**A, "title": "A toy!"}],
            {"a-toy": "A toy!"},
            id="an identifier comes",
        ),
        pytest.param(
            [{"title": "A Toy", "doi": "10.1000/a"}],
            [{**A, "doi": "10.1000/a", "title": "Toys"}],
            {"a-toy": "Toys"},
            id="a surer identifier comes with another title",
        ),
        pytest.param(
            [{**A, "doi": "10.1000/a"}],
            [{"title": "Toys", "doi": "10.1000/a"}],
            {"a-toy": "Toys"},
            id="the surest identifier goes",
        ),
        pytest.param(
            [A], [{**A, "arxiv": "2401.00002"}], {"a-toy": "A Toy"}, id="a wrong identifier is corrected"
        ),
        pytest.param(
            [A, B],
            [{**A, "doi": "10.1000/b", "later_title": "Boats"}],
            {"a-toy": "A Toy", "boats": "-> a-toy"},
            id="two become one: that of the surer identifier stays",
        ),
        pytest.param(
            [A],
            [A, {"title": "A toy", "arxiv": "2401.00002"}],
            {"a-toy": "A Toy", "a-toy-2401-00002": "A toy"},
            id="a newcomer has the title",
        ),
        pytest.param(
            [{"title": "A Toy", "id": "1", "authors": ["Bo Zeta"]}],
            [
                {"title": "A Toy", "id": "1", "authors": ["Bo Zeta"]},
                {"title": "A toy!", "id": "2", "authors": ["Ada Alpha"]},
            ],
            {"a-toy": "A Toy", f"a-toy-{suffix('title:atoy:alpha')}": "A toy!"},
            id="a newcomer has the title, and neither has an identifier",
        ),
        pytest.param([A, B], [A], {"a-toy": "A Toy"}, id="a paper goes"),
        pytest.param(
            [A, {"title": "A Toy", "arxiv": "2401.00002"}],
            [A],
            {"a-toy": "-> a-toy-2401-00001", "a-toy-2401-00001": "A Toy"},
            id="one of two with a title goes: the bare address leads to the other",
        ),
        pytest.param(
            [A, {"title": "A Toy", "arxiv": "2401.00002"}],
            [A, {"title": "A Toy", "arxiv": "2401.00002"}, {"title": "a toy", "arxiv": "2401.00003"}],
            {
                "a-toy": "a-toy-2401-00001 | a-toy-2401-00002 | a-toy-2401-00003",
                "a-toy-2401-00001": "A Toy", "a-toy-2401-00002": "A Toy", "a-toy-2401-00003": "a toy",
            },
            id="a third with the title joins the page of names",
        ),
    ],
)  # fmt: skip
def test_what_becomes_of_addresses(before: list[Paper], after: list[Paper], expected: dict[str, str]) -> None:
    lock = locked(before)
    for papers in permutations(after):
        assert where(state(papers, lock)) == expected
    assert where(state(after, locked(before, after))) == expected, "and it is so again when the lock knows of it"


def test_two_become_one_as_one_of_them_gets_the_identifier_of_the_other() -> None:
    kites = {"title": "Kites", "doi": "10.1000/k"}
    lock = locked([B, kites])
    assert where(state([B, {**kites, "doi": "10.1000/b"}], lock)) == {"boats": "Boats", "kites": "-> boats"}
    assert where(state([{**kites, "doi": "10.1000/b"}, B], lock)) == {"boats": "Kites", "kites": "-> boats"}


def test_one_paper_that_becomes_two_again_gives_each_its_address_back() -> None:
    one = {**A, "doi": "10.1000/b", "later_title": "Boats"}
    lock = locked([A, B], [one])
    assert "papers/boats -> papers/a-toy doi:10.1000/b title:boats" in lock.decode()
    assert where(state([A, B], lock)) == {"a-toy": "A Toy", "boats": "Boats"}
    assert where(state([one], locked([A, B], [one], [A, B], [one]))) == {"a-toy": "A Toy", "boats": "-> a-toy"}


def test_two_without_identifiers_that_were_one_have_their_addresses_back() -> None:
    one = {"title": "A Toy", "later_title": "Boats"}
    lock = locked([{"title": "A Toy"}, {"title": "Boats"}], [one])
    assert where(state([one], lock)) == {"a-toy": "A Toy", "boats": "-> a-toy"}
    assert where(state([{"title": "A Toy"}, {"title": "Boats"}], lock)) == {"a-toy": "A Toy", "boats": "Boats"}


def test_of_a_paper_split_in_two_the_surer_identifier_keeps_the_address() -> None:
    lock = locked([{**A, "doi": "10.1000/b"}])
    assert where(state([A, B], lock)) == {"a-toy": "A Toy", "boats": "Boats"}
    assert where(state([{**A, "title": "Kites"}, {**B, "title": "A Toy"}], lock)) == {
        "a-toy": "Kites",
        f"a-toy-{suffix('doi:10.1000/b')}": "A Toy",
    }


def test_a_lost_paper_leaves_its_address_to_no_other_of_its_title() -> None:
    mine, other = {**A, "authors": ["Ada Example"]}, {"title": "A Toy", "doi": "10.1000/b", "authors": ["Bo Other"]}
    found = state([other], locked([mine], [mine, other]))
    assert where(found) == {f"a-toy-{suffix('doi:10.1000/b')}": "A Toy"}
    told = [problem.message for problem in lost(found.lock, found.catalog)]
    assert "/papers/a-toy/ was published and leads nowhere: no paper has one of its names" in told
    assert where(state([other], locked([mine]))) == {"a-toy": "A Toy"}, "nothing says that this is another paper"


def test_addresses_that_lead_over_others_lead_to_the_paper_and_circles_nowhere() -> None:
    lines = ["older -> papers/old", "old -> papers/a-toy", "a-toy arxiv:2401.00001", "x -> papers/y", "y -> papers/x"]
    found = state([A], "".join(f"papers/{line}\n" for line in lines).encode())
    assert where(found) == {"a-toy": "A Toy", "old": "-> a-toy", "older": "-> a-toy"}


def test_very_long_ways_and_very_common_titles_take_no_quadratic_time() -> None:
    way = "".join(
        f"papers/a{number} -> papers/a{number + 1}\nauthors/a{number} -> authors/a{number + 1}\n"
        for number in range(20_000)
    )
    same = "".join(f"papers/b{number} title:same\n" for number in range(20_000))
    papers = [{"title": "Same", "id": str(number), "authors": [f"Toy{number}"]} for number in range(500)]
    begun = process_time()
    found = state(papers, f"{way}{same}".encode())
    assert len(found.catalog.papers) == 500
    assert process_time() - begun < 8


def test_a_paper_is_known_by_the_oldest_of_its_names_in_feeds_and_by_all_in_the_search() -> None:
    lock = locked([{"title": "A Toy"}], [{**A, "title": "A Toy"}])
    [entry] = state([{**A, "title": "Toys"}], lock).catalog.papers
    assert entry.names[0] == "title:atoy"
    assert {"arxiv:2401.00001", "title:atoy", "title:toys"} <= set(entry.names)


@pytest.mark.parametrize(
    ("card", "code", "expected"),
    [
        ("old", "", {"a-toy": "A Toy", "boats": "Boats", "old": "-> a-toy"}),
        ("boats", "former-taken", {"a-toy": "A Toy", "boats": "Boats"}),
        ("a-toy", "former-taken", {"a-toy": "A Toy", "boats": "Boats"}),
        ("page", "former-taken", {"a-toy": "A Toy", "boats": "Boats"}),
    ],
)
def test_a_former_address_of_a_card_leads_to_its_paper(card: str, code: str, expected: dict[str, str]) -> None:
    sources = [
        Source("site_src/papers/toys.jsonl", "".join(f"{json.dumps(one)}\n" for one in (A, B)).encode()),
        Source("site_src/papers/card.yml", f"arxiv: '2401.00001'\nformer: ['{card}']\n".encode()),
        Source(FILE, locked([A, B])),
    ]
    found = tagged(collect(sources), [], Settings())
    assert where(found) == expected
    told = [problem for problem in found.problems if problem.code.startswith("former")]
    assert [problem.code for problem in told] == [code] * bool(code)
    assert all(problem.where.file == "site_src/papers/card.yml" and problem.hint for problem in told)


def test_the_former_address_of_a_card_goes_before_a_newcomer() -> None:
    sources = [
        Source("site_src/papers/toys.jsonl", "".join(f"{json.dumps(one)}\n" for one in (A, B)).encode()),
        Source("site_src/papers/card.yml", b"arxiv: '2401.00001'\nformer: [boats]\n"),
    ]
    found = tagged(collect([*sources, Source(FILE, b"papers/a-toy arxiv:2401.00001\n")]), [], Settings())
    assert [problem.code for problem in found.problems] == []
    assert where(found)["boats"] == "-> a-toy"


def test_authors_venues_and_topics_keep_their_addresses() -> None:
    """Also where a newcomer is spelled so alike that it would have the same."""
    known = {**A, "authors": ["Ada B. Example"], "venue": "Toy Conference 2024"}
    alike = {**B, "authors": ["Ada B Example"], "venue": "Toy-Conference 2024"}
    lock = locked([known])
    assert "authors/ada-b-example name:ada%20b.%20example\n" in lock.decode()
    catalog = state([alike, known], lock, RULES.replace("topic: Toys", "topic: Playthings")).catalog
    authors = {group.name: group.slug for group in catalog.authors}
    assert authors["Ada B. Example"] == "ada-b-example" != authors["Ada B Example"]
    assert {group.name: group.slug for group in catalog.venues}["Toy Conference"] == "toy-conference"
    assert [(topic.name, topic.slug) for topic in catalog.topics] == [("Playthings", "toys")]


def test_an_author_spelled_otherwise_and_a_topic_in_another_file_keep_their_addresses() -> None:
    lock = locked([{**A, "authors": ["Ada B Example"]}])
    catalog = state([{**A, "authors": ["Ada B. Example"]}], lock.replace(b"file:toys.yml", b"file:old.yml")).catalog
    assert [group.slug for group in catalog.authors] == ["ada-b-example"]
    assert [topic.slug for topic in catalog.topics] == ["toys"]


def test_an_alias_that_is_taken_out_is_named() -> None:
    with_alias = RULES.replace("    any:", "    aliases: [playthings]\n    any:", 1)
    lock = lock_of(state([A], b"", with_alias))
    assert b"\ntags/playthings\n" in lock
    found = state([A], lock)
    assert found.catalog.redirects == {}
    assert [problem.message for problem in lost(found.lock, found.catalog)] == [
        "/tags/playthings/ was published and leads nowhere: no tag has this id or alias"
    ]


def test_a_long_title_that_changes_at_its_end_keeps_its_address() -> None:
    title = "A Toy Model of a Very Long Title That Goes on and on and on and on until It Is Cut"
    [slug] = where(state([{"title": f"{title} in 2023"}]))
    assert where(state([{"title": f"{title} in 2024"}], locked([{"title": f"{title} in 2023"}]))) == {
        slug: f"{title} in 2024"
    }


def test_other_addresses_lead_on_where_a_line_says_so() -> None:
    lock = b"authors/ada-b -> authors/ada-example\nvenues/x -> venues/y\ntags/plays -> tags/toys\n"
    catalog = state([{**A, "authors": ["Ada Example"]}], lock).catalog
    assert catalog.leads == {"authors/ada-b": "authors/ada-example"}
    assert catalog.redirects == {"plays": "toys"}


def test_check_names_what_is_lost_with_what_to_write() -> None:
    gone = ["papers/gone title:gone", *(f"{kind}/gone" for kind in KINDS[1:]), "papers/a -> papers/b"]
    found = state([A], "".join(f"{line}\n" for line in gone).encode())
    problems = list(lost(found.lock, found.catalog))
    assert sorted(problem.where.line for problem in problems) == [1, 2, 3, 4, 5, 6, 7]
    hints = {problem.where.line: problem.hint for problem in problems}
    assert "write `former: [gone]` into a card" in hints[1]
    assert "write `aliases: [gone]`" in hints[2]
    assert "write `authors/gone -> authors/…`" in hints[4]


def test_check_says_once_that_there_is_no_lock_and_how_much_one_lacks() -> None:
    found = state([A, B], locked([A]))
    [problem] = lacks(found.lock, found.catalog, FILE)
    assert (problem.code, problem.severity, problem.message) == ("lock-new", "note", "1 address is not in the lock yet")
    [problem] = lacks(Lock(), found.catalog, FILE)
    assert (problem.code, problem.severity, problem.where.file) == ("lock-missing", "note", FILE)


TITLES = st.sampled_from(["A Toy", "Boats", "Kites", "a toy!", "2048", "Page"])
RECORD = st.fixed_dictionaries(
    {"title": TITLES},
    optional={
        "arxiv": st.sampled_from(["2401.00001", "2401.00002"]),
        "doi": st.sampled_from(["10.1000/a", "10.1000/b"]),
        "later_title": TITLES,
        "year": st.sampled_from([1999, 2024]),
    },
)


@given(st.lists(st.lists(RECORD, max_size=4), min_size=1, max_size=4))
def test_no_address_is_lost_while_its_paper_is_there(states: list[list[Paper]]) -> None:
    """Whatever happens between: no two things stand at one address, none moves when the lock is written, and each that
    an identifier was published with leads to the paper that has it.
    """
    lock = b""
    for papers in states:
        found = state(papers, lock)
        before, lock = lock, lock_of(found)
        again = state(papers, lock)
        assert where(again) == where(found)
        assert lock_of(again) == lock
        assert {one.path for one in read(Source(FILE, before))[0].addresses} <= {
            one.path for one in read(Source(FILE, lock))[0].addresses
        }


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(
    st.lists(
        st.fixed_dictionaries({"title": ANY, "authors": st.lists(ANY, max_size=2)}, optional={"venue": ANY}), max_size=4
    )
)
def test_a_lock_of_any_papers_reads_back_and_changes_nothing(papers: list[Paper]) -> None:
    before = state(papers)
    lock = lock_of(before)
    assert read(Source(FILE, lock))[1] == ()
    after = state(papers, lock)
    assert where(after) == where(before)
    assert [[(one.name, one.slug) for one in found.catalog.authors] for found in (before, after)] == [
        [(one.name, one.slug) for one in before.catalog.authors]
    ] * 2
    assert lock_of(after) == lock


def test_catalog_lock_writes_what_is_new_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = project(
        tmp_path, {"papers/toys.jsonl": f"{json.dumps({**A, 'abstract': 'A toy.'})}\n", "rules/toys.yml": RULES}
    )
    file = folder / FILE
    assert run(folder, "lock", "--check").exit_code == 1
    assert not file.exists()
    done = run(folder, "lock")
    assert done.stdout == "+ papers/a-toy\n+ tags/toys\n+ topics/toys\n"
    first = file.read_bytes()
    assert run(folder, "lock", "--check").exit_code == 0
    assert run(folder, "lock").stdout == ""
    assert file.read_bytes() == first

    project(folder, {"papers/toys.jsonl": f"{json.dumps({**B, 'abstract': 'A toy.'})}\n"})
    assert "/papers/a-toy/ was published and leads nowhere" in run(folder, "check").stderr
    assert run(folder, "check").exit_code == 0
    assert run(folder, "lock").stdout == "+ papers/boats\n? papers/a-toy\n"
    assert b"papers/a-toy arxiv" in file.read_bytes()
    assert run(folder, "lock", "--prune").stdout == "- papers/a-toy\n"
    assert b"papers/a-toy" not in file.read_bytes()


def test_catalog_lock_loses_no_line_that_it_does_not_understand(tmp_path: Path) -> None:
    lock = "papers/a-toy arxiv:2401.00001\nwhat is this\n"
    folder = project(tmp_path, {"papers/addresses.lock": lock, "rules/toys.yml": RULES})
    done = run(folder, "lock")
    assert done.exit_code == 1
    assert "addresses.lock:2:1: error: 'what' is no address of a catalog [lock-line]" in done.stderr
    assert (folder / FILE).read_text(encoding="utf-8") == lock
