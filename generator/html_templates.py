"""The templates of Markdown pages as templates of their HTML: a page without a way through Markdown.

A template of Markdown has a block on each line, between lines of Jinja. `as_html` writes around each block, once, what
Python-Markdown would write; the values go through filters, which treat them as `quick_html.to_html` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined, Template
from jinja2.runtime import Context

from generator.inline_html import Known, Link, Unsupported
from generator.quick_html import Pieces, to_html

_COMMENT = re.compile(r"\{#.*?#\}\n?", re.DOTALL)
_STATEMENT = re.compile(r"\{% (\w+)(?: (?:(?!%\}).)*)?%\}")
_EACH = re.compile(r"\{% for (\w+) in (.+) %\}")
_VALUE = re.compile(r"\{\{ ((?:(?!\}\}).)+) \}\}")
_MACRO = re.compile(r"(?:rows|page_links)\(.*\)")
_NUMBERED = re.compile(r"\{\{ loop\.index \}\}\. (#{1,4} .+)")
_HEADING = re.compile(r"(#{1,4}) (.+)")
_WRAPPER = re.compile(r"(<(?:div|section|aside|nav|details)\b.*) markdown>")
_LIST = re.compile(r"(?:[-*+]|\d+[.)]|~~~) ")


class Templates:
    """Jinja templates of Markdown, by name; `_rows.md.j2` has the macros that all of them know."""

    def __init__(self, loader: BaseLoader) -> None:
        def source(name: str) -> str:
            return as_html(loader.get_source(self._markdown, name)[0])

        self._pieces = pieces = Pieces(str, Known())
        self._found: dict[str, Template | None] = {}
        self._markdown = _environment(loader)
        self._html = _environment(FunctionLoader(source))
        self._html.filters |= {
            "block": pieces.line,
            "heading": pieces.heading,
            "bullets": pieces.bullets,
            "fence": lambda text, language: pieces.fence(language, _unfenced(text)),
            "element": lambda text: text.replace("\n", "", 1) if text.count("\n") == 2 else text,
        }
        for one in (self._markdown, self._html):
            macros: Any = one.get_template("_rows.md.j2").module
            # As globals they are looked up once, not imported for each page.
            one.globals |= {"rows": macros.rows, "page_links": macros.page_links}
        self._html.globals["rows"] = pieces.rows

    def markdown(self, name: str, values: Mapping[str, Any]) -> str:
        """A page in Markdown."""
        return self._markdown.get_template(name).render(values)

    def html(self, name: str, values: Mapping[str, Any], resolve: Link, known: Known) -> str:
        """A page in HTML, byte for byte as `to_html` makes it of the Markdown; arguments and errors are as there."""
        try:
            return self._quickly(name, values, resolve, known)
        except Unsupported:
            return to_html(self.markdown(name, values).lstrip("\n"), resolve, known)

    def _quickly(self, name: str, values: Mapping[str, Any], resolve: Link, known: Known) -> str:
        if name not in self._found:
            with suppress(Unsupported):
                self._found[name] = self._html.get_template(name)
        template = self._found.setdefault(name, None)
        if template is None:
            raise Unsupported(name)
        self._pieces.begin(resolve, known)
        context = Context(self._html, {**self._html.globals, **values}, name, {})
        return "".join(template.root_render_func(context)).rstrip("\n")


class _Environment(Environment):
    """What templates show has attributes and no items: they are looked up without asking for these."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # it is as wide


def _environment(loader: BaseLoader) -> Environment:
    return _Environment(
        loader=loader, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, auto_reload=False
    )


def _unfenced(text: str) -> str:
    if "```" in text:
        raise Unsupported(text)
    return text


def as_html(source: str) -> str:
    """A template of Markdown as one of HTML; raises `Unsupported` for a line that it does not know."""
    return "\n".join(_Conversion(_COMMENT.sub("", source).split("\n")).made())


@dataclass(slots=True)
class _Element:
    """A wrapper that is open: where it begins, in how many statements of Jinja, and whether it is never empty."""

    start: int
    depth: int
    is_filled: bool = False


@dataclass(slots=True)
class _Conversion:
    """A template on its way: its lines, the place in them, and what is open there."""

    lines: Sequence[str]
    at: int = 0
    depth: int = 0
    out: list[str] = field(default_factory=list)
    elements: list[_Element] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)

    def made(self) -> list[str]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if line:
                self.line(line.lstrip(" "))
        return self.out

    def line(self, line: str) -> None:
        if statement := _STATEMENT.fullmatch(line):
            self.statement(line, statement[1])
        elif found := _WRAPPER.fullmatch(line):
            self.elements.append(_Element(len(self.out), self.depth))
            self.out.append(f"{found[1]}>")
        elif line.startswith("</"):
            self.close(line)
        else:
            self.out += self.block(line)

    def statement(self, line: str, word: str) -> None:
        each = _EACH.fullmatch(line)
        following = [one.lstrip(" ") for one in self.lines[self.at : self.at + 2]]
        if each and following == [f"- {{{{ {each[1]} }}}}", "{% endfor %}"]:
            self.out += [f"{{% if {each[2]} %}}", f"{{{{ {each[2]} | bullets }}}}", "{% endif %}"]
            self.at += 2
            return
        if word.startswith("end") and self.numbered[-1:] == [self.depth]:
            self.numbered.pop()
            self.out += ["</li>", "{% if loop.last %}", "</ol>", "{% endif %}"]
        self.depth += -1 if word.startswith("end") else word in {"for", "if", "macro"}
        self.out.append(line)

    def close(self, line: str) -> None:
        element = self.elements.pop()
        self.out.append(line)
        if not element.is_filled:
            self.out.insert(element.start, "{% filter element %}")
            self.out.append("{% endfilter %}")

    def block(self, line: str) -> Iterator[str]:
        value = _VALUE.fullmatch(line)
        if value and _MACRO.fullmatch(value[1]):
            yield f"{{{{ {value[1]} -}}}}"  # it may be empty, and else ends its last line itself
            return
        for element in self.elements:
            element.is_filled |= element.depth == self.depth
        if numbered := _NUMBERED.fullmatch(line):
            self.numbered.append(self.depth)
            yield from ("{% if loop.first %}", "<ol>", "{% endif %}", "<li>")
            line = numbered[1]
        if heading := _HEADING.fullmatch(line):
            yield _filtered(heading[2], f"heading({len(heading[1])})")
        elif line.startswith("> "):
            yield from ("<blockquote>", _filtered(line[2:], "block"), "</blockquote>")
        elif line.startswith("```"):
            yield self.fence(line[3:])
        elif _LIST.match(line):
            raise Unsupported(line)
        else:
            yield _filtered(line, "block")

    def fence(self, language: str) -> str:
        value, end = self.lines[self.at : self.at + 2]
        if end != "```":
            raise Unsupported(value)
        self.at += 2
        return _filtered(value, f'fence("{language}")')


def _filtered(text: str, name: str) -> str:
    """A text of the template with its values, sent through a filter."""
    value = _VALUE.fullmatch(text)
    return f"{{{{ ({value[1]}) | {name} }}}}" if value else f"{{% filter {name} %}}{text}{{% endfilter +%}}"
