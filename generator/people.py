"""The people of a list as it is found in the world: names in any order, divided by any sign, and groups among them.

What BibTeX would make of a name is in `names`. Here a group keeps its name whole, `Jr.` is a suffix wherever it stands,
and a list that was written with commas or semicolons instead of `and` is divided all the same.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html import unescape
from typing import Final

from generator.latex import ungrouped
from generator.model import Name
from generator.names import commas, is_braced, listed, parsed
from generator.text import plain

MOST_PEOPLE = 20_000
"""Names of one list; more are cut off. The longest real list has some five thousand."""
LONGEST_NAME = 1_000
"""Signs of one name; what is longer is none, and is cut."""

SUFFIX = re.compile(r"(?:jr|sr)\.?|II|III|IV", re.IGNORECASE)
"""What stands behind a name and is no part of the family name."""

OTHERS: Final = Name(literal="et al.")
"""Stands for those whom a list does not name, until a record is made of it."""

_LETTER = re.compile(r"\w")
_LAST_SUFFIX = re.compile(rf"(?P<family>.+?)[\s,]+(?P<suffix>{SUFFIX.pattern})", re.IGNORECASE)
_GROUP_WORDS: Final = (
    "academy|agency|alliance|association|collaboration|collaborations|commission|committee|community|"
    "company|consortia|consortium|contributors|corp|corporation|council|department|developers|federation|"
    "foundation|gmbh|group|groups|inc|initiative|institut|institute|instituto|laboratories|laboratory|"
    "labs|llc|ltd|maintainers|ministry|network|organisation|organization|project|research|society|team|"
    "teams|universities|university|universität|université"
)
_GROUP = re.compile(rf"\b(?:{_GROUP_WORDS}|cent(?:er|re) for)\b|[&@/\d:]", re.IGNORECASE)
"""What no name of one person has."""
_ARTICLE = re.compile(r"^the |,\s*the$", re.IGNORECASE)
"""As a group begins, whatever the order; but `Toy, The Anh` is a person."""
MAY_NAME_A_GROUP: Final = frozenset(f"{_GROUP_WORDS}|center|centre|the".split("|"))
_BODY = re.compile(
    r"\b(?:administration|bank|board|bureau|colleges?|education|engineering|government|health|hospitals?|industry"
    r"|libraries|library|medicine|museums?|nations|offices?|of|for|schools?|sciences?|services|standards|statistics"
    r"|studies|systems|technolog(?:y|ies)|transportation)\b",
    re.IGNORECASE,
)
"""What the names of public bodies have around their `and`, beside the words of groups."""
_COMPANY = re.compile(r"(?:inc|ltd|llc|llp|gmbh|co|corp|s\.?a|ag|plc)\.?", re.IGNORECASE)
_OTHERS = re.compile(r"(?:(?:and|&)\s)?(?:(?:\d{1,5}\s)?others\.?|et\.?\s?al\.?|…|\.{3,})", re.IGNORECASE)
_NUMBER = re.compile(r"\s0\d{3}$")
"""How DBLP tells people of one name apart: `Wei Toy 0001`."""
_INITIALS = re.compile(r"(?:[^\W\d_] ?\.?[ ~-]*){1,4}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2} ?\.[ ~-]*)+")
_LAST_OTHERS = re.compile(r"[ ,]et\.? ?al\.?$", re.IGNORECASE)
_AMPERSAND = re.compile(r",? \\?& ")
_DANGLING = re.compile(r"^(?:(?:and|\\?&)(?: |$))+| (?:and|\\?&)$", re.IGNORECASE)


def people(text: str) -> tuple[Name, ...]:
    """Everyone in the list of a bibliography; `and others` is nobody, as `has_others` tells."""
    found = (author(piece) for piece in _pieces(text)[:MOST_PEOPLE] if not is_others(piece))
    return tuple(name for name in found if _LETTER.search(str(name)))


def has_others(text: str) -> bool:
    """Whether a list says that it is not complete: `and others`, `et al.`."""
    return any(map(is_others, _pieces(text)[-1:]))


def is_others(name: str) -> bool:
    """Whether what stands in the place of a name is nobody's, and says that there are more: `others`, `et al.`, `…`."""
    return _OTHERS.fullmatch(name) is not None


def author(text: str) -> Name:
    """One author: a person in parts, in whatever order the name is written, or a group, whole."""
    return _author(text[:LONGEST_NAME].strip())


def is_group(text: str) -> bool:
    """Whether a name, as it is written, has a word or a sign that no name of one person has."""
    return not is_of_other_words(text, MAY_NAME_A_GROUP) and bool(_GROUP.search(text) or _ARTICLE.search(text))


def is_of_other_words(name: str, telling: frozenset[str]) -> bool:
    """Whether a name has only words of ASCII letters, as most have, and none of these: told faster than by a search."""
    words = name.lower().replace(".", " ").replace("-", " ").split()
    return name.isascii() and "".join(words).isalpha() and telling.isdisjoint(words)


@lru_cache(maxsize=65536)
def _author(text: str) -> Name:
    if is_braced(text):
        return _braced(text)
    name = _tidy(parsed(_NUMBER.sub("", text)))
    if _GROUP.search(str(name)) or _ARTICLE.search(text):
        return Name(literal=str(name) if _is_turned_group(text) else plain(text))
    return name if name.given or name.particle or name.suffix else Name(literal=str(name))


