"""`catalog eval`: a catalog against people's judgements."""

from __future__ import annotations

from collections.abc import Iterable

from generator.document import Block, Code, Heading, Item, Items, Line, Paragraph, Strong, Table
from generator.findings import Evaluation, Score, TagScore
from generator.harmless import clipped
from generator.reports import LONGEST_NAME, LONGEST_TITLE, Data
from generator.text import numbered

HEAD = ("tag", "precision", "recall", "F1", "right", "wrong", "missed")
SHOWN = 20


def blocks(found: Evaluation) -> tuple[Block, ...]:
    """The sums, each tag, then the names of the wrong and the missing ones."""
    return (
        Paragraph((Strong(f"micro-F1 {_rate(found.micro.f1)}"), f" on {numbered(found.papers, 'paper')} and "
                   f"{numbered(len(found.tags), 'tag')}, macro-F1 {_rate(found.macro[2])}.")),
        *_unknown(found),
        Table(HEAD, (*(_row((Code(one.tag),), one.score) for one in found.tags), *_sums(found))),
        *_names("Given, and should not be", ((one, one.wrong) for one in found.tags)),
        *_names("Not given, and should be", ((one, one.missing) for one in found.tags)),
    )  # fmt: skip


def _unknown(found: Evaluation) -> Iterable[Block]:
    for names, what in (
        (found.unknown_titles, numbered(len(found.unknown_titles), "judged title is", "judged titles are")),
        (found.unknown_tags, numbered(len(found.unknown_tags), "judged tag is", "judged tags are")),
    ):
        if names:
            where = "not among the papers" if names is found.unknown_titles else "in no rule"
            items = tuple(Item((clipped(name, LONGEST_TITLE),)) for name in names[:SHOWN])
            more = (Paragraph((f"… and {len(names) - SHOWN:,} more.",)),) if len(names) > SHOWN else ()
            yield from (Paragraph((f"{what} {where}; that counts nowhere:",)), Items(items), *more)


def _row(name: Line, score: Score) -> tuple[Line, ...]:
    rates = (score.precision, score.recall, score.f1)
    counts = (score.right, score.wrong, score.missed)
    return (name, *((_rate(rate),) for rate in rates), *((str(count),) for count in counts))


def _sums(found: Evaluation) -> Iterable[tuple[Line, ...]]:
    yield _row((Strong("micro"),), found.micro)
    yield ((Strong("macro"),), *((_rate(rate),) for rate in found.macro), ("",), ("",), ("",))


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.3f}"


def _names(heading: str, named: Iterable[tuple[TagScore, tuple[str, ...]]]) -> Iterable[Block]:
    items = tuple(
        Item((Code(clipped(one.tag, LONGEST_NAME)),), tuple((clipped(title, LONGEST_TITLE),) for title in titles))
        for one, titles in named
        if titles
    )
    return (Heading(heading), Items(items)) if items else ()


def data(found: Evaluation) -> Data:
    """The same for a program; a rate that means nothing is null."""
    return {
        "papers": found.papers,
        "micro": _score_data(found.micro),
        "macro": dict(zip(("precision", "recall", "f1"), found.macro, strict=True)),
        "tags": {
            one.tag: {**_score_data(one.score), "wrong_papers": list(one.wrong), "missed_papers": list(one.missing)}
            for one in found.tags
        },
        "unknown_titles": list(found.unknown_titles),
        "unknown_tags": list(found.unknown_tags),
    }


def _score_data(score: Score) -> Data:
    return {
        "precision": score.precision, "recall": score.recall, "f1": score.f1,
        "right": score.right, "wrong": score.wrong, "missed": score.missed,
    }  # fmt: skip
