"""The encoding of a file among the papers: its bytes tell it, a warning names it, and no letter is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Severity, Source
from generator.readers.lines import head, read_lines, read_text

GERMAN = "Ein schönes Spielzeug für Ärzte"
TEXTS = {
    "utf-8-sig": GERMAN,
    "utf-16": GERMAN,
    "utf-16-le": GERMAN,
    "utf-16-be": GERMAN,
    "utf-32": GERMAN,
    "utf-32-be": GERMAN,
    "latin-1": GERMAN,
    "cp1252": "Über Spielzeug – “naïve” Kühe, l’été à Genève, 5 €",
    "cp1250": "Łódki z papieru, Żółte ćmy, papierové loďky v Žilině",
    "mac_roman": "Über schöne Spielzeuge, à l’été, “naïve”",
    "cp1251": "Бумажные лодки на большой реке и другие игрушки",
    "koi8_r": "Бумажные лодки на большой реке и другие игрушки",
    "cp1253": "Μια μελέτη για τα χάρτινα καράβια και τα παιχνίδια",
    "gbk": "玩具模型的研究",
    "gb18030": "纸船与灯塔：一个玩具",
    "big5": "玩具模型的研究與紙船",
    "shift_jis": "おもちゃの舟についての研究",
    "euc_jp": "おもちゃの舟についての研究",
    "euc_kr": "장난감 배에 대한 연구",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_the_text_comes_out_with_its_letters(encoding: str) -> None:
    """Unicode without a word, anything else with a warning that names the line."""
    text = f"@misc{{a,\n title = {{{TEXTS[encoding]}}}\n}}"
    read, problems = read_text(Source("papers/a.bib", text.encode(encoding)))
    assert read == text
    expected = [] if encoding.startswith("utf") else [(Severity.WARNING, "not-utf-8", 2)]
    assert [(one.severity, one.code, one.where.line) for one in problems] == expected
    assert head(Source("papers/a.bib", text.encode(encoding))).startswith("@misc{a,\n title = {")


@pytest.mark.parametrize(
    ("data", "expected", "found"),
    [
        (b"one\r\ntwo\rthree\nfour", ["one", "two", "three", "four"], []),
        ("one\u2028two\x85three".encode(), ["one\u2028two\x85three"], []),
        (b"", [], [(Severity.WARNING, "empty-file", 1)]),
        (b"\xef\xbb\xbf \r\n\0", [], [(Severity.WARNING, "empty-file", 1)]),
        (b"a\nb\0c", ["a", "bc"], [(Severity.NOTE, "lost-letters", 2)]),
        ("a\n\ufffd".encode(), ["a", "\ufffd"], [(Severity.NOTE, "lost-letters", 2)]),
        ("Mühe\nMüller\n".encode() + b"M\xfchsal", ["Mühe", "Müller", "Mühsal"], [(Severity.WARNING, "not-utf-8", 3)]),
        ("Mühe\nMü".encode() + b"\xc3", ["Mühe", "Mü\ufffd"], [(Severity.ERROR, "not-utf-8", 2)]),
        (b"half \xed\xa0\x80 sign", ["half \ufffd sign"], [(Severity.ERROR, "not-utf-8", 1)]),
        (b"Java \xed\xa0\xbd\xed\xb8\x80", ["Java \U0001f600"], [(Severity.WARNING, "not-utf-8", 1)]),
        ("Mühe".encode("utf-16") + b"x", ["Mühe\ufffd"], [(Severity.ERROR, "not-utf-8", 1)]),
    ],
)
def test_odd_bytes(data: bytes, expected: list[str], found: list[tuple[Severity, str, int]]) -> None:
    lines, problems = read_lines(Source("papers/a.txt", data))
    assert lines == expected
    assert [(one.severity, one.code, one.where.line) for one in problems] == found


def test_gbk_in_the_wild(data: Path) -> None:
    path = data / "import" / "bibtexparser" / "v2_resources" / "gbk_test.bib"
    text, _ = read_text(Source("a.bib", path.read_bytes()))
    assert "测试期刊" in text


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_of_which_no_letter_is_lost_in_silence(data: bytes) -> None:
    text, problems = read_text(Source("a.txt", data))
    assert "\r" not in text
    assert "\ufffd" not in text or problems
    assert read_text(Source("a.txt", data)) == (text, problems)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff\ufffd"), min_size=1))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    if text.strip():
        assert read_text(Source("a.txt", text.encode())) == (text, ())
