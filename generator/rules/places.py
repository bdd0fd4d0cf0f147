"""Tags and their keys that stand too far left or right: read where they were meant, so that nothing else follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.located_yaml import Mapping, Node, Scalar
from generator.rules.keys import TAG, names
from generator.rules.shapes import Report
from generator.slips import short

TAG_KEYS = names(TAG)


def in_place(tags: Mapping, report: Report) -> Iterator[tuple[Scalar, Node]]:
    """The tags with their bodies. A key beside the tags goes into the tag above it, a tag in another one beside it."""
    last: tuple[Scalar, Node] | None = None
    for key, body in tags.pairs:
        if last and isinstance(last[1], Mapping) and key.value in TAG_KEYS and not _is_tag(key, body):
            message = f"'{key.value}' stands among the tags, and is a key of one"
            hint = f"write it two spaces further right, below '{short(last[0].value)}'"
            report.say(key, "key-unknown", message, hint)
            last = last[0], replace(last[1], pairs=(*last[1].pairs, (key, body)))
            continue
        if last:
            yield from _divided(*last, report)
        last = key, body
    if last:
        yield from _divided(*last, report)


def _divided(tag: Scalar, body: Node, report: Report) -> Iterator[tuple[Scalar, Node]]:
    """A tag without the tags that stand in it, and these."""
    inner = [pair for pair in body.pairs if _is_inner(*pair)] if isinstance(body, Mapping) else []
    if isinstance(body, Mapping) and inner:
        body = replace(body, pairs=tuple(pair for pair in body.pairs if not _is_inner(*pair)))
    yield tag, body
    for key, value in inner:
        message = f"the tag '{short(tag.value)}' has no key '{short(key.value)}'"
        report.say(key, "key-unknown", message, f"if it is a tag, write it as far left as '{short(tag.value)}'")
        yield key, value


def _is_inner(key: Scalar, body: Node) -> bool:
    return key.value not in TAG_KEYS and _is_tag(key, body)


def _is_tag(key: Scalar, body: Node) -> bool:
    """Has it keys that only a tag has?"""
    return isinstance(body, Mapping) and key.value != "examples" and any(one.value in TAG_KEYS for one, _ in body.pairs)
