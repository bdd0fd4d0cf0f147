"""The items of a query, as they are typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category

from generator.tokens import words

LONGEST = 2000
_ITEM = re.compile(r'(-?)(?:(tag|author|venue|year):)?(?:"([^"]*)(?:"|$)|(\S+))', re.IGNORECASE)
_KIND_ALONE = re.compile(r"(?:tag|author|venue|year):", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})|(\d{4})?(?:\.\.|[-–])(\d{4})?", re.ASCII)
_QUOTES = str.maketrans("“”", '""')


@dataclass(frozen=True, slots=True)
class Item:
    """One condition as typed: `kind` is tag, author, venue, year, phrase or, for any other run of signs, ''.

    `turned` says that a paper must not meet it.
    """

    kind: str
    text: str
    turned: bool


def items(text: str) -> list[Item]:
    """The items of a query in order."""
    found = []
    for sign, kind, phrase, run in _ITEM.findall(text[:LONGEST].translate(_QUOTES)):
        if not kind and _KIND_ALONE.fullmatch(run):
            continue
        found.append(Item(kind.lower() or ("" if run else "phrase"), phrase or run, bool(sign)))
    return found


def is_unfinished(text: str) -> bool:
    """Whether the last sign of a query belongs to a word."""
    return category(text[:LONGEST][-1:] or " ")[0] in "LNM"


def years(text: str) -> tuple[int, int] | None:
    """The first and last year of a range; None where the text is none. An open end is 0 or 9999."""
    found = _YEARS.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    one, first, last = found.groups()
    return int(one or first or 0), int(one or last or 9999)


def name_key(text: str) -> str:
    """What two names that are the same have in common: their words, joined by spaces."""
    return " ".join(words(text))
