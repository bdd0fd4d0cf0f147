"""What has been said of a paper so far, and whether a record says more, or otherwise, or the same in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from generator.identifiers import acl, arxiv, doi, identity_doi
from generator.model import Facts, Record
from generator.naming import series
from generator.text import family_name, fold, text_key, title_key

_NO_FIELDS = {"names", "et_al", "edited", "extra", "former", "decisions", "different_from"}
FIELDS = tuple(one.name for one in fields(Facts) if one.name not in _NO_FIELDS)
"""The fields of which a source can say something that readers may see."""

SLIGHT = frozenset({"entry_type"})
"""What alone is no reason to keep a record: most sources guess it."""
_PLACES = ("venue", "booktitle")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class Heard:
    """What the records of a paper have said so far, each field in a form in which spellings are alike."""

    said: dict[str, set[object]] = field(default_factory=dict)
    ties: set[frozenset[str]] = field(default_factory=set)

    def add(self, record: Record) -> None:
        """Take in what one more record says."""
        self.ties.add(_ties(record))
        for name, value in _said(record):
            self.said.setdefault(name, set()).update(_alike(name, value))
        self.said.setdefault("title", set()).update({title_key(record.later_title)} - {""})
        self.said.setdefault("year", set()).update(_alike("year", record.date[:4]) if record.date else ())

    def news(self, record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the fields that a record adds, and of those in which it says otherwise.

        An address or a number that only repeats an identifier of the paper is no news.
        """
        adds: list[str] = []
        apart: list[str] = []
        for name, value in _said(record):
            if not self.said.get(name):
                adds += [] if self._repeats(name, value) else [name]
            elif self.said[name].isdisjoint(_alike(name, value)[:1]) and not self._repeats(name, value):
                (adds if name not in FIELDS else apart).append(name)
        return tuple(adds), tuple(apart)

    def is_tied(self, record: Record) -> bool:
        """Whether one of the records has all the identifiers and titles of this one: without it nothing falls apart."""
        mine = _ties(record)
        return any(mine <= other for other in self.ties)

    def _repeats(self, name: str, value: object) -> bool:
        """Whether a value is one of the identifiers of the paper, or its address, or its venue once more."""
        if name in _PLACES and any(not self.said.get(one, set()).isdisjoint(_alike(one, value)[:1]) for one in _PLACES):
            return True
        if name in ("arxiv", "acl", "doi") or not isinstance(value, str):
            return False
        named = {"arxiv": arxiv(value), "acl": acl(value), "doi": identity_doi(doi(value))}
        return any(one and one in self.said.get(kind, ()) for kind, one in named.items())


def _ties(record: Record) -> frozenset[str]:
    """What joins a record to others."""
    titles = (title_key(title) for title in (record.title, record.later_title) if title)
    ids = (f"arxiv:{record.arxiv}", f"acl:{record.acl}", f"doi:{identity_doi(record.doi)}")
    return frozenset((*titles, *(one for one in ids if not one.endswith(":"))))


def _said(record: Record) -> Iterator[tuple[str, object]]:
    """What a record says, by field; those that the catalog has no place for too."""
    yield from ((name, value) for name in FIELDS if (value := getattr(record, name)))
    yield from (pair for pair in record.extra if pair[0] not in FIELDS)


def _alike(name: str, value: object) -> list[object]:
    """The forms in which two values of a field are one; the first is the value's own, others say less."""
    if name == "date":
        date = str(value)
        return [date, *(date[:length] for length in (7, 4) if length < len(date))]
    if name == "authors" and isinstance(value, tuple):
        return [tuple(text_key(family_name(author)) for author in value)]
    if name in ("title", "later_title"):
        return [title_key(str(value))]
    if name in _PLACES:
        text = str(value)
        return [text_key(text), text_key(series(text) + "".join(_YEAR.findall(text)[:1]))]
    if name in ("arxiv", "acl"):
        return [str(value)]
    if name == "doi":
        return [identity_doi(str(value)) or str(value).lower()]
    if name in ("url", "pdf"):
        return [str(value).partition("://")[2].removeprefix("www.").rstrip("/")]
    return [text_key(as_text(value)) or fold(as_text(value))]


def as_text(value: object) -> str:
    """A field's value for a person."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
