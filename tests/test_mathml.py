"""Math: safe MathML or the source as code, and the dollars that mean it."""

from __future__ import annotations

import gzip
import html
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from generator.mathml import LONGEST, MATH, render_inline, to_mathml

TAGS = {
    "math", "mi", "mn", "mo", "mtext", "mspace", "mrow", "mstyle", "msqrt", "mpadded", "mphantom", "mtable", "mtr",
    "mtd", "mmultiscripts", "mprescripts", "none", "mfrac", "mroot", "msub", "msup", "munder", "mover", "msubsup",
    "munderover",
}  # fmt: skip
FREE_TEXT = re.compile(r"[a-z0-9. +-]{1,60}")

FORMULAS = {
    "x^2": "<math><msup><mi>x</mi><mn>2</mn></msup></math>",
    "{}^{93}": "<math><msup><mrow></mrow><mn>93</mn></msup></math>",
    "a<b & c": "<math><mi>a</mi><mo>&lt;</mo><mi>b</mi><mi>&amp;</mi><mi>c</mi></math>",
    r"\mathbb{R}^d": "<math><msup><mi>ℝ</mi><mi>d</mi></msup></math>",
    r"{\bf h}\boldsymbol{\theta}": "<math><mi>𝐡</mi><mi>𝜽</mi></math>",
    r"\mathfrak{abC}": "<math><mrow><mi>𝔞</mi><mi>𝔟</mi><mi>ℭ</mi></mrow></math>",
    r"\mathrm{Fe}": '<math><mrow><mi mathvariant="normal">F</mi><mi mathvariant="normal">e</mi></mrow></math>',
    r"\frac{1}{2}": "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
    r"\sqrt[3]{x}": "<math><mroot><mi>x</mi><mn>3</mn></mroot></math>",
    r"a\,b": '<math><mi>a</mi><mspace width="0.167em"></mspace><mi>b</mi></math>',
    r"\frac{1": None,
    r"\frac": None,
    r"\unknown{x}": None,
    r"\cancel{x}": None,
    "a^b^c": None,
    "": None,
    r"\,": None,
    "x\x00y": None,
}

HOSTILE = {
    "script link": r"\href{javascript:alert(1)}{x}",
    "style": r"\style{position:fixed;inset:0}{x}",
    "class": r"\class{md-header}{x}",
    "id": r"\cssId{main}{x}",
    "colour": r"\color{url(//example.org)}{x}",
    "element": "<script>alert(1)</script>",
    "element in text": r"\text{</math><script>alert(1)</script>}",
    "entity in text": r"\text{&lt;img src=x onerror=alert(1)&gt;}",
    "comment": "<!-- x --> --> y",
    "verbatim": r"\verb|<b onclick=alert(1)>|",
    "quotes": r"\operatorname{x\" onload=\"y}",
    "wide": r"\hspace{1000em}x\rule{900em}{900em}",
    "macro": r"\def\a{\b\b}\newcommand{\b}{\a}\a",
    "open braces": "{" * 1000,
    "nested braces": "{" * 900 + "x" + "}" * 900,
    "nested roots": r"\sqrt" * 330 + "x",
    "nested powers": "x^{" * 300 + "x" + "}" * 300,
    "nested tables": r"\begin{matrix}" * 100,
    "many cells": r"\begin{matrix}" + "&" * 1900 + r"\end{matrix}",
    "left": r"\left(" * 300,
    "underscores": "_" * 1999,
    "ten thousand": "x" * 10_000,
    "unbalanced": r"}}\right)\end{matrix}{",
    "marker": "\x02klzzwxh:0000\x03",
}


def assert_is_safe(found: str) -> None:
    """The HTML is well formed, of the listed elements only, with short plain attributes, and not nested too deep."""
    tree = ElementTree.fromstring(found)
    for element in tree.iter():
        assert element.tag in TAGS
        assert not {"href", "style", "class", "id", "xmlns"} & set(element.attrib)
        assert not any(key.startswith("on") for key in element.attrib)
        assert all(FREE_TEXT.fullmatch(value) for value in element.attrib.values())


