"""The nouns of the catalog: what a source says, what a paper is, what a rule asks, what a build gives.

Everything here is frozen and stands on the standard library alone, so that every other module can rely on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file; `line` and `column` count from 1, column in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How bad a problem is; an error leaves something out or wrong."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person got wrong: where, what, and in `hint` what to write instead.

    `code` is the heading of the problem in the documentation, such as `example-skip`;
    `width` is how many characters the caret underlines.
    """

    where: Location
    severity: Severity
    code: str
    message: str
    hint: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found: its path from the project's folder, with `/`, and its bytes."""

    name: str
    data: bytes


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
        return self.status


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says about one paper. An empty field is one that the source does not know.

    `title`, `abstract`, `authors` and `venue` are Unicode text with LaTeX decoded; math stays as `$…$`.
    `date` is the first submission in ISO form (`2024-12-18`, `2024-12` or `2024`), `year` the year of publication.
    `venue` is the short name to list by, `booktitle` the volume's full title where the source knows it.
    `doi`, `arxiv` and `acl` are identifiers in their normal form, without version or address.
    `key` is the source's own name for the entry. `listing` and `rank` are set for an entry of a capture:
    the name of its file and its place in the order, from 1. Only a card may lack a title, and has `decisions`,
    whose tags are as written: an id or an alias; and only a card has a `standing`.
    """

    where: Location
    origin: Origin
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
    key: str = ""
    listing: str = ""
    rank: int = 0
    decisions: tuple[Decision, ...] = ()
    standing: Standing | None = None


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
class Paper:
    """Records merged into one paper. `identity` is its strongest id: `arxiv:…`, `acl:…`, `doi:…` or `title:…`.

    `provenance` names for each known field the place it was taken from. `titles` are all titles that
    the sources give it, the chosen one first, `keys` their own names for it, those of the best source first.
    `decisions` are those of its cards, `files` are all that name it. `standing` is None for a paper of which nothing
    is known but that it came out, as for nearly all.
    """

    identity: str
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
    titles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    seen: tuple[Appearance, ...] = ()
    provenance: Mapping[str, Location] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    files: tuple[str, ...] = ()
    standing: Standing | None = None

    @property
    def status(self) -> str:
        """`withdrawn`, `retracted`, `superseded` or ''."""
        return self.standing.status if self.standing else ""


class Field(StrEnum):
    """The texts of a paper in which terms are looked for."""

    TITLE = "title"
    ABSTRACT = "abstract"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a rule: any of its spellings, in `only` that field or, where `only` is None, in both.

    A hit that overlaps a hit of one of `exceptions` does not count. A term with `near` has no spellings of its own:
    it is those two terms in one sentence, at most `within` words apart, in this order where `ordered`.
    With `regex` the spellings are regular expressions in the syntax of RE2. `places` are those of the spellings, as
    far as they are known.
    """

    spellings: tuple[str, ...]
    where: Location
    only: Field | None = None
    exceptions: tuple[Term, ...] = ()
    near: tuple[Term, ...] = ()
    within: int | None = None
    ordered: bool = False
    regex: bool = False
    places: tuple[Location, ...] = field(default=(), compare=False)

    @property
    def label(self) -> str:
        """How the term is named to a reader: its first spelling."""
        return " … ".join(term.label for term in self.near) if self.near else self.spellings[0]


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must match or skip."""

    title: str
    abstract: str
    where: Location


class Status(StrEnum):
    """A tag's age: one on trial is computed and not shown, one given up leads to another."""

    CANDIDATE = "candidate"
    ACTIVE = "active"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another id of a tag, whose address leads to it."""

    id: str
    where: Location


@dataclass(frozen=True, slots=True)
class Comma:
    """A comma that parts two texts without quotes in a list in brackets: perhaps it was meant to stand inside one.

    `role` is the list of the rule, `where` the second text; `tight` means that no space stands between them,
    `edged` that the list has several texts that begin or end with a word such as `of`.
    """

    one: str
    other: str
    role: str
    where: Location
    tight: bool = False
    edged: bool = False


ROLES = ("any", "hints", "all", "none")
"""The lists of terms that a rule has, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One tag and what earns it; `about` is its scope note. Hints count from `hints_needed` different ones on.

    `replaced_by` is the tag that a deprecated one leads to. `commas` are those of its lists that may be none. It is
    not sound where an error in its keys or terms may have left out a term.
    """

    id: str
    label: str
    topic: str
    where: Location
    about: str = ""
    parent: str = ""
    parent_where: Location | None = None
    any: tuple[Term, ...] = ()
    hints: tuple[Term, ...] = ()
    hints_needed: int = 2
    all: tuple[Term, ...] = ()
    none: tuple[Term, ...] = ()
    match: tuple[Example, ...] = ()
    skip: tuple[Example, ...] = ()
    aliases: tuple[Alias, ...] = ()
    status: Status = Status.ACTIVE
    replaced_by: str = ""
    replaced_by_where: Location | None = None
    commas: tuple[Comma, ...] = field(default=(), compare=False)
    is_sound: bool = field(default=True, compare=False)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that can earn the tag, in the rule's order."""
        return self.any + self.hints + self.all


