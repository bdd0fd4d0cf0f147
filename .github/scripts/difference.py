"""What `catalog diff --format json` printed, read back into the nouns that its report is made from.

Everything that the report shows is checked here for its kind. What a text says does not matter: the report is made by
the main branch's code, which takes every text as words to be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from artifact import RefusedError
from generator.findings import Difference, Effect, Excerpt, Overlap, Piece, TagEffect, Uncompared
from generator.model import Decision, Entry, Field, Location, Paper, Rule
from generator.reports.effect import VERSION
from shapes import Shape

T = TypeVar("T")


def read(data: object) -> Difference:
    """Return what changed, as far as the report says it; a RefusedError where the data is none of ours."""
    whole = Shape(data, "diff.json")
    if whole.whole("version") != VERSION:
        raise RefusedError("diff.json is of another version")
    papers = whole.inside("papers")
    return Difference(
        tags=whole.each("tags", _tag),
        overlaps=whole.each("overlaps", _overlap),
        broad=whole.texts("broad"),
        emptied=whole.texts("emptied"),
        untagged=papers.each("untagged", _paper),
        added=papers.each("added", _paper),
        removed=papers.each("removed", _paper),
        uncompared=whole.each("not_compared", _uncompared),
        papers=(papers.whole("before"), papers.whole("after")),
        tagged=(papers.whole("tagged_before"), papers.whole("tagged_after")),
    )


def base(data: object) -> str:
    """Return what the change is compared with: the name that was asked for, or a commit by its first letters."""
    found = Shape(data, "diff.json").inside("base")
    name, commit = found.text("name"), found.text("commit")
    return name[:10] if name == commit else name[:60]


def _tag(data: Shape) -> TagEffect:
    return TagEffect(
        rule=Rule(data.text("tag"), data.text("label"), "", _where(data)),
        before=data.whole_or_none("before"),
        after=data.whole_or_none("after"),
        gained=data.each("gained", _effect),
        lost=data.each("lost", _effect),
        was=data.texts("was"),
        trial=(data.inside("candidate").truth("before"), data.inside("candidate").truth("after")),
        leads_to=data.text("leads_to"),
    )


def _effect(data: Shape) -> Effect:
    return Effect(
        _paper(data),
        data.each("excerpts", _excerpt),
        data.texts("brought_by"),
        data.truth("new"),
        data.inside_or_none("decision", _decision),
        data.texts_or_none("barred_by"),
    )


def _decision(data: Shape) -> Decision:
    return Decision("", data.truth("given"), data.text("reason"), _where(data))


def _paper(data: Shape) -> Entry:
    slug = data.text("slug")
    return Entry(Paper(slug, title=data.text("title")), slug, "")


def _excerpt(data: Shape) -> Excerpt:
    text = data.text("text")
    pieces: list[Piece] = []
    at = 0
    for start, end in data.pairs("spans"):
        if not at <= start <= end <= len(text):
            raise RefusedError("an excerpt in diff.json has its words outside its text")
        pieces += [Piece(text[at:start]), Piece(text[start:end], is_hit=True)]
        at = end
    return Excerpt(_one_of(Field, data.text("field")), (*pieces, Piece(text[at:])))


def _overlap(data: Shape) -> Overlap:
    tags = data.texts("tags")
    if len(tags) != 2:
        raise RefusedError("an overlap in diff.json is not one of two tags")
    return Overlap(tags[0], tags[1], data.whole("shared"), data.whole("either"), data.whole("shared_before"))


def _uncompared(data: Shape) -> Uncompared:
    return Uncompared(data.text("name"), data.text("side"), _where(data), data.text("message"))


def _where(data: Shape) -> Location:
    return Location(data.text("file"), data.whole("line"))


def _one_of(kind: Callable[[str], T], value: str) -> T:
    try:
        return kind(value)
    except ValueError:
        raise RefusedError("diff.json has a word in it where only some others can stand") from None
