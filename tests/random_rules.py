"""Rules made at random from the words of real papers, as a person could have written them: nearly all of them valid."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator import rules
from generator.model import Rule, Source

Texts = Sequence[tuple[str, str]]
_WORD = re.compile(r"\S+")
_TOY = {"label": "Toy", "examples": {"match": ["toy"], "skip": ["toy"]}}


def random_rules(papers: Texts, count: int, seed: int) -> Iterator[Rule]:
    """So many valid rules, the same ones for a seed."""
    maker = _Maker(papers, random.Random(seed))
    while count:
        tag = {**_TOY, **maker.rule()}
        source = Source("toy.yml", json.dumps({"topic": "Toy", "tags": {"toy": tag}}).encode())
        _, found, problems = rules.read(source)
        if not problems:
            count -= 1
            yield found[0]


class _Maker:
    def __init__(self, papers: Texts, dice: random.Random) -> None:
        self._papers = papers
        self._dice = dice

    def rule(self) -> dict[str, Any]:
        """The keys of a rule; what is made of one paper is likely to be found in it."""
        title, abstract = self._dice.choice(self._papers)
        self._words = [words for text in (title, abstract) if (words := _WORD.findall(text))]
        found: dict[str, Any] = {}
        if self._dice.random() < 0.8:
            found["any"] = self._terms(1, 4)
        if "any" not in found or self._dice.random() < 0.5:
            found["hints"] = self._terms(2, 6)
            found["hints_needed"] = self._dice.choice([1, 2, 2, 2])
        if self._dice.random() < 0.2:
            found["all"] = self._terms(1, 2)
        if self._dice.random() < 0.2:
            found["none"] = self._terms(1, 2)
        return found

    def _terms(self, least: int, most: int) -> list[Any]:
        return [self._term() for _ in range(self._dice.randint(least, most))]

    def _term(self) -> Any:
        kind = self._dice.random()
        if kind < 0.15:
            return self._near()
        if kind < 0.25:
            return {self._dice.choice(["title", "abstract"]): self._spellings()}
        if kind < 0.3:
            return {"regex": self._expression(), "field": self._dice.choice(["title", "abstract"])}
        if kind < 0.45:
            term = self._phrase()
            return {"term": term, "except": [self._around(term)]}
        return self._spellings()

    def _near(self) -> dict[str, Any]:
        found: dict[str, Any] = {"near": [self._phrase(2), self._phrase(2)]}
        if self._dice.random() < 0.5:
            found["within"] = self._dice.randint(0, 12)
        found |= {"ordered": True} if self._dice.random() < 0.4 else {}
        return found | ({"except": [self._phrase(2)]} if self._dice.random() < 0.2 else {})

    def _expression(self) -> str:
        """A stretch of a paper, some of its signs as classes, choices and repeats."""
        text = " ".join(self._dice.choice(self._words))
        start = self._dice.randrange(len(text))
        signs = map(self._sign, text[start : start + self._dice.randint(2, 9)])
        return self._dice.choice(["", "", "(?i)", "\\b"]) + "".join(signs)

    def _sign(self, sign: str) -> str:
        literal = sign if sign.isalnum() or sign == " " else f"\\{sign}" if sign.isascii() else "\\W"
        return self._dice.choice([
            *[literal] * 8, f"(?:{literal}|x)", f"({literal})?", f"{literal}+", f"{literal}{{1,2}}",
            "\\w", "\\w*", "[a-m]", "[^n-z]", "[\\W\\d]", "[\\S]", "[\\s-]",
        ])  # fmt: skip

    def _spellings(self) -> Any:
        count = self._dice.choice([1, 1, 1, 2, 3])
        return self._phrase() if count == 1 else [self._phrase() for _ in range(count)]

    def _around(self, term: str) -> Any:
        """An exception that is likely to overlap the term."""
        word = self._dice.choice(self._dice.choice(self._words))
        longer = self._dice.choice([f"{word} {term}", f"{term} {word}", term.split(maxsplit=1)[0]])
        return longer if self._dice.random() < 0.8 else {self._dice.choice(["title", "abstract"]): longer}

    def _phrase(self, most: int = 4) -> str:
        """Some words that follow each other in a paper, each perhaps changed."""
        words = self._dice.choice(self._words)
        start = self._dice.randrange(len(words))
        phrase = " ".join(map(self._changed, words[start : start + self._dice.randint(1, most)]))
        return f"={phrase}" if self._dice.random() < 0.05 else phrase

    def _changed(self, word: str) -> str:
        at = self._dice.randrange(len(word) + 1)
        return self._dice.choice([
            *[word] * 6, word.lower(), word.upper(), word.capitalize(), word.rstrip("s.,;"), word[:at] + "*",
            "*" + word[at:], word[:at] + "*" + word[at + 1 :], word[:at] + "-" + word[at:], word.replace("-", " "),
        ])  # fmt: skip
