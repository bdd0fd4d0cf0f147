"""The text of a Markdown page: its abstract, and what else a person wrote below the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.untagged import untagged

LONGEST_BODY = 200_000
"""Signs of a page that are looked at; an abstract has some two thousand."""

_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<text>.{0,300}?)[ \t#]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(?P<sign>`{3,}|~{3,})")
_BOLD_HEADING = re.compile(r"\*\*(?P<text>abstract)[.:]?\*\*[.:]?\s*(?P<rest>.*)", re.IGNORECASE)
_CITATION = re.compile(
    r"\*{0,2}(?P<text>(?:recommended|suggested) citation|cite as|how to cite)(?::\*{0,2}|\*{1,2}:)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_DOWNLOAD = re.compile(
    r"\s*\[(?:download|access|read|view)\s(?:the\s)?(?:full\s)?(?:paper|pdf|article)(?:\shere)?\W?\]\([^()\n]{0,2000}\)\W{0,3}",
    re.IGNORECASE,
)
"""A line that is nothing but a link to the paper, as academic pages end with."""
_ABSTRACT = re.compile(r"(?:\d+\.?\s*)?(?:paper\s+)?(?:abstract|zusammenfassung|résumé|resumen|摘要)\W*", re.IGNORECASE)
_LIKE_ABSTRACT = re.compile(r"(?:summary|overview|description|introduction|about|tl;?dr)\W*", re.IGNORECASE)
_DROPPED = re.compile(
    r"<!--.{0,5000}?-->|<(?P<tag>script|style|iframe|svg|video)\b[^<>]{0,500}>.{0,5000}?</(?P=tag)\s*>"
    r"|\{%.{0,300}?%\}|\{\{.{0,300}?\}\}|\{:[^{}\n]{0,300}\}",
    re.IGNORECASE | re.DOTALL,
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)|!\[\[[^\[\]\n]{0,300}\]\]|<img\b[^<>]{0,2000}>")
_LINK = re.compile(r"\[(?P<text>[^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\[\]\n]{1,200}\]:\s")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<star>\*{1,3})(?=[^\s*])(?P<inside>[^*$\n]{1,500})(?<=[^\s*\\])(?P=star)(?![\w*])"
    r"|(?<![\w_\\])(?P<low>_{1,2})(?=[^\s_])(?P<within>[^_$\n]{1,500})(?<=[^\s_\\])(?P=low)(?![\w_])"
)
_ANY_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,1000})?/?>")
_MARGIN = re.compile(r"[ ]{0,3}(?:>[ ]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)")
_RULE = re.compile(r"[ ]{0,3}(?:[-*_][ \t]*){3,}$")
_DOUBLED = re.compile(r"\\\\([()\[\]{}_|])")
"""LaTeX as it is written where Markdown takes one backslash away: `\\\\(x\\\\)`."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Section(NamedTuple):
    """A heading, '' before the first one, with its depth and the text below it."""

    heading: str
    text: str


def parts(body: str, *, is_ours: bool = False) -> tuple[str, str, str]:
    """The first heading of a page, its abstract, and what stands elsewhere in it, as plain paragraphs.

    The abstract is the section that is called so; without one it is the text before the second heading, or a summary.
    In pages of this program (`is_ours`) signs with a backslash are these signs, as it writes them, and no LaTeX.
    """
    sections = [Section(plain(one.heading, is_ours), plain(one.text, is_ours)) for one in _sections(body)]
    title = next((one.heading for one in sections if one.heading and not _ABSTRACT.fullmatch(one.heading)), "")
    chosen = _chosen(sections)
    rest = "\n\n".join(
        "\n\n".join(filter(None, one)) for one in sections if one is not chosen and one.text and not is_ours
    )
    return title, chosen.text if chosen else "", rest


def _chosen(sections: list[Section]) -> Section | None:
    with_text = [one for one in sections if one.text]
    ranked = (
        [one for one in with_text if _ABSTRACT.fullmatch(one.heading)],
        [one for one in sections[:2] if one.text and (not one.heading or one is sections[0])],
        [one for one in with_text if _LIKE_ABSTRACT.fullmatch(one.heading)],
        with_text[:1],
    )
    return next((found[0] for found in ranked if found), None)


def _sections(body: str) -> Iterator[Section]:
    """The headings with the text below each; code in fences is no text."""
    heading, lines = "", list[str]()
    for line, is_heading, text in _lines(body[:LONGEST_BODY]):
        if is_heading:
            yield Section(heading, "\n".join(lines))
            heading, lines = text, [line] if line else []
        else:
            lines.append(line)
    yield Section(heading, "\n".join(lines))


def _lines(body: str) -> Iterator[tuple[str, bool, str]]:
    """Each line outside of code, whether it is a heading, and the text of that."""
    fence = ""
    for line in _DROPPED.sub(" ", body).split("\n"):
        if found := _FENCE.match(line):
            sign = found["sign"]
            fence = "" if fence and sign.startswith(fence) else fence or sign
        elif fence:
            continue
        elif heading := _HEADING.match(line):
            yield "", True, heading["text"]
        elif _DOWNLOAD.fullmatch(line[:5000]):
            continue
        elif bold := _BOLD_HEADING.match(line.strip()[:5000]) or _CITATION.match(line.strip()[:5000]):
            yield bold["rest"] + line.strip()[5000:], True, bold["text"]
        elif not _DEFINITION.match(line) and not _UNDERLINE.match(line) and not _RULE.match(line):
            margin = _MARGIN.match(line)
            yield line[margin.end() :] if margin else line, False, ""


def plain(text: str, is_ours: bool = False) -> str:
    """The text without the signs of Markdown and HTML; LaTeX and math stay for whoever reads the field."""
    text = _AUTOLINK.sub(lambda link: link[1], unlinked(_IMAGE.sub("", text)))
    text = unemphasized(text)
    text = _ANY_TAG.sub("", untagged(_DOUBLED.sub(r"\\\1", text)))
    return (_ESCAPE.sub(lambda found: found[1], text) if is_ours else text).strip()


def unlinked(text: str) -> str:
    """The text of each link in the place of it."""
    return _LINK.sub(lambda link: link["text"], text) if "](" in text or "][" in text else text


def unemphasized(text: str) -> str:
    """The text without the signs of Markdown that stress a part of it."""
    if "*" not in text and "_" not in text:
        return text
    for _ in range(2):  # one may stand in the other
        text = _EMPHASIS.sub(lambda found: found["inside"] or found["within"], text)
    return text
