"""What a person may have meant by a word that nobody knows."""

from __future__ import annotations

import difflib
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache

from generator.harmless import clipped


def short(text: str) -> str:
    """A text that fits into a message."""
    return clipped(text, 60)


_MOST_COMPARED = 100
"""A word is compared with all that are known up to so many; of more, with those that begin or end as it does."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """The hint for a name that is not known."""
    word = word[:60].lower()
    compared = known if len(known) <= _MOST_COMPARED else _alike(word, tuple(known))
    near = difflib.get_close_matches(word, compared, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(known[:12])}{', …' * (len(known) > 12)}"


def _alike(word: str, known: tuple[str, ...]) -> list[str]:
    """The neighbours of a word in the alphabet, read from either side."""
    forwards, backwards = _sorted(known)
    near = [*_around(word, forwards), *(one[::-1] for one in _around(word[::-1], backwards))]
    return list(dict.fromkeys(near))


def _around(word: str, ordered: Sequence[str]) -> Sequence[str]:
    at = bisect(ordered, word)
    return ordered[max(0, at - _MOST_COMPARED // 4) : at + _MOST_COMPARED // 4]


@lru_cache(maxsize=4)
def _sorted(known: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return sorted(known), sorted(one[::-1] for one in known)
