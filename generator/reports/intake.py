"""`catalog import`: what it would add, merge and refuse, before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from generator.document import Block, Code, Heading, Item, Items, Line, Paragraph, Strong, listed
from generator.harmless import clipped
from generator.model import Location, Problem, Severity
from generator.plans import Differing, Fate, Incoming, Plan
from generator.reports import LONGEST_NAME, LONGEST_TITLE, Data, where_data
from generator.text import clip, numbered

LONGEST_VALUE = 60
_MOST_FIELDS = 8
_COUNTS = (
    (Fate.NEW, "makes a new paper", "make new papers"),
    (Fate.JOINED, "adds to a paper that is there", "add to papers that are there"),
    (Fate.UPDATED, "corrects what an earlier import said", "correct what an earlier import said"),
    (Fate.EDITED, "says otherwise where you edited its line", "say otherwise where you edited their lines"),
    (Fate.KNOWN, "says what is there already", "say what is there already"),
)
_HEADINGS = {
    Fate.NEW: "Add",
    Fate.JOINED: "Merge",
    Fate.UPDATED: "Update",
    Fate.EDITED: "Kept as you edited them; --overwrite takes the source's word",
}


def blocks(plan: Plan, limit: int) -> tuple[Block, ...]:
    """The numbers, then each paper by what becomes of it, at most `limit` of a kind."""
    parts: list[Block] = [*_numbers(plan)]
    for fate, heading in _HEADINGS.items():
        if entries := plan.of(fate):
            parts += [Heading(heading), *listed(map(_item, entries), limit)]
    if plan.unknown:
        parts.append(Paragraph((_unknown(plan.unknown),)))
    return tuple(parts)


def refused(plan: Plan) -> int:
    """How many entries or files are left out."""
    return sum(problem.severity is Severity.ERROR or problem.code == "no-title" for problem in plan.problems)


def _numbers(plan: Plan) -> tuple[Block, ...]:
    counts = [(len(plan.of(fate)), one, many) for fate, one, many in _COUNTS]
    counts.append((refused(plan), "cannot be used", "cannot be used"))
    rows = (Item((Strong(f"{number:,}"), f" {one if number == 1 else many}")) for number, one, many in counts if number)
    return Paragraph((f"{numbered(len(plan.entries), 'record')} for {plan.target}",)), Items(tuple(rows))


def _item(entry: Incoming) -> Item:
    record = entry.record
    year = record.date[:4] or (str(record.year) if record.year else "")
    line: Line = (clipped(record.title, LONGEST_TITLE), f" ({year})" if year else "", " · ", _place(record.where))
    return Item(line, tuple(_below(entry)))


def _below(entry: Incoming) -> Iterator[Line]:
    if entry.fate is Fate.NEW:
        return
    joins = [part for _, where in entry.joins for part in (", ", Code(_short(where)))][1:]
    verb = "differs in" if entry.fate in (Fate.UPDATED, Fate.EDITED) else "adds"
    nothing = "" if entry.differs else "; adds nothing that readers see"
    what = f"; {verb} {_names(entry.adds)}" if entry.adds else nothing
    yield ("into " if entry.fate is Fate.JOINED else "line ", *joins, what)
    yield from (_differs(one) for one in entry.differs)


def _differs(one: Differing) -> Line:
    now, before = clip(one.now, LONGEST_VALUE), clip(one.before, LONGEST_VALUE)
    if one.is_shown:
        return (f"changes {one.field}: “{now}” instead of “{before}”",)
    return (f"{one.field} stays “{before}”; this one says “{now}”",)


def _names(fields: Sequence[str]) -> str:
    more = f" and {len(fields) - _MOST_FIELDS} more" if len(fields) > _MOST_FIELDS else ""
    return ", ".join(clipped(name, LONGEST_NAME) for name in fields[:_MOST_FIELDS]) + more


def _unknown(unknown: Sequence[tuple[str, int]]) -> str:
    names = ", ".join(f"{clipped(name, LONGEST_NAME)} ({count:,})" for name, count in unknown[:20])
    more = f" and {len(unknown) - 20} more" if len(unknown) > 20 else ""
    return f"Fields that the catalog has no place for are kept and shown nowhere: {names}{more}."


def _place(where: Location) -> Code:
    return Code(_short(where))


def _short(where: Location) -> str:
    return f"{where.file}:{where.line}"


def data(plan: Plan, *, written: bool) -> Data:
    """The same for a program."""
    return {
        "into": plan.target,
        "written": written,
        "files": [output.path for output in plan.outputs],
        "counts": {fate.value: len(plan.of(fate)) for fate in Fate} | {"refused": refused(plan)},
        "entries": [_entry(entry) for entry in plan.entries],
        "problems": [_problem(problem) for problem in plan.problems],
        "unknown_fields": dict(plan.unknown),
    }


def _entry(entry: Incoming) -> Data:
    record = entry.record
    ids = {name: getattr(record, name) for name in ("arxiv", "acl", "doi", "key") if getattr(record, name)}
    return {
        "fate": entry.fate.value,
        "title": record.title,
        **ids,
        **where_data(record.where),
        "joins": [{"title": title, **where_data(where)} for title, where in entry.joins],
        "adds": list(entry.adds),
        "differs": [asdict(one) for one in entry.differs],
    }


def _problem(problem: Problem) -> Data:
    return {
        **where_data(problem.where),
        "column": problem.where.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
