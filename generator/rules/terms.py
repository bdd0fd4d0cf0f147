"""The terms of a rule: a text, a list of spellings, or a mapping."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from generator import located_yaml, regex_subset
from generator.located_yaml import Mapping, Node, Scalar, is_empty, quoted
from generator.model import Comma, Field, Term
from generator.patterns import Fault, Pattern, parse
from generator.rules.commas import commas
from generator.rules.keys import EXCEPTION, TERM, meant, names
from generator.rules.shapes import Report
from generator.slips import short
from generator.words import plurals

KEYS = {kind[0].name: names(kind) for kind in TERM}
KINDS = tuple(KEYS)
EXCEPTION_KINDS = tuple(kind[0].name for kind in EXCEPTION)
FIELD_NAMES = tuple(field.value for field in Field)
KIND_LEAST = 0.7
"""Any word may stand before the colon of a term that lacks its quotes, so only what is very like a kind is one."""
MOST_STARRED = 100
MOST_SIGNS = 5000
"""In all regexes of a tag: a larger automaton would be slow on texts made for it."""


class Terms:
    """Reads the terms of one rule, and knows them all, because none may be there twice."""

    def __init__(self, report: Report, role: str = "", found: list[Comma] | None = None) -> None:
        self._report = report
        self.commas: list[Comma] = [] if found is None else found
        self._role = role
        self._lines: dict[object, int] = {}
        # Which term it is and its line, by what it says and by what its plurals would be.
        self._plurals: dict[object, tuple[object, int]] = {}
        self._singulars: dict[object, tuple[object, int]] = {}
        self._term = ("", 0)
        self._signs = 0

    def listed(self, node: Node | None, role: str) -> tuple[Term, ...]:
        """The terms of one of the rule's lists."""
        items = self._report.items(node, f"`{role}`")
        self._role = role
        self.commas += commas(node, role)
        return tuple(term for number, item in enumerate(items) if (term := self._read(item, (role, number))))

    def _read(self, node: Node, place: tuple[str, int]) -> Term | None:
        # A singular and its plural do no harm in `none`, and among the spellings of one term.
        self._term = place if place[0] != "none" else ("none", 0)
        if not isinstance(node, Mapping):
            return self._simple(node)
        if not (name := self._kind(node, KINDS)):
            return None
        node = self._report.mapping(node, f"a term with `{name}`", KEYS[name]) or node
        value = node.get(name)
        if is_empty(value) and not node.whole:
            return None  # it could not be read, which is told already
        if name == "near" and value:
            term = self._near(node, value)
        else:
            term = self._regex(node, value) if name == "regex" and value else self._of_kind(name, value)
        return replace(term, exceptions=self._exceptions(node)) if term else None

    def _kind(self, node: Mapping, kinds: Sequence[str]) -> str:
        """Which kind of term a mapping is."""
        found = [key.value for key, _ in node.pairs if key.value in kinds]
        if len(found) == 1 or not node.whole:
            return found[0] if found else ""
        if not found and (
            right := next(filter(None, (meant(key.value, kinds, KIND_LEAST) for key, _ in node.pairs)), "")
        ):
            return right
        keys = found or [short(key.value) for key, _ in node.pairs[:2]]
        verb = "makes" if len(keys) == 1 else "make"
        message = f"{' and '.join(map(repr, keys))} {verb} no term" if keys else "`{}` is no term"
        self._report.say(node.pairs[0][0] if node.pairs else node, "term-keys", message, _one_kind(node, kinds))
        return ""

    def _of_kind(self, name: str, value: Node | None) -> Term | None:
        return self._simple(value, Field(name) if name in tuple(Field) else None) if value else None

    def _simple(self, node: Node, only: Field | None = None) -> Term | None:
        items = node.items if isinstance(node, located_yaml.Sequence) else (node,)
        if isinstance(node, located_yaml.Sequence) and not items and node.whole:
            self._report.say(node, "term-empty", "a term is an empty list", "write its spellings, or take it out")
        self.commas += commas(node, self._role)
        good = [item for item in items if self._is_good(item, only)]
        places = tuple(item.where for item in good)
        return Term(tuple(map(_text, good)), node.where, only, places=places) if good else None

    def _is_good(self, node: Node, only: Field | None) -> bool:
        """Is this a spelling that can match and is new in the rule?"""
        if not isinstance(node, Scalar):
            hint = "a list in a list is one term with several spellings; each of them is a text"
            if isinstance(node, Mapping):
                hint = "write plain texts here; `near:` and its like begin a term of their own, behind `- `"
            self._report.wrong_type(node, "a spelling", "a text", hint)
            return False
        pattern = parse(self._report.written(node))
        if isinstance(pattern, Fault):
            self._report.say(node, pattern.code, pattern.message, pattern.hint)
            return False
        return self._is_new(node, (pattern.key, only), node.value) and self._is_no_plural(node, pattern, only)

    def _is_new(self, node: Node, key: object, text: str) -> bool:
        if key in self._lines:
            hint = f"it is in line {self._lines[key]} already; take one of them out"
            self._report.say(node, "term-duplicate", f"the term '{short(text)}' is in the rule twice", hint)
            return False
        self._lines[key] = node.where.line
        return True

    def _is_no_plural(self, node: Scalar, pattern: Pattern, only: Field | None) -> bool:
        """Is no other term its singular or its plural? One word would count for both."""
        plural_keys = [(key, only) for key in _plural_keys(pattern)]
        others = [self._singulars.get((pattern.key, only)), *(self._plurals.get(key) for key in plural_keys)]
        here = (self._term, node.where.line)
        self._plurals.setdefault((pattern.key, only), here)
        for key in plural_keys:
            self._singulars.setdefault(key, here)
        line = next((other[1] for other in others if other and other[0] != self._term), 0)
        if line:
            message = f"the term '{short(node.value)}' is in the rule twice, once in the plural"
            hint = f"the other is in line {line}; keep the singular, which takes the plural as well"
            self._report.say(node, "term-duplicate", message, hint)
        return not line

    def _exceptions(self, node: Mapping) -> tuple[Term, ...]:
        listed = node.get("except")
        if listed is None:
            return ()
        items = listed.items if isinstance(listed, located_yaml.Sequence) else (listed,)
        if is_empty(listed) or (isinstance(listed, located_yaml.Sequence) and not items and listed.whole):
            hint = "write the longer terms that do not count: except: [word alignment]"
            self._report.say(listed, "except-empty", "`except` has no term", hint)
            return ()
        inner = Terms(self._report, "none", self.commas)
        return tuple(term for item in items if (term := inner._exception(item)))

    def _exception(self, node: Node) -> Term | None:
        if not isinstance(node, Mapping):
            return self._simple(node)
        if not (name := self._kind(node, EXCEPTION_KINDS)):
            return None
        self._report.mapping(node, f"an exception with `{name}`", (name,))
        return self._of_kind(name, node.get(name))

    def _regex(self, node: Mapping, value: Node) -> Term | None:
        """One or several regular expressions for one field."""
        only = self._field(node)
        items = value.items if isinstance(value, located_yaml.Sequence) else (value,)
        if isinstance(value, located_yaml.Sequence) and not items and value.whole:
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
        if fault := regex_subset.fault(_pattern(node)):
            self._report.say(node, fault.code, fault.message, fault.hint)
            return False
        return self._has_room(node) and self._is_new(node, ("regex", _pattern(node), only), node.value)

    def _has_room(self, node: Scalar) -> bool:
        """Are the patterns of the tag small enough with this one? Told once, however many follow."""
        before, self._signs = self._signs, self._signs + regex_subset.signs(_pattern(node))
        if before <= MOST_SIGNS < self._signs:
            message = f"the regexes of this tag have more than {MOST_SIGNS} signs with all repeats"
            self._report.say(node, "regex-long", message, "write plain terms, or tags of their own")
        return self._signs <= MOST_SIGNS

    def _near(self, node: Mapping, pair: Node) -> Term | None:
        sides = pair.items if isinstance(pair, located_yaml.Sequence) else ()
        if len(sides) != 2:
            if not node.whole or (isinstance(pair, located_yaml.Sequence) and not pair.whole):
                return None
            hint = "write two lists of spellings: near: [[align*, tun*], [human value*]]"
            self._report.say(pair, "near-two", "`near` takes exactly two terms", hint)
            return None
        within, ordered = self._distance(node), node.get("ordered")
        one, other = (Terms(self._report, "near", self.commas)._simple(side) for side in sides)
        if not one or not other:
            return None
        if shared := _shared(one, other):
            hint = "give each of the two words of its own, or write one term"
            self._report.say(pair, "near-shared", f"both terms of `near` have the word '{shared}'", hint)
            return None
        in_order = self._report.truth(ordered, "`ordered`") if ordered else False
        near = Term((), node.where, near=(one, other), within=within, ordered=in_order)
        self._is_new(pair, (_key(one), _key(other), within, in_order), near.label)
        return near

    def _distance(self, node: Mapping) -> int | None:
        if not (value := node.get("within")):
            return None
        return self._report.number(value, "`within`", "write how many words may stand between, such as 8")


