"""`catalog export`: which papers, in which format, and where they go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.forms import FORMS, Form
from small import project, rules, run

ROOT = Path(__file__).resolve().parent.parent
RULES = rules(
    kites="any: [kite]\nexamples: {match: [kite], skip: [sea]}",
    boats="any: [boat]\naliases: [ships]\nexamples: {match: [boat], skip: [sea]}",
    empty="any: [zeppelin]\nexamples: {match: [zeppelin], skip: [sea]}",
)
PAPERS = (
    {"title": "A kite", "authors": ["Ada Example", "Bo Example"], "venue": "ToyConf 2024", "abstract": "It flies."},
    {"title": "A boat", "authors": ["Ada Example"], "venue": "ToyConf 2025", "arxiv": "2401.00002", "key": "mine"},
    {"title": "A kite on a boat", "authors": ["Nora Toy"], "venue": "Journal of Toys", "date": "2023"},
)


@pytest.fixture
def toys(tmp_path: Path) -> Path:
    """Return a project of three papers."""
    lines = "".join(json.dumps(one) + "\n" for one in PAPERS)
    return project(tmp_path / "toys", {"papers/toys.jsonl": lines, "rules/toys.yml": RULES})


def exported(folder: Path, *words: str) -> set[str]:
    result = run(folder, "export", "--format", "csl-json", *words)
    assert result.exit_code == 0, result.stderr
    return {item["title"] for item in json.loads(result.stdout)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["A kite", "A boat", "A kite on a boat"]),
        (["--tag", "kites"], ["A kite", "A kite on a boat"]),
        (["--tag", "ships"], ["A boat", "A kite on a boat"]),
        (["--tag", "kites", "--tag", "boats"], ["A kite", "A boat", "A kite on a boat"]),
        (["--author", "Ada Example"], ["A kite", "A boat"]),
        (["--author", "example, ada"], ["A kite", "A boat"]),
        (["--author", "Ada Example", "--tag", "kites"], ["A kite"]),
        (["--venue", "toyconf"], ["A kite", "A boat"]),
        (["--venue", "ToyConf 2025"], ["A boat"]),
        (["--paper", "2401.00002"], ["A boat"]),
        (["--paper", "mine", "--paper", "a-kite"], ["A boat", "A kite"]),
    ],
    ids=lambda one: " ".join(sorted(one)),
)
def test_the_papers_that_are_asked_for(toys: Path, words: list[str], expected: list[str]) -> None:
    assert exported(toys, *words) == set(expected)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--tag", "kite"], "no tag is called “kite”; did you mean kites?"),
        (["--author", "Ada Exampel"], "no paper is by “Ada Exampel”; did you mean “Ada Example”"),
        (["--author", "Zed"], "no paper is by “Zed”\n"),
        (["--venue", "ToyCon 2025"], "no paper is of the venue “ToyCon 2025”; did you mean “ToyConf 2025”"),
        (["--paper", "a-kit"], "2 papers fit “a-kit”"),
        (["--paper", "zeppelins"], "no paper has the slug"),
        (["--author", "Nora Toy", "--venue", "ToyConf"], "no paper is all of that"),
        (["--tag", "empty"], "no paper is all of that"),
        (["--out", "papers.doc"], "the name papers.doc tells no format; write --format, or end it in one of .bib,"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_what_nobody_has_is_answered_with_what_is_near(toys: Path, words: list[str], said: str) -> None:
    result = run(toys, "export", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_file_s_name_tells_the_format(toys: Path, tmp_path: Path, form: Form) -> None:
    out = tmp_path / "deep" / f"all.{form.ending.upper()}"
    assert run(toys, "export", "--out", str(out)).exit_code == 0
    printed = run(toys, "export", "--format", form.id)
    assert out.read_bytes() == printed.stdout_bytes
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_without_a_file_it_is_bibtex(toys: Path) -> None:
    assert run(toys, "export", "--tag", "kites").stdout.startswith("@")


@pytest.mark.parametrize(
    ("form", "abstracts"), [(form.id, form.id not in ("text", "jsonl")) for form in FORMS], ids=str
)
def test_abstracts_where_they_are_asked_for(toys: Path, form: str, abstracts: bool) -> None:
    without, with_them = (
        run(toys, "export", "--format", form, *more).stdout for more in ([], ["--abstracts"])
    )  # fmt: skip
    assert ("It flies." in with_them) == (form != "text")
    assert ("It flies." in without) == (form == "jsonl")
    assert (without != with_them) == abstracts


def test_the_keys_of_the_sources(tmp_path: Path) -> None:
    """One that two papers have is no paper's own, nor is one that BibTeX cannot read; no key is there twice."""
    bib = "".join(f"@misc{{{key},title={{{title}}},author={{Toy, Nora}},year=2024}}\n" for key, title in {
        "Toy:kite": "Kites", "TOY2024boats": "Winds", "both": "Lanterns", "none": "Boats", "Ü": "Sails",
    }.items())  # fmt: skip
    other = "@misc{both,title={Lamps},year=2023}\n"
    folder = project(tmp_path / "own", {"papers/own.bib": bib, "papers/other.bib": other, "rules/toys.yml": RULES})
    lines = run(folder, "export", "--own-keys").stdout.split("\n")
    found = {line.partition("{")[2].rstrip(",") for line in lines if line.startswith("@")}
    assert {"Toy:kite", "TOY2024boats", "none"} < found
    assert len({key.lower() for key in found}) == len(found) == 6
    assert not {"both", "Ü"} & found
    assert "@misc{toy2024kites," in run(folder, "export").stdout


def test_a_folder_for_a_file_is_refused(toys: Path, tmp_path: Path) -> None:
    (tmp_path / "toys.bib").mkdir()
    assert run(toys, "export", "--out", str(tmp_path / "toys.bib")).exit_code == 2
    (tmp_path / "file").write_text("")
    result = run(toys, "export", "--out", str(tmp_path / "file" / "toys.bib"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_reader_who_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"title": f"Kite {number}"}) + "\n" for number in range(5000))
    folder = project(tmp_path / "many", {"papers/toys.jsonl": lines, "rules/toys.yml": RULES})
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "--project", str(folder), "export"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"@")
        process.stdout.close()
        assert process.stderr.read() == b""
