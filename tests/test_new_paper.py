"""`catalog new paper`: a card that can be filled in, and never one in the place of another."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator.cli import main
from generator.importing import draft
from generator.model import Record, Source
from generator.readers import card_schema, cards
from generator.text import clean, plain
from small import project, run
from test_docs import page
from test_import import KITES, files_of, lines


@pytest.fixture
def toys(tmp_path: Path) -> Path:
    return project(tmp_path / "toys", {"papers/old.jsonl": lines(KITES)})


def records(text: str) -> list[Record]:
    found = list(cards.read(Source("toy.yml", text.encode())))
    assert [one for one in found if not isinstance(one, Record)] == []
    return [one for one in found if isinstance(one, Record)]


def test_a_card_is_made_with_its_schema_and_is_a_good_one(toys: Path) -> None:
    done = run(toys, "new", "paper", "A Toy: Model #1 of “Catalogs”", "--doi", "https://doi.org/10.1000/toy.1")
    assert (done.exit_code, done.stdout) == (0, "site_src/papers/a-toy-model-1-of-catalogs.yml\n")
    text = (toys / done.stdout.strip()).read_text("utf-8")
    first, *_ = text.splitlines()
    assert first == "# yaml-language-server: $schema=.card.schema.json"
    schema = toys / "site_src/papers/.card.schema.json"
    assert schema.read_text("utf-8") == card_schema.text()
    Draft7Validator(json.loads(schema.read_text("utf-8"))).validate(yaml.safe_load(text))
    [record] = records(text)
    assert (record.title, record.doi) == ("A Toy: Model #1 of “Catalogs”", "10.1000/toy.1")
    assert run(toys, "check", "--strict").exit_code == 0


def test_without_its_signs_every_example_of_a_card_is_a_good_one() -> None:
    bare = "\n".join(row.removeprefix("# ") for row in draft.card({}).split("\n")[3:])
    [record] = records(bare.replace("some-tag: Why it has not.", "other-tag: Why it has not."))
    assert (record.title, record.arxiv, record.standing and record.standing.status) == (
        "A Toy Model of Small Catalogs", "2412.99999", "withdrawn",
    )  # fmt: skip
    assert len(record.decisions) == 2
    Draft7Validator(card_schema.schema()).validate(yaml.load(bare, yaml.BaseLoader))


def test_a_file_that_is_there_is_not_touched(toys: Path) -> None:
    assert run(toys, "new", "paper", "Kites of Silk").exit_code == 0
    before = files_of(toys)
    done = run(toys, "new", "paper", "Kites of Silk", "--url", "https://toys.example/")
    assert done.exit_code == 1
    assert "is there already and was not touched" in done.stderr
    assert files_of(toys) == before
    assert run(toys, "new", "paper", "Kites of Silk", "--name", "silk").stdout == "site_src/papers/silk.yml\n"


@pytest.mark.parametrize(
    "words", [["kites over the harbour!"], ["2401.00001v2"], ["--arxiv", "https://arxiv.org/abs/2401.00001"]]
)
def test_a_paper_that_is_there_already_is_named(toys: Path, words: list[str]) -> None:
    done = run(toys, "new", "paper", *words)
    assert done.exit_code == 0
    assert "“Kites over the Harbour” is in the catalog already, from site_src/papers/old.jsonl" in done.stderr


def test_what_names_no_paper_is_a_wrong_usage(toys: Path) -> None:
    before = files_of(toys)
    wrong = ("", "--arxiv kites", "Kites --name ../x", "Kites --name a/x", "Kites --fetch", "--url file:///etc")
    for words in map(str.split, wrong):
        done = run(toys, "new", "paper", *words)
        assert done.exit_code == 2, words
    assert files_of(toys) == before


def test_without_letters_or_with_a_name_of_ours_the_file_has_another_name(toys: Path) -> None:
    assert run(toys, "new", "paper", "???").stdout == "site_src/papers/card.yml\n"
    assert run(toys, "new", "paper", "Imports").stdout == "site_src/papers/the-imports.yml\n"


WORDS = st.text(max_size=40).map(clean).filter(lambda text: text and plain(text) == text)
PARAGRAPHS = st.text(max_size=60).map(lambda text: plain(text, paragraphs=True))


@settings(max_examples=60)
@given(WORDS, st.lists(WORDS, max_size=3), PARAGRAPHS)
def test_any_words_come_back_from_a_card(title: str, authors: list[str], abstract: str) -> None:
    known: dict[str, str | tuple[str, ...]] = {"title": title, "authors": tuple(authors), "doi": "10.1000/toy.1"}
    [record] = records(draft.card({**known, "abstract": abstract}))
    assert record.title == title
    assert record.abstract == plain(abstract, paragraphs=True)


def _paper() -> click.Command:
    assert isinstance(main, click.Group)
    new = main.commands["new"]
    assert isinstance(new, click.Group)
    return new.commands["paper"]


def test_every_option_is_documented() -> None:
    section = page("commands.md").split("### `catalog new`")[1].split("\n### ")[0]
    options = [max(one.opts, key=len) for one in _paper().params if isinstance(one, click.Option)]
    assert [option for option in options if f"`{option}`" not in section] == []


def test_a_card_without_a_title_asks_for_one(toys: Path) -> None:
    done = run(toys, "new", "paper", "--pdf", "https://toys.example/k.pdf")
    assert done.exit_code == 0
    assert "write its title into it" in done.stderr
    assert "write its title" not in run(toys, "new", "paper", "Kites", "--url", "https://toys.example/k").stderr
