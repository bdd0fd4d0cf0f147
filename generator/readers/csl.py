"""CSL-JSON, as Zotero, Pandoc, Mendeley and Crossref's content negotiation write it: one object or many.

The names of its fields: docs.citationstyles.org, CSL 1.0.2, appendix IV; of its kinds: appendix III.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.dates import date_said, written_date
from generator.readers import beyond, loose
from generator.readers.kinds import kind_of

_FIELDS = {
    "container-title": "venue", "event-title": "event-title", "collection-title": "collection-title",
    "page": "pages", "issue": "number", "number": "number", "author": "authors", "keyword": "keywords",
    "title-short": "title-short", "ISSN": "ISSN", "id": "id", "URL": "url", "citation-key": "key",
}  # fmt: skip
_SINGLE = ("title", "container-title", "ISBN", "page", "event-title")
"""Crossref gives lists where CSL has these as texts."""
_MARKS = frozenset({"container-title", "event-title", "custom"})
_VOLUMES = frozenset({"inproceedings", "incollection", "inbook"})


def is_item(entry: Mapping[str, Any]) -> bool:
    """Is this an entry in CSL's terms, and not in those of our records or of another catalog?"""
    if isinstance(entry.get("issued"), Mapping | list) or _MARKS & entry.keys():
        return True
    people = entry.get("author")
    is_people = isinstance(people, list) and any(isinstance(one, Mapping) and "family" in one for one in people)
    return is_people and isinstance(entry.get("type"), str)


def said(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one item by the names of the record format."""
    fields = loose.said(_renamed(item))
    kind = kind_of(str(item.get("type", "")))
    venue = fields.get("venue")
    if kind in _VOLUMES:
        _put_volume(fields, item)
    if kind == "phdthesis" and "master" in str(item.get("genre", "")).lower():
        fields["type"] = "mastersthesis"
    if isinstance(custom := item.get("custom"), Mapping) and _is_ours(custom):
        del fields["custom"]
        beyond.put(fields, {"type" if name == "entry_type" else name: value for name, value in custom.items()})
    if fields.get("venue") and (year := written_date(str(date_said(fields.get("issued"))))[0][:4]) and year < "3":
        fields.setdefault("year", year)  # one in the name of a volume is often that of the event
    if item.get("type") == "article" and not venue:
        fields["type"] = "misc"
    return {name: _date(value) if name in ("issued", "submitted") else value for name, value in fields.items()}


def _is_ours(custom: Mapping[str, Any]) -> bool:
    """Does `custom`, in which any program may write, hold what our own files have there?"""
    return bool(custom) and all(
        isinstance(value, list) and all(isinstance(one, str) for one in value)
        if name in beyond.LISTS
        else name in beyond.NAMES and isinstance(value, str)
        for name, value in custom.items()
    )


def _put_volume(fields: dict[str, Any], item: Mapping[str, Any]) -> None:
    """The title of the volume, and the venue: the event where one is named, else what the volume is called."""
    if volume := fields.pop("venue", None):
        fields["booktitle"] = volume
    if event := item.get("event-title") or item.get("event"):
        fields.pop("event-title" if item.get("event-title") else "event", None)
        fields["venue"] = event[0] if isinstance(event, list) and event else event
    elif volume:
        fields["venue"] = volume


def _renamed(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields by our names; the second of two that have one name, such as `number` beside `issue`, is kept too."""
    found: dict[str, Any] = {}
    for name, value in item.items():
        is_arxiv = name == "number" and isinstance(value, str) and value[:6].lower() == "arxiv:"
        own = "arxiv" if is_arxiv else _FIELDS.get(name, name)
        is_several = isinstance(value, list) and value != []
        first, *more = value if is_several and name in _SINGLE else (value,)
        if is_several and name == "ISSN":
            first = ", ".join(map(str, value))  # of one journal, on paper and not
        found[f"{own} " if own in found else own] = first
        found |= {f"{name} (more)": "; ".join(map(str, more))} if more else {}
    return found


def _date(value: object) -> object:
    text = date_said(value)
    return text if isinstance(text, str) and written_date(text)[0] else value
