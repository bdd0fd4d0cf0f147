"""Everything that pages are made from, what an owner chooses, and what a build gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.papers import Listing, Paper
from generator.model.rules import Rule, Tagging, Topic


class Related(NamedTuple):
    """A near paper, by identity: the words that both share, strongest first."""

    identity: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A neighbourhood on the map: the middle of its papers, their number, and the words that tell it apart.

    Those of level 0 divide the whole map, those of each further level one above it.
    """

    x: int
    y: int
    papers: int
    words: tuple[str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map of all papers: the place of each by identity, in whole numbers from 0 to `width` and `height`.

    No two places are nearer than `size`, the width of a point, in both directions.
    """

    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    width: int = 0
    height: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a build gives: its path from the output folder, with `/`, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper with its place in the catalog: the last part of its address, its tags and its citation key.

    `came` is the place in the catalog's imports of the first that has it, if one has; `new` came with the newest.
    `names` are all identities that it has or had, the first the oldest that is known, and `former` the last parts of
    its former addresses.
    """

    paper: Paper
    slug: str
    key: str
    taggings: tuple[Tagging, ...] = ()
    new: bool = False
    came: int | None = None
    names: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under one heading with an address of its own: an author, a venue, a year."""

    name: str
    slug: str
    papers: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ToldPaper:
    """A paper as a change tells of it: by the title it had then, and the one before where that was another."""

    identity: str
    title: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Some of `total` papers."""

    total: int = 0
    papers: tuple[ToldPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldTag:
    """What a change did to a tag: `fate` is added, removed, renamed or changed.

    `was` are former ids, `leads_to` the tag in whose favour it is gone; terms are as one says them; `others` names what
    else of it changed. The papers are those that were there before and are there still.
    """

    id: str
    label: str
    fate: str
    was: tuple[str, ...] = ()
    leads_to: str = ""
    terms_gained: tuple[str, ...] = ()
    terms_lost: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    gained: Told = Told()
    lost: Told = Told()


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit changed of papers, tags and rules, on the day of the commit; `note` is a person's word on it."""

    day: str
    commit: str = ""
    note: str = ""
    added: Told = Told()
    removed: Told = Told()
    renamed: Told = Told()
    tags: tuple[ToldTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that the pages are made from. `papers` and every list in it are newest first.

    `tags` has the papers of every rule, `together` for each tag the others on its papers with their numbers.
    `shared` has the papers behind an address that several claim; `author_slugs` and `venue_slugs` go by folded name;
    `nearest` has the related papers by identity, nearest first; `kinds` are the tags that say what a paper gives.
    Tags on trial and tags given up are in none of these; `redirects` has the tag that each alias, and each tag given
    up, leads to; `moved` has the paper behind each last part of a former address, `leads` where former addresses of
    authors, venues, topics and listings lead (`authors/b-example` to `authors/bo-example`). `imports` are the files
    that papers came with, the newest last: the listings, and what imports.yml names. `changes` are what its history
    tells, the newest first. `atlas` is the map of the papers.
    """

    papers: tuple[Entry, ...]
    rules: Mapping[str, Rule]
    topics: tuple[Topic, ...]
    listings: tuple[Listing, ...]
    tags: Mapping[str, tuple[Entry, ...]]
    together: Mapping[str, tuple[tuple[str, int], ...]]
    authors: tuple[Group, ...]
    venues: tuple[Group, ...]
    years: tuple[Group, ...]
    entries: Mapping[str, Entry]
    shared: Mapping[str, tuple[Entry, ...]]
    author_slugs: Mapping[str, str]
    venue_slugs: Mapping[str, str]
    nearest: Mapping[str, tuple[Related, ...]]
    kinds: tuple[str, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, Entry] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    imports: tuple[Listing, ...] = ()
    changes: tuple[Change, ...] = ()
    atlas: Atlas = Atlas()


@dataclass(frozen=True, slots=True)
class Settings:
    """What an owner chooses in mkdocs.yml; each has its meaning in the documentation of the settings.

    `repository` is the address of the repository on the web without a final slash, or empty. It, the site's name, its
    address (`site_url`, ending in `/`, or empty) and `use_directory_urls` are MkDocs' own settings.
    """

    headline: str = "Papers"
    title_search_url: str = "https://www.google.com/search?q={title}"
    author_papers: int = 2
    rows_per_page: int = 100
    related_papers: int = 5
    kinds: tuple[str, ...] = ("survey", "dataset", "toolkit", "open-source")
    markdown_up_to: int = 5000
    exports: tuple[str, ...] = ("bibtex", "biblatex", "ris", "csl-json", "csv", "jsonl", "text")
    export_tags_up_to: int = 20000
    repository: str = ""
    branch: str = "main"
    feed_entries: int = 50
    author_feeds_up_to: int = 5_000
    newsletter: str = ""
    changes: str = "site_src/changes.json"
    offline: bool = True
    site_name: str = "Papers"
    site_url: str = ""
    use_directory_urls: bool = True
