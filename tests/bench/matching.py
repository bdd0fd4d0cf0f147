"""Measure the matcher: 1,000 rules with 10,000 terms over 100,000 real abstracts, in one process.

    python tests/bench/matching.py                       100k papers
    python tests/bench/matching.py 10k --rules 1000
    python tests/bench/matching.py 10k --profile         where the time goes

The papers come from the folder that CATALOG_DATA names. The rules are made of the papers' own words, the same ones
every time: words, phrases of two and three words, a phrase with a hyphen, stars, several spellings, a term for the
title, exceptions, `near`, hints and `none`. The words at the ends of a term are in at most one paper in a hundred, as
those of real rules are.
Printed are seconds of CPU for compiling and for tagging, peak memory, and how many tags a paper got.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import json
import pstats
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from conftest import DATA  # the tests' folder is no package
from generator.matcher import Matcher
from generator.model import Field, Location, Rule, Term
from generator.tagging import tag

BUDGET = 60
WHERE = Location("rules.yml")
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
SAMPLE = 10_000
COMMON = 0.01
RARE = 3


class Words:
    """Words and phrases of real papers, drawn by chance that is the same every time."""

    def __init__(self, texts: list[str]) -> None:
        self._chance = random.Random(7)
        self._texts = [WORD.findall(text) for text in texts]
        papers = Counter(word for words in self._texts for word in {word.lower() for word in words})
        most = COMMON * len(texts)
        self._good = {word for word, count in papers.items() if RARE <= count <= most and len(word) > 3}

    def word(self) -> str:
        """A word that is neither common nor unique."""
        return self.phrase(1)

    def phrase(self, length: int) -> str:
        """So many words in a row, of which the first and the last are good ones."""
        while True:
            words = self._chance.choice(self._texts)
            if len(words) > length:
                start = self._chance.randrange(len(words) - length)
                found = words[start : start + length]
                if {found[0].lower(), found[-1].lower()} <= self._good:
                    return " ".join(found)


def make_rules(words: Words, count: int) -> list[Rule]:
    """Rules with ten terms each."""
    return [_rule(words, number) for number in range(count)]


def _rule(words: Words, number: int) -> Rule:
    near = Term((), WHERE, near=(_term(f"{words.word()[:6]}*"), _term(words.word(), words.word())), within=8)
    head = words.phrase(2)
    return Rule(
        f"tag-{number}", f"Tag {number}", "Topic", WHERE,
        any=(
            _term(words.word()),
            _term(words.phrase(2)),
            _term(words.phrase(3), words.phrase(2).replace(" ", "-"), words.phrase(2)),
            _term(f"{words.phrase(2)[:-3]}*"),
            Term((words.word(),), WHERE, Field.TITLE),
            near,
            Term((head.split()[-1],), WHERE, exceptions=(_term(head),)),
        ),
        hints=(_term(words.word()), _term(words.phrase(2))),
        none=(_term(words.phrase(2)),),
    )  # fmt: skip


def _term(*spellings: str) -> Term:
    return Term(spellings, WHERE)


def papers(size: str, count: int | None = None) -> Iterator[tuple[str, str]]:
    """Title and abstract of the first papers of a file."""
    with gzip.open(DATA / f"papers/papers_{size}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, count):
            record = json.loads(line)
            yield record["title"], record.get("abstract", "")


def tag_all(rules: list[Rule], size: str) -> tuple[float, float, int, int]:
    """Seconds for compiling and for tagging, papers and taggings; reading the file does not count."""
    start = time.process_time()
    matcher = Matcher(rules)
    compiled = time.process_time() - start
    seconds, count, taggings = 0.0, 0, 0
    for title, abstract in papers(size):
        start = time.process_time()
        taggings += len(tag(title, abstract, matcher))
        seconds += time.process_time() - start
        count += 1
    return compiled, seconds, count, taggings


def main() -> None:
    """Print the figures, and fail where the budget for 100,000 papers is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("size", nargs="?", choices=["1k", "10k", "100k"], default="100k")
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    rules = make_rules(Words([f"{title}. {abstract}" for title, abstract in papers("100k", SAMPLE)]), chosen.rules)
    profile = cProfile.Profile()
    if chosen.profile:
        profile.enable()
    compiled, seconds, count, taggings = tag_all(rules, chosen.size)
    profile.disable()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    terms = sum(len(rule.any + rule.hints + rule.none) for rule in rules)
    print(f"{len(rules)} rules, {terms} terms, {count} papers, {taggings / count:.1f} tags a paper")
    print(f"compiling {compiled:.1f} s, tagging {seconds:.1f} s ({1000 * seconds / count:.2f} ms a paper), {peak} MB")
    if chosen.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    sys.exit(compiled + seconds > BUDGET)


if __name__ == "__main__":
    main()
