"""Two terms that papers hardly ever have apart: a comma may have split them, as in `[question, answering]`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.model import Comma, Paper, Problem, Rule, Severity
from generator.rules.commas import splits, without_comma
from generator.rules.phrases import words
from generator.slips import short
from generator.words import fold, plurals, word_pattern

FEWEST, SHARE = 5, 0.5
"""Told from so many papers on that have the two side by side, and that share of those with one of the two."""
MOST_READ, MOST_COMPARED = 2000, 100
"""Of more papers every second, third … is read; and of more pairs the most frequent."""

Pair = tuple[str, str]


def halves(papers: Sequence[Paper], rules: Iterable[Rule]) -> Iterator[Problem]:
    """A note on each comma between two texts that most papers have as one phrase."""
    commas = _by_pair(rules)
    lines = [_line(paper) for paper in papers[:: len(papers) // MOST_READ + 1]] if commas else []
    for pair in _frequent(lines, commas)[:MOST_COMPARED]:
        together, apart, rarer = _counts(lines, *pair)
        if together >= FEWEST and together >= SHARE * apart:
            message = f"{together} of {apart} papers that have '{short(rarer)}' have it in '{short(' '.join(pair))}'"
            for comma in commas[pair]:
                hint = without_comma(comma)
                yield Problem(comma.where, Severity.NOTE, "term-split", message, hint, len(comma.other))


def _by_pair(rules: Iterable[Rule]) -> dict[Pair, list[Comma]]:
    """The commas between terms of which nothing is told, by the words on both sides."""
    found: dict[Pair, list[Comma]] = defaultdict(list)
    for rule in rules:
        told = {problem.where for problem in splits(rule)}
        for comma in rule.commas:
            pair = (" ".join(words(comma.one)), " ".join(words(comma.other)))
            if comma.role not in ("match", "skip") and all(pair) and comma.where not in told:
                found[pair].append(comma)
    return found


def _line(paper: Paper) -> str:
    """The words of a paper in small letters, with a space around each and a bar between title and abstract."""
    texts = (paper.title, paper.abstract)
    return f" {' | '.join(' '.join(_small(text)) for text in texts)} "


def _small(text: str) -> Sequence[str]:
    if text.isascii():
        return word_pattern(text).findall(text.lower())
    return [fold(word)[1] for word in word_pattern(text).findall(text)]


def _frequent(lines: Iterable[str], commas: Iterable[Pair]) -> list[Pair]:
    """The pairs of which the words beside the comma stand side by side in enough papers, the most frequent first."""
    at_comma = {pair: (pair[0].rpartition(" ")[2], pair[1].partition(" ")[0]) for pair in commas}
    wanted = set(at_comma.values())
    counts: Counter[Pair] = Counter()
    for line in lines:
        each = line.split()
        counts.update(wanted & set(pairwise(each)))
    enough = [pair for pair, joint in at_comma.items() if counts[joint] >= FEWEST]
    return sorted(enough, key=lambda pair: (-counts[at_comma[pair]], pair))


def _counts(lines: Iterable[str], one: str, other: str) -> tuple[int, int, str]:
    """How many papers have the two side by side, how many the rarer of them, and which that is."""
    counts = [sum(any(form in line for form in _forms(text)) for line in lines) for text in (one, other)]
    together = sum(any(form in line for form in _forms(f"{one} {other}")) for line in lines)
    return together, min(counts), one if counts[0] < counts[1] else other


def _forms(text: str) -> tuple[str, ...]:
    return tuple(f" {text[: len(text) - cut]}{suffix} " for cut, suffix in [(0, ""), *plurals(text)])
