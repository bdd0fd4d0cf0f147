"""`catalog site`: the site of another file of papers, with the rules and the look of a project that stays as it is."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.search_index.rows import simple_slug
from search_reader import Search, of_site
from sites import contents, environment, make_project
from small import run

RECORDS = [
    {"id": 7, "title": "A kite", "abstract": "Of silk."},
    {"id": "twin-a", "title": "Editorial", "year": 2001},
    {"id": "twin-b", "title": "Editorial", "year": 2001},
    {"id": "one--{1}_a", "title": "A boat", "doi": "10.1000/boat"},
    {"id": "same", "title": "A boat", "doi": "10.1000/boat"},
    {"id": "bad", "title": ""},
    {"id": "arxiv:2401.00001", "title": "A lamp"},
]
RULE = "topic: Toys\ntags:\n  kites: {label: Kites, any: [kite], examples: {match: [kite], skip: [cup]}}\n"


def built(project: Path, papers: Path, out: Path) -> subprocess.CompletedProcess[str]:
    words = ["--project", str(project), "site", "--papers", str(papers), "--out", str(out)]
    return subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=papers.parent, env=environment(), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], str]:
    """A folder with a project, the file and its site; the project's files as they were before; and what was printed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    project = make_project(
        folder / "project", papers={"own.jsonl": '{"title": "Our own paper"}'}, rules={"toys.yml": RULE}
    )
    before = contents(project)
    (folder / "other.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, RECORDS)).encode()))
    done = built(project, folder / "other.jsonl.gz", folder / "site")
    assert done.returncode == 0, done.stderr
    return folder, before, done.stderr


@pytest.fixture(scope="module")
def search(made: tuple[Path, dict[str, bytes], str]) -> Search:
    return of_site(made[0] / "site")


def test_the_site_has_the_papers_of_the_file_alone(made: tuple[Path, dict[str, bytes], str], search: Search) -> None:
    titles = [row[0] for row in search.part("rows")]
    assert sorted(titles) == ["A boat", "A kite", "A lamp", "Editorial", "Editorial"]
    for row in search.part("rows"):
        assert (made[0] / "site/papers" / (row[1] or simple_slug(row[0])) / "index.html").is_file()


def test_every_record_is_known_by_its_own_id(search: Search) -> None:
    """Also where two became one paper, and where two have one title; only an identity need not be said twice."""
    ids = {tuple(row[11]) if len(row) > 11 else (row[6],) for row in search.part("rows")}
    assert ids == {("7",), ("twin-a",), ("twin-b",), ("one--{1}_a", "same"), ("arxiv:2401.00001",)}


def test_it_has_the_rules_and_the_pages_of_the_project(
    made: tuple[Path, dict[str, bytes], str], search: Search
) -> None:
    assert [tag[0] for tag in search.json("facts.json")["tags"]] == ["kites"]
    assert search.sets("tags.bin") == [[[row[0] for row in search.part("rows")].index("A kite")]]
    assert (made[0] / "site/about/index.html").is_file()
    assert "catalog.css" in (made[0] / "site/index.html").read_text(encoding="utf-8")


def test_nothing_of_the_project_is_changed(made: tuple[Path, dict[str, bytes], str]) -> None:
    folder, before, _ = made
    assert contents(folder / "project") == before
    assert sorted(path.name for path in folder.iterdir()) == ["other.jsonl.gz", "project", "site"]


def test_a_record_with_an_error_is_told_and_left_out(made: tuple[Path, dict[str, bytes], str]) -> None:
    assert "papers/other.jsonl:6:1: error: the record is left out" in made[2]
    assert "[no-title]" in made[2]


def test_a_site_takes_the_place_of_one(made: tuple[Path, dict[str, bytes], str], tmp_path: Path) -> None:
    papers = tmp_path / "few.jsonl"
    papers.write_text('{"title": "A lone lantern"}', encoding="utf-8")
    folder = made[0]
    out = tmp_path / "site"
    for _ in range(2):
        done = built(folder / "project", papers, out)
        assert done.returncode == 0, done.stderr
    assert [row[0] for row in of_site(out).part("rows")] == ["A lone lantern"]


@pytest.mark.parametrize("out", [".", "..", "project/site_src/pages/out", "full"])
def test_a_folder_with_other_things_is_not_touched(tmp_path: Path, out: str) -> None:
    project = make_project(tmp_path / "project", papers={"own.jsonl": '{"title": "Own"}'})
    (tmp_path / "full").mkdir()
    (tmp_path / "full/letter.txt").write_text("Dear Ada")
    papers = tmp_path / "other.jsonl"
    papers.write_text('{"title": "A kite"}')
    before = contents(tmp_path)
    where = project if out == "." else tmp_path if out == ".." else tmp_path / out
    done = run(project, "site", "--papers", str(papers), "--out", str(where))
    assert done.exit_code == 2
    assert "name a" in done.output
    assert contents(tmp_path) == before


def test_a_file_without_papers_is_told(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", papers={"own.jsonl": '{"title": "Own"}'})
    (tmp_path / "empty.jsonl").write_text("")
    done = built(project, tmp_path / "empty.jsonl", tmp_path / "site")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "empty.jsonl has no paper that can be read" in done.stderr
    assert not (tmp_path / "site").exists()
