"""Show why: the words that earned a tag, numbered in title and abstract, and the sentence around each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.excerpts import WIDTH, sentence_of, text_of, window_of, words_of
from generator.markup import Span, formulas, inline
from generator.matcher import spelling
from generator.model import Entry, Field, Location, Match, Paper, Rule, Tagging, Term
from generator.text import find_urls

_LEFT = re.compile(r"^[\W_]+")
_RIGHT = re.compile(r"[\W_]+$")

Window = tuple[int, int]
"""A stretch of a text: its first character, and the one behind its last."""


class Marked(NamedTuple):
    """Title and abstract as Markdown with the evidence emphasised; `words` has the numbers of each tag's emphases."""

    title: str
    abstract: tuple[str, ...]
    words: dict[str, tuple[int, ...]]


class Hit(NamedTuple):
    """One spelling of a term in a paper: a sentence with it, as Markdown, and how often the paper says it."""

    quote: str
    said: str
    where: Location
    times: int


def mark(entry: Entry) -> Marked:
    """The evidence of all tags of a paper, marked in its title and abstract."""
    words: dict[str, list[int]] = {tagging.tag: [] for tagging in entry.taggings}
    count = 0
    texts = []
    for where in Field:
        text = text_of(entry.paper, where)
        links = _links(text) if where is Field.ABSTRACT else []
        stretches = _apart(text, _matches(entry.taggings, where), [*links, *_math(text)]) if entry.taggings else []
        for number, (_, tags) in enumerate(stretches, count + 1):
            for tag in tags:
                words[tag].append(number)
        count += len(stretches)
        spans = [span for span, _ in stretches]
        texts.append(_lines(text, sorted([*spans, *links], key=_start) if links else spans))
    return Marked(" ".join(texts[0]), texts[1], {tag: tuple(numbers) for tag, numbers in words.items()})


def deciding(tagging: Tagging, rule: Rule) -> Tagging:
    """A tagging without the words that its rule wants beside others: common ones, which explain nothing."""
    kept = tuple([match for match in tagging.evidence if match.term not in rule.all]) if rule.all else ()
    return replace(tagging, evidence=kept) if kept else tagging


def mark_one(paper: Paper, tagging: Tagging) -> str:
    """The title as Markdown with the words of one tag emphasised."""
    stretches = _apart(paper.title, _matches([tagging], Field.TITLE), _math(paper.title))
    return inline(paper.title, [span for span, _ in stretches])


def strongest(tagging: Tagging) -> Match | None:
    """The first match in the abstract, from which the sentence that stands for the tag is taken."""
    return next((match for match in tagging.evidence if match.field is Field.ABSTRACT), None)


def _start(span: Span) -> int:
    return span.start


def _matches(taggings: Iterable[Tagging], where: Field) -> list[Match]:
    return [match for tagging in taggings for match in tagging.evidence if match.field is where]


def _links(text: str) -> list[Span]:
    return [Span(start, end, url) for start, end, url in find_urls(text)]


def _math(text: str) -> tuple[Span, ...]:
    return formulas(text) if "$" in text else ()


def _apart(text: str, matches: Sequence[Match], closed: Sequence[Span]) -> list[tuple[Span, frozenset[str]]]:
    """Overlapping matches cut into stretches that belong to the same tags, none inside an address or a formula."""
    if not matches:
        return []
    edges = [(match.start, 1, match.tag) for match in matches] + [(match.end, -1, match.tag) for match in matches]
    edges += [(span.start, 1, "") for span in closed] + [(span.end, -1, "") for span in closed]
    open_tags: Counter[str] = Counter()
    stretches: list[tuple[Span, frozenset[str]]] = []
    last = 0
    for at, step, tag in sorted(edges):
        if at > last and open_tags and "" not in open_tags and (span := _trimmed(text, last, at)):
            stretches.append((span, frozenset(open_tags)))
        last = at
        open_tags[tag] += step
        if not open_tags[tag]:
            del open_tags[tag]
    return stretches


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without the signs and spaces at its edges, which emphasis in Markdown cannot begin or end with."""
    words = text[start:end]
    if words[0].isalnum() and words[-1].isalnum():
        return Span(start, end)
    begin = start + len(words) - len(_LEFT.sub("", words))
    kept = _RIGHT.sub("", text[begin:end])
    return Span(begin, begin + len(kept)) if kept else None


def _lines(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The paragraphs of a text as Markdown."""
    if "\n" not in text:
        return (inline(text, spans),) if text else ()
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        own = [Span(s.start - at, s.end - at, s.url) for s in spans if at <= s.start and s.end <= end]
        if line.strip():
            paragraphs.append(inline(line, own))
        at = end + 1
    return tuple(paragraphs)


