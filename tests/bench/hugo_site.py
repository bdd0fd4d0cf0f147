"""The same papers as plain pages for Hugo, the yardstick: front matter and Markdown, two small layouts.

Hugo makes the pages that the catalog makes: one for each paper, and one for each tag, author, venue and year that has a
page there. It does beside them what it does by default: a sitemap, and a feed of each list.

python tests/bench/hugo_site.py PROJECT FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from generator.build import build
from generator.files import read_sources, write_outputs
from generator.model import Catalog, Entry, Output, Settings
from generator.naming import series, year
from generator.text import fold

CONFIG = """baseURL = "https://papers.example/"
title = "Papers"
[taxonomies]
tag = "tags"
author = "authors"
venue = "venues"
year = "years"
"""
PAPER = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<h1>{{ .Title }}</h1>
<p>{{ range $place, $name := .Params.byline }}{{ if $place }}, {{ end }}{{ $name }}{{ end }}</p>
{{ .Content }}
<ul>{{ range .Params.tags }}<li>{{ . }}</li>{{ end }}</ul>
</body>
</html>
"""
LIST = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
</body>
</html>
"""


def page(catalog: Catalog, entry: Entry) -> Output:
    """Return a paper as Hugo reads it: title, byline and its lists as front matter, the abstract below."""
    paper = entry.paper
    front = {
        "title": paper.title,
        "byline": paper.authors,
        "tags": [catalog.rules[tagging.tag].label for tagging in entry.taggings],
        "authors": [name for name in paper.authors if fold(name) in catalog.author_slugs],
        "venues": [series(paper.venue)] if paper.venue else [],
        "years": [year(paper)] if year(paper) else [],
    }
    text = f"{json.dumps(front, ensure_ascii=False, indent=1)}\n\n{paper.abstract}\n"
    return Output(f"content/papers/{entry.slug}.md", text.encode())


def main(project: Path, folder: Path) -> None:
    """Write a Hugo site of a project's papers into a folder."""
    papers, rules = (read_sources(project, f"site_src/{name}")[0] for name in ("papers", "rules"))
    catalog = build(papers, rules, Settings()).catalog
    write_outputs(folder, (page(catalog, entry) for entry in catalog.papers))
    layouts = {"hugo.toml": CONFIG, "layouts/_default/single.html": PAPER, "layouts/_default/list.html": LIST}
    write_outputs(folder, (Output(path, text.encode()) for path, text in layouts.items()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
