"""Pages as their HTML says, read by the standard library's parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

LOADS = {  # what a browser fetches by itself
    "audio": "src", "embed": "src", "iframe": "src", "img": "src", "input": "src", "object": "data", "script": "src",
    "source": "src", "track": "src", "video": "src", "image": "href", "use": "href",
}  # fmt: skip
LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Document(HTMLParser):
    """What the tests want to know of a page."""

    page: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    rel: dict[str, str] = field(default_factory=dict)
    scripts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._script: str | None = None
        self.feed(self.page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, links and what the browser fetches."""
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link":
            self.rel[given["rel"]] = given["href"]
            (self.loads if LOADING_LINKS & set(given["rel"].split()) else self.links).append(given["href"])
        elif tag == "meta" and "name" in given:
            self.meta.append((given["name"], given["content"]))
        elif tag == "script":
            self._script = given.get("type", "")
        self.loads += [given[LOADS[tag]]] if LOADS.get(tag) in given else []
        self.loads += [one or other for one, other in CSS_URL.findall(given.get("style", ""))]
        self.loads += [part.split()[0] for part in given.get("srcset", "").split(",") if part.split()]

    def handle_data(self, data: str) -> None:
        """Note the text of scripts and what styles load."""
        if self._script is not None:
            self.scripts.append((self._script, data))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a script."""
        if tag == "script":
            self._script = None


@dataclass
class Element:
    """An element of a page with all the text in it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Tree(HTMLParser):
    """The elements of a page, in the order in which they begin."""

    page: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        inside = tuple(one.attributes.get("class") or one.tag for one in self._open)
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, inside))
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add to the text of every element that is open."""
        for element in self._open:
            element.text += data

    def texts(self, tag: str, inside: str = "") -> list[str]:
        """Return the texts of elements, inside of one with a class or name."""
        found = (one for one in self.elements if one.tag == tag and (not inside or inside in one.inside))
        return [" ".join(one.text.split()) for one in found]
