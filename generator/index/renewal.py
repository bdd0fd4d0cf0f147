"""What the lock shall say after a change, and what it says of pages that are no longer there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.address_lock import KINDS, name_in_lock
from generator.index.addresses import is_id, names_of, strength
from generator.index.groups import file_name, names_of_group, names_of_line
from generator.model import Address, Catalog, Entry, Location, Lock, Problem, Severity
from generator.slips import did_you_mean
from generator.text import fold, numbered, title_key

CODES = {
    "address-lost": "An address that was published leads nowhere any more.",
    "lock-missing": "No file keeps the addresses of the catalog.",
    "lock-new": "Addresses are not in the lock yet.",
}


@dataclass(frozen=True, slots=True)
class Renewed:
    """A lock that knows all addresses of a catalog, and how it differs from the one before, each by its path.

    `moved` are those that lead on now and did not before, or elsewhere; `lost` those that lead nowhere.
    """

    lock: Lock
    added: tuple[str, ...] = ()
    moved: tuple[Address, ...] = ()
    lost: tuple[Address, ...] = ()
    kept: int = 0


def renewed(lock: Lock, catalog: Catalog, *, prune: bool = False) -> Renewed:
    """The lock with all addresses that a catalog has: none goes and no name is forgotten, but with `prune` those that
    lead nowhere.
    """
    before = {one.path: one for one in lock.addresses}
    now = {one.path: one for one in _present(catalog, before)}
    lost = tuple(one for path, one in sorted(before.items()) if path not in now)
    after = now if prune else {**{one.path: one for one in lost}, **now}
    moved = [one for path, one in now.items() if one.leads_to and one.leads_to != _leads(before.get(path))]
    return Renewed(
        replace(lock, addresses=tuple(after[path] for path in sorted(after))),
        tuple(sorted(now.keys() - before.keys())),
        tuple(sorted(moved, key=lambda one: one.path)),
        lost,
        len(before.keys() & now.keys()),
    )


def retitled(lock: Lock, titles: Iterable[tuple[str, str]]) -> Lock:
    """A lock that knows papers by their new titles, too: pairs of the one before and the one now.

    A paper without identifiers is known by its title alone. A title that several addresses have tells of none.
    """
    lines: dict[str, list[Address]] = {}
    for one in lock.of("papers"):
        for name in one.names:
            lines.setdefault(name, []).append(one)
    more: dict[str, tuple[str, ...]] = {}
    for before, now in titles:
        if len(found := lines.get(_by_title(before), [])) == 1:
            more[found[0].path] = (*more.get(found[0].path, ()), _by_title(now))
    known = (replace(one, names=tuple(dict.fromkeys((*one.names, *more.get(one.path, ()))))) for one in lock.addresses)
    return replace(lock, addresses=tuple(known))


def _by_title(title: str) -> str:
    return name_in_lock(f"title:{title_key(title)}")


def _leads(address: Address | None) -> tuple[str, ...]:
    return address.leads_to if address else ()


def _present(catalog: Catalog, before: Mapping[str, Address]) -> Iterator[Address]:
    """Every address that leads somewhere, with its names, and what the lock had beside it.

    An address of a paper that leads on keeps its names, by which it can be a page again.
    """
    for new in (*_papers(catalog), *_lists(catalog), *_redirects(catalog, before)):
        old = before.get(new.path)
        names = old.names if old and new.kind == "papers" and not new.names else new.names
        yield replace(new, names=names, comments=old.comments) if old else new


def _papers(catalog: Catalog) -> Iterator[Address]:
    holders: dict[str, set[str]] = {}
    for entry in catalog.papers:
        for name in names_of(entry.paper):
            holders.setdefault(name, set()).add(entry.slug)
    for entry in catalog.papers:
        yield Address("papers", entry.slug, _telling(entry, holders))
    for old, entry in catalog.moved.items():
        yield Address("papers", old, (), (entry.slug,))
    for old, entries in catalog.shared.items():
        yield Address("papers", old, (), tuple(sorted(entry.slug for entry in entries)))


def _telling(entry: Entry, holders: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The names by which a paper is found again, the oldest first, for feeds know the paper by it.

    A title that others have tells nothing, and one with author and year no more than an identifier.
    """
    first, *others = dict.fromkeys(map(name_in_lock, entry.names))
    has_id = any(map(is_id, (first, *others)))
    own = entry.paper.identity, first
    told = [name for name in others if name in own or (_is_alone(name, holders) and not (has_id and _has_author(name)))]
    return (first, *sorted(told, key=_by_strength))


