"""What two papers are compared by: the words of a title, the people, the pieces of an abstract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Paper
from generator.text import fold

_WORD = re.compile(r"[^\W_]+")
_TEX = re.compile(r"\\(?:math[a-z]+|text[a-z]*|rm|bf|it|cal|ell|left|right)(?![A-Za-z])|[\\{}^]")
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
    "phi chi psi omega"
)
_GREEK = str.maketrans(dict(zip(map(chr, range(0x3B1, 0x3CA)), _GREEK_NAMES.split(), strict=True)))
_ADDED = re.compile(
    r"\b(?:(?:an? )?(?:extended|full|long|short|preliminary|revised|updated|working|journal|conference|arxiv|online)"
    r" (?:abstract|version|paper|report|draft|edition)|extended|technical report|tech report|preprint|research paper on"
    r"|(?:(?:electronic )?supplement(?:ary|al)?(?: (?:online )?(?:material|materials|information|note|notes|appendix|"
    r"data))?(?: (?:for|to|of))?)|version \d+|v ?\d+|with append(?:ix|ices)|student abstract|demo paper)\b"
)
_ABOUT = re.compile(r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections? to|comments? on|reply to|response to)\b")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "via", "with"}
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|[ivx]{2,5}")
_ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"
}  # fmt: skip
_PARTS = {"v", "x", "a", "b", "c", "d", "one", "two", "three", "four"}
_LONGEST_TITLE, _LONGEST_ABSTRACT, _MOST_PEOPLE = 400, 6000, 30
_SUFFIXES = {"jr", "sr", "ii", "iii"}


@dataclass(frozen=True, slots=True)
class Look:
    """A paper as it is compared.

    `title` is its folded words without what is only said of a version, `words` are these, `content` those that are no
    small ones, `sorted` these in the order of the alphabet, `halves` the title before and behind its first colon.
    `numbers` tell the parts and years of a series apart, `people` are for each author the words of the name. `about` is
    true of a text on another one: an erratum, a comment.
    """

    paper: Paper
    title: str
    words: tuple[str, ...]
    content: frozenset[str]
    sorted: str
    halves: tuple[str, ...]
    numbers: frozenset[str]
    people: tuple[frozenset[str], ...]
    year: int
    about: bool


def look(paper: Paper) -> Look:
    """A paper as it is compared."""
    folded = _folded(paper.title[:_LONGEST_TITLE])
    spaced = " ".join(_WORD.findall(folded))
    title = " ".join(_ADDED.sub(" ", spaced).split()) or spaced
    words = tuple(title.split())
    content = [word for word in words if word not in _SMALL]
    return Look(
        paper=paper,
        title=title,
        words=words,
        content=frozenset(content),
        sorted=" ".join(sorted(content)),
        halves=tuple(" ".join(_WORD.findall(half)) for half in folded.split(": ", 1)) if ": " in folded else (),
        numbers=frozenset(word for at, word in enumerate(words) if _is_number(word, at, words)),
        people=tuple(map(_person, paper.authors[:_MOST_PEOPLE])),
        year=int(paper.date[:4] or paper.year or 0),
        about=bool(_ABOUT.search(spaced)),
    )


def _folded(title: str) -> str:
    """Small letters without accents and TeX; Greek ones by their names, as TeX writes them."""
    bare = _TEX.sub(" ", title) if "\\" in title or "{" in title else title
    folded = fold(bare)
    return folded if folded.isascii() else folded.translate(_GREEK)


def _is_number(word: str, at: int, words: tuple[str, ...]) -> bool:
    """Also Roman ones, and a letter or a word at the end or behind `part`."""
    if word in _ORDINALS or _NUMBER.fullmatch(word) or (word == "i" and at):
        return True
    return word in _PARTS and at > 0 and (at == len(words) - 1 or words[at - 1] == "part")


@lru_cache(maxsize=1 << 17)
def _person(name: str) -> frozenset[str]:
    """The words of a name in any order; initials only where there is nothing else."""
    words = _WORD.findall(fold(name))
    return frozenset(word for word in words if len(word) > 1 and word not in _SUFFIXES) or frozenset(words)


@lru_cache(maxsize=1 << 12)
def pieces(abstract: str) -> frozenset[int]:
    """The pieces of an abstract, as numbers: all runs of three words."""
    words = _WORD.findall(fold(abstract[:_LONGEST_ABSTRACT]))
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))
