"""Lists of authors without their layout: what people write in bold, as links, raised, or in lines of its own."""

from __future__ import annotations

import re

from generator.readers.markdown_body import unemphasized, unlinked

_LAYOUT = re.compile(r"[<>*_\[\]$\\\n，、{]")
_LINES = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_RAISED = re.compile(r"<(?P<tag>su[pb])\b[^<>]{0,200}>[^<>]{0,60}</(?P=tag)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_MATH = re.compile(r"\$\s*\^\s*(?:\{[^{}$]{0,60}\}|[^\s$]{1,20})\s*\$|\$\s*\\[a-z]+\s*\$")
_ESCAPED = re.compile(r"\\(?=[*_#&†‡^])")
_REMARK = re.compile(r"\b(?:authors?|contribut\w{1,8}|correspond\w{1,6}|equal(?:ly)?|advis\w{1,5})\b", re.IGNORECASE)
"""What lines below a list say of the marks in it."""
_BETWEEN = re.compile(r"[,;|]|\s(?:and|&)\s")
_LITERAL = re.compile(r"\s*[\[(]\s*['\"].*['\"]\s*(?:,\s*)?[\])]\s*", re.DOTALL)
_ITEM = re.compile(r"'((?:[^'\\]|\\.){0,500})'(?=\s*[,\])])|\"((?:[^\"\\]|\\.){0,500})\"(?=\s*[,\])])")
_NAMED = re.compile(r"['\"](?:name|author|full_?name)['\"]\s*:\s*(?:'([^']{0,500})'|\"([^\"]{0,500})\")")
_BEFORE = re.compile(r"^(?:(?:joint(?:ly)?\s)?with|by)[:\s]\s*", re.IGNORECASE)


def unmarked(text: str) -> str:
    """The names alone: without tags, emphasis, links, raised marks and the lines that explain them.

    A list as Python prints it is one name after the other with `;` between them.
    """
    text = _BEFORE.sub("", text.strip())
    if not _LAYOUT.search(text):
        return text
    if text[:1] in "[(" and (items := listed_by_python(text)):
        return "; ".join(items)
    text = _MATH.sub("", text)
    if "{" in text and "\n" not in text:
        return text  # LaTeX
    text = _ESCAPED.sub("", _TAG.sub("", _RAISED.sub("", "\n".join(_lines(text)))))
    text = unemphasized(unlinked(text)).replace("，", ", ").replace("、", ", ")
    if text[:1] == "[" and text[-1:] == "]" and "]" not in text[:-1]:
        text = text[1:-1]
    return _joined([line.strip() for line in text.split("\n") if line.strip()])


def listed_by_python(text: str) -> list[str]:
    """The texts of a list as Python prints it, or the names of its objects; nothing for any other text."""
    if "{" in text[:40]:
        return [one or other for one, other in _NAMED.findall(text)]
    if not _LITERAL.fullmatch(text):
        return []
    return [(one or other).replace("\\'", "'").replace('\\"', '"') for one, other in _ITEM.findall(text)]


def _lines(text: str) -> list[str]:
    """The lines of a text but for remarks, which stand below the names."""
    lines = _LINES.split(text)
    return [line for number, line in enumerate(lines) if not number or not _REMARK.search(line)]


def _joined(lines: list[str]) -> str:
    """Lines that were wrapped, or one name on each."""
    is_each = len(lines) > 1 and not any(_BETWEEN.search(line) for line in lines)
    return ("; " if is_each else " ").join(lines)
