"""What all verbs of `catalog` have in common: quick, quiet, and never a traceback."""

from __future__ import annotations

import json
import os
import pty
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest

from generator.cli import main
from generator.cli.project import QUICK
from small import committed, papers, project, rules, run

ROOT = Path(__file__).resolve().parent.parent
RULES = rules(kites="any: [kite]\nexamples: {match: [kite], skip: [sea]}")
HEAVY = {"scipy", "numpy", "sparse_dot_topn", "mkdocs"}
QUESTIONS = (
    ["try", "reward model*"],
    ["explain", "2412.13746"],
    ["explain", "2412.13746", "safety"],
    ["diff", "HEAD"],
    ["suggest"],
    ["check"],
)


def command(*words: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `catalog` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "--project", str(folder), *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's papers and rules as a repository."""
    names = [path for part in ("papers", "rules") for path in (ROOT / "site_src" / part).iterdir()]
    files = {f"{path.parent.name}/{path.name}": path.read_bytes() for path in names}
    folder = project(tmp_path_factory.mktemp("own"), files)
    committed(folder)
    return folder


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_a_verb_imports_nothing_heavy_and_takes_little_time(own: Path, words: list[str]) -> None:
    """The time is that of the processor; on an idle machine it is about half a second."""
    code = (
        "import sys\nfrom generator.cli import main\n"
        f"main(['--project', {str(own)!r}, *{words!r}], standalone_mode=False)\n"
        f"assert not set(sys.modules) & {HEAVY!r}, set(sys.modules) & {HEAVY!r}"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_verb_has_help_with_an_example(name: str) -> None:
    command_ = main.commands[name]
    text = command_.get_help(click.Context(command_, info_name=f"catalog {name}"))
    assert f"Example: catalog {name} " in " ".join(text.split())
    assert len(command_.get_short_help_str()) < 80
    assert "..." not in command_.get_short_help_str(80)


@pytest.mark.parametrize(
    "words", [["try"], ["explain"], ["eval"], ["nosuch"], ["try", "kite", "--nosuch"], ["diff", "a", "b"]]
)
def test_wrong_usage_exits_with_2(own: Path, words: list[str]) -> None:
    done = run(own, *words)
    assert done.exit_code == 2
    assert done.stdout == ""


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    for words in (["try", "kite"], ["explain", "kite"], ["diff"], ["suggest"], ["check"]):
        done = run(tmp_path, *words)
        assert done.exit_code == 2
        assert "no mkdocs.yml" in done.stderr


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [")
    for words in (["try", "kite"], ["diff"], ["suggest"]):
        assert run(tmp_path, *words).exit_code == 1


def test_settings_of_the_base_that_cannot_be_read(tmp_path: Path) -> None:
    """Today's are used instead."""
    folder = project(tmp_path, {"papers/a.jsonl": papers(("A kite", "")), "rules/a.yml": RULES})
    (folder / "mkdocs.yml").write_text("plugins: [")
    committed(folder)
    project(folder, {})
    done = run(folder, "diff")
    assert done.exit_code == 0
    assert "today's settings are used" in done.stderr
    assert "No paper gets or loses a tag" in done.stdout


def test_what_a_terminal_cannot_show_is_replaced(tmp_path: Path) -> None:
    folder = project(tmp_path, {"papers/a.jsonl": papers(("A kite 纸", "")), "rules/a.yml": RULES})
    done = command("try", "kite", folder=folder, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "kite" in done.stdout


def test_a_reader_that_goes_away_is_no_error(own: Path) -> None:
    line = f"{sys.executable} -m generator --project {own} try model* --limit 80 | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", line], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("count", [QUICK, QUICK + 1])
def test_long_work_shows_its_progress_to_a_person(tmp_path: Path, count: int) -> None:
    """On the standard error, and only where that is a terminal; the answer is the same."""
    texts = [(f"Kite number {number}", "") for number in range(count)]
    folder = project(tmp_path, {"papers/a.jsonl": papers(*texts), "rules/a.yml": RULES})
    words = [sys.executable, "-m", "generator", "--project", str(folder), "try", "kite", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ours, theirs = pty.openpty()
    shown = subprocess.run(words, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    said = b""
    while count > QUICK and b"Trying" not in said:
        said += os.read(ours, 65536)
    os.close(ours)
    quiet = command("try", "kite", "--format", "json", folder=folder)
    assert (b"Tagging" in said) is (count > QUICK)
    assert quiet.stderr == ""
    assert json.loads(quiet.stdout) == json.loads(shown.stdout)
    assert json.loads(quiet.stdout)["found"] == count


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
@pytest.mark.parametrize("words", [["export"], ["search", "kite"], ["check", "--format", "json"]])
def test_a_full_disk_under_the_answer_is_told_in_a_sentence(tmp_path: Path, words: list[str]) -> None:
    project(tmp_path, {"papers/a.jsonl": papers(("Kites", "They fly.")), "rules/toys.yml": RULES})
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "--project", str(tmp_path), *words],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "Error: the answer cannot be written to the disk: No space left on device\n"
