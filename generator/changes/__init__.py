"""What changed from one state of the catalog to the next, as the page of changes and its feed tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.changes.terms import terms_of, whole
from generator.findings import Difference, Effect, TagEffect
from generator.model import Catalog, Change, Entry, Rule, Told, ToldPaper, ToldTag

MOST = 100
"""So many changes are kept."""
MOST_PAPERS = 50
"""So many papers are named for one change, and for one tag of it."""
MOST_TERMS = 50


def change(found: Difference, before: Catalog, after: Catalog, commit: str, day: str) -> Change | None:
    """What a commit did, out of the comparison of the catalogs on both sides of it; None where that is nothing."""
    told = Change(
        day=day,
        commit=commit,
        added=_told(found.added),
        removed=_told(found.removed),
        renamed=_renamed(before, after),
        tags=tuple(one for effect in found.tags if (one := _tag(effect, before, after))),
    )
    return told if told.added.total or told.removed.total or told.renamed.total or told.tags else None


def _told(entries: Iterable[Entry]) -> Told:
    papers = [ToldPaper(entry.paper.identity, entry.paper.title) for entry in entries]
    return Told(len(papers), tuple(papers[:MOST_PAPERS]))


def _renamed(before: Catalog, after: Catalog) -> Told:
    """Papers of the same identity with another title."""
    pairs = ((before.entries[one], entry) for one, entry in after.entries.items() if one in before.entries)
    papers = [
        ToldPaper(new.paper.identity, new.paper.title, old.paper.title)
        for old, new in pairs
        if old.paper.title != new.paper.title
    ]
    return Told(len(papers), tuple(papers[:MOST_PAPERS]))


def _tag(effect: TagEffect, before: Catalog, after: Catalog) -> ToldTag | None:
    """What became of a tag's rule; None where its papers alone changed, or nothing."""
    old = [before.rules[one] for one in effect.was or (effect.rule.id,) if one in before.rules]
    new = after.rules.get(effect.rule.id) if effect.after is not None else None
    fate = _fate(effect)
    gained, lost = _terms(old), _terms([new] if new else [])
    others = tuple(_others(old[0], new)) if fate in ("changed", "renamed") and old and new else ()
    if fate == "changed" and not others and new and [whole(one) for one in old] == [whole(new)]:
        return None
    return ToldTag(
        effect.rule.id,
        effect.rule.label,
        fate,
        effect.was,
        effect.leads_to,
        terms_gained=_missing(lost, gained) if fate != "added" else (),
        terms_lost=_missing(gained, lost) if fate != "removed" else (),
        others=others,
        gained=_papers(effect.gained),
        lost=_papers(effect.lost),
    )


def _fate(effect: TagEffect) -> str:
    if effect.before is None:
        return "added"
    if effect.after is None:
        return "removed"
    return "renamed" if effect.was else "changed"


def _terms(rules: Iterable[Rule]) -> list[str]:
    return [term for rule in rules for term in terms_of(rule)]


def _missing(terms: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The terms that are not among the others."""
    known = set(others)
    return tuple(dict.fromkeys(term for term in terms if term not in known))[:MOST_TERMS]


def _others(old: Rule, new: Rule) -> Iterator[str]:
    for name, what in (("label", "label"), ("about", "scope note"), ("parent", "parent"), ("topic", "topic")):
        if getattr(old, name) != getattr(new, name):
            yield what
    if old.hints_needed != new.hints_needed:
        yield "number of hints"


def _papers(effects: Iterable[Effect]) -> Told:
    return _told(effect.entry for effect in effects if not effect.is_new)
