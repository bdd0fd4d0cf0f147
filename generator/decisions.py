"""What people decided of single papers and tags: which of it can be followed, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model import Decision, Paper, Problem, Rule, Severity, Status
from generator.problems import error
from generator.slips import did_you_mean, short

CODES = {
    "card-contradiction": "Two cards, or two lines of one, contradict each other on a tag of a paper.",
    "card-stale": "A pin or a ban changes nothing any more.",
    "card-status": "A pin or a ban is for a tag that readers do not see.",
    "card-tag": "A pin or a ban names a tag that there is not.",
}


def settled(papers: Iterable[Paper], rules: Sequence[Rule]) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """The papers with the decisions that can be followed, one for each tag and by the tag's id; and all problems."""
    known = {alias.id: rule for rule in rules for alias in rule.aliases} | {rule.id: rule for rule in rules}
    problems: list[Problem] = []
    settled = tuple(
        replace(paper, decisions=tuple(_settled(paper.decisions, known, problems))) if paper.decisions else paper
        for paper in papers
    )
    return settled, tuple(problems)


def _settled(decisions: Iterable[Decision], known: Mapping[str, Rule], problems: list[Problem]) -> Iterator[Decision]:
    first: dict[str, Decision] = {}
    for decision in decisions:
        rule = known.get(decision.tag)
        if rule is None:
            problems.append(_unknown(decision, sorted(known)))
            continue
        if rule.status is not Status.ACTIVE:
            problems.append(_unseen(decision, rule))
        if (other := first.setdefault(rule.id, decision)).given != decision.given:
            problems.append(_contradiction(decision, other))
        elif other is decision and rule.status is not Status.DEPRECATED:
            yield replace(decision, tag=rule.id)


def _verb(decision: Decision) -> str:
    return "pin" if decision.given else "ban"


def _unknown(decision: Decision, known: Sequence[str]) -> Problem:
    message = f"this {_verb(decision)} is for '{short(decision.tag)}', and no tag has that id"
    return error(decision.where, "card-tag", message, did_you_mean(decision.tag, known), len(decision.tag))


def _contradiction(decision: Decision, other: Decision) -> Problem:
    message = f"the tag '{decision.tag}' has a {_verb(decision)} here and a {_verb(other)} at {other.where}"
    hint = "take one of the two lines out"
    return error(decision.where, "card-contradiction", message, hint, len(decision.tag))


def _unseen(decision: Decision, rule: Rule) -> Problem:
    if rule.status is Status.DEPRECATED:
        message = f"the tag '{rule.id}' is deprecated, and its {_verb(decision)} does nothing"
        hint = f"write '{rule.replaced_by}' if it holds for that tag too, else take the line out"
    else:
        message = f"the tag '{rule.id}' is a candidate; readers see nothing of its {_verb(decision)}"
        hint = "it is followed, and seen once the tag is active"
    return _warning(decision, "card-status", message, hint)


def stale(decision: Decision) -> Problem:
    """The problem of a decision without which the paper would have the same tags."""
    if decision.given:
        message = f"this pin changes nothing: the paper has the tag '{decision.tag}' without it"
    else:
        message = f"this ban changes nothing: the paper has not the tag '{decision.tag}' without it"
    return _warning(decision, "card-stale", message, "take the line out, or the card if nothing else is in it")


def _warning(decision: Decision, code: str, message: str, hint: str) -> Problem:
    return Problem(decision.where, Severity.WARNING, code, message, hint, len(decision.tag))
