"""What the page for trying rules reads: the rules in the words of the language, and the papers in pieces.

The browser matches the same texts as the build, so they are given as the build has them, with LaTeX decoded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from generator.model import ROLES, Catalog, Entry, Example, Output, Rule, Settings, Status, Term

FOLDER = "rules/try"
CHUNK = 1 << 20

Plain = dict[str, Any]
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def files(catalog: Catalog, rules: Sequence[Rule], settings: Settings) -> tuple[Output, ...]:
    """The index, which is the first, and the papers in files of about a megabyte, named by what is in them.

    `rules` are all, also those that the catalog does not show.
    """
    places = {rule.id: place for place, rule in enumerate(rules)}
    chunks = [_named("papers", lines) for lines in _chunks(catalog.papers, places)]
    index = {
        "papers": len(catalog.papers),
        "bytes": sum(len(output.data) for output in chunks),
        "chunks": [[output.path.rpartition("/")[2], len(output.data)] for output in chunks],
        "repository": settings.repository,
        "branch": settings.branch,
        "topics": _topics(catalog, rules),
        "tags": [_tag(rule) for rule in rules],
    }
    return (_named("index", [_json(index)]), *chunks)


def _named(name: str, lines: Sequence[str]) -> Output:
    data = "".join(lines).encode()
    return Output(f"{FOLDER}/{name}-{hashlib.sha256(data).hexdigest()[:12]}.json", data)


def _chunks(entries: Iterable[Entry], places: dict[str, int]) -> Iterator[list[str]]:
    """The papers as lists in JSON, one paper a line, cut where the next would be too long."""
    size = 0

    def number(line: str) -> int:
        nonlocal size
        size += len(line)
        return size // CHUNK

    for _, lines in groupby((_paper(entry, places) for entry in entries), number):
        yield ["[", ",\n".join(lines), "]\n"]


def _paper(entry: Entry, places: dict[str, int]) -> str:
    """Slug, title, abstract, the numbers of the tags, and of those that a person gave or refused."""
    paper = entry.paper
    tags = [places[tagging.tag] for tagging in entry.taggings]
    decided = [[places[one.tag], one.given] for one in paper.decisions if one.tag in places]
    return _json([entry.slug, paper.title, paper.abstract, tags, *([decided] if decided else [])])


def _topics(catalog: Catalog, rules: Sequence[Rule]) -> list[list[str]]:
    """All topics and their files, also those that have only tags that the catalog does not show."""
    files = {topic.name: topic.where.file for topic in catalog.topics} | {rule.topic: rule.where.file for rule in rules}
    return [[name, file] for file, name in sorted((file, name) for name, file in files.items())]


def _tag(rule: Rule) -> Plain:
    return {"id": rule.id, "topic": rule.topic, "file": rule.where.file, "line": rule.where.line, "rule": plain(rule)}


def plain(rule: Rule) -> Plain:
    """A rule as its file has it: the keys of a tag with texts, lists and mappings."""
    keys: Plain = {
        "label": rule.label,
        "about": rule.about,
        "parent": rule.parent,
        "aliases": [alias.id for alias in rule.aliases],
        "status": rule.status.value if rule.status is not Status.ACTIVE else "",
        "replaced_by": rule.replaced_by,
    }
    for role in ROLES:
        keys[role] = [_term(term) for term in getattr(rule, role)]
        if role == "hints":
            keys["hints_needed"] = rule.hints_needed if rule.hints and rule.hints_needed != 2 else 0
    keys["examples"] = {name: [_example(one) for one in found] for name, found in _examples(rule) if found}
    return {key: value for key, value in keys.items() if value}


def _examples(rule: Rule) -> tuple[tuple[str, tuple[Example, ...]], ...]:
    return ("match", rule.match), ("skip", rule.skip)


def _example(example: Example) -> str | Plain:
    if not example.abstract:
        return example.title
    return {"title": example.title, "abstract": example.abstract} if example.title else {"abstract": example.abstract}


def _spellings(term: Term) -> str | list[str]:
    return term.spellings[0] if len(term.spellings) == 1 else list(term.spellings)


def _term(term: Term) -> str | list[str] | Plain:
    if term.near:
        found: Plain = {"near": [_spellings(side) for side in term.near]}
        found |= {} if term.within is None else {"within": term.within}
        found |= {"ordered": True} if term.ordered else {}
    elif term.regex:
        found = {"regex": _spellings(term)} | ({"field": "title"} if term.only == "title" else {})
    else:
        found = {term.only.value if term.only else "term": _spellings(term)}
    if term.exceptions:
        return found | {"except": [_term(one) for one in term.exceptions]}
    return found.get("term", found)  # type: ignore[no-any-return]  # a text or a list where it is one
