"""What a source says of a paper, and what a paper is when all sources are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.sources import Location


class Origin(StrEnum):
    """What kind of source a record stands in; a better one comes first when fields disagree."""

    CARD = "card"
    BIBLIOGRAPHY = "bibliography"
    CAPTURE = "capture"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """A person's word on one paper and one tag: it has the tag (`given`) or not, whatever the rule says, and why."""

    tag: str
    given: bool
    reason: str
    where: Location


class PaperStatus(StrEnum):
    """What can become of a paper after it came out."""

    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a paper: its authors withdrew it, its publisher retracted it, or another took its place.

    `date` is ISO as far as it is known, `notice` the address of what was said of it. `successor` is the paper in its
    place: in a record as written, by `successor_where`; in a paper its identity.
    """

    status: PaperStatus
    where: Location = field(compare=False)
    date: str = ""
    notice: str = ""
    successor: str = ""
    successor_where: Location | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.status.value


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """An author in parts, as the source tells them apart: `Ludwig`, `van`, `Beethoven`, `Jr.`.

    `literal` is the name of a group, or one that no source takes apart; the others are empty then. `orcid` is in its
    normal form, `0000-0002-1825-0097`.
    """

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""
    orcid: str = ""

    def __str__(self) -> str:
        """The name as one reads it: `Ludwig van Beethoven, Jr.`."""
        person = " ".join(filter(None, (self.given, self.particle, self.family)))
        return self.literal or ", ".join(filter(None, (person, self.suffix)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What can be said of a paper, by one source or by all of them. An empty field is one that nobody knows.

    `title`, `abstract`, `authors` and `venue` are Unicode text with LaTeX decoded; math stays as `$…$`.
    `date` is the first submission in ISO form (`2024-12-18`, `2024-12` or `2024`), `year` the year of publication.
    `venue` is the short name to list by, `booktitle` the volume's full title where a source knows it.
    `doi`, `arxiv` and `acl` are identifiers in their normal form, without version or address.
    `names` are the parts of `authors`, one for each in the same order, or none. With `et_al` there are more authors
    than these. `editors` are those of the volume; a last one that is `et al.` says that there are more. With `edited`
    nobody is named as author, and `authors` are the editors, in whose place they stand wherever one looks for people.
    `entry_type` is what came out, by BibTeX's name for it (`article`, `inproceedings`, `phdthesis` …); `number` is the
    issue of a journal, or the report's. `extra` are the fields that the catalog has no place for, by name. `former` are
    the last parts of former addresses, `different_from` what a person calls papers that look like this one and are
    others. `decisions` are a person's on tags, `standing` what became of the paper, where that is known.
    """

    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    year: int | None = None
    venue: str = ""
    booktitle: str = ""
    doi: str = ""
    arxiv: str = ""
    acl: str = ""
    url: str = ""
    pdf: str = ""
    later_title: str = ""
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    et_al: bool = False
    editors: tuple[Name, ...] = ()
    edited: bool = False
    entry_type: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    isbn: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Record(Facts):
    """What one source says about one paper.

    `version` is that of the arXiv id, 0 where it is not said. `key` is the source's own name for the entry. `listing`
    and `rank` are set for an entry of a capture: the name of its file and its place in the order, from 1. Only a card
    may lack a title, and has `decisions`, whose tags are as written, an id or an alias, `former` and `different_from`.
    """

    where: Location
    origin: Origin
    version: int = 0
    key: str = ""
    listing: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A capture as a list: what it says of itself. `date_line` is as written, without an invented year."""

    name: str
    where: Location
    label: str
    date_line: str = ""
    day: str = ""
    address: str = ""
    gathered_by: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A paper's place in a listing."""

    listing: str
    rank: int
    where: Location


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What another source says of a field, kept although it was not chosen."""

    field: str
    value: str
    where: Location


@dataclass(frozen=True, slots=True)
class Paper(Facts):
    """Records merged into one paper. `identity` is its strongest id: `arxiv:…`, `acl:…`, `doi:…` or `title:…`.

    `identities` are that and all else that it could be known by, now or before it had its strongest id: `arxiv:…`,
    `acl:…`, `doi:…`, and `title:…` for each of its titles. Another paper may have the same title.
    `provenance` names for each known field the place it was taken from. `titles` are all titles that the sources give
    it, the chosen one first, `keys` their own names for it, those of the best source first. `names` are as the source
    of the authors tells them apart; `extra`, `former` and `different_from` are those of all its records. `decisions`
    are those of its cards, `files` are all that name it.
    """

    identity: str
    identities: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    seen: tuple[Appearance, ...] = ()
    provenance: Mapping[str, Location] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """`withdrawn`, `retracted`, `superseded` or ''."""
        return self.standing.status if self.standing else ""
