"""The Markdown of generated pages as HTML, byte for byte as Python-Markdown gives it, and many times faster.

The pages are written in a small part of Markdown: headings, one-line paragraphs, flat lists, quotes, fences and wrapper
elements with a `markdown` attribute. `to_html` turns that part into what Python-Markdown makes of it with toc, tables,
fenced_code, md_in_html and `generator.mathml`; a test holds the two together. What is outside that part raises
`Unsupported`, and the caller takes the slow way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markdown.extensions.toc import slugify, strip_tags
from markdown.extensions.toc import unique as unique_id

from generator.markup import LINE_START
from generator.mathml import MATH, render_inline

Link = Callable[[str], str]

LONGEST_ID = 24


@lru_cache(maxsize=1 << 15)  # a title stands above its page and in many lists
def heading_id(text: str, separator: str) -> str:
    """The id of a heading, as toc's `slugify` setting wants it: letters of every script, and short."""
    return slugify(text, separator, unicode=True)[:LONGEST_ID].rstrip(separator)


class Unsupported(Exception):  # noqa: N818  # no error: the slow way is taken
    """The Markdown uses more than `to_html` knows; the message is the text that does."""


_MATH_PART = r"(?<![\\$])\$[^$\n]+\$"
_AMP = r"&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);)"
_SIGN = re.compile(r"[<>\[*`$\\_!&]")
"""What `_INLINE` begins with; alone it is found in a tenth of the time."""
_INLINE = re.compile(
    r"(?P<tag></?code>)"
    r"|(?P<code>(?<!\\)(?P<ticks>`+)(?P<codetext>.+?)(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<math>{MATH.pattern})"
    r"|\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!$])"
    rf"|\[(?P<text>(?:[^\[\]\\$]++|{_MATH_PART}|\\.|\$)*)\]\((?P<url>[^()\s<>\"]*)\)"
    r"|\*\*(?P<strong>(?:[^*\\]++|\\.)+)\*\*"
    r"|\*(?P<em>(?:[^*\\]++|\\.)+)\*"
    rf"|(?P<amp>{_AMP})"
    r"|(?P<strange>[<>\[*`$\\]|!(?=\[)|(?<![^\W_])_|_(?![^\W_]))"
)
_BARE_AMP = re.compile(_AMP)
_REFERENCE = re.compile(r"&#?\w")
_WRAPPER = re.compile(r'<(div|section|aside|nav|details)((?: [a-z-]+="[^"<>]*")*) markdown>')
_RAW = re.compile(r"<(figure|summary)[ >].*</\1>")
_HEADING = re.compile(r"(#{1,4}) (.+)")
_ITEM = re.compile(r"\d+\. (.+)")


@dataclass(frozen=True, slots=True)
class Known:
    """The HTML of lines and links, and of headings with the name of each, that came before."""

    lines: dict[str, str] = field(default_factory=dict)
    headings: dict[str, tuple[str, str]] = field(default_factory=dict)


def to_html(markdown: str, resolve: Link, known: Known | None = None) -> str:
    """Generated Markdown (without front matter) as HTML, byte for byte as Python-Markdown would give it.

    `resolve` turns the address of each link into the one in the HTML. `known` remembers titles and facts of rows for
    further pages with the same `resolve`: a paper is in many lists. Raises `Unsupported` on other Markdown.
    """
    return _Page(resolve, known or Known(), lines=markdown.split("\n")).html()


@dataclass(slots=True)
class Pieces:
    """What a page is made of, each from its own Markdown to HTML; `ids` are those of headings in use."""

    resolve: Link
    known: Known
    ids: set[str] = field(default_factory=set)

    def paragraph(self, line: str, *, of_row: bool = False) -> str:
        """A line that is a paragraph; one of a row in a list may come again."""
        if line[0] in "#<> \t" or line.startswith("~~~") or LINE_START.match(line):
            raise Unsupported(line)
        return f"<p>{self.row_line(line) if of_row else self.inline(line)}</p>"

    def heading(self, level: int, text: str) -> str:
        """A heading with its id."""
        known = self.known.headings.get(text)
        if not known:
            inner = self.inline(text)
            known = heading_id(html.unescape(strip_tags(inner)), "-"), inner
            self.known.headings[text] = known
        return f'<h{level} id="{unique_id(known[0], self.ids)}">{known[1]}</h{level}>'

    def raw(self, line: str) -> str:
        """A line of HTML."""
        if not _RAW.fullmatch(line):
            raise Unsupported(line)
        return line

    def bullets(self, items: Sequence[str], *, of_row: bool = False) -> str:
        """A list; that of a row may come again."""
        if any(map(LINE_START.match, items)):
            raise Unsupported("\n".join(items))
        inline = self.row_line if of_row else self.inline
        return "<ul>\n" + "".join([f"<li>{inline(item)}</li>\n" for item in items]) + "</ul>"

    def fence(self, language: str, text: str) -> str:
        """Text between fences."""
        escaped = html.escape(text).replace("&#x27;", "'")
        return f'<pre><code class="language-{language}">{escaped}\n</code></pre>'

    def row_line(self, text: str) -> str:
        """What is emphasised in a row is this page's own: evidence, shared words. The rest comes again and again."""
        if "*" in text:
            return self.inline(text)
        html = self.known.lines.get(text)
        if html is None:
            html = self.known.lines[text] = self.inline(text)
        return html

    def inline(self, text: str) -> str:
        """What stands in a line."""
        sign, end = _SIGN.search(text), 0
        if sign is None:
            return text
        parts: list[str] = []
        while sign is not None:
            found = _INLINE.match(text, sign.start())
            if found:
                parts += (text[end : found.start()], self.piece(found))
                end = found.end()
            sign = _SIGN.search(text, end if found else sign.end())
        parts.append(text[end:])
        return "".join(parts)

    def piece(self, found: re.Match[str]) -> str:
        """What a sign of Markdown stands for."""
        match found.lastgroup:
            case "em":
                return f"<em>{self.inline(found['em'])}</em>"
            case "escaped":
                return _text(found["escaped"])
            case "url":
                return self.link(found)
            case "amp":
                return "&amp;"
            case "strong":
                return f"<strong>{self.inline(found['strong'])}</strong>"
            case "code" if not _REFERENCE.search(found["codetext"]):
                return f"<code>{html.escape(found['codetext'].strip(), quote=False)}</code>"
            case "tag":
                return found["tag"]
            case "math":
                return render_inline(found["math"][1:-1])
        raise Unsupported(found.string)

    def link(self, found: re.Match[str]) -> str:
        """A link; one to a page of the site may come again."""
        written = found[0]
        html = self.known.lines.get(written)
        if html is None:
            html = f'<a href="{_text(self.resolve(found["url"]))}">{self.inline(found["text"])}</a>'
            if found["url"].startswith("."):
                self.known.lines[written] = html
        return html


