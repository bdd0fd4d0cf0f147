"""What only shows when all rules are there: ids, parents, topics; and each rule's own examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.matcher import Matcher
from generator.model import Example, Field, Location, Match, Problem, Rule, Status, Topic
from generator.problems import error
from generator.slips import did_you_mean, short
from generator.verdict import Verdict, judge


def check(rules: Sequence[Rule], topics: Iterable[Topic], matcher: Matcher) -> tuple[Problem, ...]:
    """All problems between rules of all files, and all examples that fail. `matcher` holds the same rules."""
    return (*_ids(rules), *_topics(topics), *_parents(rules), *_circles(rules), *_empty(rules), *_examples(matcher))


def _ids(rules: Iterable[Rule]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for rule in rules:
        if rule.id in first:
            hint = f"choose another id; the first is at {first[rule.id]}"
            yield error(rule.where, "tag-duplicate", f"the tag '{rule.id}' is there twice", hint, len(rule.id))
        first.setdefault(rule.id, rule.where)


def _topics(topics: Iterable[Topic]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for topic in topics:
        key = topic.name.casefold()
        if key in first:
            hint = f"move its tags to {first[key].file}, or choose another heading"
            yield error(topic.where, "topic-duplicate", f"another file has the topic '{topic.name}'", hint)
        first.setdefault(key, topic.where)


def _parents(rules: Sequence[Rule]) -> Iterator[Problem]:
    known = sorted({rule.id for rule in rules})
    for rule in rules:
        if rule.parent and rule.parent not in known:
            message = f"the tag '{rule.id}' has the parent '{short(rule.parent)}', and no tag has that id"
            where = rule.parent_where or rule.where
            yield error(where, "parent-unknown", message, did_you_mean(rule.parent, known), len(rule.parent))


def _circles(rules: Sequence[Rule]) -> Iterator[Problem]:
    parents = {rule.id: rule.parent for rule in rules}
    told: set[str] = set()
    for rule in rules:
        path: dict[str, None] = {}
        tag = rule.id
        while tag in parents and tag not in path and tag not in told:
            path[tag] = None
            tag = parents[tag]
        if tag == rule.id and tag in path:
            chain = " → ".join([*path, tag])
            where = rule.parent_where or rule.where
            message = f"the tag '{rule.id}' is its own parent: {chain}"
            yield error(where, "parent-circle", message, "take one of these `parent:` lines out", len(rule.parent))
            told.update(path)


def _empty(rules: Sequence[Rule]) -> Iterator[Problem]:
    parents = {rule.parent for rule in rules}
    for rule in rules:
        if not (rule.any or rule.hints or rule.id in parents or rule.status is Status.DEPRECATED):
            message = f"nothing can give the tag '{rule.id}': it has no `any`, no `hints` and no children"
            yield error(rule.where, "rule-empty", message, "write `any:` and a list of terms", len(rule.id))


def _examples(matcher: Matcher) -> Iterator[Problem]:
    for compiled in matcher.rules:
        for example in compiled.rule.match:
            texts = matcher.find(example.title, example.abstract)
            verdict = judge(compiled, texts)
            if not verdict.given:
                message = f"tag '{compiled.rule.id}' does not match an example it should match"
                yield error(example.where, "example-match", message, _why_not(compiled.rule, verdict, example))
        for example in compiled.rule.skip:
            verdict = judge(compiled, matcher.find(example.title, example.abstract))
            if verdict.given:
                message = f"tag '{compiled.rule.id}' matches an example it should skip"
                yield error(example.where, "example-skip", message, _why(verdict, example))


def _why(verdict: Verdict, example: Example) -> str:
    """What gave the tag, and what to do about it."""
    if verdict.any:
        hint = "narrow it, or add an `except` to the term"
        return f"{_matched(verdict.any[:1], example, 'term')}; {hint}"
    return f"{_matched(verdict.hints, example, 'hint')}; narrow one of them, or write `none`"


def _why_not(rule: Rule, verdict: Verdict, example: Example) -> str:
    """What is missing, or what stands in the way."""
    if verdict.barred:
        return f"{_matched(verdict.barred[:1], example, 'term')} of `none`; narrow that term"
    if verdict.missing:
        return f"the term '{verdict.missing[0].label}' of `all` is not in it; add a spelling to the term"
    parts = ["no term of `any` is in it"] if rule.any else []
    if rule.hints:
        counted = f"only {_matched(verdict.hints, example, 'hint')}" if verdict.hints else "no hint is in it"
        parts.append(f"{counted}, and {rule.hints_needed} different hints are needed")
    return f"{'; '.join(parts) or 'the rule has no terms'}; add a term or a spelling that is"


def _matched(matches: Iterable[Match], example: Example, role: str) -> str:
    texts = {Field.TITLE: example.title, Field.ABSTRACT: example.abstract}
    words = ((texts[one.field][one.start : one.end], one.term.label) for one in matches)
    parts = list(dict.fromkeys(f"'{found}' is matched by the {role} '{term}'" for found, term in words))
    return ", ".join(parts[:3]) + (f" and {len(parts) - 3} more" if len(parts) > 3 else "")
