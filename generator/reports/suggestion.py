"""`catalog suggest`: phrases that could be terms."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document import Block, Code, Heading, Item, Items, Line, Paragraph, of_excerpts
from generator.findings import Suggestion, Suggestions
from generator.harmless import clipped
from generator.model import Rule
from generator.reports import LONGEST_TITLE, Data, excerpt_data, paper_data
from generator.text import numbered


def blocks(found: Suggestions, rules: Mapping[str, Rule]) -> tuple[Block, ...]:
    """First the phrases for papers without a tag, then those for each tag."""
    parts: list[Block] = [Paragraph((f"{numbered(found.untagged, 'paper has', 'papers have')} no tag of a subject.",))]
    if found.for_untagged:
        items = tuple(_item(one, "of them") for one in found.for_untagged)
        parts += [Heading("Terms for papers without a tag"), Items(items)]
    for tag, suggestions in found.for_tags:
        items = tuple(_item(one, "with the tag") for one in suggestions)
        parts += [Heading(f"{rules[tag].label} ({tag})"), Items(items)]
    if not found.for_tags:
        parts.append(Paragraph(("No phrase marks a tag's papers that is not in a rule already.",)))
    return tuple(parts)


def _item(one: Suggestion, whose: str) -> Item:
    where = (
        f": {numbered(one.inside, 'paper')} {whose}, {one.outside:,} other{'s' * (one.outside != 1)}, z {one.score:.1f}"
    )
    tag: Line = (", mostly on papers with ", Code(one.tag)) if one.tag and whose == "of them" else ()
    examples = tuple(
        (f"{clipped(example.entry.paper.title, LONGEST_TITLE // 2)} · ", *line)
        for example in one.examples
        for line in of_excerpts(example.excerpts)
    )
    return Item((Code(one.phrase), where, *tag), examples)


def data(found: Suggestions) -> Data:
    """The same for a program."""
    return {
        "untagged": found.untagged,
        "for_untagged": [_data(one) for one in found.for_untagged],
        "for_tags": {tag: [_data(one) for one in suggestions] for tag, suggestions in found.for_tags},
    }


def _data(one: Suggestion) -> Data:
    return {
        "phrase": one.phrase,
        "z": one.score,
        "inside": one.inside,
        "outside": one.outside,
        "tag": one.tag,
        "examples": [
            {**paper_data(example.entry), "excerpts": excerpt_data(example.excerpts)} for example in one.examples
        ],
    }
