"""What other catalogs put one level deeper: a whole paper below `content:`, where it appeared below `published:`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.readers.aliases import field_of, folded

_WRAPPERS = frozenset({"content", "data", "metadata", "attributes", "fields", "article", "paper", "record"})
"""Keys below which a whole paper may stand: the answers of OpenReview and others."""
_PARTS = frozenset({
    "published", "publication", "preprint", "journal", "venue", "conference", "proceedings", "publicationinfo",
    "citation", "bibtex", "bib", "ids", "identifiers", "externalids", "hugoblox",
})  # fmt: skip
"""Keys below which some fields of the paper may stand."""
_NAMES = ("name", "title", "full", "text", "value")
"""What a place of publication is called in its own mapping."""
_IN_LANGUAGES = frozenset({"title", "abstract", "venue", "booktitle", "publisher", "keywords", "authors", "pages"})
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


def is_in_languages(name: str, keys: Iterable[object]) -> bool:
    """Does a field hold its text in several languages, as `title: {en: …, de: …}`?"""
    return field_of(name) in _IN_LANGUAGES and all(_LANGUAGE.fullmatch(str(key)) for key in keys)


def flat(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of an entry with those beside them that stood one level deeper; what an entry says itself counts.

    What nobody knows of those keeps the name of its mapping before its own.
    """
    inner = [name for name, value in entry.items() if isinstance(value, Mapping) and _is_opened(entry, name, value)]
    if not inner:
        return entry
    fields = {name: value for name, value in entry.items() if name not in inner}
    for name in inner:
        for own, value in _of_part(name, entry[name]):
            _add(fields, name, own, value)
    return fields


def _is_opened(entry: Mapping[str, Any], name: str, value: Mapping[str, Any]) -> bool:
    short = folded(name)
    if short in _WRAPPERS:
        return _has_title(value) and not _has_title(entry)
    if value and is_in_languages(name, value):
        return True
    return short in _PARTS and (len(value) > 1 or not any(key in value for key in _NAMES))


def _has_title(entry: Mapping[str, Any]) -> bool:
    return any(value and field_of(str(name)) == "title" for name, value in entry.items())


def _of_part(name: str, part: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of one mapping; the name of a journal or a conference is what the mapping is about."""
    if is_in_languages(name, part):
        main = next((key for key in part if key[:2] == "en"), next(iter(part)))
        yield name, part[main]
        yield from ((f"{name} ({key})", value) for key, value in part.items() if key != main)
        return
    is_place = field_of(name) in ("venue", "booktitle") or folded(name) == "publication"
    called = next((key for key in _NAMES if key in part), "") if is_place else ""
    if called:
        yield name, part[called]
    for own, value in part.items():
        if own != called:
            yield str(own), _bare(value)


def _bare(value: Any) -> Any:
    """The value itself, where OpenReview says beside it who may read it."""
    if isinstance(value, Mapping) and "value" in value and value.keys() <= {"value", "readers"}:
        return value["value"]
    return value


def _add(fields: dict[str, Any], name: str, own: str, value: Any) -> None:
    """Put a field of a mapping beside those of the entry; a second of its kind, and an unknown one, keep its name."""
    if isinstance(value, Mapping) and folded(own) in _PARTS:
        for deeper, one in value.items():
            _add(fields, name, str(deeper), one)
        return
    if own == name or folded(name) in _WRAPPERS or own.startswith(f"{name} ("):
        fields.setdefault(own, value)
        return
    field = field_of(own)
    is_free = field and not any(one and field_of(other) == field for other, one in fields.items())
    fields[own if is_free and own not in fields else f"{name} {own}"] = value
