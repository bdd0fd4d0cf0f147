"""The documentation says all of what the program has, nothing that it has not, and its examples work."""

from __future__ import annotations

import ast
import importlib
import json
import os
import re
import shlex
from pathlib import Path
from textwrap import indent

import click
import pytest

from conftest import ROOT
from generator import rules, words
from generator.cli import main
from generator.matcher import Matcher
from generator.mkdocs_plugin import CatalogPlugin
from generator.model import Record, Source
from generator.readers import capture, cards, jsonl, own
from generator.readers.aliases import ALIASES
from generator.readers.fields import FIELDS
from generator.rules import keys
from small import committed, project, run

PAGES = ROOT / "site_src" / "pages"
README = (ROOT / "README.md").read_text(encoding="utf-8")
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
SAYS_A_PROBLEM = {"Problem", "Fault", "error", "warning", "note", "say", "_say", "_problem"}


def page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def fences(text: str, language: str) -> list[str]:
    """Return the code blocks of a language, indented ones without their indentation."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{margin}", "", body, flags=re.MULTILINE) for margin, body in found]


def prose(text: str) -> str:
    """Return a text without its code blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE)


def headings(text: str, level: int) -> list[str]:
    return [title.strip("`") for title in re.findall(rf"^{'#' * level} (.+)$", prose(text), re.MULTILINE)]


