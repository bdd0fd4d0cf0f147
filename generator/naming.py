"""What a paper is called and filed under: its year, its venue's series, its place in an order, its suffix."""

from __future__ import annotations

import hashlib
import re

from generator.model import Paper, Topic
from generator.text import fold

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EDITION = re.compile(
    r"\s*\([^)]*\)"  # (long), (main), (2023), (PMLR 267)
    r"|\s+\d+:\d+"  # volume:page
    r"|\s*,?\s*\b(19|20)\d\d\b"
)


def newest_first(paper: Paper) -> tuple[bool, str, str, str]:
    """Sort key: by date, then by title. Of one year, papers without a day come last, and without a date last of all."""
    date = paper.date or (str(paper.year) if paper.year else "")
    return (not date, _reversed(date.ljust(10)), fold(paper.title), paper.identity)


def _reversed(date: str) -> str:
    """A date whose order is turned round, so that one sort does for newest first and A to Z."""
    return date.translate(_TURNED)


_TURNED = {code: 0x7F - code for code in range(0x7F)}


def year(paper: Paper) -> str:
    """The year under which readers look for a paper: of its first submission, else of its publication."""
    return paper.date[:4] or (str(paper.year) if paper.year else "")


def venue_year(paper: Paper) -> str:
    """The year of publication: that of the venue's name, else as recorded, else of the first submission."""
    found = _YEAR.search(paper.venue)
    return found[0] if found else str(paper.year or "") or paper.date[:4]


def series(venue: str) -> str:
    """The venue without year, track and volume: `ACL 2025 (long)` belongs to `ACL`."""
    return " ".join(_EDITION.sub(" ", venue).split()).strip(" ,-") or venue


def rule_copy(topic: Topic) -> str:
    """Where the site has a copy of a rule file, as text that every browser shows."""
    return f"rules/{topic.slug}.yml.txt"


def suffix(identity: str) -> str:
    """A short suffix that belongs to this identity alone, for addresses that several papers claim."""
    plain = re.sub(r"[^a-z0-9]+", "-", identity.partition(":")[2].lower()).strip("-")
    if identity.startswith(("arxiv:", "acl:")) and len(plain) <= 24:
        return plain
    return hashlib.sha256(identity.encode()).hexdigest()[:8]


def page_address(path: str, as_folder: bool) -> str:
    """The address of a page from the top of the site: `papers/a-toy.md` is at `papers/a-toy/`, or at `….html`."""
    stem = path.removesuffix(".md")
    if not as_folder:
        return f"{stem}.html"
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
