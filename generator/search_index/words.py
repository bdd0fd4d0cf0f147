"""All words of a catalog as arrays: which stem stands where in which field of which paper."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from generator.model import Catalog
from generator.search_index.bits import Numbers
from generator.searchable import FIELDS, Texts
from generator.tokens import stem_of_token

TITLE, AUTHORS, TAGS, ABSTRACT = range(len(FIELDS))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all papers.

    `stems` are in the order of their UTF-16 units. `stem`, `doc`, `field` and `place` have an element for each token,
    by stem, then paper, then field, then place: the number of the word in its field, all words counted.
    `surfaces` are the words as they stand in the texts with the number of papers of each; `lengths` the tokens of each
    paper by field, `all_lengths` all its words.
    """

    stems: list[str]
    stem: Numbers
    doc: Numbers
    field: Numbers
    place: Numbers
    surfaces: list[tuple[str, int]]
    lengths: Numbers
    all_lengths: Numbers


def read(catalog: Catalog) -> Words:
    """Read the words of all papers of a catalog."""
    numbers, found, sizes = _split(catalog)
    papers = len(catalog.papers)
    lengths = np.asarray(sizes, np.int64).reshape(papers, len(FIELDS))
    doc = np.repeat(np.arange(papers, dtype=np.int32), lengths.sum(axis=1))
    field = np.repeat(np.tile(np.arange(len(FIELDS), dtype=np.int8), papers), lengths.ravel())
    starts = np.cumsum(lengths.ravel()) - lengths.ravel()
    place = np.arange(len(doc), dtype=np.int32) - np.repeat(starts.astype(np.int32), lengths.ravel())
    word = np.asarray(found, np.int32)
    stem_of, stems = _stems(list(numbers))
    kept = np.flatnonzero(stem_of[word] >= 0)
    order = kept[_order(stem_of[word[kept]])]
    tokens = np.bincount(doc[kept] * len(FIELDS) + field[kept], minlength=papers * len(FIELDS))
    return Words(
        stems, stem_of[word[order]], doc[order], field[order], place[order],
        _surfaces(list(numbers), stem_of, word, doc), tokens.reshape(lengths.shape), lengths,
    )  # fmt: skip


class _Numbers(dict[str, int]):
    """A number for each word, given when it is first met."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _split(catalog: Catalog) -> tuple[_Numbers, array[int], array[int]]:
    """The words by number, all papers one after the other, and how many words each field of each paper has."""
    texts = Texts(catalog)
    numbers, found, sizes = _Numbers(), array("i"), array("i")
    number_of = numbers.__getitem__
    for entry in catalog.papers:
        fields = texts.of(entry)
        found.fromlist(list(map(number_of, chain.from_iterable(fields))))
        sizes.extend(map(len, fields))
    return numbers, found, sizes


def _stems(words: Sequence[str]) -> tuple[Numbers, list[str]]:
    """The number of each word's stem, −1 where it is no token, and all stems in order."""
    own = list(map(stem_of_token, words))
    stems = sorted(set(own) - {""}, key=lambda stem: stem.encode("utf-16-be"))
    places = {stem: place for place, stem in enumerate(stems)}
    return np.asarray([places.get(stem, -1) for stem in own], np.int32), stems


def _order(columns: Numbers) -> Numbers:
    """The places of numbers from 0 in ascending order; equal ones stay as they stand."""
    size = max(1, len(columns))
    key = columns.astype(np.int64) * size + np.arange(len(columns))
    key.sort()
    return key % size


def _surfaces(words: Sequence[str], stem_of: Numbers, word: Numbers, doc: Numbers) -> list[tuple[str, int]]:
    """Each token as it is written, with the number of its papers."""
    order = _order(word)
    by_word, by_doc = word[order], doc[order]
    is_new = np.diff(by_word, prepend=-1).astype(bool) | np.diff(by_doc, prepend=-1).astype(bool)
    counts = np.bincount(by_word[is_new], minlength=len(words))
    kept = np.flatnonzero(stem_of >= 0)
    return list(zip(map(words.__getitem__, kept.tolist()), counts[kept].tolist(), strict=True))