def _is_alone(name: str, holders: Mapping[str, set[str]]) -> bool:
    return len(holders.get(name, ())) < 2


def _has_author(title: str) -> bool:
    return not is_id(title) and title.count(":") > 1


def _by_strength(name: str) -> tuple[int, str]:
    return strength(name), name


def _lists(catalog: Catalog) -> Iterator[Address]:
    yield from (Address("tags", tag) for tag in catalog.rules)
    yield from (Address("topics", topic.slug, (file_name(topic),)) for topic in catalog.topics)
    yield from (Address("authors", group.slug, names_of_group(group)) for group in catalog.authors)
    yield from (Address("venues", group.slug, names_of_group(group)) for group in catalog.venues)
    yield from (Address("listings", listing.name) for listing in catalog.listings)


def _redirects(catalog: Catalog, before: Mapping[str, Address]) -> Iterator[Address]:
    """Other addresses of tags and lists. Where an alias leads the rules say; it is noted so that none is forgotten."""
    for old in catalog.redirects:
        yield Address("tags", old, (), _leads(before.get(f"tags/{old}")))
    for path, leads_to in catalog.leads.items():
        kind, _, old = path.partition("/")
        yield Address(kind, old, (), (leads_to.partition("/")[2],))


def lacks(lock: Lock, catalog: Catalog, file: str) -> Iterator[Problem]:
    """What a lock, which should be in `file`, does not know yet, as notes."""
    found = renewed(lock, catalog)
    if not lock.file:
        hint = "run `catalog lock` once the site is published, and commit the file"
        message = "no file keeps the addresses of the papers: one changes with the paper's title"
        yield Problem(Location(file), Severity.NOTE, "lock-missing", message, hint)
        return
    if new := {*found.added, *(one.path for one in found.moved)}:
        message = f"{numbered(len(new), 'address is', 'addresses are')} not in the lock yet"
        hint = "nothing to do in a proposal: whoever publishes the site runs `catalog lock`"
        yield Problem(Location(lock.file), Severity.NOTE, "lock-new", message, hint)


def lost(lock: Lock, catalog: Catalog) -> Iterator[Problem]:
    """A problem for each published address that leads nowhere any more.

    A paper with another title has an address that the lock does not know yet, so these are named first.
    """
    found = renewed(lock, catalog)
    gone, fresh = found.lost, {path.rpartition("/")[2] for path in found.added if path.startswith("papers/")}
    authors = {fold(name) for entry in catalog.papers for name in entry.paper.authors} if gone else set()
    there: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for one in _present(catalog, {}) if gone else ():
        there[one.kind].append(one.slug)
    for one in gone:
        if one.kind == "authors" and any(name.removeprefix("name:") in authors for name in names_of_line(one)):
            message = f"/{one.path}/ leads nowhere: the author has too few papers for a page"
            yield Problem(one.where, Severity.NOTE, "address-lost", message, "see the setting `author_papers`")
        else:
            yield _lost(one, tuple(sorted(fresh)) if one.kind == "papers" and fresh else tuple(there[one.kind]))


def _lost(address: Address, there: Sequence[str]) -> Problem:
    message = f"/{address.path}/ was published and leads nowhere: {_WHAT_IS_GONE[address.kind]}"
    told = did_you_mean(address.slug, there) if there else ""
    near = f" ({told})" if told.startswith("did") else ""
    hint = f"{_mend(address)}{near}; to give the address up, delete its line"
    return Problem(address.where, Severity.WARNING, "address-lost", message, hint, len(address.path))


_WHAT_IS_GONE = {
    "papers": "no paper has one of its names",
    "tags": "no tag has this id or alias",
    "topics": "no rule file has this topic",
    "authors": "no paper has this author",
    "venues": "no paper has this venue",
    "listings": "no capture has this name",
}


def _mend(address: Address) -> str:
    """What a person can write so that an address leads somewhere again."""
    if address.kind == "papers":
        return f"if the paper is another one now, write `former: [{address.slug}]` into a card of that"
    if address.kind == "tags":
        return f"write `aliases: [{address.slug}]` to the tag in its place"
    return f"write `{address.path} -> {address.kind}/…` here, with the one in its place"
