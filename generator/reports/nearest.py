"""`catalog related`: the nearest papers of one, with what they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.document import Block, Code, Hit, Item, Items, Line, Paragraph, Strong
from generator.model import Catalog, Entry, Related
from generator.reports import Data, joined, paper_data, title

Near = Sequence[tuple[Related, float]]
"""Near papers, nearest first, each with the cosine."""


def blocks(catalog: Catalog, entry: Entry, near: Near) -> tuple[Block, ...]:
    """The papers as a list, each with the words and tags that it shares."""
    heading = Paragraph((Strong(title(entry)), " (", Code(entry.slug), ")"))
    if not near:
        return (heading, Paragraph(("No other paper shares a word with it.",)))
    return (heading, Items(tuple(_item(catalog, entry, one, cosine) for one, cosine in near)))


def _item(catalog: Catalog, entry: Entry, one: Related, cosine: float) -> Item:
    other = catalog.entries[one.identity]
    tags = shared_tags(entry, other)
    words: list[str | Hit] = []
    for word in one.words:
        words += [", ", Hit(word)] if words else [Hit(word)]
    reasons: list[Line] = [("words: ", *words)] if words else []
    reasons += [("tags: ", *joined(tags))] if tags else []
    return Item((title(other), " (", Code(other.slug), f") {cosine:.3f}"), tuple(reasons))


def shared_tags(entry: Entry, other: Entry) -> tuple[str, ...]:
    """The ids of the tags that both have, in the order of the other."""
    own = {tagging.tag for tagging in entry.taggings}
    return tuple(tagging.tag for tagging in other.taggings if tagging.tag in own)


def data(catalog: Catalog, entry: Entry, near: Near) -> Data:
    """The same for a program."""
    return {"paper": _paper(entry), "related": list(_data(catalog, entry, near))}


def _paper(entry: Entry) -> Data:
    return {**paper_data(entry), "identity": entry.paper.identity, "ids": list(entry.paper.keys)}


def _data(catalog: Catalog, entry: Entry, near: Near) -> Iterable[Data]:
    for one, cosine in near:
        other = catalog.entries[one.identity]
        yield {
            **_paper(other),
            "cosine": round(cosine, 6),
            "words": list(one.words),
            "tags": list(shared_tags(entry, other)),
        }
