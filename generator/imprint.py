"""How a paper came out, for readers: `PhD thesis`, `Technical report TR-7`; `12(3), pages 4–9`, `Toy Press`.

And what the head of its page says of that to Google Scholar and to Zotero's connector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.citation import THESES, Kind
from generator.citation.published import published
from generator.model import Name, Paper

_NAMES: Final[Mapping[Kind, str]] = {
    "book": "Book", "proceedings": "Proceedings", "phdthesis": THESES["phdthesis"],
    "mastersthesis": THESES["mastersthesis"], "techreport": "Technical report", "manual": "Manual",
    "booklet": "Booklet", "unpublished": "Unpublished", "online": "Web page", "dataset": "Data set",
    "software": "Software", "patent": "Patent",
}  # fmt: skip
_WHOLE: Final = frozenset({"book", "proceedings", "manual", "booklet"})
"""Kinds that have an ISBN of their own, and not that of the volume that they are part of."""


def imprint(paper: Paper) -> tuple[str, tuple[str, ...]]:
    """What it is, '' for a paper like most, and what is known of its place beside the name of that."""
    if not (paper.entry_type or paper.volume or paper.number or paper.pages or paper.publisher):
        return "", ()
    out = published(paper)
    name = _NAMES.get(out.kind, "")
    number = "" if paper.volume else paper.number
    what = f"{name} {number}".rstrip() if name else ""
    issue = f"{paper.volume}({paper.number})" if paper.volume and paper.number else paper.volume
    beside = (
        issue or ("" if name else number),
        _pages(paper.pages),
        "" if out.publisher == paper.venue else out.publisher,
        f"ISBN {paper.isbn}" if out.kind in _WHOLE and paper.isbn else "",
    )
    return what, tuple(filter(None, beside))


def _pages(pages: str) -> str:
    word = "page" if pages.isdigit() else "pages"
    return f"{word} {pages.replace('-', '–')}" if pages else ""


_ITEM_TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(_WHOLE, "book"), **dict.fromkeys(THESES, "thesis"), "techreport": "report",
    "incollection": "bookSection", "inbook": "bookSection", "unpublished": "manuscript", "online": "webpage",
    "dataset": "dataset", "software": "computerProgram", "patent": "patent",
}  # fmt: skip
"""Zotero's names; it takes what it is not told to be something else for an article in a journal."""


def indexed_kind(paper: Paper) -> dict[str, str]:
    """What indexes are told of a thesis, a book and the like, by names for the front matter; of all others nothing."""
    out = published(paper) if paper.entry_type else None
    if not out or out.kind not in _ITEM_TYPES:
        return {}
    return {"item_type": _ITEM_TYPES[out.kind], "publisher": out.publisher, "isbn": paper.isbn}


def indexed(names: Sequence[Name]) -> list[str]:
    """All by family name, where one has a name that its last word does not tell; else none."""
    if not any(name.particle or name.suffix or " " in name.family for name in names):
        return []
    return [name.literal or ", ".join(filter(None, _family_first(name))) for name in names]


def _family_first(name: Name) -> tuple[str, str, str]:
    return f"{name.particle} {name.family}".strip(), name.given, name.suffix
