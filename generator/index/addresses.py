"""Which address each paper has: the one in the lock that is its own, else one made of its title.

A paper is known again by its names: identifiers first, then titles. Every choice goes by what the lock and the papers
say, never by the order of either.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.address_lock import SHORT, is_slug, name_in_lock
from generator.model import Address, Addresses, Location, Lock, Paper, Problem, Severity
from generator.naming import suffix
from generator.slips import short
from generator.text import family_name, slug, text_key

CODES = {"former-taken": "A card claims a former address that is none, or that another paper has."}
RESERVED = frozenset({"", "page", "a-z", "index"})
_STRENGTH = {"arxiv": 0, "acl": 1, "doi": 2}
_NO_ID = 3
_WEAKEST = _NO_ID + 2
_COMMON = 60
MOST_STEPS = 100
"""So many other addresses are looked at to see where one leads."""


def strength(name: str) -> int:
    """How surely a name tells papers apart, the surest 0: identifiers, titles with author and year, titles alone."""
    kind, _, rest = name.partition(":")
    return _STRENGTH.get(kind, _WEAKEST - min(2, rest.count(":")))


def is_id(name: str) -> bool:
    """Whether a name is an identifier."""
    return strength(name) < _NO_ID


def names_of(paper: Paper) -> tuple[str, ...]:
    """All names by which a paper may be known now, as the lock keeps them, its identity first."""
    names = paper.identities or (paper.identity,)
    return names if max(map(len, names)) < SHORT else tuple(map(name_in_lock, names))


def addresses(papers: Iterable[Paper], lock: Lock | None = None) -> Addresses:
    """The slug of each paper by identity; the former ones, and those that several claim."""
    known = sorted(papers, key=lambda paper: paper.identity)
    lines = lock.of("papers") if lock else ()
    kept = _kept(lines, known)
    claimed = _claimed_by_cards(known)
    newcomers = [paper for paper in known if paper.identity not in kept.slugs]
    led = {*kept.slugs.values(), *kept.former, *kept.shared}
    found = _new(newcomers, {line.slug: line for line in lines if line.slug in led}, claimed)
    slugs = {**kept.slugs, **found.slugs}
    shared = _shared(kept, found.shared, set(slugs.values()))
    former, problems = _of_cards(known, claimed, slugs, shared)
    leads = {old: one for old, one in kept.former.items() if old not in shared}
    return Addresses(slugs, shared, {**leads, **former}, kept.names, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a lock gives to papers, by identity."""

    slugs: Mapping[str, str]
    former: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]


def _kept(lines: Sequence[Address], papers: Sequence[Paper]) -> _Kept:
    """The locked addresses of papers. Of several the paper keeps the one that its strongest identifier stands on."""
    holders = _holders(lines, papers)
    owners = _owners(lines, holders)
    by_slug = {line.slug: line for line in lines}
    by_identity = {paper.identity: paper for paper in papers} if lines else {}
    own: dict[str, list[Address]] = defaultdict(list)
    for line in lines:
        if line.slug in owners:
            own[owners[line.slug]].append(line)
    for identity, found in own.items():
        if len(found) > 1:  # making slugs takes long
            found.sort(key=partial(_worth, by_identity[identity]))
    slugs = {identity: found[0].slug for identity, found in own.items()}
    former = {line.slug: identity for identity, found in own.items() for line in found[1:]}
    ends = {line.slug: _ends(line, by_slug, owners) for line in lines if line.slug not in owners and line.leads_to}
    former |= {old: ends[old][0] for old in ends if len(ends[old]) == 1}
    names = {identity: tuple(_names(identity, found, holders)) for identity, found in own.items()}
    return _Kept(slugs, former, {old: found for old, found in ends.items() if len(found) > 1}, names)


def _names(identity: str, lines: Iterable[Address], holders: Mapping[str, Sequence[Paper]]) -> Iterator[str]:
    """The names of a paper by its addresses, without those that are another's now."""
    for name in dict.fromkeys(name for line in lines for name in line.names):
        if not holders[name] or any(paper.identity == identity for paper in holders[name]):
            yield name


