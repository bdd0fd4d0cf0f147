"""Words and sentences as the rules see them: what a word is, how it is folded, where a sentence ends, plain plurals."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

ABBREVIATIONS = (
    "a.k.a", "approx", "ca", "cf", "dr", "e.g", "eg", "eq", "eqs", "esp", "et al", "fig", "figs", "i.e", "i.i.d", "ie",
    "incl", "mr", "mrs", "ms", "ph", "ph.d", "prof", "resp", "s.t", "st", "u.k", "u.s", "viz", "vs", "w.r.t",
)  # fmt: skip
"""After one of these words a full stop ends no sentence. The list is closed: it stands in the documentation."""

_BLOCKS_WITH_MARKS = chain(range(0x300, 0x2000), range(0x20D0, 0x2100), range(0xA600, 0xAC00), range(0xFE20, 0xFE30))
MARKS = "".join(chr(code) for code in _BLOCKS_WITH_MARKS if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me"))
IGNORED = "\u00ad\u200c\u200d"
"""A soft hyphen and the joiners: they may stand inside a word and mean nothing."""

_ASCII_WORD = re.compile("[A-Za-z0-9]+")
_ANY_WORD = re.compile(f"[^\\W_](?:[^\\W_]+|[{MARKS}{IGNORED}]+)*")
_APART = bytes(code if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))
_STOP = re.compile(r"[.!?;\n](?:(?<!\n)|[^\S\n]*\n)")  # one of the signs, or an empty line; this way it is found fast
_AFTER_STOP = re.compile(r"[\"'”’)\]}»]*(?:\s|\Z)")
_ABBREVIATED = re.compile(rf"(?:^|[\W_])(?:{'|'.join(map(re.escape, ABBREVIATIONS))})\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"://|@|^\W*www\.|[\w-]\.[a-z]{2,}/")
_LONGEST_ADDRESS = 200


def word_pattern(text: str) -> re.Pattern[str]:
    """The expression that finds the words of this text: runs of letters and digits, with the marks on them."""
    return _ASCII_WORD if text.isascii() else _ANY_WORD


def words(text: str) -> list[str]:
    """The words of a text in their order."""
    # Bytes are translated many times as fast as texts.
    return text.encode().translate(_APART).decode().split() if text.isascii() else _ANY_WORD.findall(text)


def fold(word: str) -> tuple[str, str]:
    """A word without accents and Unicode forms, as it is cased and in small letters; both are equally long."""
    if word.isascii():
        return word, word.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    cased = unicodedata.normalize("NFC", bare)
    return cased, "".join(map(_small, cased))


def _small(character: str) -> str:
    folded = character.casefold()
    return folded if len(folded) == 1 else character


def sentence_ends(text: str) -> list[int]:
    """The places in the text where a sentence ends, in order."""
    return [stop.start() for stop in _STOP.finditer(text) if _ends_sentence(text, stop)]


def has_sentence_end(text: str, start: int, end: int) -> bool:
    """Does a sentence end between the end of a word and the start of another?"""
    return any(_ends_sentence(text, stop) for stop in _STOP.finditer(text, start, end))


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    if stop.end() - stop.start() > 1:
        return True
    at = stop.start()
    spaced = _AFTER_STOP.match(text, at + 1) is not None
    if not spaced and not _is_glued(text, at):
        return False
    return text[at] != "." or _ABBREVIATED.search(text[max(0, at - 8) : at]) is None


def _is_glued(text: str, at: int) -> bool:
    """Does a small letter, the sign and a capital meet here, outside an address?"""
    if not (text[at - 1 : at].islower() and text[at + 1 : at + 2].isupper()):
        return False
    run = text[max(0, at - _LONGEST_ADDRESS) : at].rsplit(None, 1)[-1]
    return _ADDRESS.search(run) is None


def plurals(word: str) -> list[tuple[int, str]]:
    """The plain plurals of a word in small letters, each as how many letters go and what comes instead."""
    found = [] if word.endswith("s") else [(0, "s")]
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        found.append((0, "es"))
    if word.endswith("y"):
        found.append((1, "ies"))
    return found
