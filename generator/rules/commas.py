"""A comma in brackets that perhaps was meant to stand inside a text: `[retrieval, augmented generation]`.

YAML parts there, and rightly so in a list. So a comma is told only where something speaks against it: the first text
can hardly end there, the second hardly begin, or the rule itself has the two as one phrase. Quotes around one of
them are a person's word that they are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeGuard

from generator import located_yaml
from generator.located_yaml import Node, Scalar, is_empty, quoted
from generator.model import Comma, Location, Problem, Rule, Severity
from generator.rules.phrases import Found, Texts, words
from generator.slips import short

_RESTS = frozenset({"and", "or", "but", "nor", "of", "to", "than", "which", "whose"})
"""No term begins with one of these."""
_LINKS = frozenset({"for", "with", "by", "from", "into", "via", "using", "between", "as", "on", "in", "at"})
"""Few terms begin with one of these."""
_LINKED = frozenset({
    "at scale", "by design", "from scratch", "in batch", "in context", "in distribution", "in domain",
    "in memory", "in place", "in silico", "in situ", "in the", "in vitro", "in vivo", "on demand", "on device",
    "on line", "on policy", "with replacement",
})  # fmt: skip
"""The beginnings of those few."""
_OPEN = frozenset({"the", "an", "and", "or", "of"})
"""No term ends with one of these, but beside another that does: `[chain of, tree of]`."""
_LEADING = frozenset({"to", "for", "with", "by", "from", "into", "via", "between", "than"})
"""Few terms end with one of these."""
_EDGES = _RESTS | _LINKS | _OPEN | _LEADING | {"that", "under"}
_PREFIXES = frozenset({
    "anti", "co", "cross", "few", "inter", "intra", "multi", "non", "post", "pre", "self", "semi", "sub", "zero",
})  # fmt: skip
_QUALITIES = frozenset({
    "best", "big", "end", "fine", "first", "good", "high", "large", "little", "long", "low", "more", "most", "new",
    "novel", "one", "short", "small",
})  # fmt: skip
_OPPOSITES = frozenset({
    "bad", "better", "broad", "deep", "huge", "last", "least", "less", "many", "medium", "mid", "middle", "narrow",
    "next", "old", "second", "third", "three", "tiny", "two", "wide", "worse", "worst",
})  # fmt: skip
_TAILS = frozenset({"aware", "based", "driven", "guided", "oriented", "specific", "wise"})
"""Words that hardly stand alone: the first two before another word that is no opposite, these behind one."""
_BRACKETS = (("(", ")"), ("“", "”"))
_KEEPS_COMMA = frozenset({"and", "or", "but", "nor", "which", "whose"})
_JOINT = re.compile(r"\s+|[-\u2010\u2011]")
_PARTED = re.compile(r",\s+")
_LISTED = re.compile(r"\s*,|\s+(?:and|or)\b")
_EXAMPLES = ("match", "skip")


def commas(node: Node | None, role: str) -> Iterator[Comma]:
    """The commas of a list in brackets that stand between two texts without quotes."""
    if isinstance(node, located_yaml.Sequence) and node.flow:
        edged = _lists_edges(node.items)
        for one, other in pairwise(node.items):
            if _is_bare(one) and _is_bare(other):
                behind = one.where.column + one.width + 1
                is_tight = (one.where.line, behind) == (other.where.line, other.where.column)
                yield Comma(one.value, other.value, role, other.where, is_tight, edged)


def _is_bare(node: Node) -> TypeGuard[Scalar]:
    return isinstance(node, Scalar) and node.plain and not is_empty(node)


def _lists_edges(items: tuple[Node, ...]) -> bool:
    """Is this a list of texts cut on purpose: `[survey of, survey on]`, or one of them in quotes?"""
    edged = [_is_edged(item.value) if isinstance(item, Scalar) else False for item in items]
    is_quoted = any(one and isinstance(item, Scalar) and not item.plain for one, item in zip(edged, items, strict=True))
    return is_quoted or any(one and other for one, other in pairwise(edged))


def _is_edged(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and (words[0] in _EDGES or words[-1] in _EDGES)


def splits(rule: Rule) -> Iterator[Problem]:
    """The commas of a rule that were hardly meant to part two texts, each with what to write instead."""
    said = _Said(rule)
    for comma in rule.commas:
        if problem := _torn(comma) or said.together(comma) or _doubtful(comma):
            yield problem


def known_elsewhere(rules: Sequence[Rule]) -> Iterator[Problem]:
    """A warning for each comma in `any` that parts a name or a term of another rule, where nothing else is told."""
    known: dict[str, Rule] = {}
    for rule in rules:
        spellings = (text for term in rule.terms if not term.regex for text in term.spellings)
        for text in (rule.label, rule.id, *(alias.id for alias in rule.aliases), *spellings):
            known.setdefault(" ".join(words(text)), rule)
    for rule in rules:
        told = {problem.where for problem in splits(rule)}
        for comma in rule.commas:
            other = known.get(" ".join(words(f"{comma.one} {comma.other}")), rule)
            if other is not rule and comma.role == "any" and comma.where not in told:
                message = f"the comma before this text splits what is one phrase in the rule of '{other.id}'"
                yield _problem(comma, Severity.WARNING, message)


def are_clear(texts: Sequence[str]) -> bool:
    """Can these stand in brackets without quotes, and of no comma it is told that it may belong to one of them?"""
    found = (Comma(one, other, "any", Location("")) for one, other in pairwise(texts))
    return not any(_torn(comma) or _doubtful(comma) for comma in found)


def is_rest(comma: Comma) -> bool:
    """Can the second text be nothing but the rest of the first?"""
    first, *more = comma.other.split() or [""]
    is_begun = " " in comma.one and _last(comma.one) in _OPEN and _last(comma.other) not in _OPEN
    is_cut = is_begun or (more and first in _RESTS)
    return _is_open(comma.one) or _share_math(comma) or bool(is_cut and not comma.edged)


def _is_open(text: str) -> bool:
    inner = text.lstrip("“")  # at the beginning it is told as a quotation mark that is none of YAML's
    return any(inner.count(opens) > inner.count(closes) for opens, closes in _BRACKETS)


def _share_math(comma: Comma) -> bool:
    """`$a, b$`: does a formula begin before the comma and end behind it?"""
    is_odd = comma.one.count("$") % 2 and comma.other.count("$") % 2
    return bool(is_odd) and not (comma.one.endswith("$") or comma.other.startswith("$"))


def _last(text: str) -> str:
    return (text.split() or [""])[-1]


def _torn(comma: Comma) -> Problem | None:
    if not is_rest(comma):
        return None
    keeps_comma = _is_open(comma.one) or _share_math(comma) or comma.other.split()[0] in _KEEPS_COMMA
    return _problem(comma, Severity.ERROR, "the comma before this text begins another one", keeps_comma=keeps_comma)


class _Said:
    """What a rule says outside its terms: a phrase there is hardly two terms."""

    def __init__(self, rule: Rule) -> None:
        names = (rule.label, rule.id, *(alias.id for alias in rule.aliases))
        examples = [(name, one) for name in _EXAMPLES for one in getattr(rule, name)]
        texts = [
            *(("name", name) for name in names),
            ("about", rule.about),
            *((name, text) for name, one in examples for text in (one.title, one.abstract)),
        ]
        self._where = [where for where, _ in texts]
        self._texts = Texts([text for _, text in texts])

    def together(self, comma: Comma) -> Problem | None:
        """The problem of two texts that stand side by side in the rule's names, its `about` or its examples."""
        if comma.role in _EXAMPLES:
            return None
        for found in self._texts.side_by_side(comma.one, comma.other):
            where = self._where[found.number]
            if _is_evidence(found, where, comma.role):
                is_sure = where == "name" and comma.role == "any"
                message = f"the comma before this text splits '{short(found.phrase)}', which {_PLACES[where]}"
                severity = Severity.ERROR if is_sure else Severity.WARNING
                return _problem(comma, severity, message, keeps_comma="," in found.between)
        return None


