"""Answer a query from a whole catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from generator.findings import Answer
from generator.identifiers import acl, arxiv, doi, identity_doi
from generator.naming import year
from generator.search.plain import AUTHORS, Whole
from generator.search.query import Item, is_unfinished, items, name_key, years
from generator.tokens import stem_of_token, stems, words

MOST_WORDS = 100
COMPLETIONS = 5
LEAST_MISTYPED = 4
QUESTION, ENOUGH = 6, 10


Phrase = list[tuple[int, str]]
"""The stems of a phrase, each with its distance in words from the first."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query: its stem, the stems of its continuations, and how often the query has it."""

    stem: str
    others: tuple[str, ...] = ()
    times: int = 1


def answer(whole: Whole, text: str, *, any_word: bool = False) -> Answer:
    """All papers that answer a query, in order; with `any_word` all that have any of its words."""
    parts = items(text)
    phrases = [own for item in parts if item.kind == "phrase" and not item.turned and (own := _phrase(item.text))]
    typed = _typed(whole, parts, is_unfinished(text))
    stems_typed = {stem_of_token(word) for word, _ in typed} | {stem for phrase in phrases for _, stem in phrase}
    is_question = len(stems_typed) >= QUESTION
    asked, correction = _asked(whole, typed, corrects=not is_question)
    fitting = _fitting(whole, parts)
    every = fitting.intersection(*(_having(whole, word) for word in asked), *map(whole.with_phrase, phrases))
    is_loose = bool(stems_typed) and len(every) < (ENOUGH if is_question else 1)
    scores = _scores(whole, asked, phrases)
    found = fitting & scores.keys() if stems_typed and (is_loose or any_word) else every
    order = sorted(found, key=lambda doc: (-scores.get(doc, 0), doc))
    no_years = tuple(f"year:{item.text}" for item in parts if item.kind == "year" and years(item.text) is None)
    return Answer(tuple((whole.papers[doc], scores.get(doc, 0)) for doc in order), is_loose, correction, no_years)


def _fitting(whole: Whole, parts: Iterable[Item]) -> set[int]:
    """The papers that meet every condition but words and phrases."""
    fitting = set(range(len(whole.papers)))
    for item in parts:
        if (found := _condition(whole, item)) is not None:
            fitting = fitting - found if item.turned else fitting & found
    return fitting


def _condition(whole: Whole, item: Item) -> set[int] | None:
    """The papers that meet an item by itself; None where it is passed over, or is words or a phrase to look for."""
    if item.kind in ("tag", "venue"):
        key = name_key(item.text)
        return _named(key, _names(whole, item.kind)) if key else None
    if item.kind == "author":
        own = stems(item.text)
        return set.intersection(*(whole.having(stem, (AUTHORS,)) for stem in own)) if own else None
    if item.kind == "year":
        return _of_years(whole, item.text)
    if item.kind == "" and (found := _identified(whole, item.text)):
        return found
    unwanted = _phrase(item.text) if item.turned else []
    return whole.with_phrase(unwanted) if unwanted else None


def _names(whole: Whole, kind: str) -> Iterator[tuple[tuple[str, ...], set[int]]]:
    """The names of each tag, or of each venue, with its papers."""
    catalog = whole.catalog
    if kind == "venue":
        yield from (((group.name, group.slug), whole.docs(group.papers)) for group in catalog.venues)
        return
    for tag, papers in catalog.tags.items():
        aliases = [old for old, new in catalog.redirects.items() if new == tag]
        yield (tag, catalog.rules[tag].label, *aliases), whole.docs(papers)


def _named(key: str, named: Iterable[tuple[tuple[str, ...], set[int]]]) -> set[int]:
    """The papers of what has this name or, where nothing has, of what has a name that begins with it."""
    folded = [({name_key(name) for name in names}, papers) for names, papers in named]
    same = [papers for names, papers in folded if key in names]
    return set().union(*same or (papers for names, papers in folded if any(one.startswith(key) for one in names)))


def _of_years(whole: Whole, text: str) -> set[int] | None:
    if (span := years(text)) is None:
        return None
    return {doc for doc, entry in enumerate(whole.papers) if span[0] <= int(year(entry.paper) or -1) <= span[1]}


