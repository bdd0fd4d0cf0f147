"""arXiv's metadata as its public snapshot has them: one object for each paper, on a line of its own.

Fields: id, submitter, authors, title, comments, journal-ref, doi, report-no, categories (one text, the primary one
first), license, abstract, versions ([{version, created}]), update_date, authors_parsed ([[family, given, suffix]], some
with the place where the author works).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate
from typing import Any

from generator.model import Location, Name, Problem, Record, Source
from generator.readers import withdrawn
from generator.readers.answers import Entry, Said, aside, in_parts, list_at, records, text_at, without
from generator.readers.entries import as_text
from generator.readers.json_items import keys
from generator.text import doi, plain

_SIGNS = ({"id", "authors_parsed"}, {"id", "update_date", "categories"}, {"id", "versions", "categories"})
_ASIDE = {
    "comments": "comment", "journal-ref": "journal_ref", "report-no": "report_no", "submitter": "submitter",
    "license": "license", "update_date": "updated",
}  # fmt: skip
_MOST_VERSIONS = 1000
_AFFILIATION = re.compile(r"\s*\([^()]*\)")
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def accepts(source: Source) -> bool:
    """By keys that only arXiv gives together."""
    found = keys(source)
    return any(signs <= found for signs in _SIGNS)


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each paper, and a problem for each entry that is none."""
    return records(source, _said)


def _said(entry: Entry, where: Location) -> Said:
    versions = list_at(entry, "versions")
    written = text_at(entry, "doi")
    fields = without(entry, *_ASIDE, "authors", "authors_parsed", "versions", "id", "doi", "categories")
    fields |= {
        "arxiv": text_at(entry, "id"), "doi": written if doi(written) else "",
        "authors": _authors(entry), "categories": text_at(entry, "categories").split(),
        "date": _day(text_at(versions[0], "created")) if versions else "",
    }  # fmt: skip
    extra = aside(entry, _ASIDE) + (() if doi(written) or not written else (("doi", plain(written)),))
    if places := dict.fromkeys(_places(entry)):
        extra += (("affiliation", as_text("; ".join(places))),)
    abstract, comment = text_at(entry, "abstract"), text_at(entry, "comments")
    if dates := _dates(versions) if len(versions) > 1 or not fields["date"] else "":
        extra += (("versions", as_text(dates)),)
    known = {"extra": extra, "standing": withdrawn.standing(where, abstract, comment)}
    return fields, {**known, **({"version": len(versions)} if versions else {})}


def _authors(entry: Entry) -> list[Name | str]:
    """The names in parts, or else those of the running text."""
    parsed = [part for part in list_at(entry, "authors_parsed") if isinstance(part, list)]
    texts = [[*(text if isinstance(text, str) else "" for text in part[:3]), "", ""] for part in parsed]
    if names := [in_parts(given, family, suffix) for family, given, suffix, *_ in texts if family or given]:
        return [*names]
    text = " ".join(text_at(entry, "authors").split())
    listed = _BETWEEN.split(_AFFILIATION.sub("", _AFFILIATION.sub("", text)))  # they stand in each other
    return [plain(name) for name in listed if name]


def _places(entry: Entry) -> Iterator[str]:
    """Where the authors work: it stands behind the parts of their names."""
    for part in list_at(entry, "authors_parsed"):
        yield from (text for text in (part[3:] if isinstance(part, list) else ()) if text and isinstance(text, str))


def _dates(versions: list[Any]) -> str:
    """When each version was handed in, as it stands."""
    said = (f"{text_at(one, 'version')} {text_at(one, 'created')}".strip() for one in versions[:_MOST_VERSIONS])
    return "; ".join(filter(None, said))


def _day(written: str) -> str:
    """The day of a date as mails have it: `Mon, 2 Apr 2007 19:18:42 GMT`."""
    found = parsedate(written[:60])
    return f"{found[0]:04}-{found[1]:02}-{found[2]:02}" if found else ""