_PLACES = {
    "name": "is in the tag's name", "about": "stands in `about`", "match": "stands in an example",
    "skip": "stands in an example",
}  # fmt: skip


def _is_evidence(found: Found, where: str, role: str) -> bool:
    """Does a phrase speak for one term? Hints and `all` are made to stand together in examples, and lists list."""
    is_tried = {"match": role == "any", "skip": role == "none"}.get(where, True)
    if _JOINT.fullmatch(found.between):
        return is_tried
    return bool(is_tried and where != "about" and _PARTED.fullmatch(found.between) and not _LISTED.match(found.behind))


def _doubtful(comma: Comma) -> Problem | None:
    """A warning where one of the two can hardly stand alone."""
    if comma.role in _EXAMPLES:
        if not _goes_on(comma):
            return None
        message = "this text begins with a small letter, as the rest of the one before it would"
        return _problem(comma, Severity.WARNING, message, keeps_comma=True)
    if comma.tight and _meet_as_letters(comma):
        whole = short(f"{comma.one},{comma.other}")
        message = f"the comma before this text may belong to '{whole}'"
        return _problem(comma, Severity.WARNING, message, keeps_comma=True)
    if _begins_as_rest(comma) or _ends_in_the_middle(comma) or _needs_other(comma):
        message = f"'{short(comma.one)}' and '{short(comma.other)}' look like the two halves of one term"
        return _problem(comma, Severity.WARNING, message)
    return None