@dataclass(slots=True)
class _Page(Pieces):
    """One page on its way to HTML: the lines, and the place in them."""

    lines: Sequence[str] = ()
    at: int = 0

    def html(self) -> str:
        blocks = list(self.blocks("", ""))
        if self.at < len(self.lines):
            raise Unsupported(self.lines[self.at])
        return "\n".join(blocks)

    def blocks(self, indent: str, closing: str) -> Iterator[str]:
        """The blocks from here to the line `closing`, or to the first line with less than `indent`."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line:
                self.at += 1
            elif not line.startswith(indent) or line == closing:
                return
            else:
                yield self.block(line[len(indent) :], indent)

    def block(self, line: str, indent: str) -> str:
        self.at += 1
        first = line[0]
        if first == "#" and (heading := _HEADING.fullmatch(line)):
            return self.heading(len(heading[1]), heading[2])
        if first == "<":
            return self.element(line)
        if first == "-" and line.startswith("- "):
            return self.bullets(self.bullet_lines(line[2:], indent), of_row=bool(indent))
        if first == ">" and line.startswith("> "):
            return f"<blockquote>\n{self.own_line(line[2:])}\n</blockquote>"
        if line.startswith("```"):
            return self.fence(line[3:], self.fenced(line[3:]))
        if first.isdigit() and (item := _ITEM.fullmatch(line)):
            return self.items(item[1])
        return self.own_line(line, of_row=bool(indent))

    def own_line(self, line: str, *, of_row: bool = False) -> str:
        """A paragraph, which has only this line."""
        if self.at < len(self.lines) and self.lines[self.at].strip():
            raise Unsupported(self.lines[self.at])
        return self.paragraph(line, of_row=of_row)

    def element(self, line: str) -> str:
        if _RAW.fullmatch(line):
            return line
        found = _WRAPPER.fullmatch(line)
        if not found:
            raise Unsupported(line)
        closing = f"</{found[1]}>"
        inside = "\n".join(self.blocks("", closing))
        if self.at == len(self.lines):
            raise Unsupported(line)
        self.at += 1
        return f"<{found[1]}{found[2]}>\n{inside}\n{closing}" if inside else f"<{found[1]}{found[2]}>{closing}"

    def items(self, first: str | None) -> str:
        """A numbered list of items that begin with a heading and go on in indented blocks."""
        parts = ["<ol>"]
        while first:
            heading = _HEADING.fullmatch(first)
            if not heading:
                raise Unsupported(first)
            parts += ["<li>", self.heading(len(heading[1]), heading[2]), self.item_body(), "</li>"]
            following = _ITEM.fullmatch(self.lines[self.at]) if self.at < len(self.lines) else None
            first = following[1] if following else None
            self.at += bool(following)
        return "\n".join((*parts, "</ol>"))

    def item_body(self) -> str:
        """What stands below the heading of an item; a row without emphasis comes again in other lists."""
        end = self.at
        while end < len(self.lines) and (not self.lines[end] or self.lines[end].startswith("    ")):
            end += 1
        text = "\n".join(self.lines[self.at : end])
        made = self.known.lines.get(text)
        if made is None:
            made = "\n".join(self.blocks("    ", ""))
            if "*" not in text:
                self.known.lines[text] = made
        self.at = end
        return made

    def bullet_lines(self, first: str, indent: str) -> list[str]:
        items = [first]
        while self.at < len(self.lines) and (line := self.lines[self.at]):
            if not line.startswith(indent + "- "):
                raise Unsupported(line)
            items.append(line[len(indent) + 2 :])
            self.at += 1
        return items

    def fenced(self, language: str) -> str:
        end = self.lines.index("```", self.at) if "```" in self.lines[self.at :] else -1
        if end < 0 or not language.isalpha():
            raise Unsupported("```" + language)
        text = "\n".join(self.lines[self.at : end])
        self.at = end + 1
        return text


def _text(text: str) -> str:
    if "&" in text:
        text = _BARE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;") if "<" in text or ">" in text else text
