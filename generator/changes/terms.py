"""The terms of a rule in words, so that two states of it can be compared and what differs be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model import ROLES, Rule, Term

_SAID = {"any": "", "hints": "hint: ", "all": "needed: ", "none": "never: "}


def terms_of(rule: Rule) -> Iterator[str]:
    """Every spelling of every term with all that it asks for; what finds the same is told the same."""
    for role in ROLES:
        for term in getattr(rule, role):
            ones = [term] if term.near else [replace(term, spellings=(one,)) for one in term.spellings]
            yield from (f"{_SAID[role]}{said(one)}" for one in ones)


def whole(rule: Rule) -> tuple[frozenset[str], int]:
    """All that decides what a rule finds: also which spellings are one term, and how many hints it takes."""
    terms = frozenset(f"{_SAID[role]}{said(term)}" for role in ROLES for term in getattr(rule, role))
    return terms, rule.hints_needed


def said(term: Term) -> str:
    """One term: `title: survey`, `align* near value* within 8 words`, `alignment, but not word alignment`."""
    if term.near:
        text = " near ".join(map(said, term.near))
        text += f" within {term.within} words" if term.within is not None else ""
        text += " in this order" if term.ordered else ""
    else:
        text = " or ".join(f"/{one}/" if term.regex else one for one in term.spellings)
    field = f"{term.only}: " if term.only else ""
    without = f", but not {' or '.join(map(said, term.exceptions))}" if term.exceptions else ""
    return f"{field}{text}{without}"