@pytest.mark.parametrize("tex", FORMULAS)
def test_formulas_of_the_table(tex: str) -> None:
    assert to_mathml(tex) == FORMULAS[tex]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tex_gives_safe_math_or_none(name: str) -> None:
    found = to_mathml(HOSTILE[name])
    if found is not None:
        assert_is_safe(found)
    assert "<script" not in render_inline(HOSTILE[name])


def test_what_cannot_be_drawn_is_shown_as_its_source() -> None:
    assert render_inline(r"\foo<b>&") == r'<code class="tex">\foo&lt;b&gt;&amp;</code>'
    assert to_mathml("x" * (LONGEST + 1)) is None


PIECES = re.findall(
    r"\S+",
    r"\frac \sqrt { } ^ _ & \left( \right) \text{ \href{ x 1 < > \\ \begin{matrix} \end{matrix} \mathbf{ \over \not ' "
    r"\limits \color{ \hspace{ 9em \foo",
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_tex_gives_safe_math_or_none(parts: list[str]) -> None:
    found = to_mathml("".join(parts))
    if found is not None:
        assert_is_safe(found)


def test_the_formulas_of_real_papers(data: Path) -> None:
    """Nearly all of them become math, and all that do are safe."""
    with gzip.open(data / "papers" / "papers_1k.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [row["title"] + "\n" + row.get("abstract", "") for row in map(json.loads, lines)]
    formulas = {found[0][1:-1] for text in texts for found in MATH.finditer(text)}
    drawn = [found for found in map(to_mathml, formulas) if found is not None]
    assert len(formulas) > 300
    assert len(drawn) > 0.9 * len(formulas)
    for found in drawn:
        assert_is_safe(found)


X = render_inline("x")
PARAGRAPHS = {
    "$x$": X,
    "so $x$, and ($x$)": f"so {X}, and ({X})",
    "*a $x$ b* **$x$**": f"<em>a {X} b</em> <strong>{X}</strong>",
    "$a_1*b*c$ *d*": f"{render_inline('a_1*b*c')} <em>d</em>",
    "$[a](b)$ [c $x$](d)": f'{render_inline("[a](b)")} <a href="d">c {X}</a>',
    r"$\{x\}$": render_inline(r"\{x\}"),
    r"$\foo*x*$": r'<code class="tex">\foo*x*</code>',
    "$a<b$ and $b>a$": f"{render_inline('a<b')} and {render_inline('b>a')}",
    "$<div>$ and $a<!--b$": f"{render_inline('<div>')} and {render_inline('a<!--b')}",
    "`$x$`": "<code>$x$</code>",
    r"\$x\$ and \$5": "$x$ and $5",
    "$5 and $6": "$5 and $6",
    r"2$\times$10$^2$ $<$8 $x$5": "2{}10{} {}8 $x$5".format(*map(render_inline, (r"\times", "^2", "<"))),
    "US$5 or A$6": "US$5 or A$6",
    "from $5-$6": "from $5-$6",
    "$ x$ $x $": "$ x$ $x $",
    "$$x$$": "$$x$$",
    "$x\ny$": "$x\ny$",
    r"$x\$": r"$x$",
}


@pytest.mark.parametrize("source", PARAGRAPHS)
def test_dollars_in_markdown(source: str) -> None:
    markdown = Markdown(extensions=["toc", "tables", "fenced_code", "md_in_html", "generator.mathml"])
    assert markdown.convert(source) == f"<p>{PARAGRAPHS[source]}</p>"


def test_dollars_in_headings_lists_and_wrappers() -> None:
    source = '# On $x$\n\n<div class="rows" markdown>\n\n1. $x$\n\n</div>\n\n```\n$x$\n```\n'
    markdown = Markdown(extensions=["toc", "tables", "fenced_code", "md_in_html", "generator.mathml"])
    found = markdown.convert(source)
    assert found.count(X) == 2
    assert f"On {X}</h1>" in found
    assert "<pre><code>$x$\n</code></pre>" in found


def test_the_text_of_a_formula_is_text() -> None:
    assert html.unescape(re.sub("<.*?>", "", render_inline(r"\text{a <b> & c}"))) == "a\xa0<b>\xa0&\xa0c"