def _identified(whole: Whole, text: str) -> set[int]:
    """The papers that an identifier names."""
    if not any(sign.isdigit() for sign in text):
        return set()
    named = (("arxiv", arxiv(text)), ("acl", acl(text)), ("doi", identity_doi(doi(text))))
    return set().union(*(whole.keys.get(f"{kind}:{name}", ()) for kind, name in named if name))


def _phrase(text: str) -> Phrase:
    """The stems of a phrase with their places from the first."""
    placed = [(place, stem) for place, word in enumerate(words(text)) if (stem := stem_of_token(word))]
    return [(place - placed[0][0], stem) for place, stem in placed]


def _typed(whole: Whole, parts: list[Item], unfinished: bool) -> list[tuple[str, bool]]:
    """The words that a query gives, as they are typed, and whether each is unfinished."""
    runs = [item.text if _gives_words(whole, item) else "" for item in parts]
    found = [(word, False) for run in runs for word in words(run)]
    if unfinished and runs and words(runs[-1]):
        found[-1] = (found[-1][0], True)
    return [(word, is_open) for word, is_open in found if stem_of_token(word)]


def _gives_words(whole: Whole, item: Item) -> bool:
    return not item.kind and not item.turned and not _identified(whole, item.text)


def _asked(whole: Whole, typed: list[tuple[str, bool]], *, corrects: bool) -> tuple[list[Word], str]:
    """The different words to look for, and the first correction of one that is mistyped."""
    meant = [_meant(whole, word, is_open) if corrects else "" for word, is_open in typed]
    both = zip(meant, typed, strict=True)
    searched = (_word(whole, better or word, is_open=is_open and not better) for better, (word, is_open) in both)
    return _counted(searched), next(filter(None, meant), "")


def _counted(asked: Iterable[Word]) -> list[Word]:
    """Words with equal stems as one."""
    times: Counter[str] = Counter()
    others: dict[str, tuple[str, ...]] = {}
    for word in asked:
        times[word.stem] += 1
        others[word.stem] = others.get(word.stem) or word.others
    return [Word(stem, others[stem], count) for stem, count in times.items()][:MOST_WORDS]


def _word(whole: Whole, word: str, *, is_open: bool) -> Word:
    own = stem_of_token(word)
    others = dict.fromkeys(map(stem_of_token, _longer(whole, word) if is_open else ()))
    return Word(own, tuple(stem for stem in others if stem != own))


def _longer(whole: Whole, word: str) -> list[str]:
    """The words that continue a word, those of the most papers."""
    longer = (one for one in whole.words if len(one) > len(word) and one.startswith(word))
    return list(islice(longer, COMPLETIONS))


def _meant(whole: Whole, word: str, is_open: bool) -> str:
    """What a mistyped word should be, or ''."""
    is_known = stem_of_token(word) in whole.postings or (is_open and _longer(whole, word))
    if is_known or len(word) < LEAST_MISTYPED or any(sign.isdigit() for sign in word):
        return ""
    return next((one for one in whole.words if _is_near(word, one, is_open=is_open)), "")


def _is_near(word: str, known: str, *, is_open: bool) -> bool:
    """Whether a known word, or for an open one its beginning, is one mistake away."""
    sizes = range(len(word) - 1, len(word) + 2) if is_open else ()
    return any(_one_apart(word, one) for one in dict.fromkeys((known, *(known[:size] for size in sizes))))


def _one_apart(one: str, other: str) -> bool:
    """Whether a character put in, left out or changed, or two neighbours exchanged, makes one text of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = one[start:], other[start:]
    short, long = sorted(rests, key=len)
    if len(short) < len(long):
        return short == long[1:]
    return short[1:] == long[1:] or (short[:2] == long[:2][::-1] and short[2:] == long[2:])


def _having(whole: Whole, word: Word) -> set[int]:
    return set().union(*(whole.having(stem) for stem in (word.stem, *word.others)))


def _scores(whole: Whole, asked: Iterable[Word], phrases: Iterable[Phrase]) -> Mapping[int, int]:
    """The score of each paper that has a stem of the query."""
    times = Counter({word.stem: word.times for word in asked})
    times.update(stem for phrase in phrases for _, stem in phrase)
    others = {word.stem: word.others for word in asked}
    found: Counter[int] = Counter()
    for stem, count in times.items():
        own = {doc: count * score for doc, score in whole.scores(stem).items()}
        for other in others.get(stem, ()):
            for doc, score in whole.scores(other).items():
                own[doc] = max(own.get(doc, 0), 7 * score // 10)
        found.update(own)
    return found
