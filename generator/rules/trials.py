"""Each rule tried on its own examples, and why one comes out otherwise than it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.matcher import CompiledRule, Matcher
from generator.model import Example, Field, Match, Problem, Rule, Term
from generator.problems import error
from generator.rules.nearly import nearly
from generator.verdict import Verdict, judge

MOST_SHOWN = 3


def failures(rules: Iterable[CompiledRule], matcher: Matcher) -> Iterator[Problem]:
    """An error for each example that fails, with the term that did it or what is missing in the hint."""
    for compiled in rules:
        rule = compiled.rule
        for example in rule.match if rule.any or rule.hints else ():
            verdict = judge(compiled, matcher.find(example.title, example.abstract))
            if not verdict.given:
                message = f"tag '{rule.id}' does not match an example it should match"
                yield error(example.where, "example-match", message, _why_not(rule, verdict, example))
        for example in rule.skip:
            verdict = judge(compiled, matcher.find(example.title, example.abstract))
            if verdict.given:
                message = f"tag '{rule.id}' matches an example it should skip"
                yield error(example.where, "example-skip", message, _why(verdict, example))


def _why(verdict: Verdict, example: Example) -> str:
    """What gave the tag, and what to do about it."""
    if verdict.any:
        return f"{_matched(verdict.any[:1], example, 'term')}; narrow it, or add an `except` to the term"
    return f"{_matched(verdict.hints, example, 'hint')}; narrow one of them, or write `none`"


def _why_not(rule: Rule, verdict: Verdict, example: Example) -> str:
    """What is missing, or what stands in the way."""
    if verdict.barred:
        return f"{_matched(verdict.barred[:1], example, 'term', ' of `none`')}; narrow that term"
    if verdict.missing:
        missing = verdict.missing[0]
        advice = nearly([missing], example.title, example.abstract) or "add a spelling to the term"
        return f"{_named(missing, 'term', ' of `all`')} is not found; {advice}"
    counted = {id(one.term) for one in verdict.hints}
    others = [*rule.any, *(hint for hint in rule.hints if id(hint) not in counted)]
    advice = nearly(others, example.title, example.abstract)
    return (
        f"{_lacking(rule, verdict, example)}; {advice or 'write one of its words as a term, or as a spelling of one'}"
    )


def _lacking(rule: Rule, verdict: Verdict, example: Example) -> str:
    parts = ["no term of `any` is found"] if rule.any else []
    if rule.hints:
        found = f" ({_matched(verdict.hints, example, 'hint')})" if verdict.count else ""
        parts.append(f"{verdict.count or 'none'} of the {rule.hints_needed} hints that it takes{found}")
    return ", and ".join(parts) or "the rule has no terms"


def _named(term: Term, role: str, of: str = "") -> str:
    return f"the {role} '{term.label}'{of} in line {term.where.line}"


def _matched(matches: Iterable[Match], example: Example, role: str, of: str = "") -> str:
    texts = {Field.TITLE: example.title, Field.ABSTRACT: example.abstract}
    words = ((texts[one.field][one.start : one.end], one.term) for one in matches)
    parts = list(dict.fromkeys(f"'{found}' is matched by {_named(term, role, of)}" for found, term in words))
    return ", ".join(parts[:MOST_SHOWN]) + (f" and {len(parts) - MOST_SHOWN} more" if len(parts) > MOST_SHOWN else "")
