"""Two catalogs, before and after a change: what the change gives to each tag and takes from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.excerpts import excerpts
from generator.family import are_kin
from generator.findings import BROAD, Difference, Effect, Overlap, TagEffect, Uncompared
from generator.matcher import Matcher
from generator.model import Catalog, Decision, Entry, Location, Problem, Rule, Severity, Status, Tagging, Term
from generator.text import title_key
from generator.verdict import evidence

OVERLAP, LEAST_SHARED = 0.6, 3
"""Tags overlap from this share of the papers that one of them has, and from so many papers on."""
SENTENCES = 2
Terms = tuple[set[Term], set[Term], set[Term]]
_BEFORE, _AFTER = "before", "after"
_NO_MATTER = ("example-", "topic-")
"""Faults that leave what a rule finds as it is."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the catalog, and what is wrong with its sources."""

    catalog: Catalog
    problems: tuple[Problem, ...]


def compare(before: Side, after: Side) -> Difference:
    """What becomes different, every paper known again by identity or, where that changed, by title."""
    same = _same_papers(before.catalog, after.catalog)
    uncompared = tuple(_uncompared(before, after))
    skipped = _skipped(before, after, uncompared)
    effects = tuple(_effects(before.catalog, after.catalog, same, skipped))
    known = set(same.values())
    return Difference(
        tags=effects,
        overlaps=tuple(_overlaps(before.catalog, after.catalog, skipped)),
        broad=tuple(_became_broad(effects, len(before.catalog.papers), len(after.catalog.papers))),
        emptied=tuple(one.rule.id for one in effects if one.after == 0 and one.before != 0),
        untagged=tuple(_left_untagged(before.catalog, after.catalog, same)),
        added=tuple(entry for entry in after.catalog.papers if entry.paper.identity not in known),
        removed=tuple(entry for entry in before.catalog.papers if entry.paper.identity not in same),
        uncompared=uncompared,
        papers=(len(before.catalog.papers), len(after.catalog.papers)),
        tagged=(_tagged(before.catalog), _tagged(after.catalog)),
    )


def _tagged(catalog: Catalog) -> int:
    return sum(bool(entry.taggings) for entry in catalog.papers)


def _same_papers(before: Catalog, after: Catalog) -> dict[str, str]:
    """For each identity before the one after; where that changed, a paper is known by another of its identifiers, else
    by a title.
    """
    same = {one: one for one in before.entries if one in after.entries}
    for is_title in (False, True):
        taken = set(same.values())
        left = (entry for entry in after.papers if entry.paper.identity not in taken)
        holders = {name: entry for entry in left for name in _names(entry) if name.startswith("title:") == is_title}
        for entry in before.papers:
            known = (holders[name].paper.identity for name in _names(entry) if name in holders)
            found = next((one for one in known if one not in taken), "")
            if entry.paper.identity not in same and found:
                same[entry.paper.identity] = found
                taken.add(found)
    return same


def _names(entry: Entry) -> tuple[str, ...]:
    return entry.names or (entry.paper.identity, f"title:{title_key(entry.paper.title)}")


def _effects(before: Catalog, after: Catalog, same: Mapping[str, str], skipped: set[str]) -> Iterator[TagEffect]:
    """What happens to each tag, in the order of the rules after the change, then those that are gone."""
    names = _new_names(before.rules, after)
    former = {rule: [old for old, new in names.items() if new == rule] for rule in after.rules}
    for tag, rule in after.rules.items():
        if tag not in skipped:
            olds = [old for old in former[tag] if old not in skipped]
            yield _effect(rule, before, after, olds, tag, same)
    for tag, rule in before.rules.items():
        if tag not in names and tag not in skipped:
            yield _effect(rule, before, after, [tag], "", same)


