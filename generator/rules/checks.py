"""What only shows when all rules are there: ids, parents, successors, topics; and each rule's own examples."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.matcher import Matcher
from generator.model import Location, Problem, Rule, Severity, Status, Topic
from generator.problems import error
from generator.rules.shapes import did_you_mean, short
from generator.rules.trials import failures

_SAY_NOTHING_OF_TERMS = frozenset({"example-empty", "example-missing", "key-missing", "tag-id", "tag-status"})


def check(
    rules: Sequence[Rule], topics: Iterable[Topic], matcher: Matcher, told: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """All problems between rules of all files, and all examples that fail. `matcher` holds the same rules.

    `told` are the problems of the files: nothing is said that only follows from one of them.
    """
    hurt = _hurt(rules, told)
    problems = (*_ids(rules), *_topics(topics), *_parents(rules), *_circles(rules), *_successors(rules))
    sound = [compiled for compiled in matcher.rules if compiled.rule.where not in hurt]
    return (*problems, *_empty(rules, hurt), *failures(sound, matcher))


def _hurt(rules: Iterable[Rule], told: Iterable[Problem]) -> set[Location]:
    """The rules, by their places, in which an error was told that may have left out a term or an example."""
    places: dict[str, list[Location]] = defaultdict(list)
    for rule in rules:
        places[rule.where.file].append(rule.where)
    hurt = set()
    for problem in told:
        begun = sorted(places[problem.where.file])
        at = bisect_right(begun, problem.where)
        if at and problem.severity is Severity.ERROR and problem.code not in _SAY_NOTHING_OF_TERMS:
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


def _parents(rules: Sequence[Rule]) -> Iterator[Problem]:
    known = {rule.id: rule for rule in rules}
    aliases = _by_alias(rules)
    for rule in rules:
        where, parent = rule.parent_where or rule.where, known.get(rule.parent)
        if rule.parent and not parent:
            message = f"the tag '{rule.id}' has the parent '{short(rule.parent)}', and no tag has that id"
            yield error(where, "parent-unknown", message, _which(rule.parent, known, aliases), len(rule.parent))
        elif parent and parent.status is Status.DEPRECATED and rule.status is not Status.DEPRECATED:
            message = f"the parent '{rule.parent}' of '{rule.id}' is deprecated"
            hint = f"write '{parent.replaced_by}'" if parent.replaced_by in known else "write another parent"
            yield error(where, "parent-deprecated", f"{message}, at {parent.where}", hint, len(rule.parent))


def _by_alias(rules: Iterable[Rule]) -> dict[str, str]:
    return {alias.id: rule.id for rule in rules for alias in rule.aliases}


def _which(wanted: str, known: Iterable[str], aliases: Mapping[str, str]) -> str:
    """The hint for an id that no tag has."""
    if wanted in aliases:
        return f"write '{aliases[wanted]}', the tag of which '{short(wanted)}' is an alias"
    return did_you_mean(wanted, sorted(known))


def _circles(rules: Sequence[Rule]) -> Iterator[Problem]:
    for rule, chain in _rings(rules, lambda rule: rule.parent):
        where = rule.parent_where or rule.where
        message = f"the tag '{rule.id}' is its own parent: {chain}"
        hint = "take one of these `parent:` lines out" if chain.count("→") > 1 else "take this `parent:` line out"
        yield error(where, "parent-circle", message, hint, len(rule.parent))


def _rings(rules: Sequence[Rule], following: Callable[[Rule], str]) -> Iterator[tuple[Rule, str]]:
    """Each ring of tags of which one leads to the next, with its first rule."""
    first: dict[str, Rule] = {}
    for rule in rules:
        first.setdefault(rule.id, rule)
    seen: set[str] = set()
    for rule in rules:
        path: dict[str, None] = {}
        tag = rule.id
        while tag in first and tag not in path and tag not in seen:
            path[tag] = None
            tag = following(first[tag])
        if tag in path:
            ring = list(path)[list(path).index(tag) :]
            yield first[tag], " → ".join([*ring, tag])
        seen.update(path)


def _successors(rules: Sequence[Rule]) -> Iterator[Problem]:
    known = {rule.id: rule for rule in rules}
    aliases = _by_alias(rules)
    for rule in rules:
        where, wanted = rule.replaced_by_where or rule.where, rule.replaced_by
        is_old = rule.status is Status.DEPRECATED
        if is_old and not wanted:
            message = f"the tag '{rule.id}' is deprecated and leads nowhere"
            hint = "write `replaced_by:` and the id of the tag that takes its place"
            yield error(rule.where, "replaced-by", message, hint, len(rule.id))
        elif wanted and not is_old:
            message = f"the tag '{rule.id}' is not deprecated and is replaced all the same"
            yield error(where, "replaced-by", message, "write `status: deprecated`, or take this line out", len(wanted))
        elif wanted and wanted not in known:
            message = f"the tag '{rule.id}' is replaced by '{short(wanted)}', and no tag has that id"
            yield error(where, "replaced-by", message, _which(wanted, known, aliases), len(wanted))
        elif wanted and known[wanted].status is Status.DEPRECATED and wanted != rule.id and not _turns(rule, known):
            message = f"the tag '{wanted}', which takes the place of '{rule.id}', is deprecated itself"
            hint = f"write '{_end(rule, known)}'" if _end(rule, known) else "write a tag that is not deprecated"
            yield error(where, "replaced-by", message, hint, len(wanted))
    for rule, chain in _rings(rules, lambda rule: rule.replaced_by):
        where = rule.replaced_by_where or rule.where
        message = f"the tag '{rule.id}' is replaced by itself: {chain}"
        yield error(where, "replaced-by", message, "write a tag that is not deprecated", len(rule.replaced_by))


def _turns(rule: Rule, known: Mapping[str, Rule]) -> bool:
    """Does the way of successors from this rule come back to it?"""
    seen: set[str] = set()
    tag = rule.replaced_by
    while tag in known and tag not in seen:
        seen.add(tag)
        tag = known[tag].replaced_by
    return rule.id in seen


def _end(rule: Rule, known: Mapping[str, Rule]) -> str:
    """The tag in use at the end of the way of successors; '' where there is none."""
    seen: set[str] = set()
    tag = rule.replaced_by
    while tag in known and tag not in seen and known[tag].status is Status.DEPRECATED:
        seen.add(tag)
        tag = known[tag].replaced_by
    return tag if tag in known and tag not in seen else ""


def _empty(rules: Sequence[Rule], hurt: set[Location]) -> Iterator[Problem]:
    parents = {rule.parent for rule in rules}
    for rule in rules:
        is_bare = not (rule.any or rule.hints or rule.id in parents or rule.status is Status.DEPRECATED)
        if is_bare and rule.where not in hurt:
            message = f"nothing can give the tag '{rule.id}': it has no `any`, no `hints` and no children"
            yield error(rule.where, "rule-empty", message, "write `any:` and a list of terms", len(rule.id))