def _worth(paper: Paper, line: Address) -> tuple[object, ...]:
    """Which of several locked addresses a paper keeps: a page before one that led on, then by the surest name."""
    names = names_of(paper)
    surest = min((strength(name) for name in line.names if name in names), default=_WEAKEST + 1)
    return (bool(line.leads_to), surest, names[0] not in line.names, line.slug != slug(paper.title), line.slug)


def _ends(line: Address, by_slug: Mapping[str, Address], owners: Mapping[str, str]) -> tuple[str, ...]:
    """The papers that an address leads to in the end, over others that lead on, but not over very many."""
    seen, waiting, found = {line.slug}, list(line.leads_to), set()
    while waiting and len(seen) < MOST_STEPS:
        one = waiting.pop()
        if one in owners:
            found.add(owners[one])
        elif one in by_slug and one not in seen:
            waiting += by_slug[one].leads_to
        seen.add(one)
    return tuple(sorted(found))


def _holders(lines: Sequence[Address], papers: Iterable[Paper]) -> dict[str, list[Paper]]:
    """The papers that have each name in the lock now; a title of very many names only the one that is called by it."""
    holders: dict[str, list[Paper]] = {name: [] for line in lines for name in line.names}
    for paper in papers if holders else ():
        for name in names_of(paper):
            if name in holders:
                holders[name].append(paper)
    for name, found in holders.items():
        if len(found) > _COMMON:
            holders[name] = [paper for paper in found if paper.identity == name]
    return holders


def _owners(lines: Sequence[Address], holders: Mapping[str, Sequence[Paper]]) -> dict[str, str]:
    """The identity of the paper of each locked address that has one, by slug.

    An address goes to the paper that has the surest of its names. Names that it took over from an address which leads
    to it come last: if one paper becomes two again, each has its own back.
    """
    taken = _taken_over(lines)
    owners: dict[str, str] = {}
    for with_titles, with_taken in ((False, False), (True, False), (True, True)):
        settled = frozenset(owners.values())
        for line in lines:
            if line.slug not in owners:
                others = () if with_taken else taken.get(line.slug, ())
                names = [name for name in line.names if name not in others and (with_titles or is_id(name))]
                if found := _best(names, line, holders, settled):
                    owners[line.slug] = found
    return owners


def _taken_over(lines: Iterable[Address]) -> dict[str, set[str]]:
    """For each address the names of those that lead to it."""
    taken: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for one in line.leads_to:
            taken[one].update(line.names)
    return taken


def _best(names: Iterable[str], line: Address, holders: Mapping[str, Sequence[Paper]], settled: Container[str]) -> str:
    """The paper with the surest of these names. One that has an address by an identifier gets no other by title alone.

    Of several with equally sure names it is one without an address yet, one that is called by that name now, one whose
    title gives this address, the one of the oldest name.
    """
    found = [
        (strength(name), paper.identity in settled, paper.identity != name, at, paper)
        for at, name in enumerate(names)
        for paper in holders[name]
        if not (paper.identity in settled and _is_other(line, paper))
    ]
    if any(one[4] is not found[0][4] for one in found):  # making slugs takes long
        found.sort(key=lambda one: (*one[:3], slug(one[4].title) != line.slug, one[3], one[4].identity))
    return found[0][4].identity if found else ""


def _is_other(line: Address, paper: Paper) -> bool:
    """Whether an address was that of a namesake by another author, with an identifier that this paper has not.

    Only of namesakes does the lock know the author. What has the title of a paper that had none, and whose identifier
    is gone, is that paper: joined to this one, or under its identifier.
    """
    ids = {name for name in line.names if is_id(name)}
    authors = {name.split(":")[2] for name in line.names if name.startswith("title:") and strength(name) < _WEAKEST}
    if not ids or not authors or not ids.isdisjoint(names_of(paper)):
        return False
    return not paper.authors or text_key(family_name(paper.authors[0])) not in authors


