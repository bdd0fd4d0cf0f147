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
    r" (?:abstract|version|paper|report|draft|edition)|extended|preprint|research paper on"
    r"|tech(?:nical)? rep(?:ort)?(?=[a-z ]*\d)(?: [a-z]{1,6}| \d+)+$|tech(?:nical)? rep(?:ort)?"
    r"|(?:(?:electronic )?supplement(?:ary|al)?(?: (?:online )?(?:material|materials|information|note|notes|appendix|"
    r"data))?(?: (?:for|to|of))?)|supporting (?:information|material)(?: (?:for|to|of))?"
    r"|version \d+|v ?\d+|with append(?:ix|ices)|student abstract|demo paper)\b"
)
_ABOUT = re.compile(r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections? to|comments? on|reply to|response to)\b")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "via", "with"}
_SHORT_FORM = re.compile(r"\s*\((?![IVX]+\))(?=[^)]*[A-Z][^)]*[A-Z])[A-Za-z0-9-]{2,10}\)")
_NUMBER = re.compile(r"\d+|[ivx]{2,5}")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_COUNTS = (
    "one first", "two second ii", "three third iii", "four fourth iv", "five fifth", "six sixth vi",
    "seven seventh vii", "eight eighth viii", "nine ninth ix", "ten tenth", "eleven eleventh xi", "twelve twelfth xii",
    "thirteen thirteenth", "fourteen fourteenth", "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth",
    "eighteen eighteenth", "nineteen nineteenth", "twenty twentieth",
)  # fmt: skip
_DIGITS = {name: str(number) for number, names in enumerate(_COUNTS, 1) for name in names.split()}
_PARTS = {"v", "x", "a", "b", "c", "d"}
_LONGEST_TITLE, _LONGEST_ABSTRACT, _MOST_PEOPLE = 400, 6000, 30
_UMLAUT = re.compile(r"([aou])e")
_GROUPS = frozenset(("collaboration", "consortium", "group", "team"))
_SUFFIXES = {"jr", "sr", "ii", "iii"}


@dataclass(frozen=True, slots=True)
class Look:
    """A paper as it is compared.

    `title` is its folded words without what is only said of a version, `words` are these, `content` those that are no
    small ones, `sorted` these in the order of the alphabet, `halves` the title before and behind its first colon.
    `numbers` tell the parts and years of a series apart. `people` are for each author the words of the name, `families`
    what is most likely the family name; others are missing where the list `breaks_off`, and none is named where it
    `is_group`. `about` is true of a text on another one: an erratum, a comment.
    """

    paper: Paper
    title: str
    words: tuple[str, ...]
    content: frozenset[str]
    sorted: str
    halves: tuple[str, ...]
    numbers: frozenset[str]
    people: tuple[frozenset[str], ...]
    families: tuple[str, ...]
    breaks_off: bool
    is_group: bool
    year: int
    about: bool


def look(paper: Paper) -> Look:
    """A paper as it is compared."""
    folded = _folded(paper.title[:_LONGEST_TITLE])
    spaced = _spaced(folded)
    title = " ".join(_ADDED.sub(" ", spaced).split()) or spaced
    words = tuple(title.split())
    content = [word for word in words if word not in _SMALL]
    people = [*map(_person, paper.authors[:_MOST_PEOPLE])]
    return Look(
        paper=paper,
        title=title,
        words=words,
        content=frozenset(content),
        sorted=" ".join(sorted(content)),
        halves=tuple(map(_spaced, folded.split(": ", 1))) if ": " in folded else (),
        numbers=frozenset(word for at, word in enumerate(words) if _is_number(word, at, words)),
        people=tuple(words for words, _, _ in people),
        families=tuple(family for _, family, _ in people),
        breaks_off=paper.et_al,
        is_group=bool(people) and all(is_group for _, _, is_group in people),
        year=int(paper.date[:4] or paper.year or 0),
        about=bool(_ABOUT.search(spaced)),
    )


def _folded(title: str) -> str:
    """Small letters without accents, TeX and short forms in brackets; Greek ones by their names, as TeX has them."""
    bare = _SHORT_FORM.sub("", title) if "(" in title else title
    bare = _TEX.sub(" ", bare) if "\\" in bare or "{" in bare else bare
    folded = fold(bare)
    return folded if folded.isascii() else folded.translate(_GREEK)


def _spaced(folded: str) -> str:
    """The words with a space between them; numbers in digits, whatever they are written in."""
    words = _WORD.findall(folded)
    made = [_DIGITS.get(word) or (word if word[0] > "9" else _ORDINAL.sub(r"\1", word)) for word in words]
    return " ".join("1" if word == "i" and at else word for at, word in enumerate(made))


def _is_number(word: str, at: int, words: tuple[str, ...]) -> bool:
    """Also Roman ones, and a letter at the end or behind `part`."""
    if _NUMBER.fullmatch(word):
        return True
    return word in _PARTS and at > 0 and (at == len(words) - 1 or words[at - 1] == "part")


@lru_cache(maxsize=1 << 17)
def _person(name: str) -> tuple[frozenset[str], str, bool]:
    """The words of a name in any order, initials only where there is nothing else; the last; whether it is a group.

    `Jörg` is `Joerg`.
    """
    folded = fold(name)
    words = _WORD.findall(_UMLAUT.sub(r"\1", folded) if "e" in folded else folded)
    known = [word for word in words if len(word) > 1 and word not in _SUFFIXES] or words
    told = [word for word in known if word not in _GROUPS and word != "the"] or known
    return frozenset(told), told[-1] if told else "", not _GROUPS.isdisjoint(known)


@lru_cache(maxsize=1 << 12)
def pieces(abstract: str) -> frozenset[int]:
    """The pieces of an abstract, as numbers: all runs of three words."""
    words = _WORD.findall(fold(abstract[:_LONGEST_ABSTRACT]))
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))
