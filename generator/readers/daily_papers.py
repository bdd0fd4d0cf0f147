"""Hugging Face's daily papers: the list of a day, which is a listing with its own order, or one paper.

An answer of huggingface.co/api/daily_papers is `[{"paper": {"id", "title", "summary", "authors": [{"name"}],
"publishedAt", "submittedOnDailyAt", "upvotes"}, …}, …]`, one of huggingface.co/api/papers/ID the paper alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.model import Listing, Location, Problem, Record, Source
from generator.readers.answers import Entry, Said, aside, at, text_at, texts_at, without
from generator.readers.capture import listing_name
from generator.readers.entries import Entries
from generator.readers.json_items import keys, objects
from generator.readers.lines import head
from generator.text import iso_date

_ASIDE = {"upvotes": "upvotes", "githubRepo": "code", "projectPage": "project_page", "ai_summary": "ai_summary"}
_INSIDE = re.compile(r'"paper"\s*:\s*\{')
_TAKEN = (
    "id", "authors", "publishedAt", "submittedOnDailyAt", "title", "summary", "ai_keywords", "paper", *_ASIDE,
)  # fmt: skip


def accepts(source: Source) -> bool:
    """By keys that only these answers have together."""
    found = keys(source)
    is_one = {"title", "publishedAt"} <= found and bool({"upvotes", "submittedOnDailyAt", "submittedBy"} & found)
    return is_one or ({"id", "title", "summary"} <= found and _INSIDE.search(head(source)) is not None)


def read(source: Source) -> Iterator[Record | Listing | Problem]:
    """The listing, if it is one, its papers in their order, and a problem for each entry that is none."""
    found = list(objects(source))
    papers = [one for one in found if not isinstance(one, Problem)]
    name = listing_name(source.name) if any("paper" in entry for entry, _ in papers) else ""
    if name:
        yield _listing(name, source.name, [entry for entry, _ in papers])
    entries = Entries(source.name, loose=True)
    rank = 0
    for one in found:
        if isinstance(one, Problem):
            yield one
            continue
        rank += 1
        fields, known = _said(one[0])
        if name:
            known |= {"listing": name, "rank": rank}
        yield from entries.read(fields, one[1], **known)
    yield from entries.rest()


def _listing(name: str, file: str, entries: list[Entry]) -> Listing:
    """The list as it says itself; its day is known where all its papers were submitted on one."""
    days = {_day(at(entry, "paper"), entry) for entry in entries} - {""}
    day = days.pop() if len(days) == 1 else ""
    label = f"Daily papers of {day}" if day else "Daily papers"
    return Listing(name, Location(file), label, day=day, address="https://huggingface.co/papers")


def _day(*entries: object) -> str:
    said = (iso_date(text_at(entry, "submittedOnDailyAt")) for entry in entries)
    return next(filter(None, said), "")


def _said(entry: Entry) -> Said:
    """The fields of a paper, of which some stand beside it."""
    inner = at(entry, "paper")
    paper = {**without(entry, "id"), **inner} if isinstance(inner, Mapping) else entry
    fields = without(paper, *_TAKEN) | {
        "arxiv": text_at(paper, "id"), "title": paper.get("title"), "abstract": paper.get("summary"),
        "date": text_at(paper, "publishedAt"), "keywords": texts_at(paper, "ai_keywords"),
        "authors": [{"name": name} for name in texts_at(paper, "authors", "name")],
        "url": f"https://huggingface.co/papers/{text_at(paper, 'id')}" if text_at(paper, "id") else "",
    }  # fmt: skip
    return fields, {"extra": aside(paper, _ASIDE)}
