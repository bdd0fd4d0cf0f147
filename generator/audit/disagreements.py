"""Where sources disagree on a field, what was chosen, and from where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.audit.findings import note, place
from generator.model import Disagreement, Paper
from generator.model import Problem as Found

CODES = {
    "sources-disagree": "A source says of a field what the catalog does not show.",
}
_NAMES = {
    "entry_type": "the kind of publication", "arxiv": "the arXiv id", "acl": "the ACL Anthology id", "doi": "the DOI",
    "url": "the address", "pdf": "the address of the PDF", "later_title": "the later title", "isbn": "the ISBN",
    "booktitle": "the volume's title", "standing": "what became of it",
}  # fmt: skip
_LONGEST = 200


def ask(papers: Sequence[Paper], _: str, whole: bool) -> Iterator[Found]:
    """With `whole` a note for each value that was not chosen; else nothing, for most of them are no harm."""
    for paper in papers if whole else ():
        for other in paper.disagreements:
            name = _NAMES.get(other.field, f"the {other.field}")
            message = f"this source says of {name}: “{_clip(other.value)}”"
            yield note(other.where, "sources-disagree", message, _chosen(paper, other))


def _chosen(paper: Paper, other: Disagreement) -> str:
    value = getattr(paper, other.field)
    if not value:
        return "nothing was chosen: it belongs to another publication of the paper than the one that is cited"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    where = place(paper, other.field)
    return f"“{_clip(text)}” was chosen, from {where.file}:{where.line}"


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
