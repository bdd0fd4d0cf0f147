"""The JSON Schema of rule files says what the reader says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from conftest import ROOT
from generator.cli import main
from generator.rules import schema
from generator.rules.keys import EXAMPLE, EXAMPLES, EXCEPTION, FILE, TAG, TERM
from sites import Site
from test_docs import fences, page

GOLDEN = ROOT / "tests" / "golden" / "rules"
RULES = [*sorted((ROOT / "site_src/rules").glob("*.yml")), *sorted((ROOT / "tests/toy/rules").glob("*.yml"))]
FIRST_LINE = "# yaml-language-server: $schema="
VALIDATOR = Draft7Validator(schema.schema())
GOOD = """
topic: Toys
tags:
  kite:
    label: Kites
    any: [kite]
    examples: {match: [A kite], skip: [A ball]}
"""


def faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(text))]


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(schema.schema())


def test_the_copy_in_the_repository_is_what_is_printed() -> None:
    """Renew it by `catalog schema > generator/rules/schema.json`."""
    done = CliRunner().invoke(main, ["schema"])
    assert (done.exit_code, done.output) == (0, (ROOT / "generator/rules/schema.json").read_text(encoding="utf-8"))


def test_the_site_has_it(site: Site) -> None:
    assert json.loads(site.read("rules/schema.json")) == schema.schema()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_every_rule_file_is_in_order(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_every_rule_file_of_the_site_names_it() -> None:
    files = sorted((ROOT / "site_src/rules").glob("*.yml"))
    assert files
    first = {path: path.read_text(encoding="utf-8").partition("\n")[0] for path in files}
    assert [path.name for path, line in first.items() if not line.startswith(FIRST_LINE)] == []
    assert {(path.parent / line.removeprefix(FIRST_LINE)).resolve() for path, line in first.items()} == {
        (ROOT / "generator/rules/schema.json").resolve()
    }


@pytest.mark.parametrize("name", ["good.yml"])
def test_what_the_reader_takes_the_schema_takes(name: str) -> None:
    assert faults((GOLDEN / name).read_text(encoding="utf-8")) == []


def test_the_rule_of_the_reference_is_in_order() -> None:
    assert faults(fences(page("rules-reference.md"), "yaml")[0]) == []


@pytest.mark.parametrize(
    "name",
    [
        "examples-missing", "file-is-a-list", "file-keys", "label-missing", "near", "tag-id", "tag-life",
        "tag-without-anything", "tags-is-a-list", "term-mappings", "terms", "unknown-key", "wrong-types",
    ],
)  # fmt: skip
def test_what_the_reader_refuses_by_its_shape_the_schema_refuses(name: str) -> None:
    assert faults((GOLDEN / f"{name}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("any: [kite]", "any: kite"),
        ("any: [kite]", "any: [1.0]"),
        ("any: [kite]", "any: [yes]"),
        ("any: [kite]", "any: [2024-01-01]"),
        ("any: [kite]", "any: ['']"),
        ("any: [kite]", "any: [[]]"),
        ("any: [kite]", "any: [{term: kite, title: kite}]"),
        ("any: [kite]", "any: [{near: [kite]}]"),
        ("any: [kite]", "any: [{near: [kite, tail], within: few}]"),
        ("any: [kite]", "any: [{near: [kite, tail], ordered: 'true'}]"),
        ("any: [kite]", "any: [{regex: kite, field: body}]"),
        ("any: [kite]", "any: [{term: kite, except: []}]"),
        ("any: [kite]", "any: [kite]\n    hints_needed: 0"),
        ("any: [kite]", "any: [kite]\n    status: retired"),
        ("any: [kite]", "any: [kite]\n    status: deprecated"),
        ("any: [kite]", "any: [kite]\n    replaced_by: ball"),
        ("any: [kite]", "any: [kite]\n    aliases: [Kite Flying]"),
        ("any: [kite]", "anny: [kite]"),
        ("kite:", "terms:"),
        ("label: Kites", "about: Kites"),
        (", skip: [A ball]", ""),
        ("[A ball]", "[{titel: A ball}]"),
        ("[A ball]", "[{}]"),
        ("topic: Toys", "topic: 2024"),
    ],
)
def test_a_slip_in_a_good_file_is_refused(was: str, becomes: str) -> None:
    """As other programs read the file: with numbers, dates and truth values."""
    assert faults(GOOD) == []
    assert was in GOOD
    assert faults(GOOD.replace(was, becomes))


def properties(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = set(map(str, node.get("properties", {})))
        return own | {name for part in node.values() for name in properties(part)}
    return {name for part in node for name in properties(part)} if isinstance(node, list) else set()


def test_it_has_the_keys_of_the_one_table_and_says_what_each_is() -> None:
    names = {key.name for keys in (FILE, TAG, EXAMPLES, EXAMPLE, *TERM, *EXCEPTION) for key in keys}
    assert names == properties(schema.schema())
    assert schema.schema()["definitions"]["tag"]["properties"]["parent"]["description"].startswith("The id of the tag")
