"""Papers as BibTeX: one entry for each, of what is known and nothing else, and the keys to cite them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from slugify import slugify

from generator.citation import Citation, Name, citation, name_of, safe_address, year_of
from generator.model import Paper
from generator.naming import suffix
from generator.text import family_name

KEY_LETTERS: Final = 8
"""A key takes words of the title until it has so many letters of them."""
SMALL_WORDS: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "beyond", "by", "can", "do", "does", "for", "from", "how", "in", "into",
    "is", "it", "its", "not", "of", "on", "or", "the", "to", "towards", "toward", "under", "using", "via", "we", "what",
    "when", "where", "which", "why", "with", "without",
})  # fmt: skip
"""Words of a title that no key takes."""

_PLACES: Final = {"article": "journal", "inproceedings": "booktitle", "misc": "howpublished"}
_ESCAPES: Final = str.maketrans(
    {sign: "\\" + sign for sign in "&%#_$"}
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_AND = re.compile(r"(?:^| )(?:and|others)(?: |$)", re.IGNORECASE | re.ASCII)


def keys(papers: Iterable[Paper], kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """A citation key for each identity, such as `jin2025ragrewardbench`: first author, year, first words of the title.

    Where several papers have the same, the earliest keeps it and the others take a suffix of their own identity, so
    that a newer paper changes no key. `kept` are keys to keep by identity, whatever else is there.
    """
    found = {} if kept is None else dict(kept)
    taken = set(found.values())
    for paper in sorted(papers, key=lambda paper: (paper.date or str(paper.year or "9999"), paper.identity)):
        if paper.identity in found:
            continue
        key = _key(paper)
        if key in taken:
            key = f"{key}-{suffix(paper.identity)}"
        while key in taken:
            key += "x"
        found[paper.identity] = key
        taken.add(key)
    return found


def bibtex(paper: Paper, key: str) -> str:
    """The entry of one paper."""
    return entry(citation(paper, key))


def entry(cited: Citation) -> str:
    """One entry, with a line feed at its end. Every field stands on a line of its own that begins with its name."""
    fields = {
        "title": _title(cited.title),
        "author": " and ".join(map(_author, cited.authors)),
        _PLACES[cited.kind]: _escape(cited.place),
        "volume": _escape(cited.volume),
        "number": _escape(cited.number),
        "pages": _escape(cited.pages),
        "year": cited.year,
        "doi": safe_address(cited.doi),
        "url": cited.url,
        "eprint": cited.arxiv,
        "archiveprefix": "arXiv" if cited.arxiv else "",
        "primaryclass": cited.archive_class,
        "note": _escape(cited.note),
    }
    lines = (f"  {name:<9} = {{{value}}}" for name, value in fields.items() if value)
    return ",\n".join([f"@{cited.kind}{{{cited.key}", *lines]) + "\n}\n"


def whole(entries: Sequence[str]) -> str:
    """A file of entries, with an empty line between each two."""
    return "\n".join(entries)


def _key(paper: Paper) -> str:
    name = slugify(family_name(paper.authors[0]), separator="") if paper.authors else ""
    return f"{name or 'anon'}{year_of(paper)}{_first_words(paper.title)}"


def _first_words(title: str) -> str:
    """The first words of a title that mean something, as one run of small letters and digits."""
    found = ""
    for word in title[:500].split():
        if len(found) >= KEY_LETTERS:
            break
        plain = slugify(word, separator="")
        found += "" if plain in SMALL_WORDS else plain
    return found[:40]


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _title(title: str) -> str:
    """The title with what must stay as it is in braces; math there is TeX already."""
    return "".join(
        f"{{{piece if piece.startswith('$') else _escape(piece)}}}" if at % 2 else _escape(piece)
        for at, piece in enumerate(title.split("\t"))
    )


def _author(written: str) -> str:
    """A name as BibTeX takes it apart: a group in braces, `Family, Jr., Given` where a suffix would be the family."""
    name = name_of(written)
    if name.suffix:
        return _escape(f"{name.family}, {name.suffix}, {name.given}")
    plain = _escape(written.replace("\t", " "))
    return f"{{{plain}}}" if _needs_braces(written, name) else plain


def _needs_braces(written: str, name: Name) -> bool:
    is_group = not name.family and (" " in written or "," in written)
    return is_group or bool(_AND.search(written.replace("\t", " ")))
