"""Inline math: TeX between dollars as MathML that a page can hold without any script, or as its source.

`generator.mathml` is also a Markdown extension, so that `$…$` in any page becomes the same HTML.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from unicodedata import lookup, name
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MATH: Final = re.compile(
    r"(?<![\\$])\$(?![\s$])(?:(?=[^$\n]*[\\^_{}]|[<>=~±≤≥]\$)[^$\n\x02\x03]+(?<![\s\\])\$(?!\$)"
    r"|[^$\n\x02\x03]+(?<![\s\\])\$(?![\d$]))"
)
"""Inline math with its dollars, also right after a letter, as in `RDP$_1$`. A digit may follow what looks like TeX, as
in `$\\times$10`. `$5 and $6`, `\\$x$` and `$$` are none."""

LONGEST: Final = 2000
DEEPEST: Final = 40

# How many children an element has to have; None where any number will do.
_CHILDREN: Final[dict[str, int | None]] = {
    "math": None, "mi": 0, "mn": 0, "mo": 0, "mtext": 0, "mspace": 0, "mrow": None, "mstyle": None, "msqrt": None,
    "mpadded": None, "mphantom": None, "mtable": None, "mtr": None, "mtd": None, "mmultiscripts": None,
    "mprescripts": 0, "none": 0, "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
    "munderover": 3,
}  # fmt: skip

_FLAG = re.compile("true|false")
_SIZE = re.compile(r"(?:-?0?\.\d{1,4}|-?0|\d(?:\.\d{1,4})?)(?:em|ex|px|pt)?")
_ALIGN = re.compile("(?:left|right|center)(?: (?:left|right|center)){0,40}")
_VALUES: Final = {
    "accent": _FLAG, "accentunder": _FLAG, "displaystyle": _FLAG, "fence": _FLAG, "largeop": _FLAG,
    "movablelimits": _FLAG, "separator": _FLAG, "stretchy": _FLAG, "symmetric": _FLAG,
    "depth": _SIZE, "height": _SIZE, "linethickness": _SIZE, "lspace": _SIZE, "maxsize": _SIZE, "minsize": _SIZE,
    "rspace": _SIZE, "voffset": _SIZE, "width": _SIZE,
    "columnalign": _ALIGN,
    "form": re.compile("prefix|infix|postfix"),
    "mathvariant": re.compile("normal"),
    "scriptlevel": re.compile(r"[+-]?\d"),
}  # fmt: skip

# Browsers know no `mathvariant` but normal; the letters themselves can be bold, and Unicode names them.
_LETTER = re.compile("(?:LATIN|GREEK) (SMALL|CAPITAL) LETTER ([A-Z]+)|(DIGIT) ([A-Z]+)")
_STYLES: Final = {
    "bold": "BOLD", "italic": "ITALIC", "bold-italic": "BOLD ITALIC", "script": "SCRIPT", "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR", "bold-fraktur": "BOLD FRAKTUR", "double-struck": "DOUBLE-STRUCK", "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD", "sans-serif-italic": "SANS-SERIF ITALIC",
    "sans-serif-bold-italic": "SANS-SERIF BOLD ITALIC", "monospace": "MONOSPACE",
}  # fmt: skip

# A definition can grow without bound, and what it defines is not the paper's to bring.
_DEFINITION = re.compile(r"\\(?:def|let|gdef|edef|newcommand|renewcommand|providecommand|DeclareMath|\w*newenv)")
_COMMAND = re.compile(r"\\[A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class _UnusableError(ValueError):
    """The converter gave something that no page should hold."""


@lru_cache(maxsize=8192)
def to_mathml(tex: str) -> str | None:
    """TeX (without dollars) as a `<math>` element for HTML, or None where that cannot be done well and safely.

    Only presentation elements and harmless attributes pass; an unknown command, an incomplete fraction, a strike
    through that not every browser draws, or more than LONGEST characters give None.
    """
    if len(tex) > LONGEST or _DEFINITION.search(tex) or _CONTROL.search(tex):
        return None
    from latex2mathml.converter import Converter

    try:
        found = Converter().convert_to_element(tex)
        return _element(found, 0) if any(found.itertext()) else None
    except Exception:  # the converter fails in many ways (IndexError, KeyError, its own), and all mean the same
        return None


def render_inline(tex: str) -> str:
    """TeX as inline HTML: MathML, or the source as code."""
    return to_mathml(tex) or f'<code class="tex">{html.escape(tex, quote=False)}</code>'


def _element(element: Element, depth: int) -> str:
    """One element of the converter as HTML; a plain row around a single thing is left out."""
    if depth > DEEPEST or element.tail:
        raise _UnusableError
    tag, attributes, children = element.tag, element.attrib, list(element)
    if len(children) == 1 and not attributes and tag == "mrow":
        return _element(children[0], depth + 1)
    if len(children) == 1 and tag == "math" and not children[0].attrib:
        children = list(children[0])  # <math> is a row itself
    if _CHILDREN[tag] not in (None, len(children)):
        raise _UnusableError
    inside = "".join([_element(child, depth + 1) for child in children])
    if element.text:
        inside = html.escape(_text(element), quote=False) + inside
    return f"<{tag}{''.join(_attributes(attributes)) if attributes else ''}>{inside}</{tag}>"


def _text(element: Element) -> str:
    """The characters of an element; the converter writes some of them as entities."""
    text = html.unescape(element.text or "")
    if _COMMAND.search(text) or _CONTROL.search(text) or (text and len(element)):
        raise _UnusableError
    style = _STYLES.get(element.get("mathvariant", ""))
    return "".join(_styled(letter, style) for letter in text) if style else text


def _styled(letter: str, style: str) -> str:
    found = _LETTER.fullmatch(name(letter, ""))
    if found:
        what = f"{style} {found[1] or found[3]} {found[2] or found[4]}"
        for candidate in (f"MATHEMATICAL {what}", what, what.replace("FRAKTUR", "BLACK-LETTER")):
            try:
                return lookup(candidate)
            except KeyError:
                continue
    return letter


def _attributes(attributes: Mapping[str, str]) -> Iterator[str]:
    """The attributes that an element keeps, in alphabetical order; none of them takes free text."""
    for key, value in sorted(attributes.items()):
        if key in _VALUES and _VALUES[key].fullmatch(value):
            yield f' {key}="{value}"'


class _Math(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return self.md.htmlStash.store(render_inline(m[0][1:-1])), m.start(), m.end()


class MathExtension(Extension):
    """Inline math for Python-Markdown, before escapes, links and emphasis, after code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Teach one Markdown object the dollars."""
        md.inlinePatterns.register(_Math(MATH.pattern, md), "math", 185)
        md.ESCAPED_CHARS.append("$")
        # A paragraph of one formula stays a paragraph: Python-Markdown would take <math> for a block.
        md.block_level_elements.remove("math")


def makeExtension(**settings: Any) -> MathExtension:  # noqa: N802
    """What Python-Markdown calls for the extension `generator.mathml`."""
    return MathExtension(**settings)