def _new_names(before: Mapping[str, Rule], after: Catalog) -> dict[str, str]:
    """For each tag before the one that it is now: itself, or the new one that its id leads to.

    One that leads to a tag which was there already is not the same as that: it is gone.
    """
    names = ((tag, tag if tag in after.rules else after.redirects.get(tag, "")) for tag in before)
    return {tag: name for tag, name in names if name and (name == tag or name not in before)}


def _effect(
    rule: Rule, before: Catalog, after: Catalog, olds: Sequence[str], new: str, same: Mapping[str, str]
) -> TagEffect:
    had = _by_new_identity(before, olds, same)
    has = {entry.paper.identity: (entry, _tagging(entry, new)) for entry in after.tags.get(new, ())}
    known = set(same.values())
    old_rules, new_rules = [before.rules[old] for old in olds], [after.rules[new]] if new else []
    gains, losses = _terms(new_rules, old_rules), _terms(old_rules, new_rules)
    barring = _barring(old_rules, new_rules)
    gained = tuple(
        _one(entry, tagging, gains, key not in known) for key, (entry, tagging) in has.items() if key not in had
    )
    lost = tuple(
        _lost(_one(entry, tagging, losses, key not in after.entries, _refused(after.entries.get(key), new)), barring)
        for key, (entry, tagging) in had.items()
        if key not in has
    )
    return TagEffect(
        rule,
        len(had) if olds else None,
        len(has) if new else None,
        gained,
        lost,
        tuple(old for old in olds if old != new) if new else (),
        (any(_is_on_trial(before, old) for old in olds), _is_on_trial(after, new)),
        "" if new else after.redirects.get(rule.id, ""),
    )


def _is_on_trial(catalog: Catalog, tag: str) -> bool:
    return tag in catalog.rules and catalog.rules[tag].status is Status.CANDIDATE


def _by_new_identity(
    catalog: Catalog, tags: Iterable[str], same: Mapping[str, str]
) -> dict[str, tuple[Entry, Tagging]]:
    """The papers of some tags, by the identity that each has after the change."""
    return {
        same.get(entry.paper.identity, f"gone {entry.paper.identity}"): (entry, _tagging(entry, tag))
        for tag in tags
        for entry in catalog.tags[tag]
    }


def _tagging(entry: Entry, tag: str) -> Tagging:
    return next(one for one in entry.taggings if one.tag == tag)


def _refused(entry: Entry | None, tag: str) -> Decision | None:
    decisions = entry.paper.decisions if entry else ()
    return next((one for one in decisions if one.tag == tag and not one.given), None)


def _one(entry: Entry, tagging: Tagging, terms: Terms, is_new: bool, refused: Decision | None = None) -> Effect:
    """A paper that one side alone gives the tag; first shown are the words that the other side does not know."""
    differing, enough, asked = terms
    matches = [one for one in tagging.evidence if one.term in differing or one.term not in asked]
    telling = [[one for one in matches if one.term in group] for group in (differing, enough)]
    around = excerpts(entry.paper, matches, SENTENCES, telling[0] or telling[1])
    return Effect(entry, around, tagging.brought_by, is_new, refused or tagging.decision)


def _barring(before: Sequence[Rule], after: Sequence[Rule]) -> Matcher:
    """What finds the terms of `none` that are new, as if each could earn the tag."""
    old = {_sense(term) for rule in before for term in rule.none}
    pairs = [(rule, tuple(term for term in rule.none if _sense(term) not in old)) for rule in after if before]
    return Matcher(replace(rule, any=terms, hints=(), all=(), none=()) for rule, terms in pairs if terms)


def _lost(effect: Effect, barring: Matcher) -> Effect:
    """A lost paper with the words that newly stand in the way, where there are any, and not those that earned it."""
    paper = effect.entry.paper
    if effect.is_new or effect.decision or not barring.rules:
        return effect
    matches = evidence(barring.rules[0], barring.find(paper.title, paper.abstract))
    names = dict.fromkeys(match.term.label for match in matches)
    found = excerpts(paper, matches, SENTENCES)
    return replace(effect, excerpts=found, barred_by=tuple(names)) if matches else effect


