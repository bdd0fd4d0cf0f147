"""Templates of Markdown as templates of HTML: the same pages as by way of Markdown, and which templates can do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader

from generator import files
from generator.build import build
from generator.html_templates import Templates, as_html
from generator.inline_html import Known, Unsupported
from generator.model import Settings
from generator.quick_html import to_html
from generator.render import Page

HERE = Path(__file__).parent
ROWS = "{% macro rows(list) %}\n{{ list }}\n{% endmacro %}\n{% macro page_links(pages) %}\n{% endmacro %}"
QUICK = {"paper.md.j2", "list.md.j2", "tag.md.j2", "names.md.j2", "same_title.md.j2"}


@pytest.fixture(scope="module")
def toy() -> tuple[Page, ...]:
    papers, _ = files.read_sources(HERE, "toy/papers")
    rules, _ = files.read_sources(HERE, "toy/rules")
    return build(papers, rules, Settings(repository="https://example.org/toys")).pages


def same(address: str) -> str:
    """Return an address as it is."""
    return address


def test_both_ways_give_the_same_page(toy: tuple[Page, ...]) -> None:
    compared = 0
    for page in toy:
        text = page.make()
        try:
            expected = to_html(text.body.lstrip("\n"), same)
        except Unsupported:
            continue
        assert text.html(same, Known()) == expected, page.path
        compared += 1
    assert compared > 30


def test_the_pages_that_are_many_need_no_markdown(toy: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for page in toy if (text := page.make()).template in QUICK]
    assert {text.template for text in texts} == QUICK

    def none(*_: Any) -> str:
        pytest.fail("the Markdown was made")

    monkeypatch.setattr(Templates, "markdown", none)
    for text in texts:
        text.html(same, Known())


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ("# {{ a }}", {"a": "A *toy*"}, '<h1 id="a-toy">A <em>toy</em></h1>'),
        ("{{ a }}\n\n{{ b }}", {"a": "one", "b": "two & <b"}, None),
        ("{% if a %}\n\n{{ a }}\n{% endif %}", {"a": ""}, ""),
        (
            "Key {{ a }}, **{{ b }}**.",
            {"a": "`k`", "b": "strong"},
            "<p>Key <code>k</code>, <strong>strong</strong>.</p>",
        ),
        ("{% for one in a %}\n- {{ one }}\n{% endfor %}", {"a": ["x", "y"]}, "<ul>\n<li>x</li>\n<li>y</li>\n</ul>"),
        ("{% for one in a %}\n- {{ one }}\n{% endfor %}", {"a": []}, ""),
        ('<div class="x" markdown>\n{% if a %}\n\n{{ a }}\n{% endif %}\n\n</div>', {"a": ""}, '<div class="x"></div>'),
        ('<div class="x" markdown>\n\n{{ a }}\n\n</div>', {"a": "in"}, '<div class="x">\n<p>in</p>\n</div>'),
        ("> {{ a }}", {"a": "said"}, "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("```bibtex\n{{ a }}\n```", {"a": "<&'"}, '<pre><code class="language-bibtex">&lt;&amp;\'\n</code></pre>'),
        ("{# said to nobody #}\n{{ a }}", {"a": "<figure>f</figure>"}, "<figure>f</figure>"),
    ],
)
def test_a_template(source: str, values: dict[str, Any], expected: str | None) -> None:
    if expected is None:
        with pytest.raises(Unsupported):
            made(source, values)
    else:
        assert made(source, values) == expected


def made(source: str, values: dict[str, Any]) -> str:
    """Return the HTML of a template of Markdown."""
    templates = Templates(DictLoader({"_rows.md.j2": ROWS, "page": source}))
    return templates.html("page", values, same, Known())


@pytest.mark.parametrize("line", ["- a fixed item", "1. first", "* item", "+ item"])
def test_a_line_that_is_not_known_is_refused(line: str) -> None:
    with pytest.raises(Unsupported):
        as_html(line)


@pytest.mark.parametrize("value", ["two\nlines", "", "# heading", "- item", "```", "    code"])
def test_a_value_that_would_be_more_than_a_line_goes_through_markdown(value: str) -> None:
    templates = Templates(DictLoader({"_rows.md.j2": ROWS, "page": "{{ a }}"}))
    with pytest.raises(Unsupported):
        templates._quickly("page", {"a": value}, same, Known())
