"""The nouns of what is about to be done or was looked at: an import before it is written, and links that were asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Location, Output, Problem, Record


class Fate(StrEnum):
    """What becomes of a record that is imported."""

    NEW = "new"
    JOINED = "joined"
    UPDATED = "updated"
    EDITED = "edited"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of which a record says otherwise than the catalog: what was shown before and what it says.

    `is_shown` where readers will see the record's word from now on.
    """

    field: str
    before: str
    now: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record that is imported, and what it does.

    It adds a paper (`new`), adds to the papers at `joins` or says otherwise (`joined`), takes the place of what an
    earlier import of its source said (`updated`), would do so if a person had not edited that line, which stays
    (`edited`), or says nothing that is not there (`known`). `adds` are names of fields.
    """

    record: Record
    fate: Fate
    joins: tuple[tuple[str, Location], ...] = ()
    adds: tuple[str, ...] = ()
    differs: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: `target` is the file of its records, `outputs` are all files that it would write.

    `unknown` are the fields that the catalog has no place for, with the numbers of records that have them.
    """

    target: str
    entries: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    outputs: tuple[Output, ...]
    unknown: tuple[tuple[str, int], ...] = ()

    def of(self, fate: Fate) -> tuple[Incoming, ...]:
        """The records of one fate, in the order of their sources."""
        return tuple(entry for entry in self.entries if entry.fate is fate)


class Verdict(StrEnum):
    """What is known of a link, the worst first."""

    BROKEN = "broken"
    MOVED = "moved"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    FINE = "fine"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Link:
    """An address, with the kind of link, the paper's title and the place for each time that it stands there."""

    address: str
    stands: tuple[tuple[str, str, Location], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking for a link on a day: a status, where it moved for good, or what went wrong (`fault`).

    `is_unknown` where no machine has the name; `is_walled` where a server wants a person to solve a puzzle.
    """

    day: str
    status: int = 0
    moved: str = ""
    fault: str = ""
    is_unknown: bool = False
    is_walled: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A link and what is known of it."""

    link: Link
    verdict: Verdict
    asked: Asked | None = None
