"""The lock of addresses: read line by line whatever it holds, and written the same for the same addresses."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.address_lock import KINDS, LARGEST, read, written
from generator.model import Address, Lock, Severity, Source

FILE = "site_src/papers/addresses.lock"
GOOD = "papers/a-toy arxiv:2401.00001\n"


def lock_of(text: str | bytes) -> tuple[Lock, list[tuple[int, str, str]]]:
    """Return what a lock says, and the line, severity and code of each problem."""
    lock, problems = read(Source(FILE, text.encode() if isinstance(text, str) else text))
    assert all(problem.hint and problem.where.file == FILE for problem in problems)
    return lock, [(problem.where.line, problem.severity.value, problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("papers/a-toy", Address("papers", "a-toy")),
        ("papers/a-toy arxiv:2401.00001 title:atoy", Address("papers", "a-toy", ("arxiv:2401.00001", "title:atoy"))),
        (
            "papers/a-toy acl:math/1 doi:10.1/a(b)<c>;d",
            Address("papers", "a-toy", ("acl:math/1", "doi:10.1/a(b)<c>;d")),
        ),
        ("papers/old -> papers/new", Address("papers", "old", (), ("new",))),
        ("papers/old -> papers/new title:old", Address("papers", "old", ("title:old",), ("new",))),
        ("papers/two -> papers/one papers/other", Address("papers", "two", (), ("one", "other"))),
        ("  tags/rag\t", Address("tags", "rag")),
        ("authors/ada-example name:ada%20example", Address("authors", "ada-example", ("name:ada example",))),
        ("papers/2048 title:玩具", Address("papers", "2048", ("title:玩具",))),
    ],
)
def test_a_good_line_is_an_address(line: str, expected: Address) -> None:
    lock, problems = lock_of(f"# mine\r\nformat 1\r\n\r\n{line}\r\n")
    assert problems == []
    assert [(one.kind, one.slug, one.names, one.leads_to) for one in lock.addresses] == [
        (expected.kind, expected.slug, expected.names, expected.leads_to)
    ]
    assert (lock.addresses[0].where.line, lock.addresses[0].comments) == (4, ("# mine",))


@pytest.mark.parametrize(
    "line",
    [
        "papers", "papers/", "/papers/a", "papers/a/", "papers/a/b", "papers/../a", "papers/..", "../papers/a", "a-toy",
        "pages/a", "papers/A-Toy", "papers/a_toy", "papers/ä", "papers/page", "papers/a-z", "papers/index",
        "authors/index", "venues/page", "listings/index",
        "tags/terms",
        "papers/-a", f"papers/{'a' * 201}", "papers/a arxiv", "papers/a url:https://x", "papers/a arxiv:",
        "papers/a ->", "papers/a -> b", "papers/a -> tags/b", "papers/a -> papers/a", "papers/a -> papers/..",
        "papers/a papers/b", "papers/a -> papers/b -> papers/c", "papers/a title:x -> papers/b", "papers/a \x1b[31m",
        "papers/a\x00", "papers/a title:\u202ex", f"papers/a title:{'x' * 200_000}", "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_a_bad_line_is_told_and_its_neighbours_are_used(line: str) -> None:
    lock, problems = lock_of(f"tags/one\n{line}\ntags/two\n")
    assert problems == [(2, "error", "lock-line")]
    assert [one.slug for one in lock.addresses] == ["one", "two"]
    assert not lock.is_sound


def test_marks_of_git_are_told_and_both_sides_are_used() -> None:
    text = "papers/a title:a\n<<<<<<< HEAD\npapers/b title:b\n=======\npapers/b doi:10.1/b\npapers/c\n>>>>>>> other\n"
    lock, problems = lock_of(text)
    assert [one.slug for one in lock.addresses] == ["a", "b", "c"]
    assert lock.addresses[1].names == ("title:b", "doi:10.1/b")
    assert [code for _, _, code in problems] == ["lock-conflict", "lock-conflict", "lock-double", "lock-conflict"]
    assert {severity for _, severity, _ in problems} == {"warning"}
    assert lock.is_sound, "nothing is lost when it is written anew"
    assert lock_of(written(lock))[1] == []


def test_of_two_lines_one_that_is_a_page_wins() -> None:
    lock, _ = lock_of("papers/a -> papers/b title:a\npapers/a title:c\n")
    assert [(one.names, one.leads_to) for one in lock.addresses] == [(("title:a", "title:c"), ())]


def test_another_encoding_is_told_once_and_good_lines_are_used() -> None:
    lock, problems = lock_of(b"tags/one\npapers/a title:\xff\n" + GOOD.encode())
    assert [one.slug for one in lock.addresses] == ["one", "a-toy"]
    assert problems == [(2, "error", "lock-format"), (2, "error", "lock-line")]
    assert [code for _, _, code in lock_of(GOOD.encode("utf-16"))[1]][:1] == ["lock-format"]


def test_another_format_and_a_huge_file_are_told() -> None:
    assert lock_of(f"format 2\n{GOOD}")[1] == [(1, "error", "lock-format")]
    lock, problems = lock_of(b"\n" * (LARGEST + 1))
    assert (lock.addresses, lock.is_sound, problems) == ((), False, [(1, "error", "lock-format")])


def test_lines_of_a_person_stay_where_they_stand() -> None:
    text = "# of 2019\n\n# by hand\npapers/b\npapers/a\n# the end\n"
    lines = written(lock_of(text)[0]).decode().split("format 1\n")[1]
    assert lines == "papers/a\n# of 2019\n# by hand\npapers/b\n# the end\n"


SLUG = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True).filter(
    lambda slug: slug not in ("page", "a-z", "index", "terms")
)
NAME = st.builds(
    "{}:{}".format, st.sampled_from(["arxiv", "acl", "doi", "title", "name", "file"]), st.text(min_size=1, max_size=40)
).filter(lambda name: not any("\ud800" <= sign <= "\udfff" for sign in name))


@st.composite
def locks(draw: st.DrawFn) -> Lock:
    keys = draw(st.lists(st.tuples(st.sampled_from(KINDS), SLUG), unique=True, max_size=6))
    names = st.lists(NAME, unique=True, max_size=4).map(tuple)
    leads = st.lists(SLUG, unique=True, max_size=2)
    return Lock(
        tuple(Address(kind, slug, draw(names), tuple(to for to in draw(leads) if to != slug)) for kind, slug in keys)
    )


@given(locks(), st.randoms())
def test_what_is_written_reads_back_the_same(lock: Lock, chance: random.Random) -> None:
    """Any name survives; the order of the addresses does not count, and writing again changes nothing."""
    mixed = list(lock.addresses)
    chance.shuffle(mixed)
    data = written(lock)
    assert written(Lock(tuple(mixed))) == data
    again, problems = lock_of(data)
    assert problems == []
    assert set(again.addresses) == set(lock.addresses)
    assert written(again) == data


@given(st.binary(max_size=300) | st.text("papers/tags-> arxiv:0.1\n#<=>%\x00é", max_size=200).map(str.encode))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    lock, problems = read(Source(FILE, data))
    assert lock.is_sound == all(problem.severity is not Severity.ERROR for problem in problems)
    assert lock_of(written(lock))[1] == []


def test_the_lock_in_the_documentation_is_a_good_one(root: Path) -> None:
    page = (root / "site_src/pages/papers-format.md").read_text(encoding="utf-8")
    lock, problems = lock_of(page.split("```\nformat 1\n")[1].split("```")[0])
    assert problems == []
    assert [one.leads_to for one in lock.addresses] == [(), ("a-toy-model-of-small-catalogs",), ()]


def test_the_lock_of_this_project_is_whole(root: Path) -> None:
    lock, problems = read(Source(FILE, (root / FILE).read_bytes()))
    assert problems == ()
    assert written(lock) == (root / FILE).read_bytes()
    assert {one.kind for one in lock.addresses} == set(KINDS)
