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
    "title_in_tex", "url", "venue",
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
    fields |= {"title": said.pop("title_in_tex")} if "title_in_tex" in said else {}
    if title := said.pop("title", ""):
        fields["later_title"], fields["title"] = fields.get("title", ""), title
    if said.get("venue") and fields.get("venue"):
        fields.setdefault("booktitle", fields["venue"])
    _identify(fields, said.pop("orcids", []))
    if said.get("url") and (number := acl(str(fields.get("url", "")))):
        fields["acl"] = number
    fields |= {"date" if name == "submitted" else name: value for name, value in said.items()}
    if said.get("url", "") == fields.get("pdf"):
        fields["pdf"] = said.get("pdf", "")  # an address that only looks like that of a PDF
    if fields.get("publisher") in (said.get("venue"), said.get("booktitle")):
        fields.pop("publisher", None)


def _identify(fields: dict[str, Any], told: list[str]) -> None:
    """Give the authors their ORCIDs; where the authors cannot be read, or one has another name, they are kept."""
    try:
        people, left = identified([(str(one), one) for one in as_written(fields.get("authors", []))], told)
    except ValueError:
        people, left = (), told
    if people:
        fields["authors"] = list(people)
    if left:
        fields["orcids"] = "; ".join(left)


def identified(people: Iterable[tuple[str, Person]], told: Iterable[str]) -> tuple[tuple[Person, ...], list[str]]:
    """The people, each behind a name, with the ORCIDs that are told behind it and a slash; and what is told of no one.

    Of two with one name the first has the first.
    """
    known: dict[str, list[str]] = {}
    left = []
    for one in told:
        if found := _ORCID.fullmatch(one):
            known.setdefault(found["name"], []).append(found["orcid"])
        else:
            left.append(one)
    named = tuple(_with(person, known[name].pop(0)) if known.get(name) else person for name, person in people)
    return named, left + [f"{name}/{orcid}" for name, orcids in known.items() for orcid in orcids if orcid]


def _with(person: Person, orcid: str) -> Person:
    if not orcid:
        return person
    return replace(person if isinstance(person, Name) else Name(literal=plain(person)), orcid=orcid)
