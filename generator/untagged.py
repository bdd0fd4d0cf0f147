"""Titles and abstracts without the HTML or JATS that programs leave in them; what it means stays, as Unicode."""

from __future__ import annotations

import re

_NAMES = (
    "abbr|abstract|a|bold|br|b|blockquote|code|dd|div|dl|dt|em|font|h[1-6]|hr|img|inf|italic|i|kbd|label|li|ol|p|pre|"
    "roman|sans-serif|sc|scp|sec|section|small|span|strike|strong|sub|sup|s|table|tbody|td|th|title|tr|tt|ul|underline|u"
)
_TAG = re.compile(
    rf"<(?P<close>/?)(?:(?:jats|mml|xhtml):(?P<other>[a-z][a-z0-9-]{{0,30}})|(?P<name>{_NAMES}))(?:\s[^<>]{{0,500}})?/?>",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"blockquote", "br", "div", "li", "p", "sec", "section", "title", "tr"})
_RAISED = re.compile(
    r"<(?P<tag>(?:jats:)?su[pb])(?:\s[^<>]{0,200})?>(?P<inside>[^<>]{1,60})</(?P=tag)\s*>", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--[^<>]{0,2000}-->")
_HIGH = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def untagged(text: str) -> str:
    """The text without the tags of HTML and JATS; what is no tag of theirs stays as it is.

    A paragraph ends in an empty line. Raised and lowered signs are Unicode's where it has them.
    """
    if "<" not in text:
        return text
    return _TAG.sub(_gap, _RAISED.sub(_small, _COMMENT.sub("", text)))


def _gap(tag: re.Match[str]) -> str:
    name = (tag["other"] or tag["name"]).lower()
    return "\n\n" if name in _BLOCKS or name[0] == "h" else ""


def _small(found: re.Match[str]) -> str:
    """`H<sub>2</sub>O` as H₂O; `x<sup>k</sup>` as x^k."""
    inside = found["inside"]
    is_high = found["tag"].lower().endswith("p")
    signs = inside.translate(_HIGH if is_high else _LOW)
    if not any(sign.isascii() for sign in signs):
        return signs
    return inside if not is_high or inside.lower() in _ORDINALS or inside.isspace() else f"^{inside}"
