"""A rule's examples: texts that must get the tag, and texts that must not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, is_empty, quoted
from generator.model import Example, Rule
from generator.rules.commas import commas, is_rest
from generator.rules.keys import EXAMPLE, EXAMPLES, meant, names
from generator.rules.shapes import Report
from generator.slips import short
from generator.text import plain

EXAMPLES_KEYS, EXAMPLE_KEYS = names(EXAMPLES), names(EXAMPLE)
_EFFECTS = {"match": "get", "skip": "not get"}


def with_examples(rule: Rule, tag: Mapping, key: Scalar, report: Report) -> Rule:
    """The rule with the examples of its tag; `key` is where a missing one is told."""
    node = tag.get("examples")
    table = None
    if node is not None and not is_empty(node):
        table = report.mapping(node, "`examples`", EXAMPLES_KEYS, "write `match:` and `skip:` below it")
        if table is None:
            return rule
    is_whole = tag.whole and (table is None or table.whole)
    lists = {name: table.get(name) if table else None for name in EXAMPLES_KEYS}
    if (rule.any or rule.hints) and is_whole:
        _tell_missing([name for name, listed in lists.items() if _is_missing(listed)], key, report)
    match, skip = (tuple(_examples(listed, name, report)) for name, listed in lists.items())
    found = (comma for name, listed in lists.items() for comma in commas(listed, name))
    return replace(rule, match=match, skip=skip, commas=(*rule.commas, *found))


def _tell_missing(names: Sequence[str], tag: Scalar, report: Report) -> None:
    if len(names) == len(EXAMPLES_KEYS):
        hint = "write `examples:`, below it `match:` and `skip:`, and titles that should get the tag or not"
        report.say(tag, "example-missing", f"the tag '{short(tag.value)}' has no examples", hint)
        return
    for name in names:
        hint = f"write `{name}:` below `examples:`, and a list of titles that should {_EFFECTS[name]} the tag"
        report.say(tag, "example-missing", f"the tag '{short(tag.value)}' has no example under `{name}`", hint)


def _is_missing(listed: Node | None) -> bool:
    return is_empty(listed) or (isinstance(listed, located_yaml.Sequence) and not listed.items and listed.whole)


def _examples(listed: Node | None, name: str, report: Report) -> Iterator[Example]:
    rests = {comma.where for comma in commas(listed, name) if is_rest(comma)}
    for item in report.items(listed, f"`{name}`"):
        if item.where not in rests and (example := _example(item, report)):
            yield example


def _example(node: Node, report: Report) -> Example | None:
    """An example is a title, or a title and an abstract, with LaTeX decoded as in a paper."""
    if isinstance(node, Scalar):
        if node.value.strip():
            return Example(plain(report.written(node)), "", node.where)
        report.say(node, "example-empty", "an example has no text", "write a title, or take it out")
        return None
    if not isinstance(node, Mapping):
        wanted = "write a title, or `title:` and `abstract:`; a text in […] needs quotes"
        report.wrong_type(node, "an example", "a text, or `title:` and `abstract:`", wanted)
        return None
    if text := _unquoted(node):
        message = f"an example has no key '{short(node.pairs[0][0].value)}'"
        report.say(node, "key-unknown", message, f"put the whole example in quotes: {quoted(text)}")
        return None
    table = report.mapping(node, "an example", EXAMPLE_KEYS)
    if table is None:
        return None
    example = Example(plain(report.text(table, "title")), _abstract(table, report), table.where)
    if not (example.title or example.abstract) and table.whole and len(table.pairs) == len(node.pairs):
        report.say(node, "example-empty", "an example has no text", "write a title, or take it out")
    return example


def _abstract(table: Mapping, report: Report) -> str:
    """The abstract of an example as that of a paper is read, with its paragraphs."""
    node = table.get("abstract")
    return plain(node.value, paragraphs=True) if report.text(table, "abstract") and isinstance(node, Scalar) else ""


def _unquoted(node: Mapping) -> str:
    """The text that YAML took for a mapping, for want of quotes."""
    if len(node.pairs) != 1:
        return ""
    ((key, value),) = node.pairs
    if key.value in EXAMPLE_KEYS or meant(key.value, EXAMPLE_KEYS) or not isinstance(value, Scalar):
        return ""
    return f"{key.value}: {value.value}"
