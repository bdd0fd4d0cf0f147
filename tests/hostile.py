"""A catalog that says hostile words in every place where words can stand."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from sites import Site, build, make_project

HOSTILE = [
    "<script>ran()</script>",
    "</title><script>ran()</script>",
    "</script><script>ran()</script>",
    "--></script><!-- <script>ran()</script>",
    "<img src=x onerror=ran()>",
    "<svg/onload=ran()>",
    "<details open ontoggle=ran()>",
    '" onmouseover="ran()" x="',
    "' onfocus='ran()' autofocus='",
    "<a href=javascript:ran()>here</a>",
    "[here](javascript:ran())",
    "![here](javascript:ran())",
    "<javascript:ran()>",
    "[here]: javascript:ran()",
    "<b>bold</b> &amp;lt;i&amp;gt; &copy; &nosuch;",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "{{ config.site_dir }} {% include 'secret' %}",
    "*a* _b_ **c** __d__ `e` ~~f~~ ^g^ ==h==",
    "# heading",
    "- list",
    "1. list",
    "> quote",
    "    code",
    "``` fence",
    "~~~ fence",
    "| a | b |",
    "!!! note",
    "::: generator.model",
    "--8<-- 'secret.md'",
    "[^1] [^1]: note",
    "term : definition { #id .class onclick=ran() }",
    "$<script>ran()</script>$ and $x$",
    r"$\href{javascript:ran()}{x}$",
    "<![CDATA[ x ]]> <?php ran() ?> <!DOCTYPE x>",
    "\u202egnp.exe\u202c \u0007 \ufeff end",
    "https://papers.example/<script>ran()</script>",
    "https://papers.example/'onclick='ran()",
]
ADDRESSES = [
    "javascript:ran()",
    " javascript:ran()",
    "JaVaScRiPt:ran()",
    "java\nscript:ran()",
    "data:text/html,<script>ran()</script>",
    "vbscript:ran()",
    'https://papers.example/"onclick="ran()',
    "https://papers.example/)](javascript:ran())",
    "//other.example/",
    "https://user:secret@papers.example/",
]
RULE = """
topic: {topic}
tags:
  survey:
    label: {label}
    about: {about}
    any: [{term}]
    examples:
      match: ["A {term} model"]
      skip: ["A bear"]
"""


def catalog(texts: list[str], addresses: list[str]) -> dict[str, str]:
    """Return papers that say these texts everywhere, as the files of a project."""
    lines = [
        {
            "id": f"toy:{number}",
            "title": f"{text} number {number}",
            "authors": [text, f"Ada {text}"],
            "venue": text,
            "abstract": f"{text}\n\nA toy{number} and toy{number + 1} {text} in a sentence.\n\n{text} at https://github.com/toy/{number}{text}",
            "keywords": [text],
            "url": addresses[number % len(addresses)],
            "pdf": addresses[(number + 1) % len(addresses)],
            "later_title": f"{text} later",
            "date": "2024-02-03",
        }
        for number, text in enumerate(texts)
    ]
    listing = "".join(
        f"Listed {number} {text}\n\n{'A long toy abstract. ' * 20}{text}\n\n" for number, text in enumerate(texts)
    )
    labels = {"file": "listing.txt", "label": texts[0], "gathered_by": texts[1]}
    return {
        "papers.jsonl": "\n".join(map(json.dumps, lines)),
        "listing.txt": f"new\n\nSubscribe\n\nMar 12\n\n{listing}",
        "imports.yml": yaml.safe_dump({"imports": [labels]}),
    }


def cards(texts: list[str]) -> dict[str, str]:
    """Return for each paper a card that gives and refuses a tag with these texts as reasons. JSON is YAML, too."""
    return {
        f"card-{number}.yml": json.dumps(
            {
                "title": f"{text} number {number}",
                "pin": {f"tag-{number}": f"{text} is why"},
                "ban": {f"tag-{(number + 5) % len(texts)}": f"{text} is why not"},
            }
        )
        for number, text in enumerate(texts)
    }


def made(folder: Path, texts: list[str], addresses: list[str]) -> Site:
    """Build a catalog whose papers, cards, rules, listing and headline say these texts."""
    rules = {
        f"{number}.yml": RULE.replace("  survey:", f"  tag-{number}:").format(
            topic=json.dumps(f"{text} {number}"),
            label=json.dumps(text),
            about=json.dumps(text),
            term=f"toy{number}",
        )
        for number, text in enumerate(texts)
    }
    plugins = [{"catalog": {"author_papers": 1, "headline": texts[0]}}]
    papers = catalog(texts, addresses) | cards(texts)
    return build(make_project(folder, papers=papers, rules=rules, own={"plugins": plugins}))