def _is_turned_group(text: str) -> bool:
    """Has a program taken a group for a person: `Team, Toy`, but not `Toy, Inc.` and `Department of Toys, Toyland`."""
    family, *given = commas(text)
    return len(given) == 1 and len(family.split()) < 3 and not _COMPANY.fullmatch(given[0])


def _braced(text: str) -> Name:
    """What is in braces is a group, but for a person whom somebody put in braces as well: `{Toy, Ada}`."""
    inner = text[1:-1].strip()
    pieces = commas(inner)
    if is_braced(inner) or (len(pieces) == 2 and not is_group(inner) and _is_turned(pieces)):
        return author(inner)
    return Name(literal=plain(ungrouped(inner)))


def _is_turned(pieces: list[str]) -> bool:
    family, given = pieces
    is_person = given != "" and " and " not in given and not _COMPANY.fullmatch(given)
    return is_person and len(family.split()) <= 3 and len(given.split()) <= 3


def _tidy(name: Name) -> Name:
    """The name with `Jr.` in its place, where it was written behind the family or the given name."""
    if SUFFIX.fullmatch(name.given) and name.suffix and not SUFFIX.fullmatch(name.suffix):
        return replace(name, given=name.suffix, suffix=name.given)
    if name.suffix or not name.given:
        return name
    if SUFFIX.fullmatch(name.family) and " " in name.given:
        given, _, family = name.given.rpartition(" ")
        return replace(name, given=given, family=family.rstrip(","), suffix=name.family)
    found = _LAST_SUFFIX.fullmatch(name.family)
    return replace(name, family=found["family"], suffix=found["suffix"]) if found else name


def _pieces(text: str) -> list[str]:
    """The names of a list as written, whatever stands between them.

    Where one name is in straight order, a comma rather divides two names than a name.
    """
    text = " ".join((unescape(text) if "&" in text else text).split())
    found = listed(text)
    if len(found) == 1 and is_braced(text) and _is_list(inner := listed(text[1:-1])):
        found = inner
    found = tuple(_DANGLING.sub("", piece) for piece in found)
    if any(sign in text for sign in ";&"):
        found = tuple(part for piece in found for half in _at_semicolons(piece) for part in _at_ampersands(half))
    is_straight = any("," not in piece and _is_full(piece) for piece in found)
    pieces = (part for piece in found for one in _at_others(piece) for part in _at_commas(one, is_straight))
    return [piece for piece in pieces if piece]


def _is_list(pieces: tuple[str, ...]) -> bool:
    """Whether these, all in one pair of braces, are several people, and not a group with `and` in its name."""
    return len(pieces) > 1 and all(
        ("," in piece or is_braced(piece) or _is_full(piece)) and not (is_group(piece) or _BODY.search(piece))
        for piece in pieces
    )


def _at_semicolons(piece: str) -> list[str]:
    return [piece] if "{" in piece else [half.strip() for half in piece.split(";")]


def _at_ampersands(piece: str) -> list[str]:
    is_whole = "&" not in piece or is_braced(piece) or is_group(piece.replace("&", ""))
    return [piece] if is_whole else _AMPERSAND.split(piece)


def _at_others(piece: str) -> list[str]:
    found = _LAST_OTHERS.search(piece)
    return [piece[: found.start()], "others"] if found else [piece]


def _at_commas(piece: str, is_straight: bool) -> tuple[str, ...]:
    """The names of what is mostly one, but may be a list: `Ada Toy, Bo Toy, Cy Toy`, or `Toy, A., Toy, B.`."""
    whole = piece.strip(" ,;")
    count = whole.count(",")
    if not count or "{" in whole or (count == 1 and not is_straight and not piece.endswith(",")):
        return (whole,)
    pieces = [one for one in commas(whole) if one]
    if len(pieces) < 4 and any(map(SUFFIX.fullmatch, pieces)):
        return (whole,)
    return _full_names(pieces) or _pairs(pieces) or (whole,)


def _full_names(pieces: list[str]) -> tuple[str, ...]:
    """The pieces, if each is a given and a family name, or the name of a group; `Jr.` goes to the one before it."""
    joined: list[str] = []
    for piece in filter(None, pieces):
        if joined and (SUFFIX.fullmatch(piece) or _COMPANY.fullmatch(piece)):
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
    return tuple(map(_turned, joined)) if all(map(_is_full, joined)) else ()


def _turned(piece: str) -> str:
    """`Ada Toy, Jr.` as BibTeX wants it: `Toy, Jr., Ada`."""
    name, comma, suffix = piece.partition(", ")
    if not comma or _COMPANY.fullmatch(suffix):
        return piece
    given, _, family = name.rpartition(" ")
    return f"{family}, {suffix}, {given}"


def _is_full(piece: str) -> bool:
    """Whether this is a whole name, and neither initials nor a family name alone."""
    parts = piece.partition(",")[0].split()
    return len(parts) > 1 and not parts[0].islower() and not _are_initials(piece)


def _pairs(pieces: list[str]) -> tuple[str, ...]:
    """Family and given name by turns, if there are as many of each."""
    if (
        len(pieces) < 4
        or len(pieces) % 2
        or not (all(map(_are_initials, pieces[1::2])) or all(len(piece.split()) == 1 for piece in pieces))
    ):
        return ()
    return tuple(f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True))


def _are_initials(piece: str) -> bool:
    return bool(_DOTTED.fullmatch(piece)) or (piece == piece.upper() and bool(_INITIALS.fullmatch(piece)))
