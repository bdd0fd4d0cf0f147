"""What a list of authors says of them beyond their names: where they work, addresses, roles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from generator.readers.authors import WRITERS, as_written, is_of_name
from generator.text import clean

_MEANS_NOTHING = frozenset({
    "creatortype", "sequence", "parse-names", "static-ordering", "comma-suffix", "authenticated-orcid", "authorid",
})  # fmt: skip
_PARTS = frozenset({"given", "family", "particle", "suffix", "literal", "orcid", "name"})
"""What most have and no more, which is quick to see."""


def details(value: object) -> Iterator[tuple[str, str]]:
    """Where the authors work, each place once; what else is said of one, as it stands; and translators and the like."""
    listed = value if isinstance(value, list) else ()
    people = [one for one in listed if isinstance(one, Mapping) and not one.keys() <= _PARTS]
    if places := list(dict.fromkeys(place for one in people for place in _places(one))):
        yield "affiliation", "; ".join(places)
    if rest := [dict(one) for one in people if any(_is_more(str(name), said) for name, said in one.items())]:
        yield "author details", json.dumps(rest, ensure_ascii=False, sort_keys=True, default=str)
    yield from ((part, "; ".join(names)) for part, names in _others(people).items())


def _others(people: list[Mapping[str, object]]) -> dict[str, list[str]]:
    """Those who neither wrote nor edited the work, whom Zotero lists beside the authors, by what they did."""
    found: dict[str, list[str]] = {}
    for one in people:
        part = one.get("creatorType", "")
        if part and isinstance(part, str) and part not in (*WRITERS, "editor"):
            names = as_written({name: said for name, said in one.items() if name != "creatorType"})
            found.setdefault(clean(part)[:100], []).extend(map(str, names))
    return found


def _is_more(name: str, said: object) -> bool:
    known = is_of_name(name) or name.lower() in _MEANS_NOTHING or _is_place(name)
    return bool(said) and not known


def _is_place(name: str) -> bool:
    return name.lower() in ("affiliation", "affiliations")


def _places(one: Mapping[str, object]) -> Iterator[str]:
    for said in (value for name, value in one.items() if _is_place(str(name))):
        for place in said if isinstance(said, list) else [said]:
            text = place.get("name") if isinstance(place, Mapping) else place
            if text and isinstance(text, str):
                yield text
