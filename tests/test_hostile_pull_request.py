"""A pull request that tries to speak with GitHub's voice: in the notes beside its lines and in the comment."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from click.testing import CliRunner

from conftest import ROOT
from generator.cli import main

HOSTILE = {
    "command": "::error file=a,line=1::owned",
    "command on a new line": "\n::set-output name=x::y",
    "command of the old form": "##[add-mask]secret",
    "escaped command": "%0A::warning::x",
    "end of the property": "a,line=1::x",
    "mention": "@octocat and @owner/team",
    "HTML": "<img src=x onerror=ran()><script>ran()</script>",
    "comment of HTML": "--> <!-- catalog -->",
    "end of the fold": "</details></summary></code>",
    "link": "[click](https://evil.example) <https://evil.example> https://evil.example www.evil.example",
    "image": "![click](https://evil.example/x.png)",
    "reference": "#1 owner/papers#1 GH-1 0123456789abcdef0123456789abcdef01234567",
    "Markdown": "# *a* _b_ **c** ~~d~~ `e` ``` | f | $x$ :tada: \\",
    "right to left": "x\u202egnp.exe\u2066\u200b",
    "65 kB": "y" * 65_536,
}
FILES = [
    "a,line=1::x",
    "\n::set-output name=x::y",
    "@team",
    "<img src=x>",
    "[x](y)",
    "`x`",
    "\u202elmy",
    "##[add-mask]",
]
FAULTY = "topic: Faulty\ntags:\n  faulty:\n    label: Faulty\n    any: ['**']\n"


class Command(NamedTuple):
    """What GitHub's runner makes of a line of a log."""

    name: str
    properties: dict[str, str]
    text: str


def command(line: str) -> Command | None:
    """Read a line as the runner does: `::name key=value,key=value::text`."""
    if not (found := re.match(r"\s*::(.+?)::(.*)", line)):
        return None
    name, _, rest = found[1].partition(" ")
    pairs = (part.split("=", 1) for part in rest.split(",") if "=" in part)
    return Command(name, {key: unescaped(value) for key, value in pairs}, unescaped(found[2]))


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def hostile_rules() -> Iterator[tuple[str, str]]:
    """Yield rule files, by name, that say hostile words wherever a rule can say some."""
    for number, words in enumerate(HOSTILE.values()):
        tag = {
            "label": words,
            "about": words,
            "any": [words, f"{words} **"],
            "hints": [{"near": [words, words]}],
            "parent": words,
            words: 1,
            "examples": {"match": [words], "skip": [{"title": words, words: 1}]},
        }
        yield (
            f"h{number}.yml",
            yaml.safe_dump({"topic": words, "tags": {f"tag-{number}": tag, words: {"label": words}}}),
        )
    yield from ((f"{name}.yml", FAULTY) for name in FILES)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with all of these rules, and with papers whose files have hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "tests" / "toy", folder / "site_src")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name, text in hostile_rules():
        (folder / "site_src" / "rules" / name).write_text(text, encoding="utf-8")
    for name in FILES:
        (folder / "site_src" / "papers" / f"{name}.jsonl").write_text(f"{{nonsense {name}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def notes(project: Path) -> list[str]:
    """The lines that the check writes for GitHub."""
    done = CliRunner().invoke(main, ["--project", str(project), "check", "--format", "github"])
    assert done.exit_code == 1
    lines = done.stdout.split("\n")
    assert len(lines) > 4 * len(HOSTILE)
    assert lines.pop() == ""
    return lines


def test_every_line_is_a_note_at_a_file_and_nothing_else(notes: list[str]) -> None:
    for line in notes:
        read = command(line)
        assert read, line
        assert read.name in ("error", "warning", "notice")
        assert list(read.properties) == ["file", "line", "col", "title"]
        assert read.properties["file"].startswith("site_src/")
        assert read.properties["line"].isdigit()


def test_a_file_is_named_as_it_is(notes: list[str], project: Path) -> None:
    """But for a name that could not be shown, which is written with escapes."""
    named = {read.properties["file"] for line in notes if (read := command(line))}
    there = {f"site_src/rules/{name}.yml" for name in FILES if name.isprintable()}
    assert len(there) == len(FILES) - 2
    assert there <= named
    assert all(name.isprintable() for name in named)


def test_no_hidden_sign_reaches_a_note(notes: list[str]) -> None:
    texts = [read.text for line in notes if (read := command(line))]
    assert [text for text in texts if not text.replace("\n", "").isprintable()] == []
    assert any("x�gnp.exe" in text for text in texts)


def test_a_note_stays_short(notes: list[str]) -> None:
    assert max(map(len, notes)) < 3_000
