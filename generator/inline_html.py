"""A line of the Markdown of generated pages as HTML: words, emphasis, links, code and math.

Most lines are words, some emphasised, with links and code one after another: those are taken apart at their signs,
several times faster than by a regex that knows all of the signs. What does not come apart in that way is left to it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.mathml import MATH, render_inline

Link = Callable[[str], str]

SHORTEST_TITLE = 40
"""What is shorter in a link may well be a name that many lines have."""


class Unsupported(Exception):  # noqa: N818  # no error: the slow way is taken
    """The Markdown uses more than `to_html` knows; the message is the text that does."""


_MATH_PART = r"(?<![\\$])\$[^$\n]+\$"
_AMP = r"&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);)"
_URL = re.compile(r"[^()\s<>\"]*")
_INLINE = re.compile(
    r"(?P<before>[^<>\[*`$\\_!&\n]*+)(?:"
    r"\*(?P<em>(?:[^*\\]++|\\.)+)\*"
    rf"|\[(?P<text>(?:[^\[\]\\$]++|{_MATH_PART}|\\.|\$)*)\]\((?P<url>{_URL.pattern})\)"
    r"|\*\*(?P<strong>(?:[^*\\]++|\\.)+)\*\*"
    r"|(?<!\\)(?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<tag></?code>)"
    rf"|(?P<math>{MATH.pattern})"
    r"|\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!$])"
    rf"|(?P<amp>{_AMP})"
    r"|(?P<strange>[<>\[*`$\\\n]|!(?=\[)|(?<![^\W_])_|_(?![^\W_]))"
    r"|(?P<sign>[_!&])"
    r"|\Z)"
)
"""Text as far as the next sign, and what that begins."""
_BARE_AMP = re.compile(_AMP)
_NO_CODE = re.compile(r"&#?\w|\n")


@dataclass(frozen=True, slots=True)
class Known:
    """The HTML that came before: of links, of headings with the name of each, and of what rows have beside these."""

    links: dict[tuple[str, str], str] = field(default_factory=dict)
    headings: dict[str, tuple[str, str]] = field(default_factory=dict)
    facts: dict[str | tuple[str, ...], str] = field(default_factory=dict)


@dataclass(slots=True)
class Inline:
    """Makes what stands in the lines of a page."""

    resolve: Link
    known: Known

    def inline(self, text: str) -> str:
        """What stands in a line; nearly always words, some of them emphasised, links and code, one after another."""
        try:
            return self.coded(text) if "`" in text else self.emphasised(text)
        except Unsupported:
            return _INLINE.sub(self.piece, text)

    def coded(self, text: str) -> str:
        """As `inline`, where code stands by itself."""
        parts = text.split("`")
        if len(parts) % 2 == 0 or "``" in text:
            raise Unsupported(text)
        parts[::2] = map(self.emphasised, parts[::2])
        parts[1::2] = map(_code, parts[1::2])
        return "".join(parts)

    def emphasised(self, text: str) -> str:
        """As `inline`, where there is neither code nor a rare sign."""
        if _has_rare_sign(text):
            raise Unsupported(text)
        if "*" not in text:
            return self.linked(text) if "[" in text else text
        parts = text.split("*")
        if len(parts) % 2 == 0 or "" in parts[1::2]:
            raise Unsupported(text)
        if "[" in text:
            parts = list(map(self.linked, parts))
        parts[1::2] = [f"<em>{part}</em>" for part in parts[1::2]]
        return "".join(parts)

    def linked(self, text: str) -> str:
        """As `inline`, where there are only words and links."""
        before, *others = text.split("[")
        parts = [before]
        for other in others:
            label, _, rest = other.partition("](")
            url, end, after = rest.partition(")")
            known = self.known.links.get((label, url))
            if not known and (not end or "]" in label or not _URL.fullmatch(url)):
                raise Unsupported(text)
            parts += (known or self.link(label, url, label), after)
        return "".join(parts)

    def piece(self, found: re.Match[str]) -> str:
        """Text and what the sign of Markdown behind it stands for."""
        before = found["before"]
        match found.lastgroup:
            case "em":
                return f"{before}<em>{self.inline(found['em'])}</em>"
            case "url":
                text, url = found["text"], found["url"]
                return before + (self.known.links.get((text, url)) or self.link(text, url, self.inline(text)))
            case "before":
                return before
            case "strong":
                return f"{before}<strong>{self.inline(found['strong'])}</strong>"
            case "code":
                return before + _code(found["code"])
            case "math":
                return before + render_inline(found["math"][1:-1])
            case "escaped":
                return before + _text(found["escaped"])
            case "amp":
                return f"{before}&amp;"
            case "tag" | "sign":
                return found[0]
        raise Unsupported(found.string)

    def link(self, text: str, url: str, inner: str) -> str:
        """A link, with what stands in it as HTML; a name that leads to a page of the site may come again."""
        html = f'<a href="{_text(self.resolve(url))}">{inner}</a>'
        if url.startswith(".") and len(text) < SHORTEST_TITLE:
            self.known.links[text, url] = html
        return html


def _code(text: str) -> str:
    if _NO_CODE.search(text):
        raise Unsupported(text)
    return f"<code>{html.escape(text.strip(), quote=False)}</code>"


def _has_rare_sign(text: str) -> bool:
    """Whether more than code, `*` and links can mean something; a regex takes ten times as long to tell."""
    return (
        "\\" in text or "$" in text or "_" in text or "&" in text or "<" in text or ">" in text
        or "!" in text or "\n" in text
    )  # fmt: skip


def _text(text: str) -> str:
    if "&" in text:
        text = _BARE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;") if "<" in text or ">" in text else text
