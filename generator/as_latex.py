r"""Clean text written so that reading it as LaTeX gives it back: what `text.plain` makes of it is the text again.

Most texts mean themselves and stay as they are. In others the signs that LaTeX or HTML would take for their own are
written as these have them: `\textbackslash{}`, `\textbraceleft{}`, `-{}-`. Mathematics is TeX already and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.text import math_spans, plain

_SIGNS: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": "&amp;", "_": r"\_",
    "$": r"\$",
}  # fmt: skip
_UNREADABLE = re.compile(r"[\\{}_$&^~`]|(?<=-)-|(?<=')'")


def meaning_itself(text: str, *, balanced: bool = False) -> str:
    """The text as `plain` has to find it; `text` is one that `plain` gave.

    `balanced` asks for as many closing braces as opening ones, so that a pair around the text holds it together.
    """
    if not _may_mean_more(text):
        return text
    for written in _ways(text):
        if (not balanced or _is_balanced(written)) and _means(written, text):
            return written
    return _spelled(text)


def _may_mean_more(text: str) -> bool:
    """Whether it has a sign of LaTeX or HTML; asked for one by one, as a search takes ten times as long."""
    is_tex = "$" in text or "\\" in text or "{" in text or "}" in text or "^" in text or "~" in text or "`" in text
    return is_tex or "&" in text or "--" in text or "''" in text


def _ways(text: str) -> Iterator[str]:
    """The text in two forms, each made when it is asked for: as a rule the first does."""
    yield text
    yield "".join(_pieces(text))


def _is_balanced(text: str) -> bool:
    """As many braces close as open, none before its own, and no sign at the end takes one along."""
    depth = int(text.endswith("\\"))
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return not depth


def _means(written: str, text: str) -> bool:
    return plain(written, paragraphs=True) == text


def _pieces(text: str) -> Iterator[str]:
    """The text with its mathematics, which is TeX already, as it is."""
    at = 0
    for start, end in math_spans(text):
        yield _spelled(text[at:start])
        yield text[start:end].replace("&", "&amp;")
        at = end
    yield _spelled(text[at:])


def _spelled(text: str) -> str:
    return _UNREADABLE.sub(lambda sign: _SIGNS.get(sign[0]) or _apart(sign[0]), text)


def _apart(sign: str) -> str:
    """A sign that means something only beside others, kept from them by an empty group."""
    return f"{{}}{sign}" if sign in "-'" else rf"\{sign}{{}}"
