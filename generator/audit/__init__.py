"""Questions about all papers at once, for a person to look at: nothing that is found here is left out or changed.

A question is `(papers, today, whole) -> Iterator[Problem]`: `today` is an ISO day, `whole` asks for each finding by
itself where else some are named and the others counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.audit import dates, disagreements, duplicates, identifiers, links, missing
from generator.audit.findings import place
from generator.model import Paper, Problem

Question = Callable[[Sequence[Paper], str, bool], Iterator[Problem]]

QUESTIONS: tuple[tuple[str, Question], ...] = (
    ("papers that may be one", duplicates.ask),
    ("what papers lack", missing.ask),
    ("days and years that cannot be", dates.ask),
    ("identifiers that cannot exist", identifiers.ask),
    ("links that lead elsewhere", links.ask),
    ("sources that disagree", disagreements.ask),
)


def audit(papers: Sequence[Paper], today: str, *, whole: bool = False) -> Iterator[Problem]:
    """What is doubtful about papers, by the questions of the table, whatever the order of the papers."""
    ordered = sorted(papers, key=lambda paper: (place(paper), paper.identity))
    for _, ask in QUESTIONS:
        yield from ask(ordered, today, whole)
