"""The authors of an entry: names as BibTeX has them, and as the extended format of BibLaTeX does."""

from __future__ import annotations

import re

from generator.model import Name
from generator.names import commas, listed
from generator.people import people
from generator.text import plain

_EXTENDED = re.compile(r"(?:^|[\s,{\"])(?:family|given|literal)\s*=", re.IGNORECASE)
_PARTS = {"given": "given", "family": "family", "prefix": "particle", "suffix": "suffix", "literal": "literal"}


def authors_of(text: str) -> tuple[Name, ...]:
    """Everyone in an `author` or `editor` field."""
    if "=" not in text or not _EXTENDED.search(text):
        return people(text)
    return tuple(
        name for one in listed(text) for name in ((_extended(one),) if "=" in one else people(one)) if str(name)
    )


def _extended(text: str) -> Name:
    """A name such as `family=Toy, given=Ada, given-i=A, prefix=van`: BibLaTeX's manual, section 3.4."""
    parts: dict[str, str] = {}
    for piece in commas(text):
        key, _, value = piece.strip(' "').partition("=")
        if part := _PARTS.get(key.strip(' "').lower()):
            parts[part] = plain(value.strip(' "'))
    return Name(**parts)
