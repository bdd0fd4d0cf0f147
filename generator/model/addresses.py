"""Addresses that readers may have kept: which the site has or had, and what stands there under which names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.sources import Location, Problem


@dataclass(frozen=True, slots=True)
class Address:
    """A page that the site has or had: `kind` is its folder, such as `papers`, `slug` the last part of its address.

    `names` are all names under which what stands there is or was known, the first the oldest: identities of a paper,
    the name of an author. `leads_to` are the slugs of the same folder that it leads on to, none while it is a page of
    its own; several where it only names papers of one title. `comments` are a person's lines above it.
    """

    kind: str
    slug: str
    names: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    where: Location = field(default=Location(""), compare=False)
    comments: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The address from the top of the site, without its ending."""
        return f"{self.kind}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Lock:
    """All addresses that were ever published, each once; `file` is '' where no file says them.

    `comments` are a person's lines below the last address; `is_sound` is false where a line could not be used.
    """

    addresses: tuple[Address, ...] = ()
    file: str = ""
    comments: tuple[str, ...] = ()
    is_sound: bool = True

    def of(self, kind: str) -> tuple[Address, ...]:
        """The addresses in one folder."""
        return tuple(one for one in self.addresses if one.kind == kind)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where papers stand: `slugs` has the last part of the address of each, by identity.

    `shared` has the identities behind a slug that several claim, `former` the identity behind each slug that a paper
    had, `names` by identity the names that a lock knows for it, the oldest first. `problems` are of the cards that
    claim a former address.
    """

    slugs: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
