"""The lists under a heading of their own, by author, venue and year, and where they and the topics stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.address_lock import name_in_lock
from generator.index.addresses import MOST_STEPS, RESERVED
from generator.model import Address, Entry, Group, Lock, Paper, Topic
from generator.naming import suffix
from generator.text import fold, slug


def groups(
    entries: Iterable[Entry],
    names: Callable[[Paper], Iterable[str]],
    at_least: int,
    locked: Sequence[Address] = (),
) -> tuple[Group, ...]:
    """Entries by name, A to Z; names that read the same without case and accents are one group."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in names(entry.paper):
            key = fold(name)
            spellings[key][name] += 1
            members[key][entry.paper.identity] = entry
    kept = sorted(key for key, papers in members.items() if len(papers) >= at_least)
    slugs = _slugs(kept, locked)
    return tuple(
        Group(
            min(spellings[key], key=lambda name: (-spellings[key][name], name)),
            slugs[key],
            tuple(members[key].values()),
        )
        for key in kept
    )


def names_of_group(group: Group) -> tuple[str, ...]:
    """The name by which the lock knows a group, where its address does not say it already."""
    key = fold(group.name)
    return () if key == _spoken(group.slug) else (name_in_lock(f"name:{key}"),)


def names_of_line(line: Address) -> tuple[str, ...]:
    """The names of the group of an address."""
    return line.names or (f"name:{_spoken(line.slug)}",)


def _spoken(address: str) -> str:
    return address.replace("-", " ")


def _slugs(keys: Sequence[str], locked: Sequence[Address]) -> dict[str, str]:
    known = {name: line.slug for line in locked if not line.leads_to for name in names_of_line(line)}
    slugs = {key: known[own] for key in keys if (own := name_in_lock(f"name:{key}")) in known}
    taken = {line.slug for line in locked if line.leads_to} | set(slugs.values())
    claims: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        if key not in slugs:
            claims[slug(key)].append(key)
    for bare, same in claims.items():
        is_free = len(same) == 1 and bare not in RESERVED and bare not in taken
        for key in same:
            slugs[key] = bare if is_free else f"{bare or 'name'}-{suffix('name:' + key + '#')}"
    return slugs


def with_slugs(topics: Sequence[Topic], locked: Sequence[Address] = ()) -> tuple[Topic, ...]:
    """Topics with their addresses: that of their file in the lock, else from the name, or from the file's name where
    two give the same.
    """
    known = {name: line.slug for line in locked if not line.leads_to for name in line.names}
    old = {topic.where.file: known.get(file_name(topic), "") for topic in topics}
    taken = {line.slug for line in locked if line.leads_to} | set(old.values())
    counts = Counter(slug(topic.name) for topic in topics if not old[topic.where.file])
    return tuple(replace(topic, slug=old[topic.where.file] or _new_slug(topic, counts, taken)) for topic in topics)


def _new_slug(topic: Topic, counts: Mapping[str, int], taken: set[str]) -> str:
    bare = slug(topic.name)
    return bare if bare and counts[bare] == 1 and bare not in taken else slug(f"file-{topic.where.file}")


def file_name(topic: Topic) -> str:
    """The name by which the lock knows a topic: that of its file."""
    return name_in_lock(f"file:{topic.where.file.rpartition('/')[2]}")


def leads(lock: Lock, there: Mapping[str, set[str]]) -> dict[str, str]:
    """Where former addresses lead in the end, `authors/b-example` to `authors/bo-example`; `there` are those with a
    page, by folder.
    """
    found = {}
    for kind, pages in there.items():
        lines = {line.slug: line for line in lock.of(kind)}
        for old in sorted(lines.keys() - pages):
            if end := _end(old, lines, pages):
                found[f"{kind}/{old}"] = f"{kind}/{end}"
    return found


def _end(old: str, lines: Mapping[str, Address], pages: set[str]) -> str:
    """The page that an address leads to, over others; the first where a person named several."""
    return next((one for one in _way(old, lines) if one in pages), "")


def _way(old: str, lines: Mapping[str, Address]) -> Iterator[str]:
    seen, waiting = {old}, [old]
    while waiting and len(seen) < MOST_STEPS:
        line = lines.get(waiting.pop(0))
        for one in line.leads_to if line else ():
            if one not in seen:
                yield one
                waiting.append(one)
                seen.add(one)