def _terms(rules: Sequence[Rule], others: Sequence[Rule]) -> Terms:
    """The terms that these rules have and the others have not, those of `any`, and those of `all`.

    What `all` asks for stands in many papers and says little of one.
    """
    same = {(role, _sense(term)) for rule in others for role, term in _earning(rule)}
    earning = [one for rule in rules for one in _earning(rule)]
    differing = {term for role, term in earning if others and (role, _sense(term)) not in same}
    enough, asked = ({term for role, term in earning if role == name} for name in ("any", "all"))
    return differing, enough, asked


def _earning(rule: Rule) -> Iterator[tuple[str, Term]]:
    return ((role, term) for role in ("any", "hints", "all") for term in getattr(rule, role))


def _sense(term: Term) -> Term:
    """The term wherever it stands."""
    exceptions, near = (tuple(map(_sense, terms)) for terms in (term.exceptions, term.near))
    return replace(term, where=Location(""), exceptions=exceptions, near=near)


def _overlaps(before: Catalog, after: Catalog, skipped: set[str]) -> Iterator[Overlap]:
    """Pairs of tags that overlap and did not, without those of which one stands above the other."""
    for one, others in after.together.items():
        for other, shared in others:
            if one < other and not {one, other} & skipped and not are_kin(after.rules, one, other):
                either = len(after.tags[one]) + len(after.tags[other]) - shared
                old = dict(before.together.get(one, ())).get(other, 0)
                if _do_overlap(shared, either) and not _do_overlap(old, _either(before, one, other, old)):
                    yield Overlap(one, other, shared, either, old)


def _either(catalog: Catalog, one: str, other: str, shared: int) -> int:
    return len(catalog.tags.get(one, ())) + len(catalog.tags.get(other, ())) - shared


def _do_overlap(shared: int, either: int) -> bool:
    return shared >= LEAST_SHARED and shared >= OVERLAP * either


def _became_broad(effects: Iterable[TagEffect], before: int, after: int) -> Iterator[str]:
    for one in effects:
        is_broad = one.after is not None and one.after > BROAD * after
        if is_broad and not (one.before is not None and one.before > BROAD * before):
            yield one.rule.id


def _left_untagged(before: Catalog, after: Catalog, same: Mapping[str, str]) -> Iterator[Entry]:
    """Papers without a tag now that had one, or that are new."""
    old = {new: before.entries[one] for one, new in same.items()}
    for entry in after.papers:
        earlier = old.get(entry.paper.identity)
        if not entry.taggings and (earlier is None or earlier.taggings):
            yield entry


def _uncompared(before: Side, after: Side) -> Iterator[Uncompared]:
    for side, name in ((before, _BEFORE), (after, _AFTER)):
        told: set[str] = set()
        for problem in side.problems:
            if problem.severity is Severity.ERROR and not problem.code.startswith(_NO_MATTER):
                broken = _broken(side.catalog.rules, problem)
                if broken and broken not in told:
                    told.add(broken)
                    yield Uncompared(broken, name, problem.where, problem.message)


def _broken(rules: Mapping[str, Rule], problem: Problem) -> str:
    """The tag whose rule has this problem, or the name of a file that cannot be read; '' where no rule suffers."""
    inside = [rule for rule in rules.values() if rule.where.file == problem.where.file]
    above = [rule for rule in inside if rule.where.line <= problem.where.line]
    if above:
        return max(above, key=lambda rule: rule.where.line).id
    return "" if inside else problem.where.file


def _skipped(before: Side, after: Side, uncompared: Iterable[Uncompared]) -> set[str]:
    """The tags about which nothing can be said: those with a fault, and all that one side has in a broken file."""
    names = {one.name for one in uncompared}
    catalogs = (before.catalog, after.catalog)
    tags = {rule.id for side in catalogs for rule in side.rules.values() if rule.where.file in names}
    return tags | names
