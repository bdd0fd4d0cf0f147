"""Suggest terms: phrases that mark a group of papers against the others and that no rule has.

A phrase is ranked by the z-score of its log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn,
Fightin' Words, Political Analysis 16(4), 2008, section 3.5.1). A paper counts once for each phrase that it has, so that
one long abstract cannot speak for many; the prior is the phrases of all papers, weighing as much as `PRIOR` papers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from generator.excerpts import excerpts, text_of
from generator.findings import Example, Suggestion, Suggestions
from generator.matcher import Matcher
from generator.model import Catalog, Entry, Field, Location, Match, Term
from generator.phrases import Place, phrases_of

PRIOR = 10
SHARE = 0.1
"""In a catalog of less than a hundred papers the prior weighs this share of it."""
LEAST_PAPERS = 3
"""A phrase marks a tag from so many of its papers on."""
LEAST_SCORE = 1.96
"""Below this z-score a phrase may stand in a tag's papers by chance, once in twenty."""
SURE_SCORE = 2.58
"""The same once in a hundred: asked of a single word, which has more meanings than a phrase."""
EXAMPLES = 3
_NOWHERE = Term(("phrase",), Location(""))

Group = Collection[int]
Ranked = tuple[float, str]
"""A phrase with its z-score."""
Each = Callable[[Sequence[Entry]], Iterable[Entry]]


class _Phrases:
    """The phrases of all papers: in which papers each is, and how many different ones each paper has."""

    def __init__(self, entries: Sequence[Entry], each: Each) -> None:
        self.entries = entries
        self.papers: dict[str, list[int]] = defaultdict(list)
        self.sizes: list[Counter[int]] = []
        self.titles: list[frozenset[str]] = []
        for number, entry in enumerate(each(entries)):
            found = self.places(entry)
            self.sizes.append(Counter(phrase.count(" ") for phrase in found))
            self.titles.append(frozenset(name for name, place in found.items() if place.field is Field.TITLE))
            for phrase in found:
                self.papers[phrase].append(number)
        self.common = [phrase for phrase, papers in self.papers.items() if len(papers) >= LEAST_PAPERS]

    def places(self, entry: Entry) -> dict[str, Place]:
        """The phrases of a paper outside the words that earned it its tags: those are known."""
        return phrases_of(entry.paper, [match for tagging in entry.taggings for match in tagging.evidence])

    def ranked(self, group: Group, phrases: Iterable[str]) -> list[Ranked]:
        """Phrases by their z-score in a group of papers against the others, the best first."""
        inside = _total(self.sizes[number] for number in group)
        every = _total(self.sizes)
        found = [(self._score(phrase, group, inside, every), phrase) for phrase in phrases]
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _score(self, phrase: str, group: Group, inside: Counter[int], every: Counter[int]) -> float:
        """Phrases of one length are compared with each other."""
        length = phrase.count(" ")
        own, total = inside[length], every[length]
        papers = self.papers[phrase]
        here = sum(number in group for number in papers)
        prior = min(PRIOR / len(self.sizes), SHARE) * total
        return z_score(here, own, len(papers) - here, total - own, prior * len(papers) / total, prior)


def _total(counts: Iterable[Counter[int]]) -> Counter[int]:
    total: Counter[int] = Counter()
    for one in counts:
        total.update(one)
    return total


def z_score(here: int, all_here: int, there: int, all_there: int, prior: float, all_prior: float) -> float:
    """How much likelier a phrase is here than there, in standard deviations; `prior` is what was expected of both."""
    odds_here = (here + prior) / (all_here + all_prior - here - prior)
    odds_there = (there + prior) / (all_there + all_prior - there - prior)
    return (math.log(odds_here) - math.log(odds_there)) / math.sqrt(1 / (here + prior) + 1 / (there + prior))


def suggest(
    catalog: Catalog, matcher: Matcher, tags: Sequence[str], limit: int, *, untagged: bool = True, each: Each = iter
) -> Suggestions:
    """At most `limit` phrases for the papers without a tag (if `untagged`), and for each of `tags`."""
    known = _Phrases(catalog.papers, each)
    new = _New(matcher)
    bare = {number for number, entry in enumerate(catalog.papers) if is_bare(entry, catalog.kinds)}
    for_tags = [(tag, _for_tag(known, new, _papers_with(catalog, tag), tag, limit)) for tag in tags]
    return Suggestions(
        len(bare),
        _for_untagged(known, new, bare, limit) if bare and untagged else (),
        tuple((tag, found) for tag, found in for_tags if found),
    )


def is_bare(entry: Entry, kinds: Collection[str]) -> bool:
    """Has a paper no tag, or only such as say what it gives and not what it is about?"""
    return all(tagging.tag in kinds for tagging in entry.taggings)