def column(text: str, heading: str) -> list[str]:
    """Return what stands in backticks in the first column of the first table below a heading."""
    below = text.split(f"\n{heading}\n", 1)[1]
    table = re.search(r"(?:^\|.*\n?)+", below, re.MULTILINE)
    assert table, f"no table below {heading}"
    return [name for row in table[0].splitlines() for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


def test_the_readme_says_what_a_newcomer_looks_for() -> None:
    expected = ["Build", "Test", "The folders", "Add a paper", "Change a tag", "What the libraries do here", "Limits"]
    assert [title for title in headings(README, 2) if title in expected] == expected
    assert "generator/build.py" in README.split("\n\n")[1]
    libraries = ["mkdocs", "mkdocs-material", "jinja2", "python-slugify", "lunr"]
    assert re.findall(r"^\| \[([\w-]+)\]\(", README, re.MULTILINE) == libraries


@pytest.mark.parametrize("heading", ["Build", "Test"])
def test_a_line_of_the_readme_starts_from_nothing(heading: str) -> None:
    """It makes its own environment, and installs from the lock before the project itself."""
    [line] = fences(README.split(f"\n## {heading}\n")[1].split("\n## ")[0], "sh")
    steps = line.strip().split(" && ")
    assert steps[0] == "python3 -m venv .venv"
    assert re.fullmatch(r"\.venv/bin/pip install -q -r (tests/)?requirements\.lock", steps[1])
    assert steps[2] == ".venv/bin/pip install -q --no-deps --no-build-isolation -e ."
    assert steps[-1] in (".venv/bin/mkdocs build --strict", ".venv/bin/pytest -n auto --dist loadfile")


def test_the_rule_in_the_readme_is_the_shipped_one() -> None:
    first, _, rule = fences(README, "yaml")[0].partition("\n")
    shipped = (ROOT / first.removeprefix("# ")).read_text(encoding="utf-8")
    assert indent(rule.rstrip(), "  ") in shipped


@pytest.mark.parametrize("name", ["README.md", ".github/CONTRIBUTING.md"])
def test_links_and_paths_in_the_texts_of_the_repository_lead_somewhere(name: str) -> None:
    home, text = (ROOT / name).parent, prose((ROOT / name).read_text(encoding="utf-8"))
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert targets
    assert [target for target in targets if not (home / target).exists()] == []
    named = re.findall(r"`((?:generator|site_src|theme_overrides|tests|\.github)/[\w./-]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_verb_and_option_is_documented() -> None:
    assert isinstance(main, click.Group)
    text = page("commands.md")
    assert sorted(title.removeprefix("catalog ") for title in headings(text, 3)) == sorted(main.commands)
    for name, command in main.commands.items():
        section = text.split(f"### `catalog {name}`")[1].split("\n### ")[0]
        options = [max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)]
        assert [option for option in options if f"`{option}`" not in section] == [], f"options of catalog {name}"
        assert command.help
        assert f"Example: catalog {name} " in " ".join(command.help.split()), f"catalog {name} --help has no example"


def test_each_verb_is_in_the_table_of_what_one_wants() -> None:
    table = page("commands.md").split("\n\n")[2:4]
    named = [verb for part in table for verb in re.findall(r"\[`(\w+)`\]\(#catalog-\w+\)", part)]
    assert sorted(named) == sorted(main.commands)


def test_the_answers_in_the_documentation_are_those_of_the_program(tmp_path: Path) -> None:
    """`RENEW_GOLDEN=1` writes them anew."""
    folder = toy_project(tmp_path)
    text = page("commands.md")
    blocks = fences(text, "console")
    assert len(blocks) >= 7
    for block in blocks:
        command = block.partition("\n")[0]
        words = shlex.split(command.removeprefix("$ catalog "))
        done = run(folder, *(str(folder / one) if one == "gold.json" else one for one in words))
        assert done.exit_code == 0, done.output
        text = text.replace(block, f"{command}\n{re.sub('[0-9a-f]{10}', '1f0c2d3e4b', done.stdout)}")
    if os.environ.get("RENEW_GOLDEN"):
        (PAGES / "commands.md").write_text(text, encoding="utf-8")
    assert text == page("commands.md")


def toy_project(folder: Path) -> Path:
    """Return a small catalog as a repository with a change in it, and the judgements that the documentation shows."""
    data = ROOT / "tests/golden/commands"
    rules_before, rules_after = ((data / name).read_bytes() for name in ("before.yml", "after.yml"))
    project(folder, {"papers/toys.jsonl": (data / "papers.jsonl").read_bytes(), "rules/toys.yml": rules_before})
    (folder / "gold.json").write_text(next(one for one in fences(page("commands.md"), "json") if "yes" in one))
    committed(folder)
    return project(folder, {"rules/toys.yml": rules_after})


def test_every_setting_is_documented() -> None:
    documented = column(page("settings.md"), "## The settings of the plugin")
    assert sorted(documented) == sorted(name for name, _ in CatalogPlugin.config_scheme)


def test_every_key_of_a_rule_is_documented() -> None:
    tables = (keys.FILE, keys.TAG, keys.EXAMPLES, keys.EXAMPLE, *keys.TERM, *keys.EXCEPTION)
    names = {key.name for table in tables for key in table}
    assert sorted(headings(page("rules-reference.md"), 3)) == sorted(names)


def test_every_abbreviation_is_documented() -> None:
    text = " ".join(page("rules-reference.md").split())
    assert [short for short in words.ABBREVIATIONS if f"“{short}.”" not in text] == []


def said_in(source: str) -> set[str]:
    """Return the codes of the problems that a module makes itself."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [getattr(call.func, "id", None) or getattr(call.func, "attr", None) for call in calls]
    arguments = [one for call, name in zip(calls, names, strict=True) if name in SAYS_A_PROBLEM for one in call.args]
    values = [one.value for one in arguments if isinstance(one, ast.Constant)]
    return {value for value in values if isinstance(value, str) and KEBAB.fullmatch(value)}


def codes() -> set[str]:
    """Return the codes that a module declares in a table, or says a problem with."""
    found: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[-1] != "__main__":
            name = ".".join(parts).removesuffix(".__init__")
            found |= {*getattr(importlib.import_module(name), "CODES", ()), *said_in(path.read_text(encoding="utf-8"))}
    return found


def test_every_code_of_a_problem_is_documented() -> None:
    assert sorted(headings(page("problems.md"), 3)) == sorted(codes())


def test_every_field_of_a_record_is_documented() -> None:
    assert set(column(page("papers-format.md"), "## Records")) - {"key"} == set(FIELDS) - {"key", "issued"}


def test_every_field_of_the_catalog_s_own_records_is_documented() -> None:
    assert set(column(page("papers-format.md"), "### What records of the catalog's own say")) == set(own.FORMS)


def test_the_records_in_the_documentation_are_good_ones() -> None:
    shown = [text for name in ("papers-format.md", "contributing.md") for text in fences(page(name), "json")]
    for text in [*shown, *fences(README, "json")]:
        assert json.loads(text)
        assert all(isinstance(found, Record) for found in jsonl.read(Source("toy.jsonl", text.encode())))
    assert len(shown) == 2


def test_every_name_of_a_field_is_documented() -> None:
    below = page("papers-format.md").split("\n## Names of fields\n", 1)[1].split("\n## ", 1)[0]
    rows = [row.split("|")[1:3] for row in below.splitlines() if row.startswith("| `")]
    shown = {field.strip(" `"): tuple(re.findall(r"`([^`]+)`", others)) for field, others in rows}
    assert shown == dict(ALIASES)


def test_every_key_of_a_card_is_documented() -> None:
    assert sorted(column(page("papers-format.md"), "## Cards")) == sorted(cards.KEYS)


def test_the_card_in_the_documentation_is_a_good_one() -> None:
    shown = fences(page("papers-format.md"), "yaml")[-1]
    [record] = cards.read(Source("toy.yml", shown.encode()))
    assert isinstance(record, Record)
    assert [(one.tag, one.given) for one in record.decisions] == [("survey", True), ("robots", False)]


def test_the_capture_in_the_documentation_is_a_good_one() -> None:
    [shown] = fences(page("papers-format.md"), "text")
    listing, *records = capture.read(Source("toy.txt", shown.encode()))
    assert [type(record) for record in records] == [Record, Record]
    assert getattr(listing, "date_line", "") == "Mar 12"


@pytest.mark.parametrize(
    "text", [README, page("rules-reference.md"), page("how-tags-work.md"), page("contributing.md")]
)
def test_the_rules_in_the_documentation_pass_their_own_examples(text: str) -> None:
    rule = fences(text, "yaml")[0]
    if not rule.startswith("topic:"):  # one tag alone, as a file shows it
        rule = f"topic: Toy\ntags:\n{indent(rule, '  ')}"
        rule = re.sub(r"^    parent: .*\n", "", rule, flags=re.MULTILINE)
    topic, read, problems = rules.read(Source("toy.yml", rule.encode()))
    assert problems == ()
    assert topic
    assert rules.check(read, [topic], Matcher(read)) == ()


def test_every_hand_written_page_has_a_title_and_a_description(root: Path) -> None:
    paths = sorted((root / "site_src" / "pages").glob("*.md"))
    assert len(paths) >= 7
    front = re.compile(r"---\ntitle: .+\ndescription: .+\n(?:search:\n  exclude: .+\n)?---\n\n# ")
    assert [path.name for path in paths if not front.match(path.read_text(encoding="utf-8"))] == []
