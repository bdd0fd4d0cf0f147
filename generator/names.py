r"""Names of people, taken apart as BibTeX does: `First von Last`, `von Last, First`, `von Last, Jr, First`.

The rules are those of bibtex.web, sections 374 to 401, as Nicolas Markey's "Tame the BeaST" (2009), section 11, tells
them: words end at white space and `~` outside braces, and a word belongs to the particle when its first letter outside
braces, or of a `{\special}`, is a small one. What BibTeX itself makes of a name is `parts`; how a reader of papers
would rather have it (groups whole, `Jr.` in its place, lists with other signs than `and`) is in `people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.latex import ungrouped
from generator.model import Name
from generator.text import plain

_AND = re.compile(r" and ", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r" and |[{}]", re.IGNORECASE)
_GAP = re.compile(r"(?:(?<!\\)~|\\?\s)+")
_GAP_OR_BRACE = re.compile(r"\\[{}~\\]|(?:~|\\?\s)+|[{}]")
_COMMA_OR_BRACE = re.compile(r"[,{}]")
_SEMICOLON_OR_BRACE = re.compile(r"[;{}]")
_KEYWORD_END_OR_BRACE = re.compile(r"[,;\n{}]|\\sep\b")
_KEYWORD_END = re.compile(r"[,;\n]|\\sep\b")
_ESCAPES = ("\\~", "\\\\")
_LETTER_NAMES = {
    "i": True, "j": True, "oe": True, "ae": True, "aa": True, "o": True, "l": True, "ss": True,
    "OE": False, "AE": False, "AA": False, "O": False, "L": False,
}  # fmt: skip
"""The control sequences that are letters, and whether small ones: bibtex.web, section 397."""
_SPECIAL = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)


class Parts(NamedTuple):
    """The words of a name as BibTeX divides them, as written."""

    given: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()


def listed(text: str) -> tuple[str, ...]:
    """The names of a BibTeX list, as written: what stands between the words `and` outside all braces."""
    text = " ".join(text.split())
    pieces = _divided(text, _AND_OR_BRACE) if "{" in text or "}" in text else _AND.split(text)
    return tuple(filter(None, (piece.strip() for piece in pieces)))


def parts(text: str) -> Parts:
    """The words of one name, as BibTeX divides them; what it gives to a name with too many commas as well."""
    pieces = commas(text)
    if len(pieces) == 1:
        return _in_order(words(text))
    before = words(pieces[0])
    small = [at for at, word in enumerate(before[:-1]) if _is_small(word)]
    end = small[-1] + 1 if small else 0
    suffix, given = (pieces[1], pieces[2:]) if len(pieces) > 2 else ("", pieces[1:])
    return Parts(words(" ".join(given)), before[:end], before[end:], words(suffix))


def parsed(text: str) -> Name:
    """One name as BibTeX divides it; one that is wholly in braces is that of a group and stays whole."""
    if is_braced(text):
        return Name(literal=plain(text[1:-1]))
    given, particle, family, suffix = (plain(ungrouped(" ".join(part))) for part in parts(text))
    return Name(given, particle, family, suffix)


def is_braced(text: str) -> bool:
    """Whether one pair of braces holds all of a text."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for found in re.finditer("[{}]", text):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end() == len(text)
    return False


def commas(text: str) -> list[str]:
    """What stands between the commas outside braces, without the white space around it."""
    pieces = _divided(text, _COMMA_OR_BRACE) if "{" in text or "}" in text else text.split(",")
    return [piece.strip() for piece in pieces]


def words(text: str) -> tuple[str, ...]:
    """The words of a name: what stands between white space and `~` outside braces."""
    if "{" in text or "}" in text:
        return tuple(filter(None, _divided(text, _GAP_OR_BRACE)))
    return tuple(filter(None, _GAP.split(text) if "~" in text or "\\" in text else text.split()))


def semicolons(text: str) -> list[str]:
    """What stands between the semicolons outside all braces."""
    return [piece.strip() for piece in _divided(text, _SEMICOLON_OR_BRACE)]


def keywords(text: str) -> list[str]:
    r"""What stands between commas, semicolons, line ends and LaTeX's `\sep` outside all braces."""
    signs = _KEYWORD_END_OR_BRACE if _is_even(text) else _KEYWORD_END
    return [piece.strip() for piece in _divided(text, signs)]


def between(text: str, sign: str) -> list[str]:
    """What stands between a sign outside all braces; what is wholly in braces comes without them."""
    if "{" not in text or not _is_even(text):
        return [piece.strip() for piece in text.split(sign)]
    pieces = (piece.strip() for piece in _divided(text, re.compile(f"[{re.escape(sign)}{{}}]")))
    return [piece[1:-1].strip() if is_braced(piece) else piece for piece in pieces]


def _is_even(text: str) -> bool:
    return text.count("{") == text.count("}")


def _divided(text: str, signs: re.Pattern[str]) -> Iterator[str]:
    """The pieces of a text between separators outside braces; `signs` finds these, braces, and what is neither."""
    depth = start = 0
    for found in signs.finditer(text):
        sign = found[0]
        if sign in ("{", "\\{"):
            depth += 1
        elif sign in ("}", "\\}"):
            depth = max(depth - 1, 0)
        elif not depth and sign not in _ESCAPES:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _in_order(found: tuple[str, ...]) -> Parts:
    """Given names, particle and family name of words without a comma; the last word is of the family in any case."""
    small = [at for at, word in enumerate(found[:-1]) if _is_small(word)]
    if not small:
        return Parts(found[:-1], (), found[-1:])
    return Parts(found[: small[0]], found[small[0] : small[-1] + 1], found[small[-1] + 1 :])


def _is_small(word: str) -> bool:
    r"""Does the first letter of a word outside braces, or of a `{\special}`, say that it is of the particle?"""
    first = word[:1]
    if first.isalpha():
        return first.islower()
    depth = 0
    for at, sign in enumerate(word):
        if sign == "{":
            if not depth and word[at + 1 : at + 2] == "\\":
                return _is_small_special(word, at + 1)
            depth += 1
        elif sign == "}":
            depth = max(depth - 1, 0)
        elif not depth and sign.isalpha():
            return sign.islower()
    return False


def _is_small_special(word: str, at: int) -> bool:
    r"""The same of a `{\special}`: its control sequence if that is a letter, else the first letter behind it."""
    found = _SPECIAL.match(word, at)
    if not found:
        return False
    if found[1] in _LETTER_NAMES:
        return _LETTER_NAMES[found[1]]
    depth = 1
    for sign in word[found.end() :]:
        depth += (sign == "{") - (sign == "}")
        if sign.isalpha():
            return sign.islower()
        if not depth:
            return False
    return False
