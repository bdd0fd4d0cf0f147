"""`catalog search`: the papers that answer a query."""

from __future__ import annotations

from generator.document import Block, Code, Item, Line, Paragraph, listed
from generator.findings import Answer
from generator.model import Entry
from generator.reports import Data, paper_data, title
from generator.text import clip, display_date, numbered

IN_FULL, NAMED = 4, 3
"""Up to so many authors are all named; of more, the first so many."""
LONGEST_NAMES = 100


def blocks(found: Answer, papers: int, limit: int) -> tuple[Block, ...]:
    """How many papers there are, and the first of them."""
    parts: list[Block] = [Paragraph((_count(found, papers),))]
    if found.correction:
        parts.append(Paragraph(("Searched for ", Code(found.correction), ".")))
    if found.passed_over:
        parts.append(Paragraph((_passed_over(found.passed_over),)))
    return (*parts, *listed((_item(entry) for entry, _ in found.hits), limit))


def _count(found: Answer, papers: int) -> str:
    count = f"{len(found.hits):,} of {numbered(papers, 'paper')}"
    if found.loose and found.hits:
        return f"Few papers or none have all of these words; {count} have some of them."
    return f"{count}."


def _passed_over(items: tuple[str, ...]) -> str:
    named = " and ".join(f"'{clip(item, LONGEST_NAMES)}'" for item in items)
    return f"{named} is passed over: a year is written year:2024, years year:2023..2025."


def _item(entry: Entry) -> Item:
    paper = entry.paper
    named = paper.authors if len(paper.authors) <= IN_FULL else paper.authors[:NAMED]
    more = f" and {len(paper.authors) - NAMED} more" if len(paper.authors) > IN_FULL else ""
    more = f"{' and others' if paper.et_al else more}{' (edited)' if paper.edited else ''}"
    names = clip(", ".join(named), LONGEST_NAMES) + more
    facts = (
        str(paper.standing.status) if paper.standing else "",
        names,
        clip(paper.venue, LONGEST_NAMES),
        display_date(paper.date) or str(paper.year or ""),
    )
    line: Line = (" · ".join(filter(None, (*facts, ""))), " · ", Code(entry.slug))
    return Item((title(entry),), (line if any(facts) else (Code(entry.slug),),))


def data(found: Answer, papers: int, limit: int) -> Data:
    """The same for a program."""
    return {
        "papers": [
            {**paper_data(entry), "identity": entry.paper.identity, "ids": list(entry.paper.keys), "score": score}
            for entry, score in found.hits[:limit]
        ],
        "total": len(found.hits),
        "of": papers,
        "loose": found.loose,
        "correction": found.correction,
        "passed_over": list(found.passed_over),
    }
