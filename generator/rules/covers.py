"""Terms that another term makes useless, by what they say: `reward model*` covers `reward modeling`.

The test looks at the words alone, not at papers, so that it holds for papers to come: every text in which the narrower
term is found has the wider one in it. It is sound and not complete: what it does not see may be covered all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from generator.model import Location, Term
from generator.patterns import Fault, Pattern, parse
from generator.words import plurals

MOST_COMPARED = 500
"""With so many others of its list a spelling is compared."""


class Covered(NamedTuple):
    """A spelling, its place and its term, and the wider spelling and its place."""

    spelling: str
    where: Location
    term: Term
    wider: str
    other: Location


class _Spelling(NamedTuple):
    text: str
    where: Location
    term: Term
    pattern: Pattern


def covered(terms: Iterable[Term], others: Iterable[Term]) -> Iterator[Covered]:
    """The spellings of some terms that add nothing to those of others, or of the same, in their order."""
    first: dict[str, list[_Spelling]] = {}
    starred: list[_Spelling] = []
    for one in _spellings(others):
        word = one.pattern.key[0][0]
        if "*" in word:
            starred.append(one)
        else:
            first.setdefault(word.lower(), []).append(one)
    for one in _spellings(terms):
        candidates = islice(_near(one, first, starred), MOST_COMPARED)
        if wider := next((other for other in candidates if _covers(other, one)), None):
            yield Covered(one.text, one.where, one.term, wider.text, wider.where)


def _spellings(terms: Iterable[Term]) -> Iterator[_Spelling]:
    for term in terms:
        texts = () if term.regex or term.near else term.spellings
        for text, where in zip(texts, term.places or [term.where] * len(texts), strict=True):
            pattern = parse(text)
            if not isinstance(pattern, Fault):
                yield _Spelling(text, where, term, pattern)


def _near(one: _Spelling, first: dict[str, list[_Spelling]], starred: list[_Spelling]) -> Iterator[_Spelling]:
    """The spellings that begin with a word of this one, or with a star."""
    for word in dict.fromkeys(one.pattern.key[0]):
        small = word.lower()
        for begun in (small, small[:-1], small[:-2], f"{small[:-3]}y"):
            yield from first.get(begun, ())
    yield from starred


def _covers(wide: _Spelling, narrow: _Spelling) -> bool:
    """Does the wide spelling stand in every text in which the narrow one does?"""
    if wide.text == narrow.text and wide.term == narrow.term:
        return False
    if wide.term.exceptions or wide.term.only not in (None, narrow.term.only):
        return False
    room = len(narrow.pattern.words) - len(wide.pattern.words)
    return any(_stands(wide.pattern, narrow.pattern, at) for at in range(room + 1))


def _stands(wide: Pattern, narrow: Pattern, at: int) -> bool:
    """Do the words of the wide pattern take those of the narrow one from this place on, whatever its hyphens become?"""
    end = at + len(wide.words)
    is_joined = narrow.hyphens[max(0, at - 1) : at] + narrow.hyphens[end - 1 : end]
    between = zip(wide.hyphens, narrow.hyphens[at : end - 1], strict=True)
    if any(is_joined) or any(closes and not takes for takes, closes in between):
        return False
    takes_plural = end == len(narrow.words) and not narrow.exact
    if takes_plural and wide.exact and not wide.words[-1].endswith("*"):
        return False
    words = zip(wide.key[0], narrow.key[0][at:end], strict=True)
    *inner, last = [(one, other) for one, other in words]
    return all(_takes(one, other) for one, other in inner) and _takes_last(*last, exact=wide.exact)


def _takes(wide: str, narrow: str) -> bool:
    """Does a word with stars take whatever another takes? Stars of the narrow one are signs like any other."""
    if wide == wide.lower():
        narrow = narrow.lower()
    expression = "[^ ]*".join(map(re.escape, wide.split("*")))
    return re.fullmatch(expression, narrow) is not None


def _takes_last(wide: str, narrow: str, *, exact: bool) -> bool:
    """The same for the last word of a term, which takes its plural, too."""
    if _takes(wide, narrow):
        return True
    endings = [] if exact or wide.endswith("*") else plurals(wide.lower())
    return any(_takes(wide[: len(wide) - cut] + suffix, narrow) for cut, suffix in endings)
