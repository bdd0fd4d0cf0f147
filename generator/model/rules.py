"""What a rule asks of a paper, and the evidence that a paper has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.papers import Decision
from generator.model.sources import Location


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

    def __hash__(self) -> int:
        """What tells nearly all terms apart; that of every field takes many times as long."""
        return hash((self.spellings, self.near))

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
