"""Tokens and stems: one table of cases, and the real lunr.js over the words of real papers.

The browser's own tokens run the same table in `tests/js/tokens.test.mjs`, and here the same papers.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.pipeline import Pipeline

from conftest import ROOT
from generator.tokens import STEMMER, pipeline, stem, stem_of_token, stems, tokens
from generator.tokens import words as text_words

CASES = json.loads((ROOT / "tests" / "js" / "token_cases.json").read_text(encoding="utf-8"))
TEXTS: dict[str, list[str]] = CASES["texts"]
STEMS: dict[str, str] = CASES["stems"]

LUNR = """
const lunr = require(process.argv[1]), words = JSON.parse(require("fs").readFileSync(0, "utf8"))
const stem = word => lunr.stemmer(new lunr.Token(word)).toString()
const split = text => text.normalize("NFKD").toLowerCase().replace(/[\\p{M}\\u00ad\\u200c\\u200d]/gu, "")
  .split(/[^\\p{L}\\p{N}]+/u).filter(word => [...word].length > 1 && lunr.stopWordFilter(new lunr.Token(word)))
console.log(JSON.stringify(words.map(text => process.argv[2] === "stem" ? stem(text) : split(text).map(stem))))
"""


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if not found:
        pytest.skip("node is not installed: the stems are not compared with lunr.js")
    return found


def lunr_js(node: str, what: str, texts: list[str]) -> list[object]:
    script = str(files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js")
    command = [node, "-e", LUNR, script, what]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    found: list[object] = json.loads(done.stdout)
    return found


def of_the_browser(node: str, texts: list[str]) -> list[list[str]]:
    script = str(ROOT / "tests" / "js" / "stems.mjs")
    done = subprocess.run([node, script], input=json.dumps(texts), capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(done.stdout)
    return found


def real_texts(data: Path, number: int) -> list[str]:
    with gzip.open(data / "papers" / "papers_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in itertools.islice(lines, number)]
    with (data / "papers" / "edge.jsonl").open(encoding="utf-8") as lines:
        papers += map(json.loads, lines)
    return [f"{one['title']} {one.get('abstract', '')} {' '.join(one.get('authors', ()))}" for one in papers]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_of_the_table(text: str) -> None:
    assert tokens(text) == TEXTS[text]


@pytest.mark.parametrize("word", STEMS)
def test_stems_of_the_table(word: str) -> None:
    assert stem(word) == STEMS[word]


def test_stems_are_those_of_the_tokens() -> None:
    text = "Surveys of the keys to naïve generalization, and why"
    assert stems(text) == [stem(token) for token in tokens(text)] == ["survey", "key", "naiv", "gener"]


def test_a_stop_word_has_a_stem_but_is_no_token() -> None:
    assert (stem("because"), tokens("because")) == ("becaus", [])


def test_the_words_of_real_papers_have_the_stems_of_the_pipeline(data: Path) -> None:
    """They are made without lunr's tokens, which take twice as long."""
    made = pipeline()
    words = sorted({word for text in real_texts(data, 300) for word in text_words(text)})
    assert len(words) > 5_000
    assert [(word, stem_of_token(word)) for word in words] == [
        (word, (made.run_string(word) or [""])[0] if len(word) > 1 else "") for word in words
    ]


def spelled(text: str) -> str:
    """What stands for each character, one after the other: marks and joiners for nothing, signs for a space."""
    kinds = ((sign, category(sign)[0]) for sign in normalize("NFKD", text).lower())
    return "".join(
        sign if kind in "LN" else "" if kind == "M" or sign in "\u00ad\u200c\u200d" else " " for sign, kind in kinds
    )


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("aB1-_.\t\x7fÉİßΣ²ǆ\u0301\u200d\u2028\ud800漢")), max_size=20)
)
@settings(max_examples=1000)
def test_words_are_what_their_characters_mean(text: str) -> None:
    assert text_words(text) == spelled(text).split()


def test_lunr_can_name_the_pipeline() -> None:
    assert pipeline().serialize() == ["stopWordFilter", STEMMER]
    assert Pipeline.load(["stopWordFilter", STEMMER]).run_string("surveys") == ["survey"]


def test_the_table_is_what_lunr_js_says(node: str) -> None:
    assert lunr_js(node, "stem", list(STEMS)) == list(STEMS.values())
    assert lunr_js(node, "text", list(TEXTS)) == [stems(text) for text in TEXTS]


def test_the_words_of_real_papers_have_the_stems_of_lunr_js(node: str, data: Path) -> None:
    """Every word of 10,000 papers and of the records that break things, and their texts as a whole."""
    texts = real_texts(data, 10_000)
    words = sorted({word for text in texts for word in tokens(text)})
    assert len(words) > 50_000
    theirs = lunr_js(node, "stem", words)
    assert [(word, stem(word)) for word in words] == list(zip(words, theirs, strict=True))
    made = [stems(text) for text in texts]
    assert made == lunr_js(node, "text", texts)
    assert made == of_the_browser(node, texts)


def test_every_character_means_the_same_to_python_and_the_browser(node: str) -> None:
    letters = [chr(code) for code in range(0x110000) if category(chr(code))[0] != "C"]
    texts = [f"a{one}b {one}{one}" for one in letters]
    assert len(texts) > 140_000
    assert [stems(text) for text in texts] == of_the_browser(node, texts)


def test_invented_words_have_the_stems_of_lunr_js(node: str) -> None:
    """All short words over a few letters and all endings that the stemmer knows."""
    short = ["".join(letters) for size in (1, 2, 3, 4) for letters in itertools.product("aeysltb", repeat=size)]
    endings = re.findall(
        r"\w+", "s ed ing eed ational bli logi icate ness ful ement ion sion tion ize e ll y ies sses ative ousli"
    )
    words = short + [begin + "".join(end) for begin in short[::7] for end in itertools.product(endings, repeat=2)]
    assert [stem(word) for word in words] == lunr_js(node, "stem", words)