@dataclass(frozen=True, slots=True)
class Topic:
    """One rule file: a heading with tags below it. `tags` are ids in the file's order, `slug` is set by the index."""

    name: str
    where: Location
    tags: tuple[str, ...]
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A piece of evidence: `term` stands in `field` from `start` to `end` (characters of the paper's text)."""

    tag: str
    term: Term
    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagging:
    """A tag that a paper has: the evidence, or, where there is none, the children that brought it.

    `decision` is set where a person gave it.
    """

    tag: str
    evidence: tuple[Match, ...] = ()
    brought_by: tuple[str, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A near paper, by identity: the words that both share, strongest first."""

    identity: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A neighbourhood on the map: the middle of its papers, their number, and the words that tell it apart.

    Those of level 0 divide the whole map, those of each further level one above it.
    """

    x: int
    y: int
    papers: int
    words: tuple[str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map of all papers: the place of each by identity, in whole numbers from 0 to `width` and `height`.

    No two places are nearer than `size`, the width of a point, in both directions.
    """

    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    width: int = 0
    height: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a build gives: its path from the output folder, with `/`, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper with its place in the catalog: the last part of its address, its tags and its citation key.

    `came` is the place in the catalog's imports of the first that has it, if one has; `new` came with the newest.
    """

    paper: Paper
    slug: str
    key: str
    taggings: tuple[Tagging, ...] = ()
    new: bool = False
    came: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under one heading with an address of its own: an author, a venue, a year."""

    name: str
    slug: str
    papers: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ToldPaper:
    """A paper as a change tells of it: by the title it had then, and the one before where that was another."""

    identity: str
    title: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Some of `total` papers."""

    total: int = 0
    papers: tuple[ToldPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldTag:
    """What a change did to a tag: `fate` is added, removed, renamed or changed.

    `was` are former ids, `leads_to` the tag in whose favour it is gone; terms are as one says them; `others` names what
    else of it changed. The papers are those that were there before and are there still.
    """

    id: str
    label: str
    fate: str
    was: tuple[str, ...] = ()
    leads_to: str = ""
    terms_gained: tuple[str, ...] = ()
    terms_lost: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    gained: Told = Told()
    lost: Told = Told()


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit changed of papers, tags and rules, on the day of the commit; `note` is a person's word on it."""

    day: str
    commit: str = ""
    note: str = ""
    added: Told = Told()
    removed: Told = Told()
    renamed: Told = Told()
    tags: tuple[ToldTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that the pages are made from. `papers` and every list in it are newest first.

    `tags` has the papers of every rule, `together` for each tag the others on its papers with their numbers.
    `shared` has the papers behind an address that several claim; `author_slugs` and `venue_slugs` go by folded name;
    `nearest` has the related papers by identity, nearest first; `kinds` are the tags that say what a paper gives.
    Tags on trial and tags given up are in none of these; `redirects` has the tag that each alias, and each tag given
    up, leads to. `imports` are the files that papers came with, the newest last: the listings, and what imports.yml
    names. `changes` are what its history tells, the newest first. `atlas` is the map of the papers.
    """

    papers: tuple[Entry, ...]
    rules: Mapping[str, Rule]
    topics: tuple[Topic, ...]
    listings: tuple[Listing, ...]
    tags: Mapping[str, tuple[Entry, ...]]
    together: Mapping[str, tuple[tuple[str, int], ...]]
    authors: tuple[Group, ...]
    venues: tuple[Group, ...]
    years: tuple[Group, ...]
    entries: Mapping[str, Entry]
    shared: Mapping[str, tuple[Entry, ...]]
    author_slugs: Mapping[str, str]
    venue_slugs: Mapping[str, str]
    nearest: Mapping[str, tuple[Related, ...]]
    kinds: tuple[str, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    imports: tuple[Listing, ...] = ()
    changes: tuple[Change, ...] = ()
    atlas: Atlas = Atlas()


@dataclass(frozen=True, slots=True)
class Settings:
    """What an owner chooses in mkdocs.yml; each has its meaning in the documentation of the settings.

    `repository` is the address of the repository on the web without a final slash, or empty. It, the site's name, its
    address (`site_url`, ending in `/`, or empty) and `use_directory_urls` are MkDocs' own settings.
    """

    headline: str = "Papers"
    title_search_url: str = "https://www.google.com/search?q={title}"
    author_papers: int = 2
    rows_per_page: int = 100
    related_papers: int = 5
    kinds: tuple[str, ...] = ("survey", "dataset", "toolkit", "open-source")
    markdown_up_to: int = 5000
    exports: tuple[str, ...] = ("bibtex", "ris", "csl-json", "text")
    export_tags_up_to: int = 20000
    repository: str = ""
    branch: str = "main"
    feed_entries: int = 50
    author_feeds_up_to: int = 20_000
    newsletter: str = ""
    changes: str = "site_src/changes.json"
    offline: bool = True
    site_name: str = "Papers"
    site_url: str = ""
    use_directory_urls: bool = True
