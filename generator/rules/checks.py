"""What only shows when all rules are there: ids, parents, successors, topics; and each rule's own examples."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.matcher import Matcher
from generator.model import Location, Problem, Rule, Severity, Status, Topic
from generator.problems import error
from generator.rules.commas import known_elsewhere
from generator.rules.leads import leads
from generator.rules.trials import failures


def check(
    rules: Sequence[Rule], topics: Iterable[Topic], matcher: Matcher, told: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """All problems between rules of all files, and all examples that fail. `matcher` holds the same rules.

    `told` are the problems of the files: nothing is said that only follows from one of them.
    """
    hurt = _hurt(rules, told)
    problems = (*_ids(rules), *_topics(topics), *leads(rules))
    sound = [compiled for compiled in matcher.rules if compiled.rule.where not in hurt]
    return (*problems, *_empty(rules, hurt), *failures(sound, matcher), *known_elsewhere(rules))


def _hurt(rules: Sequence[Rule], told: Iterable[Problem]) -> set[Location]:
    """The rules, by their places, in which an error was told that may have left out a term or an example.

    What the text of the file lacks may be missing anywhere in the rule.
    """
    places: dict[str, list[Location]] = defaultdict(list)
    for rule in rules:
        places[rule.where.file].append(rule.where)
    for begins in places.values():
        begins.sort()
    hurt = {rule.where for rule in rules if not rule.is_sound}
    for problem in told:
        begun = places[problem.where.file]
        at = bisect_right(begun, problem.where)
        if at and problem.severity is Severity.ERROR and problem.code.startswith(("yaml-", "not-utf-8")):
            hurt.add(begun[at - 1])
    return hurt


def _ids(rules: Iterable[Rule]) -> Iterator[Problem]:
    """No id is there twice, be it a tag's own or an alias."""
    first: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in first:
            hint = f"choose another id; the first is at {first[rule.id].where}"
            yield error(rule.where, "tag-duplicate", f"the tag '{rule.id}' is there twice", hint, len(rule.id))
        first.setdefault(rule.id, rule)
    aliases: dict[str, Rule] = {}
    for rule in rules:
        for alias in rule.aliases:
            if message := _taken(alias.id, rule, first, aliases):
                hint = "take the alias out, or write another one"
                yield error(alias.where, "alias-taken", message, hint, len(alias.id))
            aliases.setdefault(alias.id, rule)


def _taken(alias: str, rule: Rule, tags: Mapping[str, Rule], aliases: Mapping[str, Rule]) -> str:
    if alias == rule.id:
        return f"the alias '{alias}' is the tag's own id"
    if alias in tags:
        return f"the alias '{alias}' of '{rule.id}' is the id of a tag, at {tags[alias].where}"
    if alias in aliases:
        other = aliases[alias]
        return f"the alias '{alias}' of '{rule.id}' is one of '{other.id}' already, at {_place(other, alias)}"
    return ""


def _place(rule: Rule, alias: str) -> Location:
    return next(one.where for one in rule.aliases if one.id == alias)


def _topics(topics: Iterable[Topic]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for topic in topics:
        key = topic.name.casefold()
        if key in first:
            hint = f"move its tags to {first[key].file}, or choose another heading"
            yield error(topic.where, "topic-duplicate", f"another file has the topic '{topic.name}'", hint)
        first.setdefault(key, topic.where)


def _empty(rules: Sequence[Rule], hurt: set[Location]) -> Iterator[Problem]:
    parents = {rule.parent for rule in rules}
    for rule in rules:
        is_bare = not (rule.any or rule.hints or rule.id in parents or rule.status is Status.DEPRECATED)
        if is_bare and rule.where not in hurt:
            message = f"nothing can give the tag '{rule.id}': it has no `any`, no `hints` and no children"
            yield error(rule.where, "rule-empty", message, "write `any:` and a list of terms", len(rule.id))
