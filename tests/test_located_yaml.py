"""YAML with places: every scalar as written, every problem with line and column."""

from __future__ import annotations

from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.located_yaml import Mapping, Node, Scalar, Sequence, composer, is_empty, kind, read
from generator.model import Source


def root(text: str) -> Node:
    node, problems = read(Source("toy.yml", text.encode()))
    assert problems == ()
    assert node is not None
    return node


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.pairs}


@pytest.mark.parametrize("text", ["1.0", "yes", "no", "on", "null", "4:3", "2024-01-01", "0x1F", "1_000", "true"])
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    """Nothing is read as a number, a date or a truth value."""
    assert [text] == plain(root(f"- {text}"))


def test_nodes_know_their_line_and_column() -> None:
    node = root("\ufeffone:\n  - two\n  - {three: 'ö four', five: six}\n")
    assert isinstance(node, Mapping)
    listed = node.get("one")
    assert isinstance(listed, Sequence)
    inner = listed.items[1]
    assert isinstance(inner, Mapping)
    assert (str(node.where), str(listed.where), str(inner.where)) == ("toy.yml:1:1", "toy.yml:2:3", "toy.yml:3:5")
    assert [str(key.where) for key, _ in inner.pairs] == ["toy.yml:3:6", "toy.yml:3:23"]
    assert ((value := inner.pairs[0][1]).width, isinstance(value, Scalar) and value.plain) == (8, False)


def test_the_helpers_of_a_mapping() -> None:
    node = root("a: x\nb: [y]\nc:\n")
    assert isinstance(node, Mapping)
    assert (node.text("a"), node.text("b"), node.text("c"), node.text("d")) == ("x", "", "", "")
    assert [is_empty(node.get(name)) for name in "abcd"] == [False, False, True, True]
    assert [kind(value) for _, value in node.pairs] == ["a text", "a list", "nothing"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\n\n"])
def test_an_empty_file_has_no_root_and_no_problem(text: str) -> None:
    assert read(Source("toy.yml", text.encode())) == (None, ())


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1", "yaml-duplicate-key"),
        ("- *PO\n", "1:3", "yaml-alias"),
        ("- *Eval*\n", "1:3", "yaml-quote"),
        ("- &x y\n", "1:3", "yaml-anchor"),
        ("- !x y\n", "1:3", "yaml-tag"),
        ("a:\n\tb: c\n", "2:1", "yaml-tab"),
        ("a: b: c\n", "1:5", "yaml-colon"),
        ("a: 'b\nc: d\n", "1:4", "yaml-quote"),
        ('a: "b" c\n', "1:8", "yaml-quote"),
        ('a: "\\d"\n', "1:4", "yaml-escape"),
        ("- @x\n", "1:3", "yaml-quote"),
        ("- %x\n", "1:3", "yaml-quote"),
        ("- [CLS] token\n", "1:9", "yaml-quote"),
        ("a: [b, c\nd: e\n", "1:4", "yaml-bracket"),
        ("a:\n  - b\n c: d\n", "3:2", "yaml-indent"),
        ("a: b\nc\n", "2:1", "yaml-colon"),
        ("? [a]\n: b\n", "1:3", "yaml-key"),
        ("a: b\n---\nc: d\n", "2:1", "yaml-documents"),
        ("a\0", "1:2", "yaml-character"),
        ("[" * 100_000, "1:22", "yaml-deep"),
        ("- " * 100_000, "1:43", "yaml-deep"),
    ],
)
def test_what_is_wrong_has_a_place_a_code_and_a_hint(text: str, place: str, code: str) -> None:
    _, problems = read(Source("toy.yml", text.encode()))
    assert (f"toy.yml:{place}", code) == (str(problems[0].where), problems[0].code)
    assert problems[0].message
    assert problems[0].hint


def test_bytes_that_are_no_utf8_are_told_with_their_place() -> None:
    _, problems = read(Source("toy.yml", "a: b\nc: é".encode() + b"\xe9\n"))
    assert [(str(one.where), one.code) for one in problems] == [("toy.yml:2:5", "not-utf-8")]


def test_a_bomb_of_references_is_refused_and_small() -> None:
    """References are never followed: each is a problem and a short text."""
    lines = [f"{after}: &{after} [*{one}, *{one}]\n" for one, after in pairwise("abcdefghi")]
    text = "a: &a [x, x]\n" + "".join(lines)
    node, problems = read(Source("toy.yml", text.encode()))
    assert {"yaml-alias", "yaml-anchor"} == {one.code for one in problems}
    assert isinstance(node, Mapping)
    assert len(node.pairs) == 9


@given(st.text())
def test_no_text_raises(text: str) -> None:
    """Whatever the file is, there is a root, or a problem, or the file is empty."""
    read(Source("toy.yml", text.encode(errors="surrogatepass")))


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    read(Source("toy.yml", data))


@given(st.text(alphabet="a1-:[]{}#&*!|>'\"%@`,? \t\n\\~", max_size=60))
def test_no_yaml_like_text_raises(text: str) -> None:
    """Texts made of YAML's own signs give places inside the file."""
    for loader in ("CSafeLoader", "SafeLoader"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(composer, "LOADER", getattr(yaml, loader))
            _, problems = read(Source("toy.yml", text.encode()))
        assert all(1 <= one.where.line <= text.count("\n") + 1 for one in problems)