def _one_kind(node: Mapping, kinds: Sequence[str]) -> str:
    """The hint for a mapping that is no term."""
    (key, value), *more = node.pairs or ((None, None),)
    if key and key.value in ("except", "within", "ordered", "field") and key.value not in kinds:
        return f"write `{key.value}` below the term that it belongs to, with as many spaces and without `- `"
    name, _, text = key.value.partition(":") if key else ("", "", "")
    if text and name in kinds:
        return f"write a space behind the colon: `{name}: {short(text)}`"
    if key and not more and isinstance(value, Scalar) and not meant(key.value, kinds, KIND_LEAST):
        return f"put a text with a colon in quotes: {quoted(f'{key.value}: {value.value}')}"
    return f"write exactly one of {', '.join(kinds)}; a text that has a colon and a space in it needs quotes"


def _text(node: Node) -> str:
    return " ".join(node.value.split()) if isinstance(node, Scalar) else ""


def _pattern(node: Node) -> str:
    """A regex as it is written, in the form that accents have in papers; a block of YAML ends in a line break."""
    return normalize("NFC", node.value).removesuffix("\n") if isinstance(node, Scalar) else ""


def _plural_keys(pattern: Pattern) -> list[tuple[tuple[str, ...], tuple[bool, ...], bool]]:
    """What the plurals of a term would be as terms of their own."""
    words, hyphens, exact = pattern.key
    endings = [] if exact or words[-1].endswith("*") else plurals(words[-1].lower())
    return [((*words[:-1], words[-1][: len(words[-1]) - cut] + suffix), hyphens, False) for cut, suffix in endings]


def _shared(one: Term, other: Term) -> str:
    """A word that both terms take; '' where there is none."""
    words, others = _words(one), _words(other)
    if same := sorted(words & others):
        return same[0]
    starred = [(word, others) for word in words if "*" in word] + [(word, words) for word in others if "*" in word]
    taken = (found for word, among in starred[:MOST_STARRED] for found in fnmatch.filter(among, word))
    return min(taken, default="")


def _words(term: Term) -> set[str]:
    """The words that a term takes, with the plurals of its last ones."""
    patterns = [pattern for pattern in map(parse, term.spellings) if not isinstance(pattern, Fault)]
    plural = {words[-1].lower() for pattern in patterns for words, _, _ in _plural_keys(pattern)}
    return {word.lower() for pattern in patterns for word in pattern.key[0]} | plural


def _key(term: Term) -> object:
    return tuple(sorted(term.spellings))
