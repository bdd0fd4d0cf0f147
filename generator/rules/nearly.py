"""Why a term is not found that a person thought would be: the same term, less strict in one thing, is found.

Each way to be less strict is a term of its own with the sentence that it proves. The first that is found is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from generator.matcher import Compiled, Matcher, Reading, match
from generator.model import Field, Rule, Term

MOST_TRIED = 2000
_LAST_WORD = re.compile(r"[^\W_]+$")
_ENDING = re.compile(r"(?:ing|ings|ed|er|ion|ment|e|y|s)$")


class _Looser(NamedTuple):
    """A term that asks for less, and what it means when it alone is found; `{}` is what it found."""

    term: Term
    meaning: str


def nearly(terms: Iterable[Term], title: str, abstract: str) -> str:
    """What stood in the way of the term that was nearest to be found, as a hint; '' where none was near."""
    tried = list(islice((one for term in terms for one in _looser(term)), MOST_TRIED))
    if not tried:
        return ""
    matcher = Matcher([Rule("nearly", "", "", tried[0].term.where, any=tuple(one.term for one in tried))])
    reading = matcher.find(title, abstract)
    texts = {Field.TITLE: title, Field.ABSTRACT: abstract}
    for one, compiled in zip(tried, matcher.rules[0].any, strict=True):
        if found := _found(compiled, reading, texts):
            return one.meaning.replace("{}", found)
    return ""


def _found(term: Compiled, reading: Reading, texts: dict[Field, str]) -> str:
    hits = term.hits(reading)
    if not hits:
        return ""
    pieces = [texts[one.field][one.start : one.end] for one in match("nearly", term.term, hits[0], reading)]
    return " … ".join(pieces)


def _looser(term: Term) -> Iterator[_Looser]:
    if term.exceptions:
        names = ", ".join(f"'{one.label}'" for one in term.exceptions[:3])
        yield _Looser(replace(term, exceptions=()), f"'{{}}' is found, but the `except` {names} makes it void")
    if term.only:
        meaning = f"'{{}}' is found, but the term counts in the {term.only.value} only"
        yield _Looser(replace(term, only=None), meaning)
    if term.near:
        yield from _looser_near(term)
    elif not term.regex:
        for spelling in term.spellings:
            for text, meaning in _respelled(spelling):
                yield _Looser(Term((text,), term.where, term.only), meaning)


def _looser_near(term: Term) -> Iterator[_Looser]:
    if term.within is not None:
        meaning = f"'{{}}' is found, but more than {term.within} words stand between"
        yield _Looser(replace(term, within=None), meaning)
    if term.ordered:
        yield _Looser(replace(term, ordered=False), "'{}' is found, but in the other order")
        yield _Looser(replace(term, ordered=False, within=None), "'{}' is found, but in the other order and far apart")
    one, other = (side.label for side in term.near)
    for side in term.near:
        yield _Looser(side, f"'{{}}' is found, but not both of '{one}' and '{other}' in one sentence")


def _respelled(spelling: str) -> Iterator[tuple[str, str]]:
    """Other spellings of a term, and what to write where one of them is found."""
    if any(map(str.isupper, spelling)):
        yield spelling.lower(), f"'{{}}' is found, but the term is written '{spelling}', and capitals count"
    if spelling.startswith("="):
        yield spelling[1:], f"'{{}}' is found, but `=` in '{spelling}' takes no plural"
    if " " in spelling.strip():
        joined = "-".join(spelling.split())
        yield joined, f"'{{}}' is found; write '{joined}', because a hyphen also matches nothing"
    last = _LAST_WORD.search(spelling)
    if not last or len(last.group()) < 4:
        return
    begun, word = spelling[: last.start()], last.group()
    if word.endswith("s") and not word.endswith("ss"):
        singular = f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
        advice = f"write '{begun}{singular}', which takes the plural, too"
        yield f"{begun}{singular}", f"'{{}}' is found, but the term '{spelling}' is a plural; {advice}"
    stem = _ENDING.sub("", word)
    if len(stem) >= 4:
        advice = f"words match whole; add '{{}}' as a spelling, or write '{begun}{stem}*'"
        yield f"{begun}{stem}*", f"'{{}}' is near the term '{spelling}': {advice}"
