"""Hand-written pages, section by section, and the manifest of a site that has them.

`pages.<hash>.json` is an array of [address from the top of the site, title, text], one for each heading of a page with
what stands below it until the next; the title is that of the page, with that of the section behind ` › `. The hash is
that of the file, so that a page can change without a new build of all the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from generator.model import Output
from generator.search_index.rows import as_json

MANIFEST = "search/manifest.json"
LONGEST = 4000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_BLOCKS = frozenset({"p", "li", "td", "th", "tr", "div", "pre", "dt", "dd", "br", "blockquote"})
_SKIPPED = frozenset({"script", "style", "svg", "template"})


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A page by its address from the top of the site, with its title and the HTML of its text."""

    address: str
    title: str
    html: str


def finished(files: Sequence[Output], pages: Iterable[HandWritten], *, directory_urls: bool) -> tuple[Output, ...]:
    """The files of the search, whose first is the manifest, for a site with these pages and this form of addresses."""
    manifest = json.loads(files[0].data)
    entries = [entry for page in pages for entry in _sections(page)]
    data = as_json(entries)
    name = f"pages.{hashlib.sha256(data).hexdigest()[:16]}.json" if entries else ""
    manifest |= {"pages": name, "address": "papers/{}/" if directory_urls else "papers/{}.html"}
    more = (Output(f"search/{manifest['build']}/{name}", data),) if entries else ()
    return (Output(MANIFEST, as_json(manifest)), *files[1:], *more)


def _sections(page: HandWritten) -> Iterator[tuple[str, str, str]]:
    reader = _Reader()
    reader.feed(page.html)
    reader.close()
    for place, heading, pieces in reader.sections:
        title, text = " ".join(heading.split()), " ".join("".join(pieces).split())
        is_first = not title or title == page.title
        if text or title:
            address = page.address if is_first or not place else f"{page.address}#{place}"
            yield address, page.title if is_first else f"{page.title} › {title}", text[:LONGEST]


class _Reader(HTMLParser):
    """The id, heading and text of each section."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._in_heading = ""
        self._skipped = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begin a section at a heading."""
        self._skipped += tag in _SKIPPED
        if tag in _BLOCKS:
            self.handle_data(" ")
        if tag in _HEADINGS:
            self._in_heading = tag
            self.sections.append((dict(attributes).get("id") or "", "", []))

    def handle_endtag(self, tag: str) -> None:
        """End a heading."""
        self._skipped -= tag in _SKIPPED and self._skipped > 0
        if tag == self._in_heading:
            self._in_heading = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of a heading, or of what is below it."""
        if self._skipped:
            return
        place, heading, pieces = self.sections[-1]
        if self._in_heading:
            self.sections[-1] = (place, heading + data, pieces)
        else:
            pieces.append(data)
