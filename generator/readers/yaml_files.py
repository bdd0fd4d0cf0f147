"""A YAML file among the papers: a card about one paper, or a file with the papers of another catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import located_yaml
from generator.located_yaml import Mapping
from generator.model import Problem, Record, Source
from generator.readers import cards, yaml_papers
from generator.readers.lines import ending, read_text

_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")

_END = re.compile(r"\n---\s*\Z")
"""A line that ends the file, as it ends the front matter of a page, and begins no second document."""


def accepts(source: Source) -> bool:
    """Whether the name is that of a YAML file; `imports.yml` is read before any reader is asked."""
    return ending(source) in (".yml", ".yaml")


def read(source: Source) -> Iterator[Record | Problem]:
    """The record of a card, or those of all papers in the file, and what is wrong."""
    text, problems = read_text(source)
    yield from problems
    if not text:
        return
    legible = Source(source.name, _CONTROL.sub(" ", text).encode("utf-8", "replace"))
    roots, found = located_yaml.read_foreign(legible)
    if roots and (len(roots) > 1 or not isinstance(roots[0], Mapping) or _holds_papers(roots[0])):
        yield from found
        yield from yaml_papers.read(roots, source.name)
    else:
        yield from cards.read(Source(source.name, _END.sub("\n", text).encode("utf-8", "replace")))


def _holds_papers(root: Mapping) -> bool:
    is_of_papers = yaml_papers.has_papers(root) or yaml_papers.is_keyed(root)
    return is_of_papers or any(yaml_papers.is_list(key, value) for key, value in root.pairs)
