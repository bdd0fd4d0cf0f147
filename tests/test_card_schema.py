"""The JSON Schema of cards says what their reader says, as far as a schema can."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from generator.cli import main
from generator.model import Problem, Severity, Source
from generator.readers import card_schema, cards
from generator.readers.card_keys import KEYS

VALIDATOR = Draft7Validator(card_schema.schema())
GOOD = """
title: A toy model
arxiv: "2412.99999"
authors: [Ada Example, {given: Bo, family: Toy}]
year: 2024
date: "2024-12-18"
url: https://toys.example.org/a
former: [toy-model, a-toy]
different_from: Another toy model
status: superseded
superseded_by: Another model
pin: {survey: It sums up forty papers.}
"""
BAD = [
    "abstract: no paper is named",
    "title: [A toy]",
    "{title: A toy, authors: Ada Example}",
    "{title: A toy, year: soon}",
    "{title: A toy, url: toys}",
    "{title: A toy, status: withdrawed}",
    "{title: A toy, pin: [survey]}",
    "{title: A toy, ban: {survey: ''}}",
]


def faults(text: str) -> list[str]:
    """Return what an editor underlines."""
    loaded: Any = yaml.safe_load(text)
    return [error.message for error in VALIDATOR.iter_errors(loaded)]


def errors(text: str) -> list[Problem]:
    found = cards.read(Source("toy.yml", text.encode()))
    return [one for one in found if isinstance(one, Problem) and one.severity is Severity.ERROR]


def test_it_is_a_schema_of_every_key() -> None:
    Draft7Validator.check_schema(card_schema.schema())
    assert list(card_schema.schema()["properties"]) == [key.name for key in KEYS] == list(cards.KEYS)


def test_the_verb_prints_it() -> None:
    done = CliRunner().invoke(main, ["schema", "card"])
    assert (done.exit_code, json.loads(done.output)) == (0, card_schema.schema())


def test_what_the_reader_takes_the_schema_takes() -> None:
    assert (errors(GOOD), faults(GOOD)) == ([], [])


@pytest.mark.parametrize("text", BAD)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    assert errors(text)
    assert faults(text)