def _goes_on(comma: Comma) -> bool:
    """Does a small letter follow an example that begins as titles do?"""
    first = comma.one.split()[:1] or [""]
    return first[0][:1].isupper() and (first[0][1:].islower() or len(first[0]) == 1) and comma.other[:1].islower()


def _meet_as_letters(comma: Comma) -> bool:
    """`N,N-dimethyl`, `1,3-butadiene`: a single sign on both sides, no space, and more than two signs."""
    before, after = words(comma.one)[-1:], words(comma.other)[:1]
    return [len(word) for word in (*before, *after)] == [1, 1] and len(comma.one + comma.other) > 2


def _begins_as_rest(comma: Comma) -> bool:
    first, *more = comma.other.split()
    is_alike = comma.one.split()[0] in _LINKS
    return bool(more) and not comma.edged and first in _LINKS and not is_alike and f"{first} {more[0]}" not in _LINKED


def _ends_in_the_middle(comma: Comma) -> bool:
    return " " in comma.one and not comma.edged and _last(comma.one) in _LEADING and _last(comma.other) not in _LEADING


def _needs_other(comma: Comma) -> bool:
    one, other = comma.one, comma.other
    heads = _PREFIXES if comma.role == "near" else _PREFIXES | _QUALITIES
    is_begun = one in heads and other not in heads | _OPPOSITES and one not in other
    is_link = comma.role != "near" and one in _EDGES and other.split()[0] not in _EDGES
    return is_begun or is_link or (other in _TAILS and one not in _TAILS)


def without_comma(comma: Comma) -> str:
    """The hint for one term that a comma parts."""
    whole = quoted(f"{comma.one} {comma.other}")
    return f"write {whole} without the comma, or put quotes around this text if it is a term of its own"


def _problem(comma: Comma, severity: Severity, message: str, *, keeps_comma: bool = False) -> Problem:
    if keeps_comma:
        whole = f"{comma.one},{' ' * (not comma.tight)}{comma.other}"
        hint = f"write {quoted(whole)}, or put quotes around this text if it is one of its own"
    else:
        hint = without_comma(comma)
    return Problem(comma.where, severity, "yaml-comma", message, hint, len(comma.other))