def quotes(paper: Paper, tagging: Tagging) -> tuple[tuple[str, int], ...]:
    """The words that earned a tag as the paper writes them, most often first, each with how often."""
    found: dict[str, tuple[str, int]] = {}
    for match in tagging.evidence:
        words = words_of(paper, match)
        first, times = found.get(words.casefold(), (words, 0))
        found[words.casefold()] = (first, times + 1)
    return tuple(sorted(found.values(), key=lambda pair: -pair[1]))


def hits(paper: Paper, tagging: Tagging) -> tuple[Hit, ...]:
    """For each spelling that earned a tag, or pair of spellings of a `near`, the first sentence with it, in order."""
    found: dict[tuple[Term, str], list[list[Match]]] = {}
    for pieces in _whole(tagging.evidence):
        names = dict.fromkeys(said(paper, match) for match in pieces)
        found.setdefault((pieces[0].term, " … ".join(names)), []).append(pieces)
    return tuple(
        Hit(_quote_all(paper, same[0]), names, _line(term, names), len(same)) for (term, names), same in found.items()
    )


def _whole(matches: Iterable[Match]) -> list[list[Match]]:
    """Each hit as its pieces: of a `near` there are two, one behind the other."""
    whole: list[list[Match]] = []
    begun: dict[Term, list[Match]] = {}
    for match in matches:
        if match.term in begun:
            begun.pop(match.term).append(match)
        else:
            whole.append([match])
            if match.term.near:
                begun[match.term] = whole[-1]
    return whole


def _line(term: Term, name: str) -> Location:
    """Where a spelling stands in its rule file; a list of them may go over several lines."""
    written = zip(term.spellings, term.places, strict=False)
    return next((place for text, place in written if text.removeprefix("=") == name), term.where)


def said(paper: Paper, match: Match) -> str:
    """The spelling of its term that a match is."""
    return spelling(match.term, words_of(paper, match))


def quote(paper: Paper, match: Match, width: int = WIDTH, more: Iterable[Match] = ()) -> str:
    """The sentence around a match as Markdown, at most `width` characters to each side, its words emphasised."""
    text = text_of(paper, match.field)
    window = _window(text, match, width)
    shown = [match, *(one for one in more if one.field is match.field)]
    return _between(text, [window], shown, sentence_of(text, (match.start, match.end)))


def _quote_all(paper: Paper, pieces: Sequence[Match]) -> str:
    """The sentence with all pieces of a hit; what stands far between them is left out."""
    first, last = pieces[0], pieces[-1]
    text = text_of(paper, first.field)
    one = _window(text, first, WIDTH)
    other = one if last is first else _window(text, last, WIDTH)
    windows = [(one[0], other[1])] if other[0] <= one[1] else [one, other]
    return _between(text, windows, pieces, sentence_of(text, (first.start, last.end)))


def _between(text: str, windows: Sequence[Window], matches: Iterable[Match], sentence: Window) -> str:
    """Stretches of a sentence as Markdown with the matches in them emphasised."""
    ranked = sorted(matches, key=lambda one: (one.start, one.end))
    shown = " … ".join(_stretch(text, window, ranked) for window in windows)
    before, after = windows[0][0] > sentence[0], windows[-1][1] < sentence[1]
    return f"{'… ' if before else ''}{shown}{' …' if after else ''}"


def _stretch(text: str, window: Window, matches: Iterable[Match]) -> str:
    start, end = window
    spans: list[Span] = []
    for one in matches:
        if start <= one.start and one.end <= end and (not spans or spans[-1].end < one.start - start):
            spans.append(Span(one.start - start, one.end - start))
    return inline(" ".join(text[start:end].split("\n")), spans)


def _window(text: str, match: Match, width: int) -> Window:
    span = (match.start, match.end)
    return window_of(text, [span], sentence_of(text, span), width)
