"""A YAML file among the papers: a card about one paper, a file with the papers of another catalog, or a citation file.

The last are those of cff-version 1.2: of a work, or of another that its authors would rather have cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator import located_yaml
from generator.located_yaml import Mapping, Sequence
from generator.model import Problem, Record, Source
from generator.readers import cards, markdown, yaml_papers
from generator.readers.aliases import field_of
from generator.readers.card_keys import KEYS
from generator.readers.jsonl import CARDS
from generator.readers.lines import ending, head, read_text

_FIRST = 30
_KEY = re.compile(r"\s*(?:- +)*(?P<key>\w[\w -]{0,40}):(?:\s|$)")
_OF_CARDS = frozenset(key.name for key in KEYS)
_CITED = ".cff"
_OF_CITED = {
    "date-released": "issued", "date-published": "issued", "start": "page start", "end": "page end",
    "collection-title": "booktitle", "references": "cited works",
}  # fmt: skip
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_END = re.compile(r"\n---\s*\Z")
"""A line that ends the file, as it ends the front matter of a page, and begins no second document."""


def is_papers(source: Source) -> bool:
    """By content: among the keys of its first paper are a title and another that we know."""
    if ending(source) in markdown.ENDINGS:
        return False
    fields = [field_of(key) for key in islice(_keys(head(source)), _FIRST)]
    known = list(filter(None, fields))
    return "title" in known and len(set(known)) > 1 and 2 * len(known) > len(fields)


def _keys(text: str) -> Iterator[str]:
    """The keys of the first lines of a text; none of one that does not begin as YAML does, or has other lines."""
    lines = [line for line in text.split("\n", 200)[:200] if line.strip() and line.lstrip()[0] not in "#%"]
    lines = lines[lines[:1] == ["---"] :]
    is_other = any(line[0] not in " \t-.]}\"'" and not _KEY.match(line) for line in lines)
    for number, line in enumerate([] if is_other else lines):
        if found := _KEY.match(line):
            yield found["key"]
        elif not number or line == "---":
            return


def accepts(source: Source) -> bool:
    """Whether the name is that of a YAML file; `imports.yml` is read before any reader is asked."""
    return ending(source) in (*CARDS, _CITED)


def read(source: Source) -> Iterator[Record | Problem]:
    """The record of a card, or those of all papers in the file, and what is wrong."""
    text, problems = read_text(source)
    yield from problems
    if not text:
        return
    legible = Source(source.name, _CONTROL.sub(" ", text).encode("utf-8", "replace"))
    roots, found = located_yaml.read_foreign(legible)
    if roots and isinstance(roots[0], Mapping) and ending(source) == _CITED:
        yield from found
        yield from yaml_papers.read([Sequence(roots[0].where, (_cited(roots[0]),))], source.name)
    elif roots and (len(roots) > 1 or not isinstance(roots[0], Mapping) or _holds_papers(roots[0])):
        yield from found
        yield from yaml_papers.read(roots, source.name)
    else:
        yield from cards.read(Source(source.name, _END.sub("\n", text).encode("utf-8", "replace")))


def _cited(root: Mapping) -> Mapping:
    """The work that a citation file wants to be cited, with names of its fields that are known."""
    preferred = root.get("preferred-citation")
    pairs = preferred.pairs if isinstance(preferred, Mapping) else root.pairs
    named = ((replace(key, value=_OF_CITED.get(key.value, key.value)), value) for key, value in pairs)
    return Mapping(root.where, tuple(named))


def _holds_papers(root: Mapping) -> bool:
    is_of_papers = yaml_papers.has_papers(root) or yaml_papers.is_keyed(root)
    is_bare = not any(key.value in _OF_CARDS for key, _ in root.pairs)
    return is_of_papers or any(yaml_papers.is_list(key, value, is_bare) for key, value in root.pairs)
