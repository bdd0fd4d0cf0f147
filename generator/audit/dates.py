"""Days and years that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.audit.findings import place, warning
from generator.model import Paper
from generator.model import Problem as Found

CODES = {
    "date-future": "A paper is from a day or a year that is still to come.",
    "date-early": "A paper is from a year in which nothing was printed.",
}
_FIRST_PRINT = 1450
_HINT = "look for a slip in the year"


def ask(papers: Sequence[Paper], today: str, _: bool) -> Iterator[Found]:
    """A warning for each; a year of publication may be the next one, for proceedings are announced ahead."""
    for paper in papers:
        if paper.date and paper.date > today[: len(paper.date)]:
            yield warning(place(paper, "date"), "date-future", f"the date {paper.date} is still to come", _HINT)
        if paper.year and paper.year > int(today[:4]) + 1:
            yield warning(place(paper, "year"), "date-future", f"the year {paper.year} is still to come", _HINT)
        for field, year in (("date", int(paper.date[:4] or 0)), ("year", paper.year or 0)):
            if 0 < year < _FIRST_PRINT:
                message = f"the {field} {getattr(paper, field)} is before the first printed book"
                yield warning(place(paper, field), "date-early", message, _HINT)
