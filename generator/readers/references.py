"""The authors in a whole reference, for pages that have them nowhere else: what stands before the title in it."""

from __future__ import annotations

import re

from generator.text import plain
from generator.untagged import untagged

_LONGEST = 5_000
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 2
"""Of a title that is looked for, and of names that are taken for some."""
_YEAR = re.compile(r"\(?\b(?:19|20)\d\d[a-z]?(?:,\s?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?\)?[\s.,:]*$")
_SIGNS = " \t\n\"“”„‟'‘’«»`,:;–—-"
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]$")


def authors_in(reference: str, title: str) -> str:
    """The text before the title, without the year and the signs between them; '' where the title does not follow.

    `Toy, N. and Example, A. (2024). "Kites." Journal of Toys` and `N. Toy, A. Example. Kites. In: …` are such.
    """
    text = " ".join(plain(untagged(reference[:_LONGEST])).split())
    words = _WORD.findall(plain(untagged(title)))
    if len(words) < _FEWEST_WORDS:
        return ""
    found = re.search(r"\W+".join(map(re.escape, words)), text, re.IGNORECASE)
    before = text[: found.start()].rstrip(_SIGNS) if found else ""
    before = _YEAR.sub("", before).rstrip(_SIGNS)
    bare = before.rstrip(" .")
    if len(bare.split()) < _FEWEST_WORDS or any(map(str.isdigit, bare)):
        return ""
    return f"{bare}." if _INITIAL.search(bare) else bare
