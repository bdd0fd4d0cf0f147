"""Whose names a paper has, where its sources name more people or fewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.citation.published import is_in_a_volume
from generator.model import Name, Record
from generator.people import OTHERS
from generator.text import family_name, text_key


def said(record: Record, name: str) -> Any:
    """What a record says of a field; of the authors nothing, where only editors are named."""
    return () if name == "authors" and record.edited else getattr(record, name)


def credited(values: Mapping[str, Any]) -> dict[str, Any]:
    """Who stands in the place of the authors of a whole work for which only editors are known."""
    if values.get("authors") or not values.get("editors") or is_in_a_volume(values.get("entry_type", "")):
        return {}
    names = tuple(name for name in values["editors"] if name != OTHERS)
    is_short = len(names) < len(values["editors"])
    return {"authors": tuple(map(str, names)), "names": names, "et_al": is_short, "edited": True}


def names_of(authors: tuple[str, ...], records: Sequence[Record]) -> tuple[Name, ...]:
    """The parts of the authors' names: of the best source that has these authors and knows the parts."""
    return next((record.names for record in records if record.names and record.authors == authors), ())


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
