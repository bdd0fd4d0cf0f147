"""Rule files: YAML to rules, everything that a person can get wrong in them, and each rule's own examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, Sequence, is_empty
from generator.model import ROLES, Alias, Location, Problem, Rule, Severity, Source, Status, Topic
from generator.rules.checks import check
from generator.rules.commas import splits
from generator.rules.examples import with_examples
from generator.rules.ids import check_id
from generator.rules.keys import FILE, TAG, home, meant, names
from generator.rules.places import in_place
from generator.rules.shapes import Report
from generator.rules.terms import Terms
from generator.slips import did_you_mean, short

__all__ = ["check", "read"]

FILE_KEYS, TAG_KEYS = names(FILE), names(TAG)


def read(source: Source) -> tuple[Topic | None, tuple[Rule, ...], tuple[Problem, ...]]:
    """Read one rule file: its topic, its rules in order, and all that is wrong with it.

    A rule with an error is still given, with what is right of it, so that others can refer to it.
    """
    root, problems = located_yaml.read(source)
    if root is None and not problems:
        hint = "write `topic:` and `tags:`, or take the file away"
        return None, (), (Problem(Location(source.name), Severity.WARNING, "empty-file", "the file is empty", hint),)
    report = Report(problems)
    topic, rules = _file(root, report) if root else (None, ())
    return topic, rules, tuple(report.problems)


def _file(root: Node, report: Report) -> tuple[Topic | None, tuple[Rule, ...]]:
    if isinstance(root, Mapping):
        root = _without_loose_tags(root, report)
    hint = "write `topic:` and `tags:`, each at the beginning of a line and without `- `"
    if not (table := report.mapping(root, "a rule file", FILE_KEYS, hint)):
        return None, ()
    name = report.text(table, "topic", "a heading for the tags of this file")
    rules = tuple(_tags(table, name, report))
    return (Topic(name, table.where, tuple(rule.id for rule in rules)) if name else None), rules


def _tags(table: Mapping, topic: str, report: Report) -> Iterator[Rule]:
    tags = table.get("tags")
    if tags is None or is_empty(tags):
        # What is wrong above may have swallowed them.
        if table.whole and not any(problem.code.startswith("yaml-") for problem in report.problems):
            hint = "write `tags:` and below it the id of a tag"
            report.say(tags or table, "key-missing", "`tags` is missing here", hint)
        return
    listed = report.mapping(tags, "`tags`", hint="write an id and a colon in place of each `- `, as in `peft:`")
    if not listed:
        return
    for key, body in in_place(listed, report):
        if rule := _rule(key, body, topic, report, is_read=listed.whole or not is_empty(body)):
            yield rule


def _without_loose_tags(root: Mapping, report: Report) -> Mapping:
    """The file without tags that stand beside `tags` and not below it; each is told."""
    kept = []
    for key, body in root.pairs:
        is_tag = isinstance(body, Mapping) or is_empty(body)
        if key.value not in FILE_KEYS and is_tag and not (meant(key.value, FILE_KEYS) or home(key.value)):
            message = f"a rule file has no key '{short(key.value)}'"
            report.say(key, "key-unknown", message, "if it is a tag, write it below `tags:`, two spaces further right")
        else:
            kept.append((key, body))
    return replace(root, pairs=tuple(kept), whole=root.whole and len(kept) == len(root.pairs))


def _rule(key: Scalar, body: Node, topic: str, report: Report, *, is_read: bool) -> Rule | None:
    """The rule of a tag; without its terms where its body could not be read."""
    is_good = check_id(key, report)
    if not is_read:
        return Rule(key.value, key.value, topic, key.where) if is_good else None
    if not (table := report.mapping(body, f"the tag '{short(key.value)}'", TAG_KEYS)):
        return None
    has_all_keys = isinstance(body, Mapping) and len(table.pairs) == len(body.pairs)
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
    told = len(report.problems)
    rule = _with_terms(rule, table, report)
    is_sound = has_all_keys and all(problem.severity is not Severity.ERROR for problem in report.problems[told:])
    rule = replace(with_examples(rule, table, key, report), is_sound=is_sound)
    report.problems += splits(rule)
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
        return check_id(node, report)
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


def _with_terms(rule: Rule, table: Mapping, report: Report) -> Rule:
    terms = Terms(report)
    any_, hints, all_, none = (terms.listed(table.get(role), role) for role in ROLES)
    needed = _hints_needed(table, len(hints), report)
    found = tuple(terms.commas)
    return replace(rule, any=any_, hints=hints, all=all_, none=none, hints_needed=needed, commas=found)


def _hints_needed(table: Mapping, good: int, report: Report) -> int:
    node, listed = table.get("hints_needed"), table.get("hints")
    hints = len(listed.items) if isinstance(listed, Sequence) else good
    needed = report.number(node, "`hints_needed`", "write how many different hints are enough") if node else 2
    if needed is None:
        return 2
    is_whole = not isinstance(listed, Sequence) or listed.whole
    if (hints or node) and is_whole and not 1 <= needed <= hints:
        count = "is 1 hint" if hints == 1 else f"are {hints or 'no'} hints"
        message = f"{needed} different hints are needed, and there {count}"
        hint = "add hints, move the term to `any`, or write `hints_needed:` with a number from 1 to theirs"
        report.say(node or listed or table, "hints-needed", message, hint)
    return max(1, needed)
