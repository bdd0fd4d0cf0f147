"""Text into Markdown and Markdown into HTML: nothing is lost, and the quick way gives Python-Markdown's bytes."""

from __future__ import annotations

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.inline_html import Inline, Known, Unsupported
from generator.markup import Span, address, attribute, code, escape, guard_start, inline
from generator.quick_html import heading_id, to_html

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80)
SIGNS = st.text(r"ab1 \*_`[](){}<>#+-.!|~&;:=$'\"/%^@é漢", max_size=40)
TAG = re.compile(r"<[^>]*>")


def slow(text: str) -> str:
    """What MkDocs' own way makes of a page's Markdown."""
    return markdown.markdown(
        text,
        extensions=["toc", "tables", "fenced_code", "md_in_html", "generator.mathml"],
        extension_configs={"toc": {"slugify": heading_id}},
    )


def quick(text: str) -> str:
    return to_html(text, lambda url: url)


def shown(fragment: str) -> str:
    """The text that a reader sees of a fragment of HTML."""
    return html.unescape(TAG.sub("", fragment))


def folded(text: str) -> str:
    return " ".join(text.split())


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ config }} {% raw %}",
    "[a](javascript:alert(1)) ![b](c)",
    "# not a heading",
    "- not a list",
    "+ not a list",
    "1. not a list",
    "2) not a list",
    "=====",
    "---",
    "***",
    "> not a quote",
    "    not code",
    "~~~",
    "```",
    "*a* _b_ __c__ `d` ~~e~~",
    "a_b_c and snake_case",
    "&amp; &lt; &copy; &nosuch; AT&T R&D",
    "\\* \\\\ \\alpha",
    "[^1] [a]: b *[c]: d",
    "!!! note",
    ":-- | --:",
    "<b>bold</b> <!-- comment --> <?php ?> <![CDATA[x]]>",
    "$5 and $10",
    "a $x$ b",
    "[TOC]",
    "Ends with a backslash \\",
    "*PO",
    "Align^2LLaVA's 3 < 4 > 2",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert shown(slow(guard_start(escape(text)))) == folded(text)


@given(st.one_of(TEXTS, SIGNS))
def test_any_text_survives_escaping_and_rendering(text: str) -> None:
    """As a paragraph, in a heading, in a link and in emphasis, both ways give it back."""
    escaped = escape(text).strip()
    if not re.search(r"\w", text) or not escaped:
        return
    page = f"# {escaped}\n\n{guard_start(escaped)}\n\n- [{escaped}](https://example.org/)"
    assert quick(page) == slow(page)
    assert folded(shown(quick(page)).replace("\n", " ")) == folded(f"{text} {text} {text}")


@given(st.one_of(TEXTS, SIGNS), st.data())
def test_spans_of_any_text_render_both_ways_alike(text: str, data: st.DataObject) -> None:
    words = [Span(found.start(), found.end()) for found in re.finditer(r"[^\W_]+", text)]
    chosen = [span for span in words if data.draw(st.booleans())]
    line = guard_start(inline(text, chosen).strip())
    if line:
        assert quick(line) == slow(line)


@given(SIGNS)
def test_code_shows_any_text(text: str) -> None:
    if "&" in text:  # Python-Markdown completes what could be a character reference
        return
    line = f"Key {code(text)}"
    assert quick(line) == slow(line)
    assert folded(shown(slow(line))) == folded(f"Key {text}")


@given(st.text(max_size=60))
def test_an_address_never_leaves_its_link(text: str) -> None:
    line = f"[x]({address('https://example.org/' + text)})"
    assert quick(line) == slow(line)
    assert slow(line).count("<") == 4


@given(st.text(max_size=60))
def test_an_attribute_never_leaves_its_quotes(text: str) -> None:
    assert not set('<>"\n') & set(attribute(text))


PAGE = """\
# A *title* with $x^2$

<div class="byline" markdown>

[Ana Example](../authors/ana-example.md), Bo Sample

- [Read the PDF](https://example.org/a.pdf?b=1&c=2)
- two **strong** `code` here

</div>

<aside class="side" markdown>

<details data-words="1 2" markdown>

<summary><b>Tag</b> <i>“x” 2×</i></summary>

- a sentence with *words* `term*`, rules.yml:3

[All papers](../tags/tag.md)

</details>

1. ### [One](one.md) *new*

    Ana Example

    > The *best* sentence.

    - **Place 2024**
    - 1 Jan 2024

2. ### [One](one.md)

    Bo Sample

<figure><svg viewBox="0 0 1 1"></svg></figure>

```bibtex
@misc{a,
  title = {<b> & "c" 'd'}
}
```

</aside>

<section markdown>

</section>
"""


def test_every_construct_of_the_pages_is_quick() -> None:
    assert quick(PAGE) == slow(PAGE)


@pytest.mark.parametrize(
    "strange",
    [
        "one\ntwo",
        "<b>raw</b>",
        "- a\n    - nested",
        "| a |\n|---|",
        "text with <https://example.org>",
        "a * b",
        "![image](a.png)",
        "<div markdown>\n\nnever closed",
        "```python\nnever closed",
        "_em_",
        "    indented",
        "[reference][1]",
    ],
)
def test_other_markdown_is_left_to_python_markdown(strange: str) -> None:
    with pytest.raises(Unsupported):
        quick(strange)


class Thorough(Inline):
    """Takes no line apart at its signs."""

    def emphasised(self, text: str) -> str:
        raise Unsupported(text)


def in_line(way: type[Inline], text: str) -> str | None:
    """The HTML of what stands in a line, or none where a way does not know it."""
    try:
        return way(str.upper, Known()).inline(text)
    except Unsupported:
        return None


@given(st.text("ab *`[]()\\\n&", max_size=24))
def test_a_line_taken_apart_at_its_signs_is_what_the_regex_makes_of_it(text: str) -> None:
    assert in_line(Inline, text) == in_line(Thorough, text)


@pytest.mark.parametrize(
    "text",
    [
        "a *b* `c` [d](e) f",
        "[a *b* c](d)",
        "*[a](b)*",
        "**[a](b)** *c*",
        "[a]b](c)",
        "[a](b c)",
        "*a `b* c` d*",
        "``a`b``",
        "`a``b`",
        "[`a`](b)",
        "`<`",
        "`&amp;`",
        "*a*b*",
        "[a](b) [a](b) [a]",
    ],
)
def test_a_line_whose_signs_lie_across_each_other(text: str) -> None:
    assert in_line(Inline, text) == in_line(Thorough, text)
