"""The terms of a rule: a text, a list of spellings, or a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from generator import located_yaml, regexes
from generator.located_yaml import Mapping, Node, Scalar, is_empty
from generator.model import Field, Term
from generator.patterns import Fault, parse
from generator.rules.shapes import Report
from generator.slips import did_you_mean, short

KINDS = ("term", "title", "abstract", "near", "regex")
KEYS = {
    "term": ("term", "except"),
    "title": ("title", "except"),
    "abstract": ("abstract", "except"),
    "near": ("near", "within", "ordered", "except"),
    "regex": ("regex", "field", "except"),
}
FIELD_NAMES = tuple(field.value for field in Field)
EXCEPTION_KINDS = ("title", "abstract")
MOST_SIGNS = 5000
"""In all regexes of a tag: a larger automaton would be slow on texts made for it."""


class Terms:
    """Reads the terms of one rule, and knows them all, because none may be there twice."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._lines: dict[object, int] = {}
        self._signs = 0

    def listed(self, node: Node | None, role: str) -> tuple[Term, ...]:
        """The terms of one of the rule's lists."""
        return tuple(term for item in self._report.items(node, f"`{role}`") if (term := self._term(item)))

    def _term(self, node: Node) -> Term | None:
        if not isinstance(node, Mapping):
            return self._simple(node)
        if not (name := self._kind(node, KINDS)):
            return None
        self._refuse_others(node, KEYS[name])
        value = node.get(name)
        if name == "near" and value:
            term = self._near(node, value)
        else:
            term = self._regex(node, value) if name == "regex" and value else self._of_kind(name, value)
        return replace(term, exceptions=self._exceptions(node)) if term else None

    def _kind(self, node: Mapping, kinds: Sequence[str]) -> str:
        """Which kind of term a mapping is."""
        found = [key.value for key, _ in node.pairs if key.value in kinds]
        if len(found) == 1:
            return found[0]
        keys = found or [short(key.value) for key, _ in node.pairs[:2]]
        verb = "makes" if len(keys) == 1 else "make"
        message = f"{' and '.join(map(repr, keys))} {verb} no term" if keys else "an empty mapping is no term"
        hint = f"write exactly one of {', '.join(kinds)}; a text that has a colon and a space in it needs quotes"
        self._report.say(node.pairs[0][0] if node.pairs else node, "term-keys", message, hint)
        return ""

    def _refuse_others(self, node: Mapping, keys: Sequence[str]) -> None:
        for key, _ in node.pairs:
            if key.value not in keys:
                message = f"a term with `{keys[0]}` has no key '{short(key.value)}'"
                self._report.say(key, "key-unknown", message, did_you_mean(key.value, keys))

    def _of_kind(self, name: str, value: Node | None) -> Term | None:
        return self._simple(value, Field(name) if name in tuple(Field) else None) if value else None

    def _simple(self, node: Node, only: Field | None = None) -> Term | None:
        items = node.items if isinstance(node, located_yaml.Sequence) else (node,)
        if not items:
            self._report.say(node, "term-empty", "a term is an empty list", "write its spellings, or take it out")
        good = [item for item in items if self._is_good(item, only)]
        places = tuple(item.where for item in good)
        return Term(tuple(map(_text, good)), node.where, only, places=places) if good else None

    def _is_good(self, node: Node, only: Field | None) -> bool:
        """Is this a spelling that can match and is new in the rule?"""
        if not isinstance(node, Scalar):
            hint = "a list in a list is one term with several spellings; each of them is a text"
            self._report.wrong_type(node, "a spelling", "a text", hint)
            return False
        pattern = parse(node.value)
        if isinstance(pattern, Fault):
            self._report.say(node, pattern.code, pattern.message, pattern.hint)
            return False
        return self._is_new(node, (pattern.key, only), node.value)

    def _is_new(self, node: Node, key: object, text: str) -> bool:
        if key in self._lines:
            hint = f"it is in line {self._lines[key]} already; take one of them out"
            self._report.say(node, "term-duplicate", f"the term '{short(text)}' is in the rule twice", hint)
            return False
        self._lines[key] = node.where.line
        return True

    def _exceptions(self, node: Mapping) -> tuple[Term, ...]:
        listed = node.get("except")
        if listed is None:
            return ()
        items = listed.items if isinstance(listed, located_yaml.Sequence) else (listed,)
        if not items or is_empty(listed):
            hint = "write the longer terms that do not count: except: [word alignment]"
            self._report.say(listed, "except-empty", "`except` has no term", hint)
            return ()
        inner = Terms(self._report)
        return tuple(term for item in items if (term := inner._exception(item)))

    def _exception(self, node: Node) -> Term | None:
        if not isinstance(node, Mapping):
            return self._simple(node)
        if not (name := self._kind(node, EXCEPTION_KINDS)):
            return None
        self._refuse_others(node, (name,))
        return self._of_kind(name, node.get(name))

    def _regex(self, node: Mapping, value: Node) -> Term | None:
        """One or several regular expressions for one field."""
        only = self._field(node)
        items = value.items if isinstance(value, located_yaml.Sequence) else (value,)
        if not items:
            self._report.say(value, "term-empty", "a regex is an empty list", "write its patterns, or take it out")
        patterns = tuple(_pattern(item) for item in items if self._is_good_regex(item, only))
        return Term(patterns, node.where, only, regex=True) if patterns else None

    def _field(self, node: Mapping) -> Field:
        value = node.get("field")
        if isinstance(value, Scalar) and value.value in FIELD_NAMES:
            return Field(value.value)
        if value is not None:
            hint = "write `field: title`, or leave it out for the abstract"
            self._report.wrong_type(value, "`field`", "title or abstract", hint)
        return Field.ABSTRACT

    def _is_good_regex(self, node: Node, only: Field) -> bool:
        if not isinstance(node, Scalar):
            self._report.wrong_type(node, "a regex", "a text", "write one pattern in single quotes")
            return False
        if fault := regexes.fault(_pattern(node)):
            self._report.say(node, fault.code, fault.message, fault.hint)
            return False
        return self._has_room(node) and self._is_new(node, ("regex", _pattern(node), only), node.value)

    def _has_room(self, node: Scalar) -> bool:
        """Are the patterns of the tag small enough with this one? Told once, however many follow."""
        before, self._signs = self._signs, self._signs + regexes.signs(_pattern(node))
        if before <= MOST_SIGNS < self._signs:
            message = f"the regexes of this tag have more than {MOST_SIGNS} signs with all repeats"
            self._report.say(node, "regex-long", message, "write plain terms, or tags of their own")
        return self._signs <= MOST_SIGNS

    def _near(self, node: Mapping, pair: Node) -> Term | None:
        sides = pair.items if isinstance(pair, located_yaml.Sequence) else ()
        if len(sides) != 2:
            hint = "write two lists of spellings: near: [[align*, tun*], [human value*]]"
            self._report.say(pair, "near-two", "`near` takes exactly two terms", hint)
            return None
        within, ordered = self._distance(node), node.get("ordered")
        one, other = (Terms(self._report)._simple(side) for side in sides)
        if not one or not other:
            return None
        if shared := sorted(_words(one) & _words(other)):
            hint = "give each of the two words of its own, or write one term"
            self._report.say(pair, "near-shared", f"both terms of `near` have the word '{shared[0]}'", hint)
            return None
        in_order = self._report.truth(ordered, "`ordered`") if ordered else False
        near = Term((), node.where, near=(one, other), within=within, ordered=in_order)
        self._is_new(pair, (_key(one), _key(other), within, in_order), near.label)
        return near

    def _distance(self, node: Mapping) -> int | None:
        if not (value := node.get("within")):
            return None
        return self._report.number(value, "`within`", "write how many words may stand between, such as 8")


def _text(node: Node) -> str:
    return " ".join(node.value.split()) if isinstance(node, Scalar) else ""


def _pattern(node: Node) -> str:
    """A regex as it is written, in the form that accents have in papers; a block of YAML ends in a line break."""
    return normalize("NFC", node.value).removesuffix("\n") if isinstance(node, Scalar) else ""


def _words(term: Term) -> set[str]:
    patterns = (parse(spelling) for spelling in term.spellings)
    return {word.lower() for pattern in patterns if not isinstance(pattern, Fault) for word in pattern.key[0]}


def _key(term: Term) -> object:
    return tuple(sorted(term.spellings))
