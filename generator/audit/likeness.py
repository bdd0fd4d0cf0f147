"""How far two papers are one: by title, people and abstract together, and why.

The bounds were found on 100,000 papers of arXiv and the ACL Anthology: of pairs that share people and half of the words
of a title, those that are one paper share a fourth of the pieces of their abstracts at least, others nearly none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.audit.looks import Look, pieces
from generator.audit.short_forms import shortened
from generator.model import Paper
from generator.naming import series
from generator.text import text_key

_FIRST_NUMBER = re.compile(r"[0-9]+")
_FEWEST_PIECES = 12
_SAME_WORD = 75
_LEAST_IN_SHORT, _SAME_IN_SHORT = 40, 95
_SHORTEST_PART = 3
_SHORTEST_HALF = 4
_SHORTEST_CUT, _FIRST_LETTERS, _SAME_BEGINNING = 24, 5, 92
"""So many letters of a title that breaks off within a word are its beginning, if they are so much alike."""
_FAR_APART = 6
_TITLE_OF_SLIPS, _SAME_NAME, _SHORTEST_NAME = 85, 80, 4
_BOUNDS = ((0.45, 0), (0.25, 60), (0.1, 85), (0, 92))
_BOUNDS_APART = ((0.85, 0), (0.75, 50), (0.6, 58), (0.5, 70), (0.4, 78), (0.3, 85), (0.2, 92))
_BOUNDS_STRANGERS = ((0.7, 80), (0.4, 93))
"""By the share of the abstract the least likeness of the titles, of two papers by the same people and by others."""
_IDS = ("arxiv", "acl", "doi")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two papers are: titles and abstracts of 100 and of 1, and the people they share.

    `people` is the share of the shorter list of authors that the longer has too, `company` that of the longer. What one
    of both does not know is None. `apart` says that both have an identifier of one kind, so that somebody took them for
    two; `is_part` that one title is the other without its subtitle.
    """

    title: float
    abstract: float | None
    people: float | None
    company: float
    apart: bool
    is_part: bool

    @property
    def score(self) -> float:
        """For an order, the most alike first."""
        known = [self.title / 100, self.abstract, self.people]
        said = [value for value in known if value is not None]
        return sum(said) / len(said)


def title_likeness(one: Look, other: Look, least: float = 0) -> float:
    """How alike two titles are, of 100, whatever the order of their words; 0 below `least`."""
    by_word = fuzz.ratio(one.sorted, other.sorted, score_cutoff=least)
    return max(by_word, fuzz.ratio(one.title, other.title, score_cutoff=max(by_word, least)))


def _in_short(one: Look, other: Look) -> float:
    """How alike two titles are where one has initials for words of the other."""
    mine, its = shortened(one.words, other.words), shortened(other.words, one.words)
    changed = len(mine) < len(one.words) or len(its) < len(other.words)
    return fuzz.ratio(" ".join(mine), " ".join(its)) if changed else 0


def likeness(one: Look, other: Look) -> Likeness:
    """All that two papers share."""
    title = title_likeness(one, other)
    if _LEAST_IN_SHORT < title < _SAME_IN_SHORT:
        title = max(title, _in_short(one, other))
    people, company = _people(one, other, may_slip=title >= _TITLE_OF_SLIPS)
    return Likeness(
        title,
        _abstract(one, other),
        people,
        company,
        any(getattr(one.paper, kind) and getattr(other.paper, kind) for kind in _IDS),
        is_part(one, other),
    )


def are_alike(one: Look, other: Look, found: Likeness) -> bool:
    """Whether a person should look at two papers: they may be one."""
    shared = found.abstract or 0
    if one.about != other.about or _are_of_a_series(one, other) or _stand_apart(one.paper, other.paper):
        return shared >= 0.9 and found.title >= 80 and not (one.numbers and other.numbers)
    if found.abstract is None:
        return _by_title(one, other, found)
    if found.people is not None and (found.people < 0.5 or found.company < 0.2):
        is_near = any(shared >= least and found.title >= title for least, title in _BOUNDS_STRANGERS)
        return is_near and one.numbers == other.numbers
    return _by_abstract(found, shared)


def _by_abstract(found: Likeness, shared: float) -> bool:
    """Of two papers by the same people, as far as they are known."""
    bounds = _BOUNDS_APART if found.apart else _BOUNDS
    if any(shared >= least and found.title >= title for least, title in bounds):
        return True
    if found.apart and found.title >= 97 and found.company >= 0.5:
        return True
    if found.is_part and found.company >= 0.5 and shared >= (0.3 if found.apart else 0.2):
        return True
    if found.company < 0.8:
        return False
    return (found.is_part and shared >= (0.2 if found.apart else 0.15)) or (found.title >= 85 and not found.apart)


def _by_title(one: Look, other: Look, found: Likeness) -> bool:
    """Of two papers without abstracts to compare."""
    years = abs(one.year - other.year) if one.year and other.year else 0
    if years > _FAR_APART:
        return found.title >= 97 and found.company >= 0.8
    if found.people is None:
        return (found.title >= 92 and not _is_reworded(one, other)) or _is_most(one, other, found)
    if found.people < 0.5:
        return False
    least_company = 0.8 if found.apart else 0.5
    if found.is_part and (found.company >= least_company or _begin_alike(one, other, found)):
        return True
    if found.company > 0.99 and len(one.people) > 1 and years <= 1:
        least = 80 if found.apart else 65 if len(one.people) > 2 else 72
        return found.title >= least
    least, reworded = (85, 93) if found.apart else (80, 88)
    return found.title >= reworded or (found.title >= least and not _is_reworded(one, other))


