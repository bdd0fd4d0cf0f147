"""The command `catalog`, run as a person runs it."""

from __future__ import annotations

import json
import re
import shutil
import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import __main__ as door
from generator.cli import main

TOY = Path(__file__).parent / "toy"
BROKEN = "topic: Broken\ntags:\n  broken:\n    label: Broken\n    any: ['**']\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(TOY, tmp_path / "site_src")
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - catalog:\n      rows_per_page: 5\nrepo_url: !ENV [NONE, '']\n")
    return tmp_path


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), *words])


def test_catalog_alone_lists_its_verbs() -> None:
    shown = CliRunner().invoke(main, []).output
    assert "check" in shown
    assert "write" in shown


def test_write_gives_every_page_as_a_file(project: Path) -> None:
    done = run(project, "write", "--out", str(project / "out"))
    assert done.exit_code == 0, done.output
    assert (project / "out/papers/counting-lighthouses-a-survey.md").read_text("utf-8").startswith("---\ntitle: ")
    assert (project / "out/rules/harbour-life.yml.txt").read_bytes() == (TOY / "rules/harbour.yml").read_bytes()
    assert (project / "out/papers/page/2.md").exists(), "the settings in mkdocs.yml count"


def test_write_takes_a_folder_beside_this_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own name may go up, the names of the pages in it may not."""
    (project / "inside").mkdir()
    monkeypatch.chdir(project / "inside")
    done = run(project, "write", "--out", "../out")
    assert done.exit_code == 0, done.output
    assert (project / "out/index.md").exists()


def test_write_with_an_error_writes_nothing(project: Path) -> None:
    (project / "site_src/rules/broken.yml").write_text(BROKEN)
    done = run(project, "write", "--out", str(project / "out"))
    assert done.exit_code == 1
    assert "site_src/rules/broken.yml:5:" in done.stderr
    assert not (project / "out").exists()


def test_check_is_content_with_the_toy_catalog(project: Path) -> None:
    done = run(project, "check", "--strict")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""


def test_check_fails_on_an_error_and_shows_the_line(project: Path) -> None:
    (project / "site_src/rules/broken.yml").write_text(BROKEN)
    done = run(project, "check", "--format", "text")
    assert done.exit_code == 1
    assert "     5 |     any: ['**']" in done.stderr


def test_check_shows_what_is_worst_at_the_end(project: Path) -> None:
    """There a person sees it, however many notes there are; for programs the order is that of the files."""
    (project / "site_src/papers/empty.jsonl").write_text("")
    (project / "site_src/rules/aaa.yml").write_text(BROKEN)
    shown = run(project, "check", "--format", "text").stderr
    severities = re.findall(r"^site_src\S+ (\w+): ", shown, re.MULTILINE)
    assert severities[-2:] == ["warning", "error"]
    assert set(severities) == {"note", "warning", "error"}
    assert severities == sorted(severities, key=["note", "warning", "error"].index)


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_a_warning_counts_under_strict_alone(project: Path, strict: tuple[str, ...], code: int) -> None:
    (project / "site_src/papers/empty.jsonl").write_text("")
    assert run(project, "check", *strict).exit_code == code


def test_check_gives_problems_as_json(project: Path) -> None:
    (project / "site_src/rules/broken.yml").write_text(BROKEN)
    found = json.loads(run(project, "check", "--format", "json").stdout)
    assert {"file", "line", "column", "severity", "code", "message", "hint"} <= found[0].keys()


def test_check_speaks_as_github_reads(project: Path) -> None:
    (project / "site_src/rules/broken.yml").write_text(BROKEN)
    assert "::error file=site_src/rules/broken.yml,line=5" in run(project, "check", "--format", "github").stdout


def test_check_verbose_shows_where_sources_disagree(project: Path) -> None:
    more = '{"title": "Counting Lighthouses: A Survey", "arxiv": "2401.00001", "venue": "Other Conference 2024"}'
    (project / "site_src/papers/other.jsonl").write_text(more)
    done = run(project, "check", "--verbose")
    assert "[sources-disagree]" in done.stderr


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("plugins: [catalog: {rows_per_page: many}]", "rows_per_page"),
        ("plugins: [catalog: {rows_per_page: 0}]", "rows_per_page"),
        ("plugins: [catalog: {title_search_url: 'javascript:alert(1)'}]", "title_search_url"),
        ("plugins: [", "mkdocs.yml"),
    ],
)
def test_settings_that_cannot_be_are_said(project: Path, settings: str, sentence: str) -> None:
    (project / "mkdocs.yml").write_text(settings)
    done = run(project, "check")
    assert done.exit_code == 1
    assert sentence in done.output
    assert "Traceback" not in done.output


class _Stopped(types.ModuleType):
    """A module at whose loading somebody presses Ctrl-C."""

    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


def test_an_interrupted_start_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "generator.cli", _Stopped("generator.cli"))
    with pytest.raises(SystemExit, match="Aborted!"):
        door.main()
