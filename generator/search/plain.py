"""A whole catalog in memory, word by word, and nothing clever: what the shards of the site are held to."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as own
from math import floor, log

from generator.model import Catalog, Entry
from generator.searchable import FIELDS, Texts, fewest_papers, keys
from generator.tokens import stem_of_token

MOST_TIMES, LONGEST = 15, 255
TITLE, AUTHORS, TAGS, ABSTRACT = range(4)


@dataclass(frozen=True, slots=True)
class Postings:
    """The papers that have a stem, and its frequencies there by field."""

    docs: array[int] = own(default_factory=lambda: array("i"))
    times: list[tuple[int, ...]] = own(default_factory=list)


class Whole:
    """All papers of a catalog by their stems, words and keys."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.papers = catalog.papers
        self.postings: dict[str, Postings] = defaultdict(Postings)
        self.keys: dict[str, set[int]] = defaultdict(set)
        self._docs = {entry.slug: doc for doc, entry in enumerate(self.papers)}
        self._texts = Texts(catalog)
        self.lengths: list[tuple[int, ...]] = []
        surfaces: Counter[str] = Counter()
        for doc, entry in enumerate(self.papers):
            self._add(doc, entry, surfaces)
        self.totals = [max(1, sum(lengths[at] for lengths in self.lengths)) for at in range(len(FIELDS))]
        least = fewest_papers(len(self.papers))
        kept = [word for word, papers in surfaces.items() if papers >= least]
        self.words = sorted(kept, key=lambda word: (-surfaces[word], word.encode("utf-16-be")))
        """Whole words, those of the most papers first."""

    def _add(self, doc: int, entry: Entry, surfaces: Counter[str]) -> None:
        fields = self._texts.of(entry)
        stems = [Counter(filter(None, map(stem_of_token, words))) for words in fields]
        for stem in dict.fromkeys(stem for counts in stems for stem in counts):
            postings = self.postings[stem]
            postings.docs.append(doc)
            postings.times.append(tuple(min(counts[stem], MOST_TIMES) for counts in stems))
        surfaces.update({word for words in fields for word in words if stem_of_token(word)})
        self.lengths.append(tuple(min(counts.total(), LONGEST) for counts in stems))
        for key in keys(entry):
            self.keys[key].add(doc)

    def docs(self, entries: Iterable[Entry]) -> set[int]:
        """The numbers of papers."""
        return {self._docs[entry.slug] for entry in entries}

    def having(self, stem: str, fields: Iterable[int] = range(4)) -> set[int]:
        """The papers that have a stem in one of the fields."""
        found = self.postings.get(stem, Postings())
        wanted = tuple(fields)
        return {
            doc for doc, times in zip(found.docs, found.times, strict=True) if any(times[field] for field in wanted)
        }

    def scores(self, stem: str) -> dict[int, int]:
        """What a stem, asked for once, adds to the score of each paper that has it."""
        found = self.postings.get(stem, Postings())
        papers, having = len(self.papers), len(found.docs)
        rarity = floor(256 * log(1 + (papers - having + 0.5) / (having + 0.5)) + 0.5)
        return {
            doc: rarity * self._impact(times, self.lengths[doc])
            for doc, times in zip(found.docs, found.times, strict=True)
        }

    def _impact(self, times: Sequence[int], lengths: Sequence[int]) -> int:
        weight = 3 * times[TITLE] * self._norm(TITLE, lengths) + times[ABSTRACT] * self._norm(ABSTRACT, lengths)
        weight += 2 * 1024 * (times[AUTHORS] + times[TAGS])
        return 4096 * 5 * weight // (5 * weight + 6 * 1024)

    def _norm(self, field: int, lengths: Sequence[int]) -> int:
        total = self.totals[field]
        return 1024 * 4 * total // (total + 3 * len(self.papers) * lengths[field])

    def with_phrase(self, stems: Sequence[tuple[int, str]]) -> set[int]:
        """The papers that have stems in one field, each so many words behind the first as its number says."""
        having = [self.having(stem, (TITLE, AUTHORS, ABSTRACT)) for _, stem in stems]
        return {doc for doc in set.intersection(*having) if self._stands(doc, stems)}

    def _stands(self, doc: int, stems: Sequence[tuple[int, str]]) -> bool:
        fields = self._texts.of(self.papers[doc])
        for field in (TITLE, AUTHORS, ABSTRACT):
            own = [stem_of_token(word) for word in fields[field]]
            ends = len(own) - stems[-1][0]
            if any(all(own[start + place] == stem for place, stem in stems) for start in range(ends)):
                return True
        return False
