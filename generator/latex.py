r"""LaTeX in titles, names and abstracts becomes Unicode text; math stays as `$…$`.

A `$…$` is math when all of this is so, and else its dollars are text, as in "costs $5 and $10":
no paragraph ends inside; it does not read as prose (two words side by side, a word beside a number at the start and,
where nothing in it looks like TeX, any word of three letters beside a space); and no digit follows its second dollar
unless something in it looks like TeX, or it is a sign such as `$<$`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from unicodedata import normalize

from pylatexenc.latex2text import LatexNodes2Text

from generator.macros import ACCENTS, DROP_ARGUMENT, KEEP_ARGUMENT, SWITCHES, SYMBOLS

_SIGNS = (*"\\${}^~`", "--")
_MATH_SIGN = re.compile(r"\\[\\$(\[]|\$\$?")
_MATH_ENDS = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}
_TEX_SIGN = re.compile(r"[\\^_{}]")
_RELATIONS = frozenset("<>=~±≤≥")
_NAMED = re.compile(r"\\[A-Za-z]+\*?(?:\s*\{[^{}$]*\})?|\\.")
_TWO_WORDS = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
_AMOUNT = re.compile(r"\s*\d[\d.,]*[KkMB]?\s+[A-Za-z]{2,}")
_WORD_BESIDE_SPACE = re.compile(r"\s[A-Za-z]{3}|[A-Za-z]{3}[,.;]?\s")

_SUPERSCRIPT = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_BEGINNING = re.compile(r"\\|\^|_|\{|\}|`|~|''|--|https?:")
_TOKEN = re.compile(
    rf"""
      (?:
      (?P<address>https?://[^\s{{}}$\\<>]+)
    | (?P<template>\{{\{{\s[^{{}}]{{0,200}}\s\}}\}}|\{{[%\#][^{{}}]{{0,200}}[%\#]\}})
    | \\(?:url|path)\s*\{{(?P<url>[^{{}}]*)\}}
    | \\href\s*\{{(?P<href>[^{{}}]*)\}}\s*\{{(?P<link>[^{{}}]*)\}}
    | \\[Cc]ite[a-z]*\*?\s*(?:\[[^\[\]]*\]\s*)*\{{(?P<cite>[^{{}}]*)\}}
    | (?P<nothing>\\(?:{"|".join(DROP_ARGUMENT)})\*?\s*\{{[^{{}}]*\}})
    | \\(?:enquote|mkbibquote)\*?\s*\{{(?P<enquoted>[^{{}}\\$]{{0,300}})\}}
    | \\textsuperscript\s*\{{(?P<above>[^{{}}\\$]{{1,40}})\}}
    | \\textsubscript\s*\{{(?P<below>[^{{}}\\$]{{1,40}})\}}
    | (?P<double>\\["'`^=.~uvHcdbkrh]\s*\{{\s*\\(?:["'`^=.~]\s*|[uvHcdbkrh](?=\s*\{{|\s))\s*
        (?:\{{\s*[A-Za-z]\s*\}}|[A-Za-z])\s*\}} | \\["'`^=.~]\\["'`^=.~](?:\{{[A-Za-z]\}}|[A-Za-z]))
    | (?P<accent>\\["'`^=.]\s*(?:\{{\s*\\?[A-Za-z]\s*\}}|\\[ij](?![A-Za-z])(?:\s+(?=[a-z]))?|[A-Za-z])
        |\\~\s*(?:\{{\s*\\?[A-Za-z]\s*\}}|[ANOUInaouiEe])
        |\\[uvHtcdbkr](?:\s*\{{\s*\\?[A-Za-z]{{1,2}}\s*\}}|\s+\\?[A-Za-z]|\s*\\[ij](?![A-Za-z])(?:\s+(?=[a-z]))?))
    | (?P<degree>\^\s*(?:\{{\s*\\circ\s*\}}|\\circ(?![A-Za-z])))
    | \\(?P<letter>[oOlLij]|ss|ae|AE|oe|OE|aa|AA|d[hj]|D[HJ]|th|TH|ng|NG)(?P<gap>\s+(?=[a-z\\])|\{{\}}|(?![A-Za-z]))
    | (?P<style>\\(?:{"|".join(KEEP_ARGUMENT)})\*?(?![A-Za-z])\s*(?=\{{))
    | (?P<switch>\\(?:{"|".join(SWITCHES)})(?![A-Za-z])\s*)
    | (?P<item>\\item(?![A-Za-z])\s*)
    | \\(?P<joining>hyphen|emdash|endash|Dash|slash)(?![A-Za-z])\s*
    | (?P<bar>\\rule\s*(?:\[[^\[\]]*\]\s*)?\{{[^{{}}]*\}}\s*\{{[^{{}}]*\}})
    | \\(?P<macro>[A-Za-z]+)\*?
    | (?P<space>\\\\(?:\[[^\]]*\])?|\\[\s,;:>])
    | (?P<joint>\\[-/!@])
    | \\(?P<sign>.)
    | \^(?:\{{(?P<raised>[^{{}}\\$]{{1,40}})\}}|(?P<power>[-+]?\d+))
    | (?<=\w)_\{{(?P<lowered>[\d+=()-]{{1,12}})\}}
    | (?<![A-Za-z\]}}^_\\])(?P<set>\{{(?=[^{{}},]{{0,200}},)[^{{}}\\$]{{0,400}}+\}})
    | (?P<brace>[{{}}])
    | (?P<dashes>(?<!-)-{{2,3}}(?!-))
    | (?P<opening>(?<!`)``(?!`))
    | (?P<closing>(?<!')''(?!'))
    | (?<![`\w])`(?P<quoted>[^`'\n]{{1,80}})'(?!\w)
    | (?P<tie>(?<=[\w.,:)}}\]])~(?=[\w($\\{{-]))
      )
    """,
    re.VERBOSE | re.DOTALL,
)


def decode_latex(text: str) -> str:
    """The text as a reader would type it: LaTeX gone, math kept as `$…$`, everything unknown kept as words."""
    if not any(map(text.__contains__, _SIGNS)):
        return text
    parts: list[str] = []
    at = 0
    for start, end, inside in _math_pieces(text):
        parts += (_decode_words(text[at:start], text[end : end + 1]), f"${inside}$")
        at = end
    return "".join(parts) + _decode_words(text[at:])


_GROUP = re.compile(r"(?<![A-Za-z\]}^_\\])\{(?=[^{},]{0,200},)([^{}\\$]{0,400}+)\}")
"""Braces around words with a comma, which `_TOKEN` takes for a set, as in `{a, b}`."""
_NESTED = 5


def ungrouped(text: str) -> str:
    """What is LaTeX for certain, such as a field of BibTeX, without braces that group words with a comma.

    Those in math stay: they are sets.
    """
    if "{" not in text or "," not in text:
        return text
    if "$" not in text:
        return _without_groups(text)
    pieces, at = "", 0
    for start, end in math_spans(text):
        pieces += _without_groups(text[at:start]) + text[start:end]
        at = end
    return pieces + _without_groups(text[at:])


def _without_groups(text: str) -> str:
    for _ in range(_NESTED):
        text, count = _GROUP.subn(r"\1", text)
        if not count:
            break
    return text


def math_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where `$…$` in a decoded text is math: from the first dollar to behind the second."""
    return tuple((start, end) for start, end, _ in _math_pieces(text)) if "$" in text else ()


def _math_pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and inside of each formula, in one pass however many signs have no partner."""
    done, dollar = 0, -1
    ends: dict[str, int] = {}
    for sign in _MATH_SIGN.finditer(text):
        start, end = sign.span()
        if start < done:
            continue
        if sign[0] == "$":
            if dollar >= 0 and _is_math(text[dollar + 1 : start], text[end : end + 1]):
                yield dollar, end, _trimmed(text[dollar + 1 : start])
                done, dollar = end, -1
            else:
                dollar = start
        elif (closing := _MATH_ENDS.get(sign[0])) and (close := _next(text, closing, end, ends)) > end:
            yield start, close + 2, _trimmed(text[end:close].replace("$", ""))
            done, dollar = close + 2, -1


def _trimmed(inside: str) -> str:
    """A formula without white space at its ends, unless TeX's own space ends it."""
    trimmed = inside.strip()
    return f"{trimmed} " if trimmed.endswith("\\") and not trimmed.endswith("\\\\") else trimmed


def _next(text: str, sign: str, start: int, known: dict[str, int]) -> int:
    """Where `sign` stands next, or -1; `known` keeps the last answers, so that all calls read the text once."""
    if sign not in known or -1 < known[sign] < start:
        known[sign] = text.find(sign, start)
    return known[sign]


def _is_math(inside: str, following: str) -> bool:
    """The rule for `$…$` that the module's docstring states."""
    if "\n\n" in inside:
        return False
    looks_like_tex = inside in _RELATIONS or bool(_TEX_SIGN.search(inside))
    if not looks_like_tex and (following.isdigit() or _WORD_BESIDE_SPACE.search(inside) or not inside.strip()):
        return False
    words = _NAMED.sub(" · ", inside) if looks_like_tex else inside
    return not (_TWO_WORDS.search(words) or _AMOUNT.match(words))


def _decode_words(text: str, following: str = "") -> str:
    """A stretch without math; `following` is the sign behind it, for a tie at its end."""
    if not any(map(text.__contains__, _SIGNS)):
        return text
    if following and text.endswith("~"):
        text = text[:-1] + " "
    open_quotes = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal open_quotes
        kind = match.lastgroup or ""
        if kind == "opening":
            open_quotes += 1
        elif kind == "closing":
            open_quotes -= 1
            if open_quotes < 0:
                open_quotes = 0
                return "''"
        return _replacement(kind, match)

    return "".join(_pieces(text, replace))


def _pieces(text: str, replace: Callable[[re.Match[str]], str]) -> Iterator[str]:
    """What `_TOKEN.sub` makes of a text, in pieces; it is tried only where one may begin."""
    done = 0
    for sign in _BEGINNING.finditer(text):
        if sign.start() >= done and (token := _TOKEN.match(text, sign.start())):
            yield text[done : token.start()]
            yield replace(token)
            done = token.end()
    yield text[done:]


_FIXED = {
    "nothing": "", "degree": "°", "style": "", "switch": "", "item": "• ", "space": " ", "joint": "", "brace": "",
    "opening": "“", "closing": "”", "bar": "―",
}  # fmt: skip
_WHOLE = frozenset({"address", "template", "set"})
_INNER = frozenset({"url", "sign"})


def _replacement(kind: str, match: re.Match[str]) -> str:
    """What stands in place of one token, by the kind (the last named group) of it."""
    if (fixed := _FIXED.get(kind)) is not None:
        return fixed
    if kind in _WHOLE:
        return match[0]
    if kind in _INNER:
        return match[kind].strip()
    return _COMPUTED[kind](match)


def _raised(match: re.Match[str]) -> str:
    inside = (match["raised"] or match["power"] or match["above"] or "").strip()
    if inside in ("st", "nd", "rd", "th"):
        return inside
    small = inside.translate(_SUPERSCRIPT)
    return small if not any(character.isascii() for character in small) else f"^{inside}"


def _lowered(match: re.Match[str]) -> str:
    return (match["lowered"] or match["below"]).translate(_SUBSCRIPT)


def _double(match: re.Match[str]) -> str:
    r"""Two accents on one letter, `\~{\^e}`: the inner one is nearer to it."""
    outer, inner = (ACCENTS[mark] for mark in re.findall(r"\\(.)", match[0]))
    return normalize("NFC", match[0].rstrip("} \n\t")[-1] + inner + outer)


def _dashes(match: re.Match[str]) -> str:
    """`--` is an en dash, but stays before a letter where a command line's option would stand."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if (not before or before.isspace()) and after.isalpha():
        return match[0]
    return "–" if len(match[0]) == 2 else "—"


def _tie(match: re.Match[str]) -> str:
    """A tie is a space, but `5~10` means a range."""
    around = match.string[match.start() - 1], match.string[match.end()]
    return "~" if all(sign.isdigit() for sign in around) else " "


_BEGIN_WORDS = frozenset({"O", "L", "AA", "AE", "OE", "DH", "TH", "aa", "ae", "oe"})


def _letter(match: re.Match[str]) -> str:
    after_letter = match.string[match.start() - 1 : match.start()].isalpha()
    gap = match["gap"] if match["gap"].isspace() and not (after_letter or match["letter"] in _BEGIN_WORDS) else ""
    return _symbol(match["letter"]) + gap


_converter = LatexNodes2Text()


@lru_cache(maxsize=4096)
def _accented(fragment: str) -> str:
    r"""`\"o`, `\'{\i}`, `\v{c}` as one letter."""
    compact = re.sub(r"\s+", " ", fragment).replace("{ ", "{").replace(" }", "}")
    return str(_converter.latex_to_text(compact)).strip() or fragment.lstrip("\\")


_OWN_SIGNS = {"textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}"}


@lru_cache(maxsize=4096)
def _symbol(name: str) -> str:
    r"""`\alpha` as α; a macro that the author defined keeps its name."""
    if name in _OWN_SIGNS:
        return _OWN_SIGNS[name]
    if (symbol := SYMBOLS.get(name)) is not None:
        return symbol
    known = getattr(_converter.latex_context.get_macro_spec(name), "simplify_repl", None)
    return known if isinstance(known, str) and known and "%" not in known else name


def _macro(match: re.Match[str]) -> str:
    r"""A symbol; of an author's own macro the name, but where it has an argument, as `\pkg{toys}`, that alone."""
    name = match["macro"]
    has_argument = match.string.startswith("{", match.end()) and not match.string.startswith("{}", match.end())
    return "" if has_argument and _symbol(name) == name and not _is_word(name) else _symbol(name)


def _is_word(name: str) -> bool:
    r"""Whether a macro is for its own name, as `\log` and `\LaTeX`."""
    return name.endswith("TeX") or _converter.latex_context.get_macro_spec(name) is not None


_COMPUTED: dict[str, Callable[[re.Match[str]], str]] = {
    "link": lambda match: f"{match['link']} ({match['href'].strip()})",
    "cite": lambda match: f"[{match['cite'].strip()}]",
    "accent": lambda match: _accented(match[0]),
    "gap": _letter,
    "joining": lambda match: _symbol(match["joining"]),
    "macro": _macro,
    "double": _double,
    "enquoted": lambda match: f"“{match['enquoted']}”",
    "above": _raised,
    "below": _lowered,
    "raised": _raised,
    "power": _raised,
    "lowered": _lowered,
    "dashes": _dashes,
    "quoted": lambda match: f"‘{match['quoted']}’",
    "tie": _tie,
}
