"""Show why: the words that earned a tag, numbered in title and abstract, and the sentence around each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.markup import Span, formulas, inline
from generator.matcher import spelling
from generator.model import Entry, Field, Location, Match, Paper, Rule, Tagging, Term
from generator.text import find_urls

_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
_LEFT = re.compile(r"^[\W_]+")
_RIGHT = re.compile(r"[\W_]+$")
QUOTE_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Marked:
    """Title and abstract as Markdown with the evidence emphasised; `words` has the numbers of each tag's emphases."""

    title: str
    abstract: tuple[str, ...]
    words: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Hit:
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
        stretches = _apart(text, _matches(entry.taggings, where), [*links, *_math(text)])
        for number, (_, tags) in enumerate(stretches, count + 1):
            for tag in tags:
                words[tag].append(number)
        count += len(stretches)
        texts.append(_lines(text, sorted([*(span for span, _ in stretches), *links], key=_start)))
    return Marked(" ".join(texts[0]), texts[1], {tag: tuple(numbers) for tag, numbers in words.items()})


def deciding(tagging: Tagging, rule: Rule) -> Tagging:
    """A tagging without the words that its rule wants beside others: common ones, which explain nothing."""
    kept = tuple(match for match in tagging.evidence if match.term not in rule.all)
    return replace(tagging, evidence=kept) if kept else tagging


def mark_one(paper: Paper, tagging: Tagging) -> str:
    """The title as Markdown with the words of one tag emphasised."""
    stretches = _apart(paper.title, _matches([tagging], Field.TITLE), _math(paper.title))
    return inline(paper.title, [span for span, _ in stretches])


def strongest(tagging: Tagging) -> Match | None:
    """The first match in the abstract, from which the sentence that stands for the tag is taken."""
    return next((match for match in tagging.evidence if match.field is Field.ABSTRACT), None)


def text_of(paper: Paper, where: Field) -> str:
    """The text of a field in which a match has its place."""
    return paper.title if where is Field.TITLE else paper.abstract


def _start(span: Span) -> int:
    return span.start


def _matches(taggings: Iterable[Tagging], where: Field) -> list[Match]:
    return [match for tagging in taggings for match in tagging.evidence if match.field is where]


def _links(text: str) -> list[Span]:
    return [Span(start, end, url) for start, end, url in find_urls(text)]


def _math(text: str) -> list[Span]:
    return formulas(text) if "$" in text else []


def _apart(text: str, matches: Sequence[Match], closed: Sequence[Span]) -> list[tuple[Span, frozenset[str]]]:
    """Overlapping matches cut into stretches that belong to the same tags, none inside an address or a formula."""
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
        words = text_of(paper, match.field)[match.start : match.end]
        first, times = found.get(words.casefold(), (words, 0))
        found[words.casefold()] = (first, times + 1)
    return tuple(sorted(found.values(), key=lambda pair: -pair[1]))


def hits(paper: Paper, tagging: Tagging) -> tuple[Hit, ...]:
    """For each spelling that earned a tag the first sentence with it, in the order of the paper."""
    found: dict[tuple[Term, str], list[Match]] = {}
    for match in tagging.evidence:
        said_alone = "" if match.term.near else said(paper, match)
        found.setdefault((match.term, said_alone), []).append(match)
    return tuple(
        _near_hit(paper, term, same) if term.near else Hit(quote(paper, same[0]), words, term.where, len(same))
        for (term, words), same in found.items()
    )


def said(paper: Paper, match: Match) -> str:
    """The spelling of its term that a match is."""
    return spelling(match.term, text_of(paper, match.field)[match.start : match.end])


def _near_hit(paper: Paper, term: Term, matches: Sequence[Match]) -> Hit:
    """A `near` has two matches each time; the first two give its name."""
    names = dict.fromkeys(said(paper, match) for match in matches[:2])
    return Hit(quote(paper, matches[0], more=matches), " … ".join(names), term.where, len(matches) // 2)


def quote(paper: Paper, match: Match, width: int = QUOTE_WIDTH, more: Iterable[Match] = ()) -> str:
    """The sentence around a match as Markdown, at most `width` characters to each side, its words emphasised."""
    text = text_of(paper, match.field)
    start, end = _window(text, match, width)
    inside = [match, *(other for other in more if other.field is match.field)]
    spans: list[Span] = []
    for other in sorted(inside, key=lambda one: (one.start, one.end)):
        if start <= other.start and other.end <= end and (not spans or spans[-1].end < other.start - start):
            spans.append(Span(other.start - start, other.end - start))
    words = inline(" ".join(text[start:end].split("\n")), spans)
    return (
        f"{'… ' if start > _sentence(text, match)[0] else ''}{words}{' …' if end < _sentence(text, match)[1] else ''}"
    )


def _sentence(text: str, match: Match) -> tuple[int, int]:
    start = 0
    for found in _SENTENCE_END.finditer(text, max(0, match.start - 2000), match.start):
        start = found.end()
    ended = _SENTENCE_END.search(text, match.end)
    start += len(text[start : match.start]) - len(text[start : match.start].lstrip())
    return start, ended.end() if ended else len(text)


def _window(text: str, match: Match, width: int) -> tuple[int, int]:
    start, end = _sentence(text, match)
    if match.start - start > width:
        start = text.find(" ", match.start - width, match.start) + 1 or match.start
    if end - match.end > width:
        end = max(text.rfind(" ", match.end, match.end + width), match.end)
    return start, end
