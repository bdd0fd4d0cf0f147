"""Rule files: YAML to rules, everything that a person can get wrong in them, and each rule's own examples."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeGuard

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, Sequence, is_empty
from generator.model import Alias, Example, Location, Problem, Rule, Severity, Source, Status, Topic
from generator.rules.checks import check
from generator.rules.shapes import Report
from generator.rules.terms import Terms
from generator.slips import did_you_mean, short
from generator.text import plain

__all__ = ["check", "read"]

FILE_KEYS = ("topic", "tags")
TAG_KEYS = (
    "label", "about", "parent", "aliases", "status", "replaced_by",
    "any", "hints", "hints_needed", "all", "none", "examples",
)  # fmt: skip
ROLES = ("any", "hints", "all", "none")
EXAMPLES_KEYS = ("match", "skip")
EXAMPLE_KEYS = ("title", "abstract")
RESERVED = ("terms", "index")
LONGEST_ID = 60
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read(source: Source) -> tuple[Topic | None, tuple[Rule, ...], tuple[Problem, ...]]:
    """Read one rule file: its topic, its rules in order, and all that is wrong with it.

    A rule with an error is still given, with what is right of it, so that others can refer to it; its examples are not.
    """
    root, problems = located_yaml.read(source)
    if root is None and not problems:
        hint = "write `topic:` and `tags:`, or take the file away"
        return None, (), (Problem(Location(source.name), Severity.WARNING, "empty-file", "the file is empty", hint),)
    report = Report(problems)
    topic, rules = _file(root, report) if root else (None, ())
    return topic, rules, tuple(report.problems)


def _file(root: Node, report: Report) -> tuple[Topic | None, tuple[Rule, ...]]:
    if not (table := report.mapping(root, "a rule file", FILE_KEYS)):
        return None, ()
    name = report.text(table, "topic", "a heading for the tags of this file")
    tags = table.get("tags")
    if tags is None or is_empty(tags):
        report.say(tags or table, "key-missing", "`tags` is missing here", "write `tags:` and below it the id of a tag")
        return None, ()
    listed = report.mapping(tags, "`tags`")
    found = [_rule(key, body, name, report) for key, body in listed.pairs] if listed else []
    rules = tuple(rule for rule in found if rule)
    return (Topic(name, table.where, tuple(rule.id for rule in rules)) if name else None), rules


def _rule(key: Scalar, body: Node, topic: str, report: Report) -> Rule | None:
    before = len(report.problems)
    is_good = _check_id(key, report)
    if not (table := report.mapping(body, f"the tag '{short(key.value)}'", TAG_KEYS)):
        return None
    parent = table.get("parent")
    rule = Rule(
        key.value,
        report.text(table, "label", "the name that readers see", key),
        topic,
        key.where,
        report.text(table, "about"),
        report.text(table, "parent"),
        parent.where if parent else None,
    )
    rule = _with_life(rule, table, report)
    rule = _with_examples(_with_terms(rule, table, report), key, table.get("examples"), report)
    if len(report.problems) > before:
        rule = replace(rule, match=(), skip=())
    return rule if is_good else None


def _with_life(rule: Rule, table: Mapping, report: Report) -> Rule:
    """The rule with its other ids, its status and its successor."""
    listed = report.items(table.get("aliases"), "`aliases`")
    aliases = tuple(Alias(item.value, item.where) for item in listed if _is_alias(item, report))
    successor = table.get("replaced_by")
    return replace(
        rule,
        aliases=aliases,
        status=_status(table.get("status"), report),
        replaced_by=report.text(table, "replaced_by"),
        replaced_by_where=successor.where if successor else None,
    )


def _is_alias(node: Node, report: Report) -> TypeGuard[Scalar]:
    if isinstance(node, Scalar):
        return _check_id(node, report)
    report.wrong_type(node, "an alias", "a text", "write another id of the tag, such as 'rlhf'")
    return False


def _status(node: Node | None, report: Report) -> Status:
    if isinstance(node, Scalar) and node.value in tuple(Status):
        return Status(node.value)
    if node is not None:
        wanted = ", ".join(Status)
        hint = did_you_mean(node.value, tuple(Status)) if isinstance(node, Scalar) else f"write one of {wanted}"
        report.wrong_type(node, "`status`", f"one of {wanted}", hint)
    return Status.ACTIVE


def _check_id(key: Scalar, report: Report) -> bool:
    name = key.value
    if _ID.fullmatch(name) and len(name) <= LONGEST_ID and name not in RESERVED:
        return True
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower())[:LONGEST_ID].strip("-")
    such_as = f", such as '{slug}'" if slug and slug not in RESERVED else f", and not {' or '.join(RESERVED)}"
    hint = f"write small letters, digits and single hyphens, {LONGEST_ID} at most{such_as}"
    report.say(key, "tag-id", f"'{short(name)}' cannot be a tag's id and address", hint)
    return False


def _with_terms(rule: Rule, table: Mapping, report: Report) -> Rule:
    terms = Terms(report)
    any_, hints, all_, none = (terms.listed(table.get(role), role) for role in ROLES)
    needed = _hints_needed(table, len(hints), report)
    return replace(rule, any=any_, hints=hints, all=all_, none=none, hints_needed=needed)


def _hints_needed(table: Mapping, good: int, report: Report) -> int:
    node, listed = table.get("hints_needed"), table.get("hints")
    hints = len(listed.items) if isinstance(listed, Sequence) else good
    needed = report.number(node, "`hints_needed`", "write how many different hints are enough") if node else 2
    if needed is None:
        return 2
    if (hints or node) and not 1 <= needed <= hints:
        count = "is 1 hint" if hints == 1 else f"are {hints or 'no'} hints"
        message = f"{needed} different hints are needed, and there {count}"
        hint = "add hints, move the term to `any`, or write `hints_needed:` with a number from 1 to theirs"
        report.say(node or listed or table, "hints-needed", message, hint)
    return max(1, needed)


def _with_examples(rule: Rule, key: Scalar, node: Node | None, report: Report) -> Rule:
    table = None
    if node is not None and not is_empty(node):
        table = report.mapping(node, "`examples`", EXAMPLES_KEYS, "write `match:` and `skip:` below it")
        if table is None:
            return rule
    found: dict[str, tuple[Example, ...]] = {}
    for name, effect in zip(EXAMPLES_KEYS, ("get", "not get"), strict=True):
        listed = table.get(name) if table else None
        items = report.items(listed, f"`{name}`")
        found[name] = tuple(example for item in items if (example := _example(item, report)))
        if (rule.any or rule.hints) and not items and (listed is None or not isinstance(listed, Scalar | Mapping)):
            hint = f"write `examples:` with `{name}:` and a list of titles that should {effect} the tag"
            message = f"the tag '{rule.id}' has no example under `{name}`"
            report.say(key, "example-missing", message, hint)
    return replace(rule, match=found["match"], skip=found["skip"])


def _unquoted(node: Node) -> str | None:
    """What stands before the colon of a text that YAML took for a mapping, for want of quotes."""
    if not isinstance(node, Mapping) or len(node.pairs) != 1:
        return None
    ((key, value),) = node.pairs
    return key.value if key.value not in EXAMPLE_KEYS and " " in key.value and isinstance(value, Scalar) else None


def _example(node: Node, report: Report) -> Example | None:
    """An example is a title, or a title and an abstract, with LaTeX decoded as in a paper."""
    if isinstance(node, Scalar) and not is_empty(node):
        return Example(plain(node.value), "", node.where)
    if (pair := _unquoted(node)) is not None:
        report.say(
            node,
            "key-unknown",
            f"an example has no key '{short(pair)}'",
            f"put the whole example in quotes if `{short(pair)}: …` is its text",
        )
        return None
    if table := report.mapping(node, "an example", EXAMPLE_KEYS, "write a title, or `title:` and `abstract:`"):
        return Example(plain(report.text(table, "title")), _abstract(table, report), table.where)
    return None


def _abstract(table: Mapping, report: Report) -> str:
    """The abstract of an example as that of a paper is read, with its paragraphs."""
    node = table.get("abstract")
    return plain(node.value, paragraphs=True) if report.text(table, "abstract") and isinstance(node, Scalar) else ""
