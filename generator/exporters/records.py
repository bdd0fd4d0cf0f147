"""Papers as JSON Lines, in the catalog's own record format: nothing is lost, and our reader makes the same papers.

Beside the record stands an object `catalog`: what this catalog knows of the paper that no source of it says. Its
page, its citation key and names, its tags with the words that earned each, where it was seen, the file and line that
each field was taken from, and what other sources say of a field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from generator.as_latex import meaning_itself
from generator.excerpts import words_of
from generator.exporters.taken import Taken
from generator.model import Location, Paper, Tagging
from generator.recording import fields_of

_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entry(taken: Taken) -> str:
    """One line, with its line feed."""
    paper = taken.entry.paper
    fields = {
        "key": taken.own_key,
        **fields_of(paper, abstract=False),
        "former": list(taken.entry.former or paper.former),
    }
    told = {name: value for name, value in fields.items() if value}
    return with_abstract(f"{_json(told | {'catalog': _told(taken, paper)})}\n", taken.abstract)


def with_abstract(line: str, abstract: str) -> str:
    """A line that has none with an abstract at its end."""
    return f'{line[:-2]},"abstract":{_json(meaning_itself(abstract))}}}\n' if abstract else line


def whole(entries: Iterable[str]) -> Iterator[str]:
    """A file of lines."""
    yield from entries


def _told(taken: Taken, paper: Paper) -> dict[str, Any]:
    told = {
        "identity": paper.identity,
        "address": taken.site + taken.address,
        "citation_key": taken.entry.key,
        "keys": paper.keys,
        "titles": paper.titles[1:],
        "tags": [_tag(paper, one) for one in taken.entry.taggings],
        "seen": [{"listing": one.listing, "rank": one.rank, "where": _place(one.where)} for one in paper.seen],
        "provenance": {name: _place(where) for name, where in paper.provenance.items()},
        "disagreements": [
            {"field": one.field, "value": one.value, "where": _place(one.where)} for one in paper.disagreements
        ],
    }
    return {name: value for name, value in told.items() if value}


def _tag(paper: Paper, tagging: Tagging) -> dict[str, Any]:
    """A tag with what earned it: words of the paper, tags below it, or a person's reason."""
    told = {
        "tag": tagging.tag,
        "words": list(dict.fromkeys(words_of(paper, match) for match in tagging.evidence)),
        "brought_by": tagging.brought_by,
        "reason": tagging.decision.reason if tagging.decision else "",
    }
    return {name: value for name, value in told.items() if value}


def _place(where: Location) -> str:
    return f"{where.file}:{where.line}"
