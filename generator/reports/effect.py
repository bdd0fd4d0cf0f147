"""`catalog diff`: what a change does to the tags, as the comment on a pull request says it: short first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from generator import as_markdown
from generator.document import (
    Block,
    Code,
    Fold,
    Item,
    Items,
    Line,
    Paragraph,
    Strong,
    Table,
    listed,
    of_excerpts,
)
from generator.findings import BROAD, Difference, Effect, TagEffect
from generator.harmless import clipped
from generator.model import Entry, Problem, Severity
from generator.reports import LONGEST_NAME, Data, decision_data, excerpt_data, joined, paper_data, title, where_data
from generator.text import numbered

VERSION = 1
"""Of the form of the JSON. A new key does not change it, another meaning of one does."""
LONGEST_COMMENT = 60_000
"""GitHub takes 65,536 characters."""
CODES = {"tag-effect": "What a change does to a tag: `catalog diff --format github` shows it at the tag's rule."}
_BROAD = f"{100 * BROAD:.0f} %"
_MOST_PAPERS = 2000
"""More have no room in a comment, however short their titles are."""
_SIDES = attrgetter("gained"), attrgetter("lost")
_STEPS = ((50, 20), (30, 10), (20, 5), (20, 2), (10, 0))
"""Rows and papers for each tag, fewer and fewer until a comment is short enough."""


def changed(found: Difference) -> tuple[TagEffect, ...]:
    """The tags that get another paper, lose one, come, go or get another name; most changed first."""
    tags = [one for one in found.tags if _is_changed(one)]
    return tuple(sorted(tags, key=lambda one: -len(one.gained) - len(one.lost)))


def _is_changed(one: TagEffect) -> bool:
    is_told = one.before is not None and one.after is not None and one.trial[0] == one.trial[1]
    return bool(one.gained or one.lost or one.was or not is_told)


def markdown(found: Difference, base: str, limit: int) -> str:
    """The comment on a pull request, never longer than GitHub takes; what is left out is said."""
    steps = [(rows, min(papers, limit)) for rows, papers in _STEPS]
    if sum(min(len(papers), limit) for one in found.tags for papers in (one.gained, one.lost)) < _MOST_PAPERS:
        steps.insert(0, (len(found.tags), limit))
    for rows, papers in steps:
        text = as_markdown.render(blocks(found, base, papers, rows))
        if len(text) <= LONGEST_COMMENT:
            return text
    return as_markdown.render(
        (_summary(found, base), Paragraph(("Too much changes to be shown here; see ", Code("catalog diff"), ".")))
    )


def blocks(found: Difference, base: str, limit: int, rows: int | None = None) -> tuple[Block, ...]:
    """One line, what to look at, a table of the tags, and folded for each tag the papers with their words."""
    tags = changed(found)
    return (
        _summary(found, base),
        *_warnings(found),
        *_table(tags, rows),
        *(fold for one in tags[:rows] for fold in _folds(one, limit)),
        *_papers("Papers left without any tag", found.untagged, limit),
        *_papers("New papers", found.added, limit),
        *_papers("Papers that are gone", found.removed, limit),
    )


def _summary(found: Difference, base: str) -> Block:
    tags = changed(found)
    gained, lost = (len({paper.entry.slug for one in tags for paper in side(one)}) for side in _SIDES)
    papers = (
        "" if found.papers[0] == found.papers[1] else f", {found.papers[0]:,} → {numbered(found.papers[1], 'paper')}"
    )
    if not (tags or papers):
        return Paragraph((Strong("No paper gets or loses a tag"), f" against {base}."))
    papers_get = f"{numbered(gained, 'paper gets', 'papers get')} a tag, {numbered(lost, 'loses', 'lose')} one"
    what = f"{numbered(len(tags), 'tag')} changed: {papers_get}"
    return Paragraph((Strong(what), f" against {base}{papers}; {_with_tags(found)}."))


def _with_tags(found: Difference) -> str:
    before, after = found.tagged
    without = found.papers[1] - after
    return f"{without:,} of {numbered(found.papers[1], 'paper')} without a tag" + (
        "" if found.papers[0] - before == without else f", {found.papers[0] - before:,} before"
    )


def _warnings(found: Difference) -> Iterable[Block]:
    """What a reviewer should look at first."""
    items = []
    if found.broad:
        items.append(_item(f"Too broad, on more than {_BROAD} of the papers: ", joined(found.broad[:20])))
    if found.emptied:
        items.append(_item("On no paper: ", joined(found.emptied[:20])))
    if gone := [one.rule.id for one in found.tags if one.after is None and not one.leads_to and not one.trial[0]]:
        items.append(
            _item("Links to these break, unless another tag has them in ", (Code("aliases"), ": ", *joined(gone[:20])))
        )
    if found.untagged:
        items.append(Item((f"{numbered(len(found.untagged), 'paper is', 'papers are')} left without any tag",)))
    for one in found.overlaps[:10]:
        share = f" share {one.shared:,} of {numbered(one.either, 'paper')}, {one.before:,} before"
        items.append(Item((Code(one.one), " and ", Code(one.other), share)))
    items += [
        _item("Could not be compared: ", (Code(clipped(one.name, 2 * LONGEST_NAME)), f", broken {one.side} the change, "
              f"{clipped(str(one.where), 160)}: {clipped(one.message, 160)}"))
        for one in found.uncompared[:10]
    ]  # fmt: skip
    if len(found.uncompared) > 10:
        items.append(Item((f"… and {len(found.uncompared) - 10:,} more could not be compared",)))
    if items:
        yield Items(tuple(items))


def _item(what: str, line: Line) -> Item:
    return Item((what, *line))


def _table(tags: Sequence[TagEffect], rows: int | None) -> Iterable[Block]:
    if tags:
        yield Table(("tag", "before", "after", "gained", "lost"), tuple(map(_row, tags[:rows])))
    if rows is not None and len(tags) > rows:
        yield Paragraph((f"… and {numbered(len(tags) - rows, 'tag')} more; ", Code("catalog diff"), " shows all."))


def _row(one: TagEffect) -> tuple[Line, ...]:
    counts = [str(len(papers)) if papers else "" for papers in (one.gained, one.lost)]
    sides = ["–" if count is None else f"{count:,}" for count in (one.before, one.after)]
    return ((Code(one.rule.id), _fate(one)), *((text,) for text in (*sides, *counts)))


def _fate(one: TagEffect) -> str:
    if one.after is None:
        return f" removed, leads to {clipped(one.leads_to, LONGEST_NAME)}" if one.leads_to else " removed"
    if one.was:
        return f" was {', '.join(clipped(tag, LONGEST_NAME) for tag in one.was[:3])}"
    if one.before is None:
        return " new, candidate" if one.trial[1] else " new"
    return {(True, True): " candidate", (False, True): " now a candidate", (True, False): " no candidate any more"}.get(
        one.trial, ""
    )


def _folds(one: TagEffect, limit: int) -> Iterable[Block]:
    for what, papers in (("gained", one.gained), ("lost", one.lost)):
        if papers and limit:
            summary: Line = (Code(one.rule.id), f" {what} {numbered(len(papers), 'paper')}")
            yield Fold(summary, listed((_effect(paper, what) for paper in papers), limit))


def _effect(one: Effect, what: str) -> Item:
    note = {"gained": " (new paper)", "lost": " (the paper is gone)"}[what] if one.is_new else ""
    brought: tuple[Line, ...] = (("brought by ", *joined(one.brought_by)),) if one.brought_by else ()
    barred: tuple[Line, ...] = ((Code("none"), " has ", *joined(one.barred_by)),) if one.barred_by else ()
    return Item((Strong(title(one.entry)), note), (*_decided(one), *barred, *of_excerpts(one.excerpts), *brought))


def _decided(one: Effect) -> tuple[Line, ...]:
    if not one.decision:
        return ()
    return ((f"{'given' if one.decision.given else 'refused'} by a person: {clipped(one.decision.reason, 160)}",),)


def _papers(heading: str, papers: Sequence[Entry], limit: int) -> Iterable[Block]:
    if papers and limit:
        yield Fold((f"{heading}: {len(papers):,}",), listed((Item((title(one),)) for one in papers), limit))


def problems(found: Difference) -> tuple[Problem, ...]:
    """The effect on each tag as a note at its rule, for GitHub to show beside the changed lines."""
    return tuple(
        Problem(one.rule.where, _severity(found, one), "tag-effect", _sentence(found, one))
        for one in changed(found)
        if one.after is not None
    )


def _severity(found: Difference, one: TagEffect) -> Severity:
    return Severity.WARNING if one.rule.id in (*found.broad, *found.emptied) else Severity.NOTE


def _sentence(found: Difference, one: TagEffect) -> str:
    before = "a new tag" if one.before is None else f"{one.before:,} before"
    extra = f", more than {_BROAD} of all" if one.rule.id in found.broad else ""
    counts = f"{len(one.gained):,} gained, {len(one.lost):,} lost"
    return f"the tag '{one.rule.id}' is on {numbered(one.after or 0, 'paper')}{extra} ({before}): {counts}"


def data(found: Difference, base: tuple[str, str], head: tuple[str, str]) -> Data:
    """The difference for a program; `base` and `head` are each a name and a commit ('' for the working tree)."""
    return {
        "version": VERSION,
        "base": {"name": base[0], "commit": base[1]},
        "head": {"name": head[0], "commit": head[1]},
        "papers": {
            "before": found.papers[0],
            "after": found.papers[1],
            "tagged_before": found.tagged[0],
            "tagged_after": found.tagged[1],
            "added": list(map(paper_data, found.added)),
            "removed": list(map(paper_data, found.removed)),
            "untagged": list(map(paper_data, found.untagged)),
        },
        "tags": list(map(_tag_data, changed(found))),
        "overlaps": [
            {"tags": [one.one, one.other], "shared": one.shared, "either": one.either, "shared_before": one.before}
            for one in found.overlaps
        ],
        "broad": list(found.broad),
        "emptied": list(found.emptied),
        "not_compared": [
            {"name": one.name, "side": one.side, **where_data(one.where), "message": one.message}
            for one in found.uncompared
        ],
    }


def _tag_data(one: TagEffect) -> Data:
    return {
        "tag": one.rule.id,
        "label": one.rule.label,
        **where_data(one.rule.where),
        "was": list(one.was),
        "leads_to": one.leads_to,
        "before": one.before,
        "after": one.after,
        "candidate": {"before": one.trial[0], "after": one.trial[1]},
        "gained": [_effect_data(paper) for paper in one.gained],
        "lost": [_effect_data(paper) for paper in one.lost],
    }


def _effect_data(one: Effect) -> Data:
    return {
        **paper_data(one.entry),
        "new": one.is_new,
        "brought_by": list(one.brought_by),
        "decision": decision_data(one.decision),
        "barred_by": list(one.barred_by),
        "excerpts": excerpt_data(one.excerpts),
    }
