"""Text into the Markdown of generated pages: escaped, so that it shows as it is, with math, links and emphasis."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from generator.latex import math_spans
from generator.mathml import MATH

_PLAIN = re.compile(r"[A-Za-z0-9 ,.;:()'\"/%+=?-]*")
"""What most texts have nothing else but: these signs mean nothing in any place."""
_SPECIAL = re.compile(  # it begins with a set of signs, which is looked for much faster than one after the other
    r"[^A-Za-z0-9 ,.;:()'\"/%+=?-]"
    r"(?:(?<=\]):|(?<=[\\`*\[\]{}$<>~])|(?<=!)(?=\s*$)|(?<=#)(?=[#\s]*$)|(?<=&)(?=#?\w)"
    r"|(?<=_)(?:(?<![^\W_]_)|(?![^\W_]))|(?<=[\x00-\x08\x0b-\x1f])|(?<=[^\S ]))"
)
_SPACES = re.compile(" {2,}")
_ENTITIES = {"]:": "&#93;:", "<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;"}
LINE_START = re.compile(r"(\d+)(?=[.)](?:\s|$))|[-+](?=\s|$)|#|--")
_URL_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?#@!&',=%+]")


def _escape_one(found: re.Match[str]) -> str:
    sign = found[0]
    if sign.isspace():
        return " "
    return _ENTITIES.get(sign) or ("" if sign < " " else "\\" + sign)


def escape(text: str) -> str:
    """Text as Markdown that shows exactly this text, on one line; safe inside headings, links and emphasis."""
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return text if _PLAIN.fullmatch(text) else _SPECIAL.sub(_escape_one, text)


def guard_start(markdown: str) -> str:
    """A line of Markdown kept from being read as a list, heading or rule because of how it begins."""
    found = LINE_START.match(markdown)
    if not found:
        return markdown
    at = found.end(1) if found[1] else 0
    return f"{markdown[:at]}\\{markdown[at:]}"


def code(text: str) -> str:
    """Text as code; what could be a tag or an entity as an element, for Markdown looks for HTML before code spans."""
    text = " ".join(text.split()) or " "
    if any(sign in text for sign in "<>&"):
        return f"<code>{escape(text)}</code>"
    if "`" not in text:
        return f"`{text}`"
    fence = "`" * (max(len(run) for run in re.findall("`+", text)) + 1)
    return f"{fence} {text} {fence}"


def address(url: str) -> str:
    """A URL as it can stand in a Markdown link; what would end the link is percent-encoded."""
    return _URL_UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), url)


def link(text: str, url: str) -> str:
    """A Markdown link with plain text; without a usable URL the text alone."""
    return f"[{escape(text)}]({address(url)})" if url else escape(text)


def attribute(text: str) -> str:
    """Text for a double-quoted attribute of a raw element, or for its content."""
    return html.escape(" ".join(text.split()), quote=True)


class Span(NamedTuple):
    """A stretch of a text that is shown in a way of its own: emphasised, or linked to `url`."""

    start: int
    end: int
    url: str = ""


def inline(text: str, spans: Iterable[Span] = ()) -> str:
    """Text as inline Markdown: `$…$` stays math, `spans` (ordered, apart from each other) become emphasis or links."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts.append(_with_math(text, at, span.start))
        words = text[span.start : span.end]
        parts.append(link(words, span.url) if span.url else f"*{escape(words)}*")
        at = span.end
    parts.append(_with_math(text, at, len(text)))
    return "".join(parts)


@lru_cache(maxsize=8)  # the pieces of a text and the tags of a paper ask for the same few, one after the other
def formulas(text: str) -> tuple[Span, ...]:
    """Where a text has math that Markdown can hold too."""
    found = ((start, end, MATH.match(text, start)) for start, end in math_spans(text))
    return tuple(
        Span(start, end) for start, end, math in found if math and math.end() == end and "`" not in text[start:end]
    )


def _with_math(text: str, start: int, end: int) -> str:
    if "$" not in text:
        return escape(text[start:end])
    parts = []
    at = start
    for formula in formulas(text):
        if start <= formula.start and formula.end <= end:
            tex = text[formula.start : formula.end]
            parts += [escape(text[at : formula.start]), tex.replace("<", r"{\lt}").replace(">", r"{\gt}")]
            at = formula.end
    return "".join((*parts, escape(text[at:end])))