def _papers_with(catalog: Catalog, tag: str) -> set[int]:
    tagged = {entry.paper.identity for entry in catalog.tags[tag]}
    return {number for number, entry in enumerate(catalog.papers) if entry.paper.identity in tagged}


class _New:
    """Tells whether a phrase is new: no term of any rule is in it. Each is asked once."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._known: dict[str, bool] = {}

    def __call__(self, phrase: str) -> bool:
        if phrase not in self._known:
            self._known[phrase] = not self._matcher.find(phrase, "").numbers
        return self._known[phrase]


def _for_tag(known: _Phrases, new: _New, group: set[int], tag: str, limit: int) -> tuple[Suggestion, ...]:
    common = [phrase for phrase in known.common if sum(map(group.__contains__, known.papers[phrase])) >= LEAST_PAPERS]
    ranked = [one for one in known.ranked(group, common) if one[0] >= (LEAST_SCORE if " " in one[1] else SURE_SCORE)]
    return _best(known, new, group, ranked, limit, lambda phrase: tag)


def _for_untagged(known: _Phrases, new: _New, bare: set[int], limit: int) -> tuple[Suggestion, ...]:
    """Phrases of the papers without a tag, each with the tag that most of the other papers with it have."""
    counts = Counter(phrase for phrase, papers in known.papers.items() for number in papers if number in bare)
    ranked = known.ranked(bare, [phrase for phrase in counts if len(known.papers[phrase]) > 1 or " " in phrase])
    return _best(known, new, bare, ranked, limit, lambda phrase: _usual_tag(known, phrase, bare))


def _usual_tag(known: _Phrases, phrase: str, bare: set[int]) -> str:
    tags = Counter(
        tagging.tag
        for number in known.papers[phrase]
        if number not in bare
        for tagging in known.entries[number].taggings
    )
    return min(tags, key=lambda tag: (-tags[tag], tag), default="")


def _best(
    known: _Phrases,
    new: _New,
    group: set[int],
    ranked: Sequence[Ranked],
    limit: int,
    tag_of: Callable[[str], str],
) -> tuple[Suggestion, ...]:
    """The first phrases that are new to the rules and do not say what a better one says in the same papers."""
    found: list[Suggestion] = []
    taken: list[tuple[str, frozenset[int]]] = []
    for score, phrase in _titles_first(known, group, ranked):
        if len(found) == limit:
            break
        papers = frozenset(number for number in known.papers[phrase] if number in group)
        if not new(phrase) or any(_says_the_same(phrase, papers, *other) for other in taken):
            continue
        suggestion = _suggestion(known, phrase, score, group, tag_of(phrase))
        if new(suggestion.phrase):  # as papers write it: a term's capitals may count
            taken.append((phrase, papers))
            found.append(suggestion)
    return tuple(found)


def _titles_first(known: _Phrases, group: set[int], ranked: Sequence[Ranked]) -> list[Ranked]:
    """Of phrases with about one score those of a title first, then the longer: it says more."""
    titles = {phrase for number in group for phrase in known.titles[number]}
    return sorted(ranked, key=lambda one: (-round(one[0], 1), one[1] not in titles, -len(one[1]), one[1]))


def _says_the_same(phrase: str, papers: frozenset[int], other: str, others: frozenset[int]) -> bool:
    inside = f" {phrase} " in f" {other} " or f" {other} " in f" {phrase} "
    return inside and len(papers & others) * 3 >= len(papers | others) * 2


def _suggestion(known: _Phrases, phrase: str, score: float, group: set[int], tag: str) -> Suggestion:
    papers = known.papers[phrase]
    inside = [number for number in papers if number in group]
    places = [(known.entries[number], known.places(known.entries[number])[phrase]) for number in inside[:EXAMPLES]]
    written = Counter(_words(entry, place) for entry, place in places)
    label = min(written, key=lambda words: (-written[words], words))
    examples = tuple(_example(entry, place) for entry, place in places)
    return Suggestion(label, round(score, 2), len(inside), len(papers) - len(inside), examples, tag)


def _words(entry: Entry, place: Place) -> str:
    written = text_of(entry.paper, place.field)[place.start : place.end]
    return written if any(map(str.isupper, written[1:])) and not written.istitle() else written.lower()


def _example(entry: Entry, place: Place) -> Example:
    match = Match("", _NOWHERE, place.field, place.start, place.end)
    return Example(entry, excerpts(entry.paper, [match], 1))


def tags_to_ask(catalog: Catalog) -> tuple[str, ...]:
    """The tags that have papers enough."""
    return tuple(tag for tag, papers in catalog.tags.items() if len(papers) >= LEAST_PAPERS)
