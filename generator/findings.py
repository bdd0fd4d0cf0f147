"""The nouns of the answers: what a term would find, why a paper has a tag, what a change does, what could be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Decision, Entry, Field, Location, Rule, Term

BROAD = 0.3
"""A tag on more than this share of all papers tells little."""


class Piece(NamedTuple):
    """A stretch of a text; a hit is what a term found."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a field around its hits."""

    field: Field
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A paper that a term finds, how often, and the words around."""

    entry: Entry
    times: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a term would find in the catalog; `tags` are those that its papers have, with their numbers."""

    term: Term
    papers: tuple[Tried, ...]
    total: int
    tags: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A term that a paper has: its list in the rule, its line, how often it is said, and where."""

    role: str
    term: Term
    said: str
    times: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper has a tag: its words, the children that brought it, or a person's decision."""

    rule: Rule
    found: tuple[Found, ...]
    brought_by: tuple[str, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A term of a rule that a paper almost has: what stands in the way, and the words that nearly did."""

    role: str
    term: Term
    what: str
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a paper has not a tag.

    `found` are terms that it has, `is_enough` whether they would give the tag if nothing were missing and nothing in
    the way, `hints` how many different ones of its hints count, `missing` the terms of `all` that it
    has not, `barred` the terms of `none` that it has, `misses` what it almost has, the nearest first.
    """

    rule: Rule
    found: tuple[Found, ...]
    is_enough: bool
    hints: int
    missing: tuple[Term, ...]
    barred: tuple[Found, ...]
    misses: tuple[Miss, ...]
    children: tuple[str, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that a paper does not meet though it has some of its words: hints found, terms missing, terms barring.

    Or one that a person refused it, by `decision`.
    """

    rule: Rule
    hints: int
    missing: int
    barred: int
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A paper that gets or loses a tag, the words that earn it or used to, the children that bring it.

    `is_new` is a paper that only one side has, `decision` that of a person, who gave or refused the tag. `barred_by`
    are the new terms of `none` that took the tag; where there are any, the words are theirs.
    """

    entry: Entry
    excerpts: tuple[Excerpt, ...]
    brought_by: tuple[str, ...]
    is_new: bool
    decision: Decision | None = None
    barred_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagEffect:
    """What a change does to a tag; `was` are former ids, `leads_to` is the tag in whose favour it is gone.

    `before` or `after` is None where that side has no such tag; `trial` says on which it is not shown to readers.
    """

    rule: Rule
    before: int | None
    after: int | None
    gained: tuple[Effect, ...]
    lost: tuple[Effect, ...]
    was: tuple[str, ...] = ()
    trial: tuple[bool, bool] = (False, False)
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two tags with many papers in common: how many both have, one of them has, and both had before."""

    one: str
    other: str
    shared: int
    either: int
    before: int


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A tag or a whole file that could not be compared, the side on which it is broken, and the fault."""

    name: str
    side: str
    where: Location
    message: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does to a catalog; every list is in the order of the rules or of the catalog.

    `broad` and `emptied` are ids of tags that became so, `untagged` papers that are left without any tag,
    `papers` and `tagged` the numbers of papers, and of those with a tag, before and after.
    """

    tags: tuple[TagEffect, ...]
    overlaps: tuple[Overlap, ...]
    broad: tuple[str, ...]
    emptied: tuple[str, ...]
    untagged: tuple[Entry, ...]
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    uncompared: tuple[Uncompared, ...]
    papers: tuple[int, int]
    tagged: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A paper that says a phrase, and the words around it."""

    entry: Entry
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase that marks some papers: its z-score, how many of them have it, how many others."""

    phrase: str
    score: float
    inside: int
    outside: int
    examples: tuple[Example, ...]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Phrases of papers without a tag, and for each tag those that mark its papers and are in no rule."""

    untagged: int
    for_untagged: tuple[Suggestion, ...]
    for_tags: tuple[tuple[str, tuple[Suggestion, ...]], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Judgements of one tag, or of several together: right, wrong, missed. A rate that means nothing is None."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Of the tags given, the share that is right; None where none was given."""
        given = self.right + self.wrong
        return self.right / given if given else None

    @property
    def recall(self) -> float | None:
        """Of the tags that should be given, the share that was; None where none should be."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, 2·right / (2·right + wrong + missed); None where none was given nor wanted."""
        weight = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / weight if weight else None


@dataclass(frozen=True, slots=True)
class TagScore:
    """A tag's score, with the titles of papers that have it wrongly and of those that lack it."""

    tag: str
    score: Score
    wrong: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a catalog compares with people's judgements.

    `macro` are the means of precision, recall and F1 over the tags for which each means something.
    `unknown_titles` and `unknown_tags` are in the judgements and not in the catalog, and count nowhere.
    """

    papers: int
    tags: tuple[TagScore, ...]
    micro: Score
    macro: tuple[float | None, float | None, float | None]
    unknown_titles: tuple[str, ...]
    unknown_tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds: papers with their scores, the best first. `loose`: not all of them have all of its words.

    `correction` is the word that was looked for in the place of a mistyped one, or '';
    `passed_over` are items that ask for nothing, such as `year:soon`.
    """

    hits: tuple[tuple[Entry, int], ...]
    loose: bool = False
    correction: str = ""
    passed_over: tuple[str, ...] = ()
