"""The catalog's tokens: how a text becomes the words that search and nearness count.

The browser makes the same tokens, so that a search finds what the build counted. The stemmer is lunr.js' and not
Python lunr's, which differs on words such as key, survey and array.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from unicodedata import category, normalize

from lunr.pipeline import Pipeline
from lunr.stop_word_filter import WORDS, stop_word_filter
from lunr.token import Token

STEMMER: Final = "stemmer-catalog"
JOINERS: Final = "\u00ad\u200c\u200d"
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_SMALL: Final = {code: ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)}
_ASCII: Final = bytes(_SMALL.get(code, code) for code in range(256))
"""For `bytes.translate`, many times as fast as that of a text: small letters and digits, and signs part words."""


def tokens(text: str) -> list[str]:
    """The words of `text` in order, in small letters without accents; no stop word, none of one character."""
    return [word for word in words(text) if _STEMS[word]]


def stems(text: str) -> list[str]:
    """The stem of each of `tokens(text)`."""
    return [found for word in words(text) if (found := _STEMS[word])]


def stem(token: str) -> str:
    """The stem of one token (small letters, no accents), also of a stop word."""
    return _STEMS[token] or _porter(token)


def stem_of_token(word: str) -> str:
    """The stem of one of `words(text)` where it is a token, else nothing."""
    return _STEMS[word]


def pipeline() -> Pipeline:
    """What lunr does with each token: the stop words out, the rest stemmed. An index can name both functions."""
    made = Pipeline()
    made.add(stop_word_filter, _stemmer)
    return made


def words(text: str) -> list[str]:
    """All words of `text` in order, folded, also those that are no tokens."""
    if not text.isascii():
        text = _NOT_ASCII.sub(_folded, normalize("NFKD", text).lower())
    return text.encode().translate(_ASCII).decode().split()


def _folded(signs: re.Match[str]) -> str:
    return signs[0].translate(_FOLD)


class _Fold(dict[int, str | None]):
    """A table for `str.translate` that learns each character once: marks and joiners vanish, signs part words."""

    def __missing__(self, code: int) -> str | None:
        kind = category(chr(code))[0]
        self[code] = chr(code) if kind in "LN" else None if kind == "M" or chr(code) in JOINERS else " "
        return self[code]


class _Stems(dict[str, str]):
    """What `pipeline` makes of each word, asked once: its stem, or nothing where the word is dropped."""

    def __missing__(self, word: str) -> str:
        self[word] = found = _porter(word) if len(word) > 1 and word not in WORDS else ""
        return found


# Porter's stemmer, step by step as lunr.js 2.3.9 has it; its quirks are kept on purpose.
_SECOND: Final = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
    "logi": "log",
}  # fmt: skip
_THIRD: Final = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_FOURTH: Final = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
)  # fmt: skip
_ENDINGS: Final = ("s", "ed", "ing", "y", *_SECOND, *_THIRD, *_FOURTH, "sion", "tion", "e", "ll")
_C, _V = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"

_has_vowel = re.compile(f"(?:{_C})?[aeiouy]").match
_has_one = re.compile(f"(?:{_C})?{_V}{_C}").match
_has_two = re.compile(f"(?:{_C})?{_V}{_C}{_V}{_C}").match
_is_one = re.compile(f"(?:{_C})?{_V}{_C}(?:{_V})?\\Z").match
_is_short = re.compile(f"{_C}[aeiouy][^aeiouwxy]\\Z").match
_is_doubled = re.compile(r".*([^aeiouylsz])\1\Z").match


def _at_end(pattern: str, *endings: str) -> Callable[[str], re.Match[str] | None]:
    """What finds a pattern with one of these endings behind it: a look at the end, for most words, is enough."""
    match = re.compile(f"{pattern}({'|'.join(endings)})\\Z").match
    return lambda word: match(word) if word.endswith(endings) else None


_past = _at_end("(.+?)", "ed", "ing")
_second = _at_end("(.+?)", *_SECOND)
_third = _at_end("(.+?)", *_THIRD)
_fourth = _at_end("(.+?)", *_FOURTH)
_sion = _at_end("(.+?[st])", "ion")


def _porter(word: str) -> str:
    if len(word) < 3 or not word.endswith(_ENDINGS):
        return word
    # An initial y is a consonant, and to the patterns every capital is one.
    made = _present(_singular("Y" + word[1:] if word[0] == "y" else word))
    if len(made) > 2 and made[-1] == "y" and made[-2] not in "aeiou":
        made = made[:-1] + "i"
    made = _simpler(made, _second(made), _SECOND)
    made = _simpler(made, _third(made), _THIRD)
    made = _without_final_e(_without_ending(made))
    return "y" + made[1:] if word[0] == "y" else made


def _singular(word: str) -> str:
    if (len(word) > 4 and word.endswith("sses")) or (len(word) > 3 and word.endswith("ies")):
        return word[:-2]
    return word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2] != "s" else word


def _present(word: str) -> str:
    if len(word) > 3 and word.endswith("eed"):
        return word[:-1] if _has_one(word[:-3]) else word
    found = _past(word)
    if not found or not _has_vowel(found[1]):
        return word
    rest = found[1]
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if _is_doubled(rest):
        return rest[:-1]
    return rest + "e" if _is_short(rest) else rest


def _simpler(word: str, found: re.Match[str] | None, endings: Mapping[str, str]) -> str:
    return found[1] + endings[found[2]] if found and _has_one(found[1]) else word


def _without_ending(word: str) -> str:
    found = _fourth(word) or _sion(word)
    return found[1] if found and _has_two(found[1]) else word


def _without_final_e(word: str) -> str:
    if len(word) > 1 and word[-1] == "e":
        rest = word[:-1]
        if _has_two(rest) or (_is_one(rest) and not _is_short(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _has_two(word) else word


def _stemmer(token: Token, i: int | None = None, tokens: list[Token] | None = None) -> Token:
    return token.update(lambda word, metadata: _porter(word))


Pipeline.register_function(_stemmer, STEMMER)
_FOLD: Final = _Fold()
_STEMS: Final = _Stems()
