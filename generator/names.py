r"""Names of people, taken apart as BibTeX does: `First von Last`, `von Last, First`, `von Last, Jr, First`.

The rules are those of bibtex.web, sections 374 to 401, as Nicolas Markey's "Tame the BeaST" (2009), section 11, tells
them: words stand between white space, `~` and hyphens of braces' depth 0; a word belongs to the particle when its first
letter outside braces, or of a `{\special}`, is a small one.
"""

from __future__ import annotations

import re

from generator.model import Name
from generator.text import plain

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def listed(text: str) -> tuple[str, ...]:
    """The names of a BibTeX list, as written: what stands between the words `and` outside all braces."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if not depth and at >= start and (found := _AND.match(text, at)):
            parts.append(text[start:at])
            start = found.end()
    return tuple(filter(None, (part.strip() for part in (*parts, text[start:]))))


def parsed(text: str) -> Name:
    """The parts of one name as BibTeX writes it; one that is wholly in braces is that of a group and stays whole."""
    if _is_braced(text):
        return Name(literal=plain(text[1:-1]))
    pieces = [piece.strip() for piece in _apart(text, ",")]
    if len(pieces) == 1:
        given, particle, family = _in_order(_words(text))
        return _name(given, particle, family, "")
    particle, family = _before_comma(_words(pieces[0]))
    suffix, given = (pieces[1], pieces[2:]) if len(pieces) > 2 else ("", pieces[1:])
    return _name(_words(" ".join(given)), particle, family, suffix)


def _name(given: list[str], particle: list[str], family: list[str], suffix: str) -> Name:
    first, von, last = (plain(" ".join(part)) for part in (given, particle, family))
    return Name(first, von, last, plain(suffix))


def _is_braced(text: str) -> bool:
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return at == len(text) - 1
    return False


def _apart(text: str, at_sign: str) -> list[str]:
    """The pieces of a text between the signs of depth 0."""
    pieces, depth = [""], 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if sign == at_sign and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += sign
    return pieces


def _words(text: str) -> list[str]:
    return [word for word in _apart(re.sub(r"[~\s]+", " ", text), " ") if word]


def _in_order(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Given names, particle and family name of words without a comma; the last word is of the family in any case."""
    small = [at for at, word in enumerate(words[:-1]) if _is_small(word)]
    if not small:
        return words[:-1], [], words[-1:]
    return words[: small[0]], words[small[0] : small[-1] + 1], words[small[-1] + 1 :]


def _before_comma(words: list[str]) -> tuple[list[str], list[str]]:
    small = [at for at, word in enumerate(words[:-1]) if _is_small(word)]
    end = small[-1] + 1 if small else 0
    return words[:end], words[end:]


def _is_small(word: str) -> bool:
    """Does the first letter of a word say that it is a particle?"""
    letter = next((sign for sign in word if sign.isalpha()), "")
    return letter.islower()
