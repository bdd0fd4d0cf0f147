"""The words around what was found: the sentence, cut where it is long, with the hits told apart from the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter

from generator.findings import Excerpt, Piece
from generator.model import Field, Match, Paper
from generator.words import sentence_ends

WIDTH = 64
"""How many characters are shown to each side."""
WIDEST = 280
"""How far the last hit shown may stand from the first."""

Span = tuple[int, int]


def text_of(paper: Paper, field: Field) -> str:
    """The text in which a match of this field has its place."""
    return paper.title if field is Field.TITLE else paper.abstract


def words_of(paper: Paper, match: Match) -> str:
    """The words of a paper that a match covers."""
    return text_of(paper, match.field)[match.start : match.end]


def excerpts(paper: Paper, matches: Iterable[Match], most: int, telling: Collection[Match] = ()) -> tuple[Excerpt, ...]:
    """The first `most` sentences with a match, those of the title first, each with all its matches marked.

    Those with one of the matches in `telling` come before all others.
    """
    found: list[tuple[bool, Excerpt]] = []
    listed = list(matches)
    for field in Field:
        text = text_of(paper, field)
        spans = sorted({(one.start, one.end) for one in listed if one.field is field})
        first = {(one.start, one.end) for one in telling if one.field is field}
        if spans and (telling or len(found) < most):
            found += (
                (first.isdisjoint(group), Excerpt(field, excerpt(text, group, ends)))
                for ends, group in _sentences(text, spans)
            )
    found.sort(key=itemgetter(0))
    return tuple(one for _, one in found[:most])


def sentence_of(text: str, span: Span) -> Span:
    """From where to where the sentence goes in which a span stands; a regex may go over several."""
    ends = _ends(text)
    first, last = bisect_left(ends, span[0]), bisect_left(ends, span[1])
    start, end = _sentence(text, ends, first)
    return start, end if last == first else _sentence(text, ends, last)[1]


_ends = lru_cache(maxsize=1 << 13)(sentence_ends)  # the tags of a paper ask for its texts, on its page and on theirs


def _sentences(text: str, spans: Sequence[Span]) -> list[tuple[Span, list[Span]]]:
    """Spans by the sentence that they begin in, each with its beginning and end."""
    ends = _ends(text)
    groups: dict[int, list[Span]] = {}
    for span in spans:
        groups.setdefault(bisect_left(ends, span[0]), []).append(span)
    return [(_sentence(text, ends, number), group) for number, group in groups.items()]


def _sentence(text: str, ends: Sequence[int], number: int) -> Span:
    start = ends[number - 1] + 1 if number else 0
    end = ends[number] + 1 if number < len(ends) else len(text)
    sentence = text[start:end]
    return start + len(sentence) - len(sentence.lstrip()), end


def excerpt(text: str, spans: Sequence[Span], sentence: Span) -> tuple[Piece, ...]:
    """The words around spans (in order) of one sentence as pieces; `…` where words were left out."""
    shown = [span for span in spans if span[1] <= spans[0][0] + WIDEST]
    start, end = window_of(text, shown or [(spans[0][0], spans[0][0] + WIDEST)], sentence)
    pieces = [Piece("… ")] if start > sentence[0] else []
    at = start
    for first, last in shown:
        if last > at:
            pieces += [Piece(text[at : max(at, first)]), Piece(text[max(at, first) : last], True)]
            at = last
    pieces += [Piece(text[at:end]), Piece(" …" if end < sentence[1] else "")]
    return tuple(piece for piece in pieces if piece.text)


def window_of(text: str, spans: Sequence[Span], sentence: Span, width: int = WIDTH) -> Span:
    """The part of a sentence with spans (in order) and at most `width` characters to each side, cut at words."""
    start, end = sentence
    first, last = spans[0][0], max(span[1] for span in spans)
    if first - start > width:
        start = text.find(" ", first - width, first) + 1 or first
    if end - last > width:
        end = max(text.rfind(" ", last, last + width), last)
    return start, max(end, last)
