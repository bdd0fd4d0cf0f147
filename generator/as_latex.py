r"""Clean text written so that reading it as LaTeX gives it back: what `text.plain` makes of it is the text again.

Most texts mean themselves and stay as they are. In others the signs that LaTeX or HTML would take for their own are
written as these have them: `\textbackslash{}`, `\{`, `-{}-`. Mathematics is TeX already and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.text import math_spans, plain

_MAY_MEAN_MORE = re.compile(r"[\\${}^~`&]|--|''|  |[^\x20-\x7e]")
_SIGNS: Final = {"\\": r"\textbackslash{}", "&": "&amp;"} | {sign: rf"\{sign}" for sign in "{}_$"}
_UNREADABLE = re.compile(r"[\\{}_$&^~`]|(?<=-)-|(?<=')'")


def meaning_itself(text: str) -> str:
    """The text as `plain` has to find it; `text` is one that `plain` gave."""
    if not _MAY_MEAN_MORE.search(text) or _means(text, text):
        return text
    spelled = "".join(_pieces(text))
    return spelled if _means(spelled, text) else _spelled(text)


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
