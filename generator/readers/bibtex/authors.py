"""The authors of an entry: names as BibTeX has them, and as the extended format of BibLaTeX does."""

from __future__ import annotations

import re

from generator.model import Name
from generator.names import commas, listed
from generator.people import OTHERS, has_others, people
from generator.text import plain

_EXTENDED = re.compile(r"(?:^|[\s,{\"])(?:family|given|literal)\s*=", re.IGNORECASE)
_END = 200
"""So many signs of a list tell whether it is complete."""
_PARTS = {"given": "given", "family": "family", "prefix": "particle", "suffix": "suffix", "literal": "literal"}
_MARKED = re.compile(r"[*†‡§¶]|\$\s*\^|\\textsuperscript|\\dag")
_MARK = re.compile(
    r"\\?[*†‡§¶]+|\$\s*\^\s*(?:\{[^{}$]{0,60}\}|[^\s{}$]{1,20})\s*\$|\{?\\textsuperscript\s*\{[^{}]{0,60}\}\}?"
    r"|\{\\dag\}|\$?\\d?dag(?:ger)?(?![A-Za-z])\$?"
)


def authors_of(text: str) -> tuple[Name, ...]:
    """Everyone in an `author` or `editor` field, and `OTHERS` behind a list that is not complete.

    The marks that pages explain below the list are no part of names.
    """
    if _MARKED.search(text):
        text = _MARK.sub("", text)
    others = (OTHERS,) if has_others(text[-_END:]) else ()
    if "=" not in text or not _EXTENDED.search(text):
        return (*people(text), *others)
    named = ((_extended(one),) if "=" in one else people(one) for one in listed(text))
    return (*(name for found in named for name in found if str(name)), *others)


def _extended(text: str) -> Name:
    """A name such as `family=Toy, given=Ada, given-i=A, prefix=van`: BibLaTeX's manual, section 3.4."""
    parts: dict[str, str] = {}
    for piece in commas(text):
        key, _, value = piece.strip(' "').partition("=")
        if part := _PARTS.get(key.strip(' "').lower()):
            parts[part] = plain(value.strip(' "'))
    return Name(**parts)
