"""`catalog explain`: why a paper has its tags, or why not one of them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document import Block, Code, Heading, Item, Items, Line, Paragraph, Strong, of_excerpts
from generator.findings import Found, Miss, Near, Reason, Refusal
from generator.model import Decision, Entry, Status, Term
from generator.reports import Data, decision_data, excerpt_data, joined, named, paper_data, place, title, where_data
from generator.text import numbered

ROLES = {"any": "enough alone", "hints": "a hint", "all": "must be there", "none": "must not be there"}
SHOWN = 6


def has_blocks(entry: Entry, reasons: Sequence[Reason], near: Sequence[Near]) -> tuple[Block, ...]:
    """A paper's tags with what earned each, then the tags that it nearly has."""
    none = () if reasons else (Paragraph(("This paper has no tag.",)),)
    nearly = tuple(Item((*named(one.rule), ": ", *_nearly(one))) for one in near[:SHOWN])
    below = (Heading("Not given, though some of its words are there"), Items(nearly)) if nearly else ()
    return (*_head(entry), *none, *(block for one in reasons for block in reason_blocks(one)), *below)


def _head(entry: Entry) -> tuple[Block, ...]:
    return (Paragraph((Strong(title(entry)), " (", Code(entry.slug), ")")),)


def reason_blocks(reason: Reason) -> tuple[Block, ...]:
    """What earned one tag."""
    rule = reason.rule
    trial = " · candidate, not shown to readers" if rule.status is Status.CANDIDATE else ""
    items = [_item(one) for one in reason.found]
    if reason.brought_by:
        items.append(Item(("brought by ", *joined(reason.brought_by))))
    if reason.decision:
        items.insert(0, Item(_decided(reason.decision)))
    return (Heading(f"{rule.label} ({rule.id}){trial}"), Items(tuple(items)))


def _decided(decision: Decision) -> Line:
    what = "given" if decision.given else "refused"
    return (f"{what} by a person, ", place(decision.where), f": {decision.reason}")


def _item(one: Found) -> Item:
    times = f" {one.times}×" if one.times > 1 else ""
    return Item((Code(one.said), f"{times}, {ROLES[one.role]}, ", place(one.term.where)), of_excerpts(one.excerpts))


def _nearly(one: Near) -> Line:
    """One thing that stands in the way."""
    if one.decision:
        return _decided(one.decision)
    if one.barred:
        return ("a term of `none` is there",)
    if one.missing:
        return (f"{one.missing} of `all` missing",)
    return (f"{one.hints} of {one.rule.hints_needed} hints",)


def refusal_blocks(entry: Entry, one: Refusal) -> tuple[Block, ...]:
    """Why the paper has not this tag."""
    parts: list[Block] = [*_head(entry), Paragraph(("It has not the tag ", *named(one.rule), ".")), _verdict(one)]
    heading = "Found" if one.is_enough else "Found, but not enough"
    for above, found in ((heading, one.found), ("What stands in the way", one.barred)):
        if found:
            parts += [Heading(above), Items(tuple(map(_item, found)))]
    if one.misses:
        parts += [Heading("Nearly found"), Items(tuple(map(_miss, one.misses)))]
    return tuple(parts)


def _verdict(one: Refusal) -> Items:
    return Items(tuple(Item(line) for line in sentences(one)))


def sentences(one: Refusal) -> tuple[Line, ...]:
    """What is missing or in the way, in the words of the rule language."""
    rule = one.rule
    if one.decision and not one.decision.given:
        return (_decided(one.decision),)
    lines: list[Line] = []
    if not one.is_enough:
        if rule.any:
            lines.append((f"no term of “any” is there, out of {len(rule.any)}",))
        if rule.hints:
            there = numbered(one.hints, "hint is", "hints are")
            lines.append((f"{there} there, out of {len(rule.hints)}; it takes {rule.hints_needed}",))
    lines += [("“", Code(term.label), "” of “all” is missing, ", place(term.where)) for term in one.missing]
    lines += [("“", Code(found.said), "” of “none” is there, ", place(found.term.where)) for found in one.barred]
    if one.children:
        lines.append(("it would also come with ", *joined(one.children), ", and the paper has none of them"))
    return tuple(lines) or (("its own rule would give it",),)


def _miss(one: Miss) -> Item:
    return Item(
        (Code(one.term.label), f", {ROLES[one.role]}, ", place(one.term.where), f": {one.what}"),
        of_excerpts(one.excerpts),
    )


def has_data(entry: Entry, reasons: Sequence[Reason], near: Sequence[Near]) -> Data:
    """A paper's tags for a program."""
    return {
        "paper": paper_data(entry),
        "tags": [reason_data(one) for one in reasons],
        "nearly": [
            {"tag": one.rule.id, "hints": one.hints, "hints_needed": one.rule.hints_needed,
             "missing": one.missing, "barred": one.barred, "decision": decision_data(one.decision)}
            for one in near
        ],
    }  # fmt: skip


def reason_data(one: Reason) -> Data:
    """One tag and what earned it."""
    return {
        "tag": one.rule.id,
        "status": one.rule.status.value,
        "brought_by": list(one.brought_by),
        "decision": decision_data(one.decision),
        "found": [_found_data(found) for found in one.found],
    }


def refusal_data(entry: Entry, one: Refusal) -> Data:
    """Why not this tag, for a program."""
    return {
        "paper": paper_data(entry),
        "tag": one.rule.id,
        "given": False,
        "hints": one.hints,
        "hints_needed": one.rule.hints_needed,
        "found": [_found_data(found) for found in one.found],
        "missing": [_term_data(term) for term in one.missing],
        "barred": [_found_data(found) for found in one.barred],
        "nearly": [
            {"role": miss.role, **_term_data(miss.term), "what": miss.what, "excerpts": excerpt_data(miss.excerpts)}
            for miss in one.misses
        ],
        "children": list(one.children),
        "decision": decision_data(one.decision),
    }


def _term_data(term: Term) -> Data:
    return {"term": term.label, **where_data(term.where)}


def _found_data(one: Found) -> Data:
    return {"role": one.role, **_term_data(one.term), "times": one.times, "excerpts": excerpt_data(one.excerpts)}
