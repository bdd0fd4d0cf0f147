"""A new card as a person finds it in the editor: what is known of the paper, and the useful keys behind `#`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.located_yaml import scalar
from generator.model import Record

SCHEMA = ".card.schema.json"
"""The schema beside the cards, by which editors complete keys; hidden, so that nobody takes it for papers."""

KEYS = ("title", "authors", "date", "venue", "arxiv", "acl", "doi", "url", "pdf", "abstract")
"""What a card may begin with, in this order."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9()/._-]*(?: [A-Za-z0-9(][A-Za-z0-9()/._-]*)*|https?://[A-Za-z0-9./_~-]+")
_IN_LIST = re.compile(r"[A-Za-z][A-Za-z0-9._-]*(?: [A-Za-z][A-Za-z0-9._-]*)*")
_NUMBER = re.compile(r"\d{4}\.\d{4,5}|\d{4}(?:-\d\d){0,2}|10\.\d{4,9}/[A-Za-z0-9./_-]*[A-Za-z0-9]|[A-Z]\d\d-\d{4,5}")
_EXAMPLES: Mapping[str, str] = {
    "title": "title: A Toy Model of Small Catalogs",
    "authors": "authors: [Ada Example, Bo Example]",
    "date": "date: 2024-12-18 # the first submission, as far as it is known",
    "venue": "venue: Toy Conference 2025",
    "arxiv": "arxiv: 2412.99999",
    "acl": "acl: 2025.toy-long.1",
    "doi": "doi: 10.1000/toy.1",
    "url": "url: https://toys.example/papers/1",
    "pdf": "pdf: https://toys.example/papers/1.pdf",
    "abstract": "abstract: |\n  We study catalogs that fit on a page.",
}
_HEAD = """# yaml-language-server: $schema={schema}
# A card goes before all other sources of its paper. Take away the # before what you need.
# A paper that only a card names has a title and one of authors, abstract, arxiv, acl, doi, url and pdf.
"""
_TAIL = """
# status: withdrawn # or retracted, or superseded
# notice: https://toys.example/notice
# superseded_by: 2501.99999
# pin:
#   some-tag: Why the paper has this tag, in a sentence for readers.
# ban:
#   some-tag: Why it has not.
"""


def card(known: Mapping[str, str | tuple[str, ...]]) -> str:
    """The text of a card that says what is known, by the keys of `KEYS`, and shows how to say the rest."""
    names = ["editors" if name == "authors" and "editors" in known else name for name in KEYS]
    rows = [_key(name, known[name]) if known.get(name) else _commented(_EXAMPLES[name]) for name in names]
    return _HEAD.format(schema=SCHEMA) + "".join(f"{row}\n" for row in rows) + _TAIL


def known_of(record: Record) -> dict[str, str | tuple[str, ...]]:
    """What a source says of a paper, as far as a card begins with it."""
    known = {name: value for name in KEYS if name != "authors" and (value := getattr(record, name))}
    people = (*record.authors, *(["et al."] if record.et_al else []))
    return known | ({"editors" if record.edited else "authors": people} if people else {})


def _commented(text: str) -> str:
    return "\n".join(f"# {row}" for row in text.split("\n"))


def _key(name: str, value: str | tuple[str, ...]) -> str:
    if not isinstance(value, str):
        return f"{name}: [{', '.join(_items(value))}]"
    if name == "abstract" and "\ufeff" not in value:
        return f"{name}: |\n" + "\n".join(f"  {row}".rstrip() for row in value.split("\n"))
    return f"{name}: {value if _NUMBER.fullmatch(value) else scalar(value, _PLAIN)}"


def _items(values: Iterable[str]) -> Iterator[str]:
    return (scalar(value, _IN_LIST) for value in values)
