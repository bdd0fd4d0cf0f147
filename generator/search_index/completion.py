"""Whole words for the completion of an unfinished one, and to find what a mistyped one should be.

`words.json` is {"words": text, "papers": [numbers]}: all words in order of their UTF-16 units, each written as a
capital letter that says how many first units it shares with the one before (A none, B one, … Z twenty-five at most),
then the rest; and for each the number of papers that have it in any field. They are words as they are typed, folded,
not stems; rare ones are left out in a large catalog.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.search_index.rows import as_json
from generator.searchable import fewest_papers

MOST_SHARED = 25


def file(surfaces: Iterable[tuple[str, int]], papers: int) -> bytes:
    """The file of words, from all of them with their numbers of papers."""
    least = fewest_papers(papers)
    kept = sorted((word.encode("utf-16-be"), word, count) for word, count in surfaces if count >= least)
    before, pieces = "", []
    for _, word, _ in kept:
        shared = _shared(before, word)
        pieces.append(chr(65 + shared) + word[shared:])
        before = word
    return as_json({"words": "".join(pieces), "papers": [count for _, _, count in kept]})


def _shared(before: str, word: str) -> int:
    most = min(len(before), len(word), MOST_SHARED)
    at = 0
    while at < most and before[at] == word[at] and before[at] <= "\uffff":
        at += 1
    return at
