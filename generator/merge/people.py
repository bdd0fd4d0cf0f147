"""Whose names a paper has, where its sources name more people or fewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.model import Record
from generator.text import family_name, text_key


def of_people(ranked: Sequence[Record]) -> Record:
    """The record that the authors are taken from, of records that name any, the best first.

    Where it says that there are others, it is the first after it that names these too and says nothing of others.
    """
    best, *others = ranked
    if not best.et_al:
        return best
    return next((one for one in others if not one.et_al and are_part(best, one.authors)), best)


def are_part(record: Record, authors: Sequence[str]) -> bool:
    """Whether a record says that it does not name all authors, and these are its own and more."""
    return record.et_al and len(record.authors) < len(authors) and _families(record.authors) <= _families(authors)


def _families(authors: Iterable[str]) -> Counter[str]:
    """The family names: others may have initials for the given ones."""
    return Counter(text_key(family_name(name)) for name in authors)
