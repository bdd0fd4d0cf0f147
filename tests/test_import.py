"""`catalog import`: it tells what it would do, writes one file, and does it once."""

from __future__ import annotations

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from generator.build import collect
from generator.cli import main
from generator.cli.gathering import gather
from generator.files import read_sources
from generator.importing import manifest
from generator.model import Paper, Problem, Source
from small import project, run

KITES: dict[str, Any] = {
    "title": "Kites over the Harbour",
    "arxiv": "2401.00001",
    "authors": ["Ada Example"],
    "venue": "ToyConf 2024",
}
BOATS: dict[str, Any] = {
    "title": "Boats of Folded Paper",
    "doi": "10.1000/boats",
    "authors": ["Bo Example"],
    "date": "2023-05-01",
}
LAMPS: dict[str, Any] = {"title": "Lamps for Long Nights", "acl": "2024.toy-long.3", "zzz": "kept"}
IMPORTS = """# The newest last.
imports:
  - file: old.jsonl # the first
    label: 'Old toys'

# The end.
"""


def lines(*records: Mapping[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def toys(tmp_path: Path) -> Path:
    """A catalog of one paper."""
    return project(tmp_path / "toys", {"papers/old.jsonl": lines(KITES), "papers/imports.yml": IMPORTS})


@pytest.fixture
def refs(tmp_path: Path) -> Path:
    """A source: a paper that is there with a word more, two that are not, and a broken one."""
    more = {"title": KITES["title"], "arxiv": "2401.00001v2", "pdf": "https://toys.example/k.pdf"}
    path = tmp_path / "refs.jsonl"
    path.write_text(lines(BOATS, more, {"title": ""}, LAMPS), encoding="utf-8")
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    top = folder / "site_src"
    found = {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
    found.pop("papers/addresses.lock", None)
    return found


def taken(folder: Path, *words: str) -> dict[str, Any]:
    """Import, and return what a program is told."""
    done = run(folder, "import", *words, "--format", "json")
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def fates(told: Mapping[str, Any]) -> dict[str, str]:
    return {one["title"]: one["fate"] for one in told["entries"]}


def read(folder: Path) -> tuple[dict[str, Paper], list[Problem]]:
    found = collect(read_sources(folder, "site_src/papers")[0])
    return {paper.title: paper for paper in found.papers}, list(found.problems)


def test_it_tells_what_it_would_add_merge_and_refuse_before_it_writes(toys: Path, refs: Path) -> None:
    before = files_of(toys)
    done = run(toys, "import", str(refs), "--dry-run")
    assert done.exit_code == 0
    assert files_of(toys) == before
    told = done.stdout
    assert "- 2 make new papers\n- 1 adds to a paper that is there\n- 1 cannot be used\n" in told
    assert f"- Boats of Folded Paper (2023) · {refs}:1" in told
    assert "into site_src/papers/old.jsonl:1; adds pdf" in told
    assert "kept and shown nowhere: zzz (1)" in told
    assert f"{refs}:3:1: error: the record is left out" in done.stderr
    assert "nothing was written; this would be: site_src/papers/refs.jsonl, site_src/papers/imports.yml" in done.stderr


def test_it_writes_one_tidy_file_that_says_what_the_source_said(toys: Path, refs: Path) -> None:
    told = taken(toys, str(refs))
    assert fates(told) == {BOATS["title"]: "new", KITES["title"]: "joined", LAMPS["title"]: "new"}
    assert told["counts"] == {"new": 2, "joined": 1, "updated": 0, "edited": 0, "known": 0, "refused": 1}
    assert told["unknown_fields"] == {"zzz": 1}
    written = [json.loads(line) for line in (toys / "site_src/papers/refs.jsonl").read_text("utf-8").splitlines()]
    assert [one["title"] for one in written] == [BOATS["title"], KITES["title"], LAMPS["title"]]
    assert [one["imported"]["from"] for one in written] == ["refs.jsonl"] * 3
    assert [one["imported"]["line"] for one in written] == [1, 2, 4]
    papers, problems = read(toys)
    assert set(papers) == {BOATS["title"], KITES["title"], LAMPS["title"]}
    kites = papers["Kites over the Harbour"]
    assert (kites.pdf, kites.venue) == ("https://toys.example/k.pdf", "ToyConf 2024")
    assert papers["Lamps for Long Nights"].extra == (("zzz", "kept"),)
    assert [one for one in problems if one.where.file.endswith("refs.jsonl")] == []


def test_the_list_of_imports_keeps_its_comments_and_order(toys: Path, refs: Path) -> None:
    taken(toys, str(refs))
    assert (toys / "site_src/papers/imports.yml").read_text("utf-8") == (
        "# The newest last.\nimports:\n  - file: old.jsonl # the first\n    label: 'Old toys'\n"
        "  - file: refs.jsonl\n    label: refs.jsonl\n\n# The end.\n"
    )


def test_the_same_import_again_writes_nothing_and_says_so(toys: Path, refs: Path) -> None:
    taken(toys, str(refs))
    before = files_of(toys)
    times = {path: path.stat().st_mtime_ns for path in (toys / "site_src/papers").iterdir()}
    done = run(toys, "import", str(refs))
    assert "- 3 say what is there already\n" in done.stdout
    assert "nothing to do" in done.stderr
    assert files_of(toys) == before
    assert times == {path: path.stat().st_mtime_ns for path in (toys / "site_src/papers").iterdir()}


def test_a_corrected_source_updates_its_entries_and_loses_no_others(toys: Path, refs: Path) -> None:
    taken(toys, str(refs))
    refs.write_text(lines(LAMPS | {"title": "Lamps for Longer Nights"}, BOATS | {"venue": "BoatConf"}), "utf-8")
    told = taken(toys, str(refs))
    assert fates(told) == {"Lamps for Longer Nights": "updated", BOATS["title"]: "updated"}
    papers, _ = read(toys)
    assert papers["Lamps for Longer Nights"].extra == (("zzz", "kept"),)
    assert papers["Boats of Folded Paper"].venue == "BoatConf"
    assert set(papers) == {"Boats of Folded Paper", "Kites over the Harbour", "Lamps for Longer Nights"}
    assert taken(toys, str(refs))["written"] is False


def test_an_entry_is_known_again_by_its_key_though_its_title_was_corrected(toys: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(lines({"id": "toy1", "title": "Tpyo of a Kite", "authors": ["Nora Toy"]}), "utf-8")
    taken(toys, str(source))
    source.write_text(lines({"id": "toy1", "title": "Type of a Kite", "authors": ["Nora Toy"]}), "utf-8")
    assert fates(taken(toys, str(source))) == {"Type of a Kite": "updated"}
    source.write_text(lines({"id": "toy1", "title": "Something Else", "authors": ["Bo Example"]}), "utf-8")
    assert fates(taken(toys, str(source))) == {"Something Else": "new"}
    assert {"Type of a Kite", "Something Else"} <= set(read(toys)[0])


def test_an_address_stays_with_a_paper_without_identifiers_whose_title_was_corrected(
    toys: Path, tmp_path: Path
) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(lines({"id": "toy1", "title": "Tpyo of a Kite", "authors": ["Nora Toy"]}), "utf-8")
    taken(toys, str(source))
    source.write_text(lines({"id": "toy1", "title": "Type of a Kite", "authors": ["Nora Toy"]}), "utf-8")
    taken(toys, str(source))
    assert "papers/tpyo-of-a-kite" in run(toys, "export", "--format", "jsonl", "--paper", "Type of").stdout
    assert run(toys, "lock", "--check").exit_code == 0


def test_what_a_person_edited_stays_until_told_otherwise(toys: Path, refs: Path) -> None:
    taken(toys, str(refs))
    path = toys / "site_src/papers/refs.jsonl"
    path.write_text(path.read_text("utf-8").replace('"2023-05-01"', '"2023-05-02"'), "utf-8")
    assert fates(taken(toys, str(refs)))[BOATS["title"]] == "known"  # the source says what it said before
    refs.write_text(lines(BOATS | {"date": "2023-06"}), "utf-8")
    before = files_of(toys)
    done = run(toys, "import", str(refs))
    assert "- 1 says otherwise where you edited its line\n" in done.stdout
    assert "Kept as you edited them; --overwrite takes the source's word" in done.stdout
    assert files_of(toys) == before
    assert fates(taken(toys, str(refs), "--overwrite")) == {BOATS["title"]: "updated"}
    assert read(toys)[0]["Boats of Folded Paper"].date == "2023-06"


def test_a_file_that_a_person_keeps_is_left_alone(toys: Path, tmp_path: Path) -> None:
    source = tmp_path / "old.jsonl"
    source.write_text(lines(BOATS), "utf-8")
    before = files_of(toys)
    assert taken(toys, str(source))["into"] == "site_src/papers/old-2.jsonl"
    assert taken(toys, str(source))["written"] is False
    after = files_of(toys)
    assert after["papers/old.jsonl"] == before["papers/old.jsonl"]


def test_another_name_can_be_chosen_and_must_be_plain(toys: Path, refs: Path) -> None:
    assert taken(toys, str(refs), "--into", "toys-of-may")["into"] == "site_src/papers/toys-of-may.jsonl"
    for name in ("../x", "a/b", "", ".hidden", "ä", "x" * 200):
        done = run(toys, "import", str(refs), "--into", name)
        assert done.exit_code == 2, name
        assert "is no plain name" in done.stderr


def test_what_is_said_otherwise_is_told_with_whose_word_readers_will_see(toys: Path, tmp_path: Path) -> None:
    """Of two bibliographies the one whose file comes first by name is shown."""
    source = tmp_path / "other.jsonl"
    source.write_text(lines(KITES | {"venue": "Other Conference"}), "utf-8")
    [entry] = taken(toys, str(source), "--into", "zz", "--dry-run")["entries"]
    assert entry["differs"] == [
        {"field": "venue", "before": "ToyConf 2024", "now": "Other Conference", "is_shown": False}
    ]
    [entry] = taken(toys, str(source), "--into", "aa")["entries"]
    assert entry["differs"][0]["is_shown"] is True
    assert read(toys)[0]["Kites over the Harbour"].venue == "Other Conference"


@pytest.mark.parametrize(
    "same",
    [
        {"title": "KITES OVER THE HARBOUR"},
        {"title": "Kites over the harbour", "authors": ["Example, Ada"]},
        {"title": "{K}ites over the Harbour", "venue": "toyconf 2024", "arxiv": "https://arxiv.org/abs/2401.00001v3"},
    ],
)
def test_another_spelling_of_what_is_there_adds_nothing(toys: Path, tmp_path: Path, same: dict[str, object]) -> None:
    source = tmp_path / "same.jsonl"
    source.write_text(lines(same), "utf-8")
    told = taken(toys, str(source))
    assert list(fates(told).values()) == ["known"]
    assert told["written"] is False


def test_one_paper_twice_in_an_import_is_one(toys: Path, tmp_path: Path) -> None:
    """The same file twice, a copy of it, and a second entry that says more."""
    one, copy = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_text(lines(BOATS), "utf-8")
    copy.write_text(lines(BOATS, BOATS | {"venue": "BoatConf"}), "utf-8")
    told = taken(toys, str(one), str(one), str(copy))
    assert [entry["fate"] for entry in told["entries"]] == ["new", "known", "joined"]
    assert read(toys)[0]["Boats of Folded Paper"].venue == "BoatConf"
    assert taken(toys, str(one), str(copy))["written"] is False


def test_a_folder_is_read_whole_and_its_junk_refused(toys: Path, tmp_path: Path) -> None:
    folder = tmp_path / "My Toys"
    (folder / "below").mkdir(parents=True)
    (folder / "below/a.jsonl").write_text(lines(BOATS), "utf-8")
    (folder / "b.jsonl").write_text(lines(LAMPS), "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01")
    (folder / ".hidden").write_text("no")
    (folder / "imports.yml").write_text(IMPORTS)
    (folder / "out").symlink_to("/etc/passwd")
    (folder / os.fsdecode(b"b\xffd.jsonl")).write_text("{}")
    told = taken(toys, str(folder))
    assert told["into"] == "site_src/papers/my-toys.jsonl"
    assert fates(told) == {BOATS["title"]: "new", LAMPS["title"]: "new"}
    refused = {problem["file"]: problem["code"] for problem in told["problems"]}
    assert refused.pop("My Toys/b.jsonl", "unknown-field") == "unknown-field"
    assert refused == {
        "My Toys/b\\udcffd.jsonl": "unreadable-file",
        "My Toys/out": "unreadable-file",
        "My Toys/photo.png": "no-bibliography",
    }


def test_a_packed_file_is_called_after_what_is_in_it(toys: Path, tmp_path: Path) -> None:
    source = tmp_path / "Toys of 2024.jsonl.gz"
    source.write_bytes(gzip.compress(lines(BOATS).encode()))
    assert taken(toys, str(source))["into"] == "site_src/papers/toys-of-2024.jsonl"


def test_a_listing_keeps_its_order_and_date_line(toys: Path, tmp_path: Path) -> None:
    """It is taken over as it is, for a line has no rank."""
    abstract = (
        "We study lamps that burn through the night. They are small, and they are bright. Each of them helps. " * 2
    )
    source = tmp_path / "toy-listing-mar-12.txt"
    source.write_text(f"new\n\nSubscribe\n\nMar 12\n\nA Lamp of Paper and Wax\n\n{abstract}\n", "utf-8")
    told = taken(toys, str(source))
    assert told["files"] == ["site_src/papers/toy-listing-mar-12.txt", "site_src/papers/imports.yml"]
    assert (toys / "site_src/papers/toy-listing-mar-12.txt").read_bytes() == source.read_bytes()
    assert b"- file: toy-listing-mar-12.txt\n" in files_of(toys)["papers/imports.yml"]
    assert taken(toys, str(source))["written"] is False
    source.write_text(source.read_text("utf-8").replace("Mar 12", "Mar 13"), "utf-8")
    done = run(toys, "import", str(source), "--strict")
    assert done.exit_code == 1
    assert "is there and says something else" in done.stderr


def test_a_card_is_taken_over_as_it_is(toys: Path, tmp_path: Path) -> None:
    source = tmp_path / "kites.yml"
    source.write_text("arxiv: 2401.00001\nvenue: Card Conference\n", "utf-8")
    told = taken(toys, str(source))
    assert told["files"] == ["site_src/papers/kites.yml"]
    assert told["entries"][0]["differs"][0]["is_shown"] is True
    assert read(toys)[0]["Kites over the Harbour"].venue == "Card Conference"


def test_a_file_that_is_taken_over_has_a_name_by_which_it_is_read(toys: Path, tmp_path: Path) -> None:
    """A hidden file is not read, and `imports.yml` and the lock are not lists of papers."""
    (toys / "site_src/papers/imports.yml").unlink()
    for number, name in enumerate((".hidden.yml", "imports.yml")):
        (tmp_path / name).write_text(f"title: Card {number}\nauthors: [Ada Example]\n", "utf-8")
    told = taken(toys, str(tmp_path / ".hidden.yml"), str(tmp_path / "imports.yml"))
    assert told["files"] == ["site_src/papers/hidden.yml", "site_src/papers/the-imports.yml"]
    assert {"Card 0", "Card 1"} <= set(read(toys)[0])


def test_a_card_that_fits_no_paper_is_told_before_it_is_taken_over(toys: Path, tmp_path: Path) -> None:
    source = tmp_path / "lonely.yml"
    source.write_text("title: Of No Paper\npin: {toys: It is one of them by all that we know.}\n", "utf-8")
    done = run(toys, "import", str(source))
    assert "this card fits no paper" in done.stderr
    assert "0 records" in done.stdout
    (tmp_path / "its.jsonl").write_text(lines({"title": "Of No Paper"}), "utf-8")
    together = run(toys, "import", "--dry-run", str(source), str(tmp_path / "its.jsonl"))
    assert "this card fits no paper" not in together.stderr


def test_why_nothing_came_of_a_file_is_told(toys: Path, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Toys\n")
    assert "it is not read" in run(toys, "import", str(tmp_path / "README.md")).stderr


def test_a_file_of_the_catalog_itself_is_there_already(toys: Path) -> None:
    told = taken(toys, str(toys / "site_src/papers/old.jsonl"))
    assert (list(fates(told).values()), told["written"]) == (["known"], False)


def piped(folder: Path, data: bytes, *words: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "import", "-", *words], input=data)


def test_a_closed_standard_input_is_none(toys: Path, refs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler may start a program with it closed."""
    monkeypatch.setattr("generator.cli.gathering.sys.stdin", None)
    assert "the standard input is closed" in str(gather(["-"]).problems)
    assert main.main(["--project", str(toys), "import", "--dry-run", str(refs)], standalone_mode=False) is None
    assert main.main(["--project", str(toys), "import", str(refs)], standalone_mode=False) is None


def test_an_empty_standard_input_is_told(toys: Path) -> None:
    assert "stdin:1:1: warning: the file is empty" in piped(toys, b"\n \n").stderr


def test_a_link_that_leads_in_a_circle_is_no_file(toys: Path, tmp_path: Path) -> None:
    (tmp_path / "loop.bib").symlink_to("loop.bib")
    done = run(toys, "import", str(tmp_path / "loop.bib"))
    assert done.exit_code == 1
    assert "this file cannot be read" in done.stderr


def test_the_standard_input_is_a_source(toys: Path) -> None:
    done = piped(toys, lines(BOATS).encode(), "--format", "json")
    assert json.loads(done.stdout)["into"] == "site_src/papers/stdin.jsonl"
    assert "Boats of Folded Paper" in read(toys)[0]


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\xff\xfe\x80" * 1000, b"{" * 100_000, b"\x1f\x8b\x08 broken", os.urandom(0) + bytes(range(256)) * 40],
    ids=["empty", "NUL", "brackets", "broken gzip", "all bytes"],
)
def test_bytes_of_any_kind_are_refused_with_a_word(toys: Path, data: bytes) -> None:
    before = files_of(toys)
    done = piped(toys, data)
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert done.exit_code in (0, 1)
    assert "stdin" in done.stderr
    assert files_of(toys) == before


def test_a_name_that_stands_for_nothing_is_a_wrong_usage(toys: Path) -> None:
    before = files_of(toys)
    for name in (
        "",
        " ",
        "no-such-file.bib",
        "\x1b[31m",
        "x" * 5000,
        "http://127.0.0.1/x.bib",
        "ftp://host.example/x.bib",
    ):
        done = run(toys, "import", name)
        assert done.exit_code == 2, name
        assert "is no file, no folder" in done.stderr
    assert run(toys, "import").exit_code == 2
    assert files_of(toys) == before


def test_nothing_usable_is_an_error_and_a_part_only_if_strict(toys: Path, refs: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"titl": 1}\n{', "utf-8")
    assert run(toys, "import", str(broken)).exit_code == 1
    assert run(toys, "import", str(refs), "--strict", "--dry-run").exit_code == 1
    assert run(toys, "import", str(refs)).exit_code == 0


def test_hostile_words_stay_words(toys: Path, tmp_path: Path) -> None:
    title = "A\u202e \x1b[31mKite ##[error]x \ud800 ::warning::y </script>"
    source = tmp_path / "::error::x ##[group].jsonl"
    source.write_text(json.dumps({"title": title, "authors": ["Nora \ud800"], "odd\x1b": "\u202e"}), "utf-8")
    done = run(toys, "import", str(source))
    assert done.exit_code == 0
    assert not set("\x1b\u202e") & set(done.output)
    assert "##[" not in done.output
    assert [row for row in done.output.splitlines() if row.lstrip().startswith("::")] == []
    assert taken(toys, str(source))["written"] is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '# The imports in order, the newest last: papers that only the newest has are "new".\nimports:\n  - N\n'),
        ("imports:\n- file: a\n", "imports:\n- file: a\n- N\n"),
        ("imports:\n    -   file: a\n        day: x\n# e", "imports:\n    -   file: a\n        day: x\n    - N\n# e\n"),
        ("imports:\r\n  - file: a\r\n", "imports:\r\n  - file: a\r\n  - N\r\n"),
        ("imports: [] # none yet\n", "imports: # none yet\n  - N\n"),
        ("# only this\nimports:\n", "# only this\nimports:\n  - N\n"),
        ("other: 1\n", None),
        ("imports: [{file: a}]\n", None),
        ("imports: {\n", None),
        ("imports:\n  - file: a\n    label: |\n      - b\n", "imports:\n  - file: a\n    label: |\n      - b\n  - N\n"),
    ],
)  # fmt: skip
def test_an_entry_is_added_to_imports_or_not_at_all(text: str, expected: str | None) -> None:
    found = manifest.with_entry(Source("imports.yml", text.encode()), "toys of may.jsonl", "")
    wanted = expected and expected.replace("- N", "- file: toys of may.jsonl").encode()
    assert found == wanted


def test_where_imports_cannot_be_added_to_a_person_is_told(toys: Path, refs: Path) -> None:
    path = toys / "site_src/papers/imports.yml"
    path.write_text("imports: [{file: old.jsonl}]\n")
    told = taken(toys, str(refs))
    assert "import-by-hand" in {problem["code"] for problem in told["problems"]}
    assert path.read_text() == "imports: [{file: old.jsonl}]\n"


def test_the_addresses_of_new_papers_are_locked(toys: Path, refs: Path) -> None:
    done = run(toys, "import", str(refs))
    assert (
        "written: site_src/papers/refs.jsonl, site_src/papers/imports.yml, site_src/papers/addresses.lock"
        in done.stderr
    )
    assert "kites-over-the-harbour" in (toys / "site_src/papers/addresses.lock").read_text("utf-8")
    assert run(toys, "lock", "--check").exit_code == 0


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"title": st.one_of(st.sampled_from(["Kites over the Harbour", "A toy", "$x_1$ \\& {B}"]), WORDS)},
        optional={
            "id": WORDS, "authors": st.lists(WORDS, max_size=2), "abstract": WORDS, "venue": WORDS, "odd": WORDS,
            "arxiv": st.sampled_from(["2401.00001", "2401.00002v3"]), "doi": st.just("10.1000/a"),
            "date": st.sampled_from(["2024", "2024-02-03"]), "year": st.integers(2020, 2025),
        },
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=25)
@given(ENTRIES, ENTRIES)
def test_whatever_is_imported_a_second_time_is_there(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    """Nothing is written by the same import again, and an update of the source does not change that."""
    with TemporaryDirectory() as name:
        folder = project(Path(name) / "toys", {"papers/old.jsonl": lines(KITES)})
        source = Path(name) / "a.jsonl"
        for entries in (first, second):
            source.write_text(lines(*entries), "utf-8")
            run(folder, "import", str(source), "--format", "json")
            again = json.loads(run(folder, "import", str(source), "--format", "json").stdout)
            assert (again["written"], again["files"]) == (False, [])
            assert {entry["fate"] for entry in again["entries"]} <= {"known"}


def test_on_a_terminal_it_asks_first(toys: Path, refs: Path) -> None:
    before = files_of(toys)
    words = ["import", str(refs)]
    assert at_terminal(toys, words, "n").endswith("nothing was written")
    assert files_of(toys) == before
    assert "refs.jsonl" in at_terminal(toys, words, "y")
    assert "papers/refs.jsonl" in files_of(toys)


def at_terminal(folder: Path, words: list[str], answer: str) -> str:
    """Run `catalog` as at a terminal, and return the last line that it printed."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "generator", "--project", str(folder), *words]
    with subprocess.Popen(
        command, stdin=slave, stderr=slave, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as running:
        os.close(slave)
        said = b""
        while b"[Y/n]" not in said:
            said += os.read(master, 1000)
        os.write(master, f"{answer}\n".encode())
        with suppress(OSError):  # the end of a terminal
            while piece := os.read(master, 1000):
                said += piece
        assert running.wait(120) == 0
    os.close(master)
    return said.decode().strip().splitlines()[-1]


def test_a_full_disk_leaves_everything_as_it_was(toys: Path, refs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(toys)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = run(toys, "import", str(refs))
    assert done.exit_code == 1
    assert "nothing was written: No space left on device" in done.stderr
    assert files_of(toys) == before


def test_an_interruption_leaves_everything_as_it_was(toys: Path, tmp_path: Path) -> None:
    """Ctrl-C while it waits for its input."""
    before = files_of(toys)
    command = [sys.executable, "-m", "generator", "--project", str(toys), "import", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as running:
        assert running.stdin
        running.stdin.write(lines(BOATS).encode() + b"\n" * (1 << 20))  # more than a pipe holds: now it reads
        running.stdin.flush()
        while running.poll() is None:
            running.send_signal(signal.SIGINT)  # one that comes between two reads is heard when the next one ends
            with suppress(subprocess.TimeoutExpired):
                running.wait(10)
        assert running.returncode == 1
        assert running.stderr
        assert running.stderr.read().decode().strip() == "Aborted!"
    assert files_of(toys) == before
