"""Reading a folder in which anything may lie: never out of it, never without end, and never in silence."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from generator.files import LARGEST, read_sources, write_outputs
from generator.model import Output, Severity

PAPER = b'{"title": "A toy"}\n'


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "papers"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(PAPER)
    return folder


def read(papers: Path) -> tuple[list[str], dict[str, str]]:
    """The names of the files that were read, and what is said of the others."""
    sources, problems = read_sources(papers.parent, "papers")
    assert all(problem.hint for problem in problems)
    return [source.name for source in sources], {problem.where.file: problem.message for problem in problems}


def test_a_link_inside_the_folder_is_read_and_one_out_of_it_is_not(papers: Path) -> None:
    (papers.parent / "secret.jsonl").write_bytes(PAPER)
    (papers / "inside.jsonl").symlink_to("a.jsonl")
    (papers / "outside.jsonl").symlink_to("../secret.jsonl")
    (papers / "far.jsonl").symlink_to("/etc/hostname")
    found, said = read(papers)
    assert found == ["papers/a.jsonl", "papers/inside.jsonl"]
    assert set(said) == {"papers/outside.jsonl", "papers/far.jsonl"}
    assert all("out of its folder" in message for message in said.values())


def test_circles_and_links_to_nothing_are_told(papers: Path) -> None:
    (papers / "one").symlink_to("two")
    (papers / "two").symlink_to("one")
    (papers / "self").symlink_to("self")
    (papers / "gone").symlink_to("nothing.jsonl")
    (papers / "sub").mkdir()
    (papers / "sub" / "up").symlink_to("..")
    found, said = read(papers)
    assert found == ["papers/a.jsonl"]
    assert set(said) == {"papers/one", "papers/two", "papers/self", "papers/gone", "papers/sub/up"}
    assert "a link to a folder" in said["papers/sub/up"]


def test_what_is_no_file_is_never_opened(papers: Path) -> None:
    """A pipe would wait for a writer that never comes."""
    os.mkfifo(papers / "pipe.bib")
    (papers / "null").symlink_to("/dev/null")
    here = Path.cwd()
    os.chdir(papers)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("socket")
            found, said = read(papers)
    finally:
        os.chdir(here)
    assert found == ["papers/a.jsonl"]
    assert "a pipe" in said["papers/pipe.bib"]
    assert "a socket" in said["papers/socket"]


@pytest.mark.parametrize("size", [LARGEST + 1, 4 << 30, 5 << 30])
def test_an_enormous_file_is_refused_before_it_is_read(papers: Path, size: int) -> None:
    with (papers / "large.bib").open("wb") as large:
        large.truncate(size)
    started = time.process_time()
    found, said = read(papers)
    assert time.process_time() - started < 1
    assert found == ["papers/a.jsonl"]
    assert "512 MiB" in said["papers/large.bib"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(papers: Path) -> None:
    (papers / "closed").mkdir()
    (papers / "closed" / "b.jsonl").write_bytes(PAPER)
    (papers / "closed").chmod(0)
    (papers / "mine.jsonl").write_bytes(PAPER)
    (papers / "mine.jsonl").chmod(0)
    found, said = read(papers)
    (papers / "closed").chmod(0o700)
    assert found == ["papers/a.jsonl"]
    assert set(said) == {"papers/closed", "papers/mine.jsonl"}


def test_names_that_cannot_be_shown_are_told(papers: Path) -> None:
    for name in (b"b\xffd.jsonl", "turned\u202e.jsonl".encode(), b"line\nend.jsonl"):
        with open(os.path.join(os.fsencode(papers), name), "wb") as file:  # noqa: PTH118, PTH123  # pathlib has no bytes
            file.write(PAPER)
    found, said = read(papers)
    assert found == ["papers/a.jsonl"]
    assert set(said) == {"papers/b\\udcffd.jsonl", "papers/turned\\u202e.jsonl", "papers/line\\nend.jsonl"}


def test_hidden_files_are_passed_over_and_odd_names_are_not(papers: Path) -> None:
    (papers / ".git").mkdir()
    (papers / ".git" / "b.jsonl").write_bytes(PAPER)
    (papers / ".hidden.jsonl").write_bytes(PAPER)
    for name in ("..b.jsonl"[1:], "c..d.jsonl", "-e.jsonl", "f g;h.jsonl", "ü.jsonl"):
        (papers / name).write_bytes(PAPER)
    found, said = read(papers)
    assert found == [f"papers/{name}" for name in ("-e.jsonl", "a.jsonl", "c..d.jsonl", "f g;h.jsonl", "ü.jsonl")]
    assert said == {}


def test_two_names_that_some_disks_take_for_one_are_a_warning(papers: Path) -> None:
    for name in ("A.jsonl", "\u00fc.jsonl", "u\u0308.jsonl"):
        (papers / name).write_bytes(PAPER)
    sources, problems = read_sources(papers.parent, "papers")
    assert len(sources) == len(list(papers.iterdir()))
    assert {(one.severity, one.code) for one in problems} == {(Severity.WARNING, "names-alike")}
    assert len(problems) == len(sources) - 2


def test_ten_thousand_files_are_read_in_reasonable_time(papers: Path) -> None:
    for number in range(10_000):
        (papers / f"{number}.jsonl").write_bytes(PAPER)
    started = time.process_time()
    sources, problems = read_sources(papers.parent, "papers")
    assert time.process_time() - started < 5
    assert (len(sources), problems) == (10_001, ())


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/etc/a", "a/..", ".."])
def test_a_path_that_leaves_the_folder_is_not_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match=f"{path} is outside the folder"):
        write_outputs(tmp_path / "out", [Output(path, b"x")])


def test_files_are_written_with_the_folders_that_they_need(tmp_path: Path) -> None:
    names = ("a.bin", "b/c/d.json", ".nojekyll", "b/with a space/é.txt", "b/e.json")
    for data in (b"first,\r\n longer\n", b"second\n"):
        assert write_outputs(tmp_path, (Output(name, data) for name in names)) == len(names)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(names)
    assert {(tmp_path / name).read_bytes() for name in names} == {b"second\n"}
    assert write_outputs(tmp_path, []) == 0