@dataclass(frozen=True, slots=True)
class _New:
    slugs: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]


def _new(papers: Sequence[Paper], locked: Mapping[str, Address], claimed: Mapping[str, set[str]]) -> _New:
    """Addresses for papers that have none in the lock: the bare title where nobody else claims it.

    `locked` are the addresses that lead somewhere; one whose paper is gone may go to a paper of almost its title.
    """
    claims: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        claims[slug(paper.title)].append(paper.identity)
    slugs: dict[str, str] = {}
    shared: dict[str, tuple[str, ...]] = {}
    for bare, identities in claims.items():
        is_free = bare not in RESERVED and not bare.isdigit()
        others = claimed.get(bare, set()) - {*identities[:1]}
        if is_free and len(identities) == 1 and bare not in locked and not others:
            slugs[identities[0]] = bare
            continue
        if is_free and (bare not in locked or len(locked[bare].leads_to) > 1):
            shared[bare] = tuple(identities)
        for identity in identities:
            slugs[identity] = _with_suffix(bare, identity, (claims, locked, claimed))
    return _New(slugs, shared)


def _with_suffix(bare: str, identity: str, taken: Iterable[Container[str]]) -> str:
    """A slug of a paper's own; a longer digest where its short suffix happens to give another's."""
    digest = hashlib.sha256(identity.encode(errors="replace")).hexdigest()
    own = f"{bare or 'paper'}-{suffix(identity)}"
    longer = (f"{own}-{digest[:length]}" for length in (8, 16, 32, 64))
    return next(one for one in (own, *longer) if not any(one in others for others in taken))


def _shared(kept: _Kept, new: Mapping[str, tuple[str, ...]], pages: Container[str]) -> dict[str, tuple[str, ...]]:
    """The papers behind each address that several claim: those that the lock knows, and newcomers of that title."""
    found = {old: {*kept.shared.get(old, ()), *new.get(old, ())} for old in {*kept.shared, *new}}
    for old in new:
        found[old] |= {kept.former[old]} if old in kept.former else set()
    return {old: tuple(sorted(found[old])) for old in sorted(found) if old not in pages and len(found[old]) > 1}


def _claimed_by_cards(papers: Iterable[Paper]) -> dict[str, set[str]]:
    claimed: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for old in paper.former:
            claimed[old].add(paper.identity)
    return claimed


def _of_cards(
    papers: Sequence[Paper],
    claimed: Mapping[str, set[str]],
    slugs: Mapping[str, str],
    shared: Mapping[str, object],
) -> tuple[dict[str, str], list[Problem]]:
    """The former addresses that cards give, and those that they cannot give."""
    if not claimed:
        return {}, []
    pages = {own: identity for identity, own in slugs.items()}
    titles = {paper.identity: paper.title for paper in papers}
    former: dict[str, str] = {}
    problems = []
    for paper in papers:
        for old in paper.former:
            owner = pages.get(old) or min(claimed[old])
            if not is_slug(old) or old in RESERVED:
                hint = "write the last part of the address, such as a-toy-model"
                problems.append(_refused(paper, f"'{short(old)}' is no address of a paper", hint))
            elif pages.get(old) == paper.identity:
                message = f"'{old}' is the address of this paper already"
                problems.append(_refused(paper, message, "take it out of `former:`", Severity.WARNING))
            elif owner != paper.identity:
                message = f"the address '{old}' is that of another paper, “{short(titles[owner])}”"
                problems.append(_refused(paper, message, "take it out of `former:`, or correct it"))
            elif old in shared:
                message = f"the address '{old}' names several papers"
                problems.append(_refused(paper, message, "take it out of `former:`"))
            else:
                former[old] = paper.identity
    return former, problems


def _refused(paper: Paper, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    where = paper.provenance.get("former", Location(min(paper.files, default="")))
    return Problem(where, severity, "former-taken", message, hint)
