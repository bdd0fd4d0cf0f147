"""A title with tabs around each piece whose letters no style may change: math, and names with capitals of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.citation.signs import flat
from generator.mathml import MATH
from generator.text import plain

_CORE = re.compile(r"([^\W_](?:\S*[^\W_])?)")
_PART = re.compile(r"[^\W_]+")
_BARE = re.compile(r"(?<!\\)[%#&]")


def marked(title: str) -> str:
    """The title, as `Citation` has it."""
    return "".join(f"\t{piece}\t" if is_math else _words(piece) for piece, is_math in pieces(flat(title)))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is math that can stand in TeX as it is."""
    at = 0
    for found in MATH.finditer(text) if "$" in text else ():
        if _is_closed(found[0]) and plain(found[0]) == found[0]:
            yield text[at : found.start()], False
            yield found[0], True
            at = found.end()
    yield text[at:], False


def _is_closed(tex: str) -> bool:
    """Can this stand in a BibTeX field as it is? BibTeX counts braces, escaped ones too."""
    depth = 0
    for sign in tex:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and not _BARE.search(tex)


def _words(text: str) -> str:
    """Text on one line with tabs around each word that a style must not put in small letters."""
    return " ".join([word if _is_usual(word) else _looked_at(word) for word in text.split(" ")])


def _is_usual(word: str) -> bool:
    return word.islower() or (word.istitle() and word.isalpha() and len(word) > 1)


def _looked_at(word: str) -> str:
    """A word with tabs, where it is to have any, inside the signs around it; every second piece is the word itself."""
    return "".join([f"\t{one}\t" if at % 2 and _is_name(one) else one for at, one in enumerate(_CORE.split(word))])


def _is_name(word: str) -> bool:
    """Has the word a capital of its own (`RewardBench`, `3D`, `Llama-2`, `Vitamin C`), not only a first one?"""
    if _is_usual(word):
        return False
    if any(part[1:] != part[1:].lower() for part in _PART.findall(word)):
        return True
    is_single = len(word) == 1 and word not in "AI"
    return word != word.lower() and (is_single or any(sign.isdigit() for sign in word))
