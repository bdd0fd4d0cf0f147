"""Where two texts stand side by side in others, as one phrase would."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.words import fold, plurals, word_pattern

_WORD = re.compile(r"(?:[^\W_]|\*)+")

MOST_STARRED, MOST_PLACES = 100, 100
"""So many different words with a star are looked for, and so many places of a word are looked at."""


class Found(NamedTuple):
    """Which text has the two, as it writes them, the signs between them, and what follows."""

    number: int
    phrase: str
    between: str
    behind: str


class Texts:
    """Some texts, word by word.

    A `*` in what is looked for stands for any letters, and its last word is also found in the plural.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._words = [list(word_pattern(text).finditer(text)) for text in texts]
        self._small = [[fold(word.group())[1] for word in words] for words in self._words]
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._starred: dict[str, list[tuple[int, int]]] = {}
        for number, words in enumerate(self._small):
            for place, word in enumerate(words):
                if len(self._places[word]) < MOST_PLACES:
                    self._places[word].append((number, place))

    def side_by_side(self, one: str, other: str) -> Iterator[Found]:
        """Each place where the second text follows the first, whatever signs stand between the two."""
        before, after = words(one), words(other)
        if not before or not after:
            return
        for number, place in self._where(before[-1]):
            first, end = place + 1 - len(before), place + 1 + len(after)
            if first >= 0 and _fit([*before, *after], self._small[number][first:end]):
                yield self._found(number, first, place, end - 1)

    def _where(self, word: str) -> list[tuple[int, int]]:
        if "*" not in word:
            return self._places.get(word, [])
        if word not in self._starred and len(self._starred) < MOST_STARRED:
            taken = (places for found, places in self._places.items() if _takes(word, found))
            self._starred[word] = [place for places in taken for place in places]
        return self._starred.get(word, [])

    def _found(self, number: int, first: int, joint: int, last: int) -> Found:
        text, places = self._texts[number], self._words[number]
        phrase = text[places[first].start() : places[last].end()]
        between = text[places[joint].end() : places[joint + 1].start()]
        return Found(number, phrase, between, text[places[last].end() :])


def words(text: str) -> list[str]:
    """The words of a term in small letters, with their stars."""
    return [fold(word)[1] for word in _WORD.findall(text)]


def _fit(wanted: Sequence[str], found: Sequence[str]) -> bool:
    if len(wanted) != len(found):
        return False
    *inner, last = zip(wanted, found, strict=True)
    return all(_takes(*pair) for pair in inner) and (_takes(*last) or _is_plural(*last))


def _takes(wanted: str, found: str) -> bool:
    begin, *pieces = wanted.split("*")
    if not pieces:
        return wanted == found
    *inner, end = pieces
    at = len(begin) if found.startswith(begin) else -1
    for piece in inner:
        place = found.find(piece, at) if at >= 0 else -1
        at = place + len(piece) if place >= 0 else -1
    return 0 <= at <= len(found) - len(end) and found.endswith(end)


def _is_plural(wanted: str, found: str) -> bool:
    return any(wanted[: len(wanted) - cut] + suffix == found for cut, suffix in plurals(wanted))
