"""The Markdown of generated pages as HTML, byte for byte as Python-Markdown gives it, and many times faster.

The pages are written in a small part of Markdown: headings, one-line paragraphs, flat lists, quotes, fences and wrapper
elements with a `markdown` attribute. `to_html` turns that part into what Python-Markdown makes of it with toc, tables,
fenced_code, md_in_html and `generator.mathml`; a test holds the two together. What is outside that part raises
`Unsupported`, and the caller takes the slow way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markdown.extensions.toc import slugify
from markdown.extensions.toc import unique as unique_id

from generator.inline_html import Inline, Known, Link, Unsupported
from generator.markup import LINE_START

LONGEST_ID = 24


@lru_cache(maxsize=1 << 15)  # a title stands above its page and in many lists
def heading_id(text: str, separator: str) -> str:
    """The id of a heading, as toc's `slugify` setting wants it: letters of every script, and short."""
    return slugify(text, separator, unicode=True)[:LONGEST_ID].rstrip(separator)


_TAG = re.compile("<[^>]*>")
_WRAPPER = re.compile(r'<(div|section|aside|nav|details)((?: [a-z-]+="[^"<>]*")*) markdown>')
_RAW = re.compile(r"<(figure|summary)[ >].*</\1>")
_BLOCK_START = re.compile(rf"[#<> \t]|~~~|```|{LINE_START.pattern}")
_HEADING = re.compile(r"(#{1,4}) (.+)")
_ITEM = re.compile(r"\d+\. (.+)")


def to_html(markdown: str, resolve: Link, known: Known | None = None) -> str:
    """Generated Markdown (without front matter) as HTML, byte for byte as Python-Markdown would give it.

    `resolve` turns the address of each link into the one in the HTML. `known` remembers titles and links for further
    pages with the same `resolve`: a paper is in many lists. Raises `Unsupported` on other Markdown.
    """
    return _Page(resolve, known or Known(), lines=markdown.split("\n")).html()


@dataclass(slots=True)
class Pieces(Inline):
    """What a page is made of, each from its own Markdown to HTML; `ids` are those of headings in use."""

    ids: set[str] = field(default_factory=set)

    def begin(self, resolve: Link, known: Known) -> None:
        """Begin another page."""
        self.resolve, self.known, self.ids = resolve, known, set()

    def line(self, text: str) -> str:
        """A line that is raw HTML or a paragraph."""
        return self.raw(text) if text.startswith("<") else self.paragraph(text)

    def paragraph(self, line: str) -> str:
        """A line that is a paragraph."""
        if not line[:1].isalpha() and (not line or _BLOCK_START.match(line)):
            raise Unsupported(line)
        return f"<p>{self.inline(line)}</p>"

    def heading(self, text: str, level: int) -> str:
        """A heading with its id."""
        known = self.known.headings.get(text)
        if not known:
            if not text:
                raise Unsupported(text)
            inner = self.inline(text)
            known = heading_id(html.unescape(_TAG.sub("", inner)), "-"), inner
            self.known.headings[text] = known
        return f'<h{level} id="{unique_id(known[0], self.ids)}">{known[1]}</h{level}>'

    def raw(self, line: str) -> str:
        """A line of HTML."""
        if not _RAW.fullmatch(line):
            raise Unsupported(line)
        return line

    def bullets(self, items: Sequence[str]) -> str:
        """A list."""
        return "".join(["<ul>\n", *map(self.bullet, items), "</ul>"])

    def bullet(self, text: str) -> str:
        """One line of a list."""
        if not text[:1].isalpha() and (not text or LINE_START.match(text)):
            raise Unsupported(text)
        return f"<li>{self.inline(text)}</li>\n"

    def fence(self, language: str, text: str) -> str:
        """Text between fences."""
        escaped = html.escape(text).replace("&#x27;", "'")
        return f'<pre><code class="language-{language}">{escaped}\n</code></pre>'

    def rows(self, rows: Sequence[Any]) -> str:
        """A list of papers, each with the fields of `rows.Row`: what the macro of `_rows.md.j2` gives."""
        return "".join(["<ol>\n", *map(self.row, rows), "</ol>\n"]) if rows else ""

    def row(self, row: Any) -> str:
        """One paper. Its sentence is this page's own: evidence, shared words. The rest comes again and again."""
        parts = ["<li>", self.heading(row.title, 3), self.fact(row.authors)]
        if row.note:
            parts.append(self.fact(row.note))
        if row.sentence:
            parts += ("<blockquote>", self.line(row.sentence), "</blockquote>")
        if row.tags:
            parts.append(self.fact(row.tags))
        if row.meta:
            parts.append(self.fact(row.meta))
        parts.append("</li>\n")
        return "\n".join(parts)

    def fact(self, said: str | tuple[str, ...]) -> str:
        """A line of a row, or several as a list."""
        html = self.known.facts.get(said)
        if html is None:
            html = self.known.facts[said] = self.line(said) if isinstance(said, str) else self.bullets(said)
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
            return self.heading(heading[2], len(heading[1]))
        if first == "<":
            return self.element(line)
        if first == "-" and line.startswith("- "):
            return self.bullets(self.bullet_lines(line[2:], indent))
        if first == ">" and line.startswith("> "):
            return f"<blockquote>\n{self.own_line(line[2:])}\n</blockquote>"
        if line.startswith("```"):
            return self.fence(line[3:], self.fenced(line[3:]))
        if first.isdigit() and (item := _ITEM.fullmatch(line)):
            return self.items(item[1])
        return self.own_line(line)

    def own_line(self, line: str) -> str:
        """A paragraph, which has only this line."""
        if self.at < len(self.lines) and self.lines[self.at].strip():
            raise Unsupported(self.lines[self.at])
        return self.paragraph(line)

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
            parts += ["<li>", self.heading(heading[2], len(heading[1])), *self.blocks("    ", ""), "</li>"]
            following = _ITEM.fullmatch(self.lines[self.at]) if self.at < len(self.lines) else None
            first = following[1] if following else None
            self.at += bool(following)
        return "\n".join((*parts, "</ol>"))

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
