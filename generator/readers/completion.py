"""What the fields of a record say together: identifiers in addresses, a year in a venue, a preprint's first day."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.citation.published import is_in_a_volume
from generator.readers import authors
from generator.readers.fields import IDENTIFIERS
from generator.readers.kinds import PREPRINTS
from generator.text import arxiv

_LATER_TITLE = re.compile(r",?\s+as\s+[\"“](?P<title>.+)[\"”]\s*$", re.DOTALL)
_ARXIV_VENUE = re.compile(
    r"(?:arxiv(?:\.org)?|corr)\b(?:\s*\(?(?:e-?|pre)\s?prints?\)?(?:\s+server)?)?"
    r"(?:[\s,:]*(?:abs/)?(?P<id>[\w./:-]{5,40}?))?"
    r"(?:v\d+)?(?:\s*\[[\w.-]+\])?[\s,.]*(?:\(?(?:19|20)\d\d\)?)?",
    re.IGNORECASE,
)
_NEVER_ARXIV = ("publisher", "booktitle", "pages")
_VERSION = re.compile(r"\dv(\d{1,3})(?:\.pdf)?/?(?:[?#].*)?\s*$", re.ASCII | re.IGNORECASE)
_YEAR_OF_DATE = re.compile(r"\d{4}")
_YEAR_BEHIND = re.compile(r"\D+?((?:19|20)\d\d)[\s.)]*")
_YEAR_OF_VENUE = re.compile(r"(?<![\w.:-])(?:19|20)\d\d(?![\w:-])")


def completed(fields: dict[str, Any], key: str = "") -> dict[str, Any]:
    """The parsed fields, with what several say together; all of them are fields of `Record`.

    These are the identifiers that `key`, the addresses and the venue hold, with arXiv's version, the later title behind
    the venue, and names with their parts. The day on which a paper came out is that of its submission only where it
    came out nowhere else. The venue `arXiv` is none, no volume, no page and no publisher; a venue may name the year.
    """
    venue, later = fields.get("venue", ""), fields.get("later_title", "")
    if found := _LATER_TITLE.search(venue):
        venue, later = venue[: found.start()].rstrip(" ,"), later or found["title"].strip()
    said = [*(fields.get(name, "") for name in IDENTIFIERS), key, fields.get("url", ""), fields.get("pdf", "")]
    if preprint := venue and _ARXIV_VENUE.fullmatch(venue):
        if (year := _YEAR_BEHIND.fullmatch(venue)) and not any(map(fields.get, ("year", "date", "issued"))):
            fields = {**fields, "year": int(year[1])}
        said += [preprint["id"] or "", fields.get("volume", "").removeprefix("abs/")]
        venue = ""
    number = fields.get("number", "")
    if number[:6].lower() == "arxiv:" and arxiv(number):  # as CSL-JSON has it
        said, number = [number, *said], ""
    whole = {**fields, **_identifiers(fields, list(filter(None, said))), "venue": venue, "later_title": later}
    whole["number"] = number
    whole |= {name: "" for name in _NEVER_ARXIV if (text := fields.get(name, "")) and _ARXIV_VENUE.fullmatch(text)}
    if people := fields.get("authors"):
        whole |= authors.in_full(people)
    if editors := fields.get("editors"):
        alone = not whole.get("authors") and not is_in_a_volume(fields.get("entry_type", ""))
        whole |= authors.of_editors(editors, alone=alone)
    return whole | _dates(whole, whole.pop("issued", ""))


def _identifiers(fields: dict[str, Any], said: list[str]) -> dict[str, Any]:
    """The identifiers, each from its own field before others, and the version of the arXiv number."""
    known: dict[str, Any] = {name: _first(parse, [fields.get(name, ""), *said]) for name, parse in IDENTIFIERS.items()}
    if known["arxiv"]:
        known["version"] = next((version for text in said if (version := _version(text, known["arxiv"]))), 0)
    return known


def _dates(fields: dict[str, Any], issued: str) -> dict[str, Any]:
    """The year, of the field, of the venue or of the day on which it came out; and that day for a preprint."""
    year = fields.get("year")
    if not year and (found := _YEAR_OF_VENUE.search(fields["venue"]) or _YEAR_OF_DATE.match(issued)):
        year = int(found[0])
    is_preprint = not (fields["venue"] or fields.get("booktitle")) and fields.get("entry_type", "") in PREPRINTS
    is_day = len(issued) > len("2024")
    day = issued if is_preprint and is_day and not fields.get("date") else fields.get("date", "")
    return ({"year": year} if year else {}) | ({"date": day} if day else {})


def _version(text: str, number: str) -> int:
    """That of an arXiv number where the text is this number or its address; 0 where it has none."""
    found = _VERSION.search(text)
    return int(found[1]) if found and arxiv(text) == number else 0


def _first(parse: Callable[[str], str], texts: list[str]) -> str:
    return next(filter(None, map(parse, texts)), "")
