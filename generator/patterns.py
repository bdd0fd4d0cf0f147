"""The text of a term, read: its words, what may stand between them, and which words of a paper each of them takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple, TypeVar

from generator.slips import short
from generator.words import IGNORED, MARKS, fold, plurals, sentence_ends

MOST_WORDS = 20
MOST_HYPHENS = 6
_LONGEST_REMEMBERED = 40
_MOST_REMEMBERED = 1 << 17
_LONGEST_KEY = 4
Answer = TypeVar("Answer")

_PART = re.compile(f"(?:[^\\W_]|\\*)(?:[^\\W_]+|[*{MARKS}{IGNORED}]+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be a term, and what to write instead."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term's words with their stars; `hyphens[i]` says whether nothing may stand between word i and the next.

    `exact` is the `=` before a term: neither plural nor possessive of the last word.
    """

    words: tuple[str, ...]
    hyphens: tuple[bool, ...]
    exact: bool = False

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[bool, ...], bool]:
        """Equal for two spellings that match the same texts."""
        return tuple(_normal(word) for word in self.words), self.hyphens, self.exact


def parse(spelling: str) -> Pattern | Fault:
    """Read one spelling of a term."""
    if _CONTROL.search(spelling):
        return Fault(
            "term-control",
            f"the term {spelling!r} has a control character in it",
            "in double quotes a backslash begins an escape, such as \\b; write the term in single quotes",
        )
    exact = spelling.startswith("=")
    text = spelling[exact:]
    parts = list(_PART.finditer(text))
    between = [text[one.end() : other.start()] for one, other in pairwise(parts)]
    pattern = Pattern(
        tuple(part.group() for part in parts), tuple(not _SPACE.search(signs) for signs in between), exact
    )
    return _fault(spelling, text, parts, pattern) or pattern


def _fault(spelling: str, text: str, parts: list[re.Match[str]], pattern: Pattern) -> Fault | None:
    if not spelling.strip():
        return Fault("term-empty", "a term is empty", "write a word or a phrase, or take the line out")
    if not parts:
        hint = "signs are no words and match nothing; write the word that stands beside them"
        return Fault("term-signs", f"the term '{short(spelling)}' has only signs", hint)
    for word in pattern.words:
        if fault := _star_fault(spelling, word):
            return fault
    if len(pattern.words) > MOST_WORDS or sum(pattern.hyphens) > MOST_HYPHENS:
        message = f"the term '{short(spelling)}' is longer than {MOST_WORDS} words or {MOST_HYPHENS} hyphens"
        return Fault("term-long", message, "write its first words, or join two shorter terms with `all`")
    if any(parts[0].start() < end < parts[-1].start() for end in sentence_ends(text)):
        hint = "a term stays within one sentence; write two terms"
        return Fault("term-sentence", f"a sentence ends inside the term '{short(spelling)}'", hint)
    return None


def _star_fault(spelling: str, word: str) -> Fault | None:
    if "**" in word:
        hint = "one `*` already stands for any number of letters"
        return Fault("term-star", f"two stars side by side in the term '{short(spelling)}'", hint)
    if "*" in word and len(word.replace("*", "")) < 2:
        hint = "a word with `*` needs two other characters at least, such as `re*`"
        return Fault("term-star", f"'{word}' in the term '{short(spelling)}' would match almost any word", hint)
    return None


def _is_cased(word: str) -> bool:
    """Case counts for a word with a capital after its first letter."""
    letters = [character for character in fold(word)[0] if character.isalpha()]
    return any(map(str.isupper, letters[1:]))


def _normal(word: str) -> str:
    """A word as it is compared: in small letters unless its case counts."""
    cased, small = fold(word)
    return cased if _is_cased(word) else small


class Slot(NamedTuple):
    """What one word of a paper must be: these words of a term, joined; `last` also takes the plural."""

    parts: tuple[str, ...]
    last: bool


def slots(pattern: Pattern) -> Iterator[tuple[Slot, ...]]:
    """All ways to lay a pattern over words: each hyphen is open or closed."""
    choices = [(False, True) if hyphen else (False,) for hyphen in pattern.hyphens]
    for closed in product(*choices):
        groups = [[pattern.words[0]]]
        for joined, word in zip(closed, pattern.words[1:], strict=True):
            if joined:
                groups[-1].append(word)
            else:
                groups.append([word])
        final = len(groups) - 1
        yield tuple(
            Slot(tuple(map(_normal, group)), place == final and not pattern.exact) for place, group in enumerate(groups)
        )