def _begin_alike(one: Look, other: Look, found: Likeness) -> bool:
    """Whether the first author is the same, as in a list that breaks off."""
    return not found.apart and not one.people[0].isdisjoint(other.people[0])


def _is_most(one: Look, other: Look, found: Likeness) -> bool:
    """Whether one title is a beginning of the other, and a long one: without authors a short one says nothing."""
    shorter, longer = sorted((len(one.words), len(other.words)))
    return found.is_part and not found.apart and shorter >= 5 and 2 * shorter >= longer


def _people(one: Look, other: Look, *, may_slip: bool) -> tuple[float | None, float]:
    """The shares of both lists that are in the other, and beside titles that are nearly one with a slip in a name, too.

    A list that breaks off with `et al.` says nothing of the others, and a collaboration nothing of those in it.
    """
    fewer, more = sorted((one.people, other.people), key=len)
    if not fewer:
        return None, 0
    names = frozenset().union(*more)
    found = sum(1 for name in fewer if not name.isdisjoint(names) or (may_slip and _is_slip(name, names)))
    if not found and one.is_group != other.is_group:
        return None, 0
    return found / len(fewer), found / len(fewer if one.breaks_off or other.breaks_off else more)


def _is_slip(name: frozenset[str], names: frozenset[str]) -> bool:
    """Whether one of the names differs from a longer word of this one by hardly a letter."""
    longest = max(name, key=lambda word: (len(word), word), default="")
    return any(len(word) > _SHORTEST_NAME and fuzz.ratio(longest, word) >= _SAME_NAME for word in names)


def _abstract(one: Look, other: Look) -> float | None:
    """The share of the pieces of the shorter abstract that are in the other."""
    if not one.paper.abstract or not other.paper.abstract:
        return None
    mine, its = pieces(one.paper.abstract), pieces(other.paper.abstract)
    fewest = min(len(mine), len(its))
    return len(mine & its) / fewest if fewest >= _FEWEST_PIECES else None


def is_part(one: Look, other: Look) -> bool:
    """Whether one title is the other without its subtitle, what stands before the colon, or some of many words."""
    shorter, longer = (one, other) if len(one.title) <= len(other.title) else (other, one)
    if len(shorter.words) < _SHORTEST_PART:
        return len(shorter.title) >= _SHORTEST_HALF and shorter.title in longer.halves
    if shorter.title in longer.halves or longer.title.startswith(f"{shorter.title} ") or _is_cut(shorter, longer):
        return True
    is_half = len(shorter.words) > _SHORTEST_PART and 2 * len(shorter.sorted) >= len(longer.sorted)
    return is_half and shorter.content <= longer.content


def _is_cut(shorter: Look, longer: Look) -> bool:
    """Whether one title is the beginning of the other, breaking off anywhere, with a slip or two."""
    size = len(shorter.title)
    if size < _SHORTEST_CUT or shorter.title[:_FIRST_LETTERS] != longer.title[:_FIRST_LETTERS]:
        return False
    return fuzz.ratio(shorter.title, longer.title[:size], score_cutoff=_SAME_BEGINNING) > 0


def _is_reworded(one: Look, other: Look) -> bool:
    """Whether both titles have a word that the other has not, in no spelling."""
    mine = [word for word in one.words if word not in other.words]
    its = [word for word in other.words if word not in one.words]
    joined = ("".join(mine), "".join(its))
    if not mine or not its or fuzz.ratio(*joined) >= _SAME_WORD:
        return False
    left = [word for word in mine if not any(_are_one_word(word, its_word) for its_word in its)]
    return bool(left) and any(not any(_are_one_word(word, its_word) for word in mine) for its_word in its)


def _are_one_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return fuzz.ratio(one, other) >= _SAME_WORD or (len(shorter) >= 4 and longer.startswith(shorter))


def _are_of_a_series(one: Look, other: Look) -> bool:
    """Whether numbers tell two titles apart: parts, years, editions; `Kites` beside `Kites II` too."""
    mine, its = one.numbers, other.numbers
    if mine == its:
        return False
    if mine and its:
        return not (mine < its or its < mine or _digits(one) == _digits(other))
    longer = one if mine else other
    return (
        longer.numbers != {"1"} and longer.words[-1] in longer.numbers and not longer.words[-1].startswith(("19", "20"))
    )


def _digits(look: Look) -> str:
    """All numbers in a row: `Ins(1,4,5)` is `Ins 145`."""
    return "".join(word for word in look.words if word in look.numbers)


def _stand_apart(one: Paper, other: Paper) -> bool:
    """Whether two papers stand in two places of one journal, as columns and editorials of one title do."""
    if not one.venue or _series(one.venue) != _series(other.venue):
        return False
    both = ((_number(getattr(one, name)), _number(getattr(other, name))) for name in ("volume", "number", "pages"))
    known = [mine != its for mine, its in both if mine and its]
    return known.count(True) >= 2


def _series(venue: str) -> str:
    return text_key(series(venue))


def _number(text: str) -> str:
    """The first number of a text: of pages the first page."""
    found = _FIRST_NUMBER.search(text)
    return found[0] if found else ""
