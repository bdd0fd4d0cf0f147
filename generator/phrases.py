"""The phrases of a paper: one to three words of a sentence, folded, that neither begin nor end with a common word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.model import Field, Match, Paper
from generator.text import find_urls
from generator.tokens import tokens
from generator.words import fold, plurals, sentence_ends, word_pattern

LONGEST = 3
_ABSTRACTS = (
    "address also approach achieve base benefit call challenge code compare consist contain current data demonstrate "
    "develop different discuss effective enable even evaluate examine existing experiment explore extensive first "
    "focus follow framework furthermore good help however identify improve improvement include increase introduce "
    "investigate issue large latest lead make method model moreover new novel obtain outperform paper perform "
    "performance present problem propose proposed provide recent recently reduce require research result "
    "second set show significant significantly simple specifically state study suggest system task technique "
    "three two type use used using utilize various via well work available publicly release released github https"
)
"""Words of abstracts of every kind; a phrase of these alone marks nothing."""
_ORDINARY = frozenset(_ABSTRACTS.split())


class Place(NamedTuple):
    """Where a phrase stands first."""

    field: Field
    start: int
    end: int


def phrases_of(paper: Paper, taken: Iterable[Match] = ()) -> dict[str, Place]:
    """Each phrase of title and abstract with its first place, the last word in the singular.

    None overlaps a match of `taken` or an address.
    """
    found: dict[str, Place] = {}
    covered = {(match.field, at) for match in taken for at in range(match.start, match.end)}
    for field, text in ((Field.TITLE, paper.title), (Field.ABSTRACT, paper.abstract)):
        closed = {at for start, end, _ in find_urls(text) for at in range(start, end)}
        closed |= {at for name, at in covered if name is field}
        for phrase, start, end in _phrases(text, closed):
            found.setdefault(phrase, Place(field, start, end))
    return found


def _phrases(text: str, closed: set[int]) -> Iterator[tuple[str, int, int]]:
    ends = sentence_ends(text)
    places = [word.span() for word in word_pattern(text).finditer(text)]
    words = [fold(text[start:end])[1] for start, end in places]
    sentences = [bisect_left(ends, start) for start, _ in places]
    for first, word in enumerate(words):
        if not _tells(word):
            continue
        for last in range(first, min(first + LONGEST, len(words))):
            if sentences[last] != sentences[first] or places[last][0] in closed:
                break
            chosen = words[first : last + 1]
            if _tells(words[last]) and any(singular(one) not in _ORDINARY for one in chosen):
                phrase = " ".join([*chosen[:-1], singular(chosen[-1])])
                yield phrase, places[first][0], places[last][1]


@lru_cache(maxsize=1 << 16)
def _tells(word: str) -> bool:
    """Can a phrase begin or end with this word? Not with a common one, a number or a single letter."""
    return bool(tokens(word)) and not word.isdecimal()


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """The word of which this is a plain plural, by the rules' own endings."""
    for cut, ending in ((-3, "y"), (-2, ""), (-1, "")):
        bare = word[:cut] + ending
        if len(bare) > 3 and any(bare[: len(bare) - gone] + suffix == word for gone, suffix in plurals(bare)):
            return bare
    return word
