"""Every key of a card, once: the reader, the JSON Schema and the documentation's tests take it from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Shape(Enum):
    """What stands behind a key."""

    TEXT = auto()
    COUNT = auto()
    YEAR = auto()
    DATE = auto()
    ADDRESS = auto()
    TEXTS = auto()
    PEOPLE = auto()
    SLUGS = auto()
    NAMES = auto()
    STATUS = auto()
    REASONS = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, what stands behind it, and what it says in one sentence."""

    name: str
    shape: Shape
    about: str


WHICH = (
    Key("title", Shape.TEXT, "The title: which paper this is, unless an identifier says so; then it corrects it."),
    Key("arxiv", Shape.TEXT, "The arXiv number, such as 2412.99999, or its address."),
    Key("acl", Shape.TEXT, "The ACL Anthology number, such as 2023.acl-long.908, or its address."),
    Key("doi", Shape.TEXT, "The DOI, such as 10.1000/182, or its address."),
)
STANDING = (
    Key("status", Shape.STATUS, "What became of the paper after it came out."),
    Key("status_date", Shape.DATE, "Since when, as far as that is known."),
    Key("notice", Shape.ADDRESS, "The address of what was said of it."),
    Key("superseded_by", Shape.TEXT, "The paper in its place: an identifier, its address on this site, or its title."),
)
DECIDING = (
    Key("pin", Shape.REASONS, "Tags that the paper has, each by its id and with the reason."),
    Key("ban", Shape.REASONS, "Tags that the paper has not, each by its id and with the reason."),
)
FIELDS = (
    Key("abstract", Shape.TEXT, "The abstract; an empty line begins a paragraph."),
    Key("authors", Shape.PEOPLE, "The authors: texts, or objects with `given`, `family` and other parts of a name."),
    Key("editors", Shape.PEOPLE, "The editors, likewise; those of a book without authors stand in their place."),
    Key("date", Shape.DATE, "The first submission: the date of the paper."),
    Key("year", Shape.YEAR, "The year of publication."),
    Key("venue", Shape.TEXT, "Where it appeared, such as ICLR 2025."),
    Key("booktitle", Shape.TEXT, "The full title of the volume."),
    Key("url", Shape.ADDRESS, "The address of the paper's page."),
    Key("pdf", Shape.ADDRESS, "The address of its PDF."),
    Key("later_title", Shape.TEXT, "The title under which it appeared later."),
    Key("keywords", Shape.TEXTS, "Its keywords."),
    Key("categories", Shape.TEXTS, "The classes of its archive."),
    Key("entry_type", Shape.TEXT, "What came out, by BibTeX's name: article, inproceedings, book, phdthesis …"),
    Key("volume", Shape.COUNT, "The volume of the journal or the proceedings."),
    Key("number", Shape.COUNT, "The issue of the journal, or the number of the report."),
    Key("pages", Shape.COUNT, "The pages, such as 11-27."),
    Key("publisher", Shape.TEXT, "Who published it."),
    Key("isbn", Shape.TEXT, "The ISBN of the volume."),
)
FORMER = Key("former", Shape.SLUGS, "The last parts of its former addresses on this site; these lead to its page.")
DIFFERENT_FROM = Key(
    "different_from",
    Shape.NAMES,
    "Papers that look like this one and are others: identifiers, last parts of addresses, or titles.",
)
KEYS = (*WHICH, *STANDING, *DECIDING, *FIELDS, FORMER, DIFFERENT_FROM)
ONE_OR_LIST = (Shape.SLUGS, Shape.NAMES)
LISTS = frozenset(key.name for key in KEYS if key.shape in (Shape.TEXTS, Shape.PEOPLE, *ONE_OR_LIST))
PEOPLE = frozenset(key.name for key in KEYS if key.shape is Shape.PEOPLE)
ALONE = frozenset(key.name for key in KEYS if key.shape in ONE_OR_LIST)
"""Keys of lists that may have one text instead."""
LONGEST_REASON = 300
