"""What a record of the catalog's own format says beyond a bibliography: the fields that else only a card has.

    version                                          that of the arXiv id, a number
    status, status_date, notice, superseded_by       what became of the paper
    pin, ban                                         the tags that it has or has not, each with the reason
    et_al                                            whether there are more authors than are named, true
    former                                           the last parts of its former addresses
    different_from                                   papers that look like this one and are others
    extra                                            fields that the catalog has no place for, by name
    catalog                                          what an export tells of the catalog that it is from; passed over
    imported                                         where an import took the line from; passed over

Other programs have fields of these names, too. One that does not hold what it holds here is left as it is, and is a
field that nobody knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from generator.address_lock import is_slug
from generator.model import Decision, Location, PaperStatus, Standing
from generator.readers.aliases import field_of
from generator.readers.authors import Person, as_written
from generator.readers.entries import as_text
from generator.text import clean, iso_date, safe_url

_Pairs = tuple[tuple[str, str], ...]
_DECIDING: Final = {"pin": True, "ban": False}


def taken(entry: Mapping[str, object], where: Location) -> tuple[dict[str, object], dict[str, Any]]:
    """What is left of an entry for `Entries.read`, and the fields of `Record` that it gave."""
    if FORMS.keys().isdisjoint(entry):
        return dict(entry), {}
    said = {name: parse(entry[name]) for name, parse in FORMS.items() if name in entry}
    said = {name: value for name, value in said.items() if value is not None}
    if "status" not in said:
        said = {name: value for name, value in said.items() if name not in _ABOUT_STATUS}
    left = {name: value for name, value in entry.items() if name not in said}
    known: dict[str, Any] = {name: said[name] for name in _AS_IN_RECORD if name in said}
    if "status" in said:
        date, notice, successor = (said.get(name, "") for name in _ABOUT_STATUS)
        known["standing"] = Standing(said["status"], where, date, notice, successor, where if successor else None)
    if "extra" in known:
        people, known["extra"] = _people(known["extra"], left)
        left, known = {**left, **people}, known | ({"et_al": True} if _OTHERS_BEFORE in said["extra"] else {})
    if decisions := tuple(_decisions(said, where)):
        known["decisions"] = decisions
    return left, known


def _people(extra: _Pairs, left: Mapping[str, object]) -> tuple[dict[str, object], _Pairs]:
    """What records of older versions say of people among the fields without a place, and the others of these.

    The editors of a work without authors stood in the place of these as well.
    """
    rest = tuple(pair for pair in extra if pair != _OTHERS_BEFORE)
    name, text = next((pair for pair in rest if field_of(pair[0]) == "editors"), ("", ""))
    editors = () if any(field_of(own) == "editors" for own in left) else _named(_listed(text))
    if not editors:
        return {}, rest
    are_authors = list(map(str, _named(left.get("authors")))) == list(map(str, editors))
    people: dict[str, object] = {"editors": editors}
    if are_authors:
        people["authors"] = ()
    return people, tuple(pair for pair in rest if pair != (name, text))


def _listed(text: str) -> object:
    """A list that was told in JSON or in words; nothing of one that was cut off."""
    try:
        return json.loads(text) if text.startswith("[") else text
    except (ValueError, RecursionError):
        return None


def _named(people: object) -> tuple[Person, ...]:
    try:
        return as_written(people)
    except ValueError:
        return ()


def _decisions(said: Mapping[str, Any], where: Location) -> list[Decision]:
    return [
        Decision(tag, given, reason, where)
        for verb, given in _DECIDING.items()
        for tag, reason in said.get(verb, {}).items()
    ]


def _version(value: object) -> int | None:
    return value if type(value) is int and 0 < value < 1000 else None


def _true(value: object) -> bool | None:
    return value if value is True else None


def _status(value: object) -> PaperStatus | None:
    return PaperStatus(value) if isinstance(value, str) and value in tuple(PaperStatus) else None


def _text(parse: Callable[[str], str]) -> Callable[[object], str | None]:
    return lambda value: (parse(value) or None) if isinstance(value, str) else None


def _texts(value: object) -> dict[str, str] | None:
    """An object of texts, all clean."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        return None
    return {clean(name): clean(text) for name, text in value.items()}


def _extra(value: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict):
        return None
    return tuple(sorted((clean(name)[:100], as_text(text)) for name, text in value.items()))


def _slugs(value: object) -> tuple[str, ...] | None:
    is_list = isinstance(value, list) and all(isinstance(one, str) and is_slug(one) for one in value)
    return tuple(value) if is_list else None  # type: ignore[arg-type]


def _list(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(filter(None, map(clean, value)))


def _of_the_program(value: object) -> object:
    return value if isinstance(value, dict) else None


_OTHERS_BEFORE: Final = ("author", "and others")
"""What stood for `et_al` in exports before there was that field."""
_AS_IN_RECORD: Final = ("version", "et_al", "former", "different_from", "extra")
_ABOUT_STATUS: Final = ("status_date", "notice", "superseded_by")
FORMS: Final[Mapping[str, Callable[[object], Any]]] = {
    "version": _version, "et_al": _true, "status": _status, "status_date": _text(iso_date), "notice": _text(safe_url),
    "superseded_by": _text(clean), "pin": _texts, "ban": _texts, "former": _slugs, "different_from": _list,
    "extra": _extra,
    "catalog": _of_the_program, "imported": _of_the_program,
}  # fmt: skip
