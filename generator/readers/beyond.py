"""What our own exports say of a paper beyond its citation, by the names of the record format.

In CSL-JSON it is the object `custom`, in RIS a line `M2  - name: value` for each; BibTeX has fields of its own for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.model import Name
from generator.names import between
from generator.readers.authors import Person, as_written
from generator.text import acl, plain

NAMES = frozenset({
    "arxiv", "booktitle", "categories", "entry_type", "isbn", "later_title", "orcids", "pdf", "submitted", "title",
    "url", "venue",
})  # fmt: skip
LISTS = frozenset({"categories", "orcids"})
_LINE = re.compile(r"(?P<name>[a-z_]+): (?P<value>.+)")
_ORCID = re.compile(r"(?P<name>.+)/(?P<orcid>(?:\d{4}-\d{4}-\d{4}-\d{3}[\dX])?)", re.ASCII | re.DOTALL)


def in_lines(lines: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """What such lines say, and the lines that say nothing of that kind."""
    said: dict[str, Any] = {}
    left = []
    for line in lines:
        found = _LINE.fullmatch(line)
        if found and found["name"] in NAMES and found["name"] not in said:
            name, value = found.groups()
            said[name] = [one for one in between(value, ";") if one] if name in LISTS else value
        else:
            left.append(line)
    return said, left


def put(fields: dict[str, Any], said: Mapping[str, Any]) -> None:
    """Put it where it belongs. What was cited as title is then the later one, as place the title of the volume."""
    said = dict(said)
    if title := said.pop("title", ""):
        fields["later_title"], fields["title"] = fields.get("title", ""), title
    if said.get("venue") and fields.get("venue"):
        fields.setdefault("booktitle", fields["venue"])
    if orcids := said.pop("orcids", ()):
        fields["authors"] = list(identified(as_written(fields.get("authors", [])), orcids))
    if said.get("url") and (number := acl(str(fields.get("url", "")))):
        fields["acl"] = number
    fields |= {"date" if name == "submitted" else name: value for name, value in said.items()}
    if said.get("url", "") == fields.get("pdf"):
        fields["pdf"] = said.get("pdf", "")  # an address that only looks like that of a PDF
    if fields.get("publisher") in (said.get("venue"), said.get("booktitle")):
        fields.pop("publisher", None)


def identified(people: Iterable[Person], orcids: Iterable[str]) -> tuple[Person, ...]:
    """The people with their ORCIDs, each told behind a name and a slash; of two of one name the first has the first."""
    known: dict[str, list[str]] = {}
    for told in orcids:
        if found := _ORCID.fullmatch(told):
            known.setdefault(found["name"], []).append(found["orcid"])
    return tuple(_with(person, known[str(person)].pop(0)) if known.get(str(person)) else person for person in people)


def are_orcids(told: Iterable[str]) -> bool:
    """Whether each is an ORCID behind a name."""
    return all(map(_ORCID.fullmatch, told))


def _with(person: Person, orcid: str) -> Person:
    return (
        person
        if not orcid
        else replace(person if isinstance(person, Name) else Name(literal=plain(person)), orcid=orcid)
    )
