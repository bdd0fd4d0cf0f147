"""What a feed has in it, before it has a form: papers with their moments, ids and words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from generator.changes_view import plain, summary
from generator.model import Catalog, Change, Entry, Paper, Settings
from generator.naming import page_address
from generator.rows import paper_path, pdf_url
from generator.standings import said
from generator.text import display_date, iso_date
from generator.ways import arxiv_address, published_address

UNKNOWN = "1970-01-01T00:00:00Z"
"""Stands where a moment is required and no date is known: a build knows no other."""
MOST_AUTHORS = 50
_URLS = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")  # the name space of addresses, RFC 9562, section 6.6


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is told: `address` leads to its page from the top of the site, `html` is safe as it stands.

    `updated` and `published` are moments as RFC 3339 writes them; `published` may be ''. `tags` are ids with labels.
    """

    id: str
    title: str
    address: str
    html: str
    updated: str
    published: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """Items under one title, the newest first; `folder` is where the feed stands, `page` what people read instead."""

    folder: str
    title: str
    page: str
    about: str
    items: Sequence[Item]

    @property
    def updated(self) -> str:
        """When something was last told."""
        return max((item.updated for item in self.items), default=UNKNOWN)


def newest(papers: Iterable[Entry]) -> list[Entry]:
    """Papers by import, the newest first, each import in the order of the catalog; then those of no import."""
    return sorted(papers, key=lambda entry: -1 if entry.came is None else entry.came, reverse=True)


def item(catalog: Catalog, entry: Entry, settings: Settings) -> Item:
    """A paper as it is told in every feed."""
    paper = entry.paper
    day = catalog.imports[entry.came].day if entry.came is not None else ""
    published = moment(paper.date) or moment(str(paper.year or ""))
    return Item(
        id=urn(next(iter(entry.names), paper.identity)),  # the oldest name: a better one makes no new entry
        title=paper.title,
        address=page_address(paper_path(entry), settings.use_directory_urls),
        html=_html(catalog, entry),
        updated=moment(day) or published or UNKNOWN,
        published=published,
        authors=paper.authors[:MOST_AUTHORS],
        tags=tuple((one.tag, catalog.rules[one.tag].label) for one in entry.taggings),
        elsewhere=pdf_url(paper) or paper.url,
    )


def change_item(change: Change, page: str) -> Item:
    """A change as it is told in the feed of changes; a person's own entry is known by its words."""
    return Item(
        id=urn(f"change {change.commit or (change.day, change.note, summary(change))}"),
        title=f"{display_date(change.day)}: {summary(change)}",
        address=page,
        html="".join(f"<p>{escape(line)}</p>" for line in plain(change)),
        updated=moment(change.day) or UNKNOWN,
        published=moment(change.day),
    )


def moment(date: str) -> str:
    """The first moment of a day, a month or a year in ISO form, as RFC 3339 writes it; '' for ''."""
    known = iso_date(date)
    return f"{known}{'-01' * (2 - known.count('-'))}T00:00:00Z" if known else ""


def urn(name: str) -> str:
    """An id that belongs to this name wherever it is told: a UUID of version 5 in the name space of addresses."""
    digest = bytearray(hashlib.sha1(_URLS + name.encode("utf-8", "replace"), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _html(catalog: Catalog, entry: Entry) -> str:
    """What became of it, who wrote it, where and when, the abstract, the tags."""
    paper = entry.paper
    others = " and others" if paper.et_al or len(paper.authors) > MOST_AUTHORS else ""
    people = f"{'Edited by ' if paper.edited else ''}{', '.join(paper.authors[:MOST_AUTHORS])}{others}"
    facts = (people, paper.venue, display_date(paper.date) or str(paper.year or ""))
    tags = ", ".join(catalog.rules[one.tag].label for one in entry.taggings)
    parts = (
        _standing(catalog, paper),
        " · ".join(filter(None, facts)),
        *paper.abstract.split("\n\n"),
        f"Tags: {tags}" if tags else "",
    )
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part) + _both(paper)


def _both(paper: Paper) -> str:
    """Links to the published paper and to its preprint, where it has both."""
    name, url = published_address(paper)
    if not (url and paper.arxiv):
        return ""
    preprint = f'<a href="{escape(arxiv_address(paper))}">arXiv {escape(paper.arxiv)}</a>'
    return f'<p><a href="{escape(url)}">{name}</a> · {preprint}</p>'


def _standing(catalog: Catalog, paper: Paper) -> str:
    """That a paper was withdrawn, retracted or superseded, as a sentence; else ''."""
    if not paper.standing:
        return ""
    successor = catalog.entries.get(paper.standing.successor)
    return f"{''.join(said(paper.standing, successor.paper.title if successor else ''))}."
