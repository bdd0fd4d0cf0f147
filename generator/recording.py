"""Records and papers in the catalog's own record format, as `papers-format.md` describes it.

What `readers.jsonl` makes of it is the same again: texts are written so that reading them changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from generator.as_latex import meaning_itself
from generator.model import Decision, Name, Paper, Record, Standing

_TEXTS: Final = frozenset(
    {"title", "abstract", "venue", "booktitle", "later_title", "volume", "number", "pages", "publisher", "isbn"}
)
_LISTS: Final = frozenset({"keywords", "categories"})
_ORDER: Final = (
    "title", "authors", "et_al", "editors", "date", "year", "entry_type", "venue", "booktitle", "volume", "number",
    "pages", "publisher", "isbn", "arxiv", "version", "acl", "doi", "url", "pdf", "later_title", "keywords",
    "categories", "abstract", "former", "different_from",
)  # fmt: skip
_SHORT: Final = tuple(name for name in _ORDER if name != "abstract")


def fields_of(thing: Record | Paper, *, abstract: bool = True) -> dict[str, object]:
    """All that is known of a paper or that a source says of it, by the names and in the forms of the record format.

    Authors with known parts are objects; editors in the place of authors are told as editors alone. Where the things
    came from, such as a listing, is no part of it.
    """
    names = _ORDER if abstract else _SHORT
    if thing.edited:
        names = tuple(name for name in names if name != "authors")
    fields = {name: _value(thing, name, known) for name in names if (known := getattr(thing, name, None))}
    fields |= _standing(thing.standing) if thing.standing else {}
    fields |= {verb: _decided(thing.decisions, given) for verb, given in (("pin", True), ("ban", False))}
    fields["extra"] = dict(thing.extra)
    fields["key"] = thing.key if isinstance(thing, Record) else ""
    return {name: value for name, value in fields.items() if value}


def _value(thing: Record | Paper, name: str, value: Any) -> object:
    if name == "authors":
        return [_author(one) for one in thing.names] or _texts(value)
    if name == "editors":
        return [_author(one) for one in value]
    if name in _TEXTS:
        return meaning_itself(value)
    return _texts(value) if name in _LISTS else list(value) if isinstance(value, tuple) else value


def _texts(values: Iterable[str]) -> list[str]:
    return [meaning_itself(value) for value in values]


def _author(name: Name) -> dict[str, str]:
    return {part: meaning_itself(text) for part, text in asdict(name).items() if text}


def _standing(standing: Standing) -> Iterator[tuple[str, str]]:
    """What became of it, as a card says it."""
    known = (standing.status.value, standing.date, standing.notice, standing.successor)
    names = ("status", "status_date", "notice", "superseded_by")
    return ((name, value) for name, value in zip(names, known, strict=True) if value)


def _decided(decisions: Iterable[Decision], given: bool) -> dict[str, str]:
    return {one.tag: one.reason for one in decisions if one.given == given}