class _Piece(NamedTuple):
    """Literal text between two stars, in small letters, and the places where its case counts."""

    text: str
    cased: tuple[tuple[int, str], ...]

    def stands(self, word: str, at: int) -> bool:
        """Is the case right, if the text stands at this place of the word?"""
        return all(word.startswith(text, at + offset) for offset, text in self.cased)


def _pieces(slot: Slot) -> Iterator[tuple[_Piece, ...]]:
    """The forms that a slot takes, each as the literal pieces between its stars."""
    tail = slot.parts[-1].rsplit("*", 1)[-1]
    endings = [(0, ""), *plurals(fold(tail)[1])] if slot.last and tail else [(0, "")]
    for cut, suffix in endings:
        last = slot.parts[-1][: len(slot.parts[-1]) - cut] + suffix
        yield _cut([(part, _is_cased(slot.parts[place])) for place, part in enumerate((*slot.parts[:-1], last))])


def _cut(parts: list[tuple[str, bool]]) -> tuple[_Piece, ...]:
    """Joined words, cut at their stars."""
    pieces = [_Piece("", ())]
    for part, is_cased in parts:
        for place, text in enumerate(part.split("*")):
            before = _Piece("", ()) if place else pieces.pop()
            cased = (*before.cased, (len(before.text), text)) if is_cased and text else before.cased
            pieces.append(_Piece(before.text + (fold(text)[1] if is_cased else text), cased))
    return tuple(pieces)


def _fits(pieces: tuple[_Piece, ...], cased: str, lower: str) -> bool:
    """Do the pieces stand in the word in their order, the first at its beginning and the last at its end?"""
    first, last = pieces[0], pieces[-1]
    end = len(lower) - len(last.text)
    at = len(first.text)
    if at > end or not (lower.startswith(first.text) and lower.endswith(last.text)):
        return False
    if not (first.stands(cased, 0) and last.stands(cased, end)):
        return False
    for piece in pieces[1:-1]:
        found = lower.find(piece.text, at, end)
        while found >= 0 and not piece.stands(cased, found):
            found = lower.find(piece.text, found + 1, end)
        if found < 0:
            return False
        at = found + len(piece.text)
    return True


class Memory(dict[str, Answer]):
    """Answers kept by word. It begins anew when it is full, and keeps no answer about a very long word."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Answer:
        answer = self._ask(word)
        if len(word) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[word] = answer
        return answer


class Vocabulary:
    """Numbers for slots, and for each word of a paper the numbers of the slots that take it.

    A slot with stars is kept under its longest literal piece, so that a word meets only the few that could take it.
    """

    def __init__(self) -> None:
        self._numbers: dict[Slot, int] = {}
        self._whole: dict[str, list[tuple[_Piece, int]]] = {}
        self._starred: dict[str, list[tuple[tuple[_Piece, ...], int]]] = {}
        self._at_edges: set[int] = set()
        self._inside: set[int] = set()

    def number(self, slot: Slot) -> int:
        """The number of a slot, a new one if it was not there."""
        if slot not in self._numbers:
            self._numbers[slot] = len(self._numbers)
            for pieces in _pieces(slot):
                self._add(pieces, self._numbers[slot])
        return self._numbers[slot]

    def _add(self, pieces: tuple[_Piece, ...], number: int) -> None:
        if len(pieces) == 1:
            self._whole.setdefault(pieces[0].text, []).append((pieces[0], number))
            return
        texts = [f"^{pieces[0].text}", *(piece.text for piece in pieces[1:-1]), f"{pieces[-1].text}$"]
        key = max(texts, key=len)
        key = key[-_LONGEST_KEY:] if key.endswith("$") else key[:_LONGEST_KEY]
        self._starred.setdefault(key, []).append((pieces, number))
        (self._at_edges if key[0] == "^" or key[-1] == "$" else self._inside).add(len(key))

    def numbers(self, word: str) -> tuple[int, ...]:
        """The slots that take a word of a paper."""
        cased, lower = fold(word)
        whole, keys = self._whole.get(lower, ()), self._keys(f"^{lower}$")
        if not whole and not keys:
            return ()
        found = {number for piece, number in whole if piece.stands(cased, 0)}
        for key in keys:
            found.update(number for pieces, number in self._starred[key] if _fits(pieces, cased, lower))
        return tuple(sorted(found))

    def _keys(self, fenced: str) -> set[str]:
        """The keys in use that stand in a word between its fences; most are at its beginning or its end."""
        keys = {key for length in self._at_edges for key in (fenced[:length], fenced[-length:]) if key in self._starred}
        for length in self._inside:
            keys.update(fenced[at : at + length] for at in range(1, len(fenced) - length))
        return keys & self._starred.keys() if self._inside else keys
