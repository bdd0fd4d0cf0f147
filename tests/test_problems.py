"""Problems as text, for GitHub and as JSON."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Location, Problem, Severity, Source
from generator.problems import MOST_OF_A_FILE, format_github, format_json, format_problem, formatted, ordered, summary

SKIP = Problem(
    Location("site_src/rules/toys.yml", 3, 5), Severity.ERROR, "example-skip", "it matches", "narrow it", 4
)  # fmt: skip


def test_the_form_of_a_problem() -> None:
    """Place, severity, fact and code; the line with a caret; the hint."""
    expected = (
        "site_src/rules/toys.yml:3:5: error: it matches [example-skip]\n"
        "     3 |   - some words\n"
        "       |     ^^^^\n"
        "  hint: narrow it"
    )
    assert expected == format_problem(SKIP, ["a", "b", "  - some words"])


def test_without_the_line_there_is_no_excerpt() -> None:
    assert len(format_problem(SKIP, []).splitlines()) == 2


@pytest.mark.parametrize("data", [gzip.compress(b"a\nb\nc", mtime=0), "a\nb\nc".encode("utf-16"), b"\0\n\0\nc"])
def test_bytes_that_nobody_can_read_are_not_shown(data: bytes) -> None:
    [(_, text)] = formatted([SKIP], [Source(SKIP.where.file, data)])
    assert len(text.splitlines()) == 2


def test_a_very_long_line_is_cut_around_the_caret() -> None:
    line = "x" * 500 + "HERE" + "y" * 1_000_000
    shown, carets = format_problem(Problem(Location("f", 1, 501), Severity.ERROR, "c", "m", width=4), [line]).split(
        "\n"
    )[1:]
    assert len(shown) < 130
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_signs_that_steer_a_terminal_are_not_shown() -> None:
    text = format_problem(Problem(Location("f"), Severity.NOTE, "c", "a\x1b[31m\u202eb\nc"), ["x\ty\x07"])
    assert "a�[31m�b c" in text
    assert "x y�" in text


def test_the_caret_stands_under_a_wide_character() -> None:
    shown, carets = format_problem(Problem(Location("f", 1, 3), Severity.ERROR, "c", "m"), ["机器x"]).split("\n")[1:]
    assert (shown.index("机") + 4) == carets.index("^")


def test_github_reads_the_problem_beside_its_line() -> None:
    """Percent signs, line ends, colons and commas cannot end a property or begin a command."""
    hostile = Problem(Location("a,b:c%.yml", 2, 3), Severity.NOTE, "code", "one\n::error::100%", "two\r")
    expected = "::notice file=a%2Cb%3Ac%25.yml,line=2,col=3,title=code::one ::error::100%25%0Ahint: two "
    assert expected == format_github(hostile)


@given(st.text(), st.text(), st.text())
def test_a_github_command_is_one_line(file: str, message: str, hint: str) -> None:
    line = format_github(Problem(Location(file), Severity.ERROR, "code", message, hint))
    assert "\n" not in line
    assert "\r" not in line


def test_json_has_all_fields() -> None:
    (told,) = json.loads(format_json([SKIP]))
    assert told == {
        "file": "site_src/rules/toys.yml", "line": 3, "column": 5, "width": 4, "severity": "error",
        "code": "example-skip", "message": "it matches", "hint": "narrow it",
    }  # fmt: skip


def test_problems_are_ordered_by_place_and_told_once() -> None:
    later = Problem(Location("b.yml"), Severity.ERROR, "c", "m")
    note = Problem(Location("a.yml", 9), Severity.NOTE, "c", "m")
    assert [note, later, SKIP] == ordered([SKIP, later, note, later])


def test_the_summary_counts_each_severity() -> None:
    note = Problem(Location("a.yml"), Severity.NOTE, "c", "m")
    assert summary([SKIP, note, SKIP]) == "2 errors, 1 note"
    assert summary([]) == "no problems"


def test_of_very_many_errors_in_a_file_the_first_are_shown() -> None:
    """The last of them says how many more there are; notes before them and other files take no room away."""
    many = [Problem(Location("a.yml", line), Severity.ERROR, "c", "m") for line in range(1, MOST_OF_A_FILE + 8)]
    note, other = (Problem(Location(name, 1), Severity.NOTE, "c", "m") for name in ("a.yml", "b.yml"))
    shown = list(formatted([note, *many, other], [Source("a.yml", b"x")]))
    assert [problem for problem, _ in shown] == [note, *many[:MOST_OF_A_FILE], other]
    assert shown[MOST_OF_A_FILE][1].endswith("\n  and 7 more errors in this file")


def test_no_form_for_people_gives_a_command_to_a_workflow() -> None:
    """GitHub reads `##[` anywhere in a line, and `::` at its beginning."""
    hostile = "##[add-mask]x ::set-output name=a::b\n::error::c"
    problem = Problem(Location(f"{hostile}.yml", 1), Severity.ERROR, "c", hostile, hostile)
    text = format_problem(problem, [hostile])
    assert "##[" not in text
    assert "##[" not in format_github(Problem(Location("a.yml"), Severity.ERROR, "c", hostile, hostile))
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert text.splitlines()[1].index("#") == text.splitlines()[2].index("^")
