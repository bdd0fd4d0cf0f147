"""What strangers write shows as they wrote it and does nothing: on GitHub, in a terminal, in a workflow's log."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from generator import as_markdown, as_text
from generator.document import Block, Code, Fold, Heading, Hit, Item, Items, Paragraph, Strong, Table
from generator.harmless import clipped, in_json, in_markdown, in_terminal, one_line

OURS = {"p", "b", "code", "h3", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "details", "summary"}
EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]
HOSTILE = [
    "<script>alert(1)</script>",
    "</code></b></details><img src=x onerror=alert(1)>",
    "<!-- -->",
    "<!-- catalog-diff -->",
    "[here](https://evil.example)",
    "![x](https://evil.example/pixel.png)",
    "[x]: https://evil.example",
    "https://evil.example/path",
    "www.evil.example",
    "WWW.evil.example",
    "ftp://evil.example",
    "somebody@evil.example",
    "mailto:somebody@evil.example",
    "@octocat and @octo-org/team",
    "#123 GH-123 octo/repo#123 octo/repo@da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "a | b | c",
    "`code` ``more`` ```fence```",
    "\n\n# Heading\n\n- item\n\n    code\n",
    "- item",
    "1. item",
    "2) item",
    "+ item",
    "---",
    "===",
    "> quote",
    "- [ ] task",
    "*a* _b_ **c** __d__ ~~e~~ \\* $x$ $$y$$",
    "&lt;b&gt; &#64;octocat &copy;",
    ":tada: ::error file=a,line=1::b ::set-output name=a::b",
    "##[error]x ##[add-mask]y",
    "\r::error::x",
    "\u2028::error::x",
    "\u202etxt.exe\u202c \u2066isolated\u2069 \u200f\u061c",
    "\u200b@\u200doctocat",
    "שלום (abc) 123",
    "\x1b[31mred\x1b[0m \x07\x00",
    "\ud800 lone",
    "a" * 65_000,
    "@" * 300,
]
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text(alphabet="@#:/.-_*`<>[]()!|&;\\~$ \nawxGHhtps0123", max_size=40),
)


class Page(HTMLParser):
    """The elements of a page, and its text outside of code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""
        self.code = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.text += "\n"  # GitHub looks into each text between two tags by itself
        self.names |= {name for name, _ in attrs if name != "align"}
        self.code += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        """Note its end."""
        self.code -= tag == "code"
        self.text += "\n"

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += "" if self.code else data


def shown(markdown: str) -> Page:
    """Return a comment as GitHub reads it, before it looks for names and numbers."""
    html = cmarkgfm.markdown_to_html_with_extensions(markdown, Options.CMARK_OPT_UNSAFE, EXTENSIONS)
    return Page(html)


def document(text: str) -> list[Block]:
    """Return a document with the text in every place where a text can stand."""
    line = (text, " ", Strong(text), Code(text), Hit(text), text)
    inner = (Heading(text), Paragraph(line), Items((Item(line, (line, (text,))), Item((text,)))))
    return [
        *inner,
        Table((text, "n"), ((line, (text,)),)),
        Fold(line, inner),
        Paragraph((text,)),
        Paragraph((Hit(text),)),
    ]


def is_harmless(page: Page) -> None:
    assert page.tags <= OURS
    assert page.names == set()
    assert not re.search(r"[@#][\w-]|\bGH-\d|://|www\.", page.text)
    assert not re.search(r"\b(?=[a-f]*\d)[0-9a-f]{7,40}\b", page.text)
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c]", page.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_a_comment_are_words(text: str) -> None:
    is_harmless(shown(as_markdown.render(document(text))))


@given(words, words)
def test_any_words_in_a_comment_are_words(one: str, other: str) -> None:
    """Also two that meet: no link is made of the end of one and the beginning of the other."""
    is_harmless(
        shown(as_markdown.render([*document(one + other), Paragraph((one, other)), Paragraph((one, Hit(other)))]))
    )


@given(words)
def test_a_comment_shows_the_words_that_were_written(text: str) -> None:
    page = shown(f"x {in_markdown(text)} x")
    kept = re.sub(r"[\s\u200b]", "", page.text)
    assert kept == f"x{re.sub(r'[ ]', '', one_line(text))}x".replace("\u200b", "").replace("\xa0", "")


@given(words)
def test_no_line_of_an_answer_is_a_command_of_a_workflow(text: str) -> None:
    for made in (as_text.render(document(text)), as_markdown.render(document(text))):
        assert "##[" not in made
        for line in made.splitlines():
            assert not line.lstrip().startswith("::")
            assert re.sub("[\u2068\u2069\u200c\u200d]", "", line).isprintable()


@given(words)
def test_json_says_the_same_without_a_command_in_it(text: str) -> None:
    made = in_json(json.dumps({"title": text}, ensure_ascii=False))
    assert json.loads(made) == {"title": text}
    assert "##[" not in made


def test_writing_from_right_to_left_is_kept_to_itself() -> None:
    assert in_terminal("שלום 1") == "\u2068שלום 1\u2069"
    assert in_terminal("\u202eabc") == "abc"


def test_spaces_at_the_edges_stay_and_others_are_one() -> None:
    assert in_markdown(" a \n b ") == " a b "
    assert in_terminal(" ") == " "
    assert in_terminal("") == ""


def test_clipped_never_is_longer() -> None:
    assert clipped("abcdef", 4) == "abc…"
    assert clipped("abcd", 4) == "abcd"


def test_a_document_in_a_terminal() -> None:
    blocks: list[Block] = [
        Heading("Title"),
        Items((Item(("one ", Hit("hit")), (("below",),)),)),
        Table(("tag", "n"), (((Code("a"),), ("10",)), (("long one",), ("1",)))),
        Fold(("more",), (Paragraph(("inside",)),)),
    ]
    assert as_text.render(blocks) == (
        "Title\n-----\n\n- one «hit»\n    below\n\ntag        n\na         10\nlong one   1\n\nmore\n  inside"
    )
