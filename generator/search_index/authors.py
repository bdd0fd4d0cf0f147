"""All authors with their papers, to choose one by the beginning of a name.

Authors are sorted by their key: the words of the family name, then those of the rest (folded as tokens are, but none
dropped), with a space between two, in UTF-16 units. `authors/<n>.bin`, about 8 kB each, has for each author: the text
`family<TAB>rest<TAB>slug` in UTF-8 behind that of the one before, as the stems of `terms` are written; then the set of
papers, as `sets` writes it. The name is `rest family`, or `family` alone where the rest is empty. `slug` is that of the
author's page: empty where there is none, `=` where it is `simple_slug` of the name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.model import Catalog
from generator.search_index.bits import front_coded, separators
from generator.search_index.rows import simple_slug
from generator.search_index.sets import written
from generator.text import family_name, fold
from generator.tokens import words

PIECE = 8192


def pieces(catalog: Catalog) -> tuple[list[bytes], list[str]]:
    """The pieces, and the texts that part them."""
    named = sorted(_named(catalog))
    sets = written([docs for _, _, docs in named], len(catalog.papers))
    made: list[bytes] = []
    first: list[bytes] = []
    last: list[bytes] = []
    piece, before = b"", b""
    for at, (_, text, _) in enumerate(named):
        piece += front_coded(before, text) + sets[at]
        before = text
        if len(first) == len(last):
            first.append(named[at][0])
        if len(piece) >= PIECE or at + 1 == len(named):
            made.append(piece)
            last.append(named[at][0])
            piece, before = b"", b""
    return made, separators([_text(key) for key in first], [_text(key) for key in last])


def _text(key: bytes) -> str:
    return key.decode("utf-16-be")


def _named(catalog: Catalog) -> Iterator[tuple[bytes, bytes, list[int]]]:
    """Key, text and papers of each author; names that read the same without case and accents are one."""
    docs: dict[str, list[int]] = defaultdict(list)
    for doc, entry in enumerate(catalog.papers):
        for name in dict.fromkeys(entry.paper.authors):
            docs[name].append(doc)
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in docs:
        spellings[fold(name)].append(name)
    for folded, names in spellings.items():
        name = min(names, key=lambda one: (-len(docs[one]), one)) if len(names) > 1 else names[0]
        family, rest = _parted(name)
        key = " ".join(words(f"{family} {rest}")).encode("utf-16-be")
        slug = catalog.author_slugs.get(folded, "")
        own = "=" if slug and slug == simple_slug(name) else slug
        papers = sorted({doc for one in names for doc in docs[one]}) if len(names) > 1 else docs[name]
        yield key, f"{family}\t{rest}\t{own}".encode(), papers


def _parted(name: str) -> tuple[str, str]:
    """The family name and the rest, which joined by a space are the name; the whole name where they are not."""
    family = family_name(name)
    rest = name.removesuffix(f" {family}")
    return (family, rest) if family and rest != name else (name, "")
