"""The fields of a record, whatever the format: what each may hold, and what follows from several together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from generator.model import Name
from generator.text import acl, arxiv, clean, doi, iso_date, plain, safe_url

ALIASES = {
    "published": "date", "submitted": "date", "arxiv_id": "arxiv", "acl_id": "acl", "DOI": "doi", "URL": "url",
    "author": "authors", "journal": "venue", "issue": "number", "page": "pages", "type": "entry_type",
    "tags": "keywords", "pdf_url": "pdf", "bibkey": "key", "id": "id",
}  # fmt: skip
_LATER_TITLE = re.compile(r",?\s+as\s+[\"“](?P<title>.+)[\"”]\s*$", re.DOTALL)
_HEADING = re.compile(r"(?:abstract\s*[:.—–]\s*(?=\S))+", re.IGNORECASE)
_ENTRY_TYPE = re.compile(r"[a-z][a-z -]{0,39}")
_NAME_PARTS = ("given", "particle", "family", "suffix", "literal", "orcid")
_AND = re.compile(r"\s*\\and\b\s*")


def completed(fields: dict[str, Any], key: str = "") -> dict[str, Any]:
    """The parsed fields, with the identifiers that `key` and the address hold and the later title that the venue holds.

    The venue `arXiv` is none.
    """
    said = [*(fields.get(name, "") for name in IDENTIFIERS), key, fields.get("url", "")]
    known = {name: _first(parse, [fields.get(name, ""), *said]) for name, parse in IDENTIFIERS.items()}
    venue, later = fields.get("venue", ""), fields.get("later_title", "")
    if found := _LATER_TITLE.search(venue):
        venue, later = venue[: found.start()].rstrip(" ,"), later or found["title"].strip()
    venue = "" if venue.lower() in ("arxiv", "arxiv.org", "corr") else venue
    return {**fields, **known, **_people(fields.get("authors", ())), "venue": venue, "later_title": later}


def _people(said: tuple[str | Name, ...]) -> dict[str, tuple[str | Name, ...]]:
    """The authors as texts and, where the source tells the parts of any, their names."""
    if not any(isinstance(one, Name) for one in said):
        return {"authors": said} if said else {}
    names = tuple(one if isinstance(one, Name) else Name(literal=one) for one in said)
    return {"authors": tuple(map(str, names)), "names": names}


def _first(parse: Callable[[str], str], texts: list[str]) -> str:
    return next(filter(None, map(parse, texts)), "")


class FieldError(Exception):
    """A value that its field cannot hold; never leaves the readers."""

    def __init__(self, fact: str, hint: str) -> None:
        super().__init__(fact)
        self.fact, self.hint = fact, hint


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise FieldError(f"is {kind(value)}, not a text", 'a text stands in quotes: "…"')
    return plain(value)


def _entry_type(value: object) -> str:
    text = _text(value).lower()
    if not _ENTRY_TYPE.fullmatch(text):
        raise FieldError(f"is no kind of publication: {shown(value)}", "write `article`, `inproceedings` or the like")
    return text


def _count(value: object) -> str:
    """A text, or a number that a program wrote in its place, as volumes and issues often are."""
    return str(value) if type(value) is int else _text(value)


def _own_name(value: object) -> str:
    """As the source writes it, for whoever asks for it; many number their records."""
    return clean(value) if isinstance(value, str) else str(value) if type(value) is int else _text(value)


def _abstract(value: object) -> str:
    if not isinstance(value, str):
        raise FieldError(f"is {kind(value)}, not a text", 'a text stands in quotes: "…"')
    text = plain(value, paragraphs=True)
    heading = _HEADING.match(text)
    return text[heading.end() :] if heading else text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise FieldError("is not a list of texts", 'write ["…", "…"]')
    return tuple(filter(None, map(plain, value)))


def _names(value: object) -> tuple[str | Name, ...]:
    if isinstance(value, list):
        value = [_name(item) if isinstance(item, dict) else item for item in value]
    if not isinstance(value, list) or not all(isinstance(item, str | Name) for item in value):
        raise FieldError("is not a list of names", 'write ["Given Family", "Given Family"]')
    return tuple(one for item in value for one in ((item,) if isinstance(item, Name) else _apart(item)) if str(one))


def _apart(text: str) -> Iterator[str]:
    return map(plain, _AND.split(text) if "\\and" in text else (text,))


def _name(item: dict[str, object]) -> object:
    """A name in parts; of one that has none the text that holds it whole."""
    parts = {part: plain(text) for part in _NAME_PARTS if isinstance(text := item.get(part), str)}
    return Name(**parts) if any(parts.values()) else item.get("name")


def _date(value: object) -> str:
    date = iso_date(value) if isinstance(value, str) else iso_date(str(value)) if type(value) is int else ""
    if not date:
        raise FieldError(f"cannot be: {shown(value)}", 'write "2024-12-18", "2024-12" or "2024"')
    return date


def _year(value: object) -> int:
    number = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value) else value
    if type(number) is not int or not 1000 <= number <= 2999:
        raise FieldError(f"cannot be: {shown(value)}", "write a year of four digits, such as 2024")
    return number


def _address(value: object) -> str:
    address = safe_url(value) if isinstance(value, str) else ""
    if not address:
        raise FieldError(f"is no address to link to: {shown(value)}", "write one that starts with https://")
    return address


def _identifier(value: object) -> str:
    if not isinstance(value, str) or not any(parse(value) for parse in IDENTIFIERS.values()):
        raise FieldError(
            f"is no identifier: {shown(value)}",
            "an arXiv id looks like 2412.13746, an ACL id like 2023.acl-long.908, a DOI like 10.1000/182",
        )
    return value


IDENTIFIERS: dict[str, Callable[[str], str]] = {"arxiv": arxiv, "acl": acl, "doi": doi}
FIELDS: dict[str, Callable[[object], Any]] = {
    "title": _text, "abstract": _abstract, "authors": _names, "date": _date, "year": _year, "venue": _text,
    "booktitle": _text, "url": _address, "pdf": _address, "later_title": _text, "keywords": _texts,
    "categories": _texts, "entry_type": _entry_type, "volume": _count, "number": _count, "pages": _count,
    "publisher": _text, "isbn": _text, "arxiv": _identifier, "acl": _identifier, "doi": _identifier,
    "id": _own_name, "key": _own_name,
}  # fmt: skip


def kind(value: object) -> str:
    """A JSON value in a reader's words."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return kinds.get(type(value), "a number")


def shown(value: object) -> str:
    """A value that fits into a message, in quotes."""
    text = clean(value) if isinstance(value, str) else kind(value) if isinstance(value, list | dict) else str(value)
    return f"“{text[:60]}…”" if len(text) > 61 else f"“{text}”"
