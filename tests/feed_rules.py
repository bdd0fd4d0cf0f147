"""What RFC 4287 (Atom) and JSON Feed 1.1 demand of a feed, as a list of what is wrong with one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as Xml

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
PERSON = {"name", "uri", "email"}
BOTH = {"author", "category", "contributor", "id", "link", "rights", "title", "updated"}
FEED = BOTH | {"entry", "generator", "icon", "logo", "subtitle"}
ENTRY = BOTH | {"content", "published", "source", "summary"}
LINK = {"href", "rel", "type", "hreflang", "title", "length"}
TEXTS = ("title", "subtitle", "summary", "rights", "content")
ONCE = ("generator", "icon", "logo", "subtitle", "rights", "published", "summary", "content")


def is_moment(text: str) -> bool:
    """Whether a text is a moment of RFC 3339 that there is."""
    if not MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def atom_faults(document: bytes) -> list[str]:
    """Return what RFC 4287 forbids in a feed, by its sections."""
    feed = Xml.fromstring(document)
    if feed.tag != f"{ATOM}feed":
        return ["4.1.1: the document is no atom:feed"]
    entries = feed.findall(f"{ATOM}entry")
    found = [*_container(feed, FEED)]
    for entry in entries:
        found += _container(entry, ENTRY)
        if not (entry.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author")):
            found.append("4.1.2: an entry without an author in a feed without one")
        if not entry.findall(f"{ATOM}content") and "alternate" not in map(_rel, entry.findall(f"{ATOM}link")):
            found.append("4.1.2: an entry without content and without an alternate link")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    return [*found, *(f"4.2.6: {id_} is the id of several entries" for id_, times in ids.items() if times > 1)]


def _rel(link: Xml.Element) -> str:
    return link.get("rel", "alternate")


def _container(element: Xml.Element, known: set[str]) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"4.1: {name} is unknown here" for name in counts if name not in known)
    yield from (f"4.1: {counts[name]} of {name}" for name in ("id", "title", "updated") if counts[name] != 1)
    yield from (f"4.1: {counts[name]} of {name}" for name in ONCE if counts[name] > 1)
    if not IRI.fullmatch(element.findtext(f"{ATOM}id") or ""):
        yield f"4.2.6: {element.findtext(f'{ATOM}id')} is no IRI"
    for name in ("updated", "published"):
        yield from (
            f"3.3: {one.text} is no moment" for one in element.findall(ATOM + name) if not is_moment(one.text or "")
        )
    for name in ("author", "contributor"):
        for person in element.findall(ATOM + name):
            yield from _person(person)
    for name in TEXTS:
        for text in element.findall(ATOM + name):
            if text.get("type", "text") not in ("text", "html") or len(text):
                yield f"3.1: {name} is neither text nor HTML, or has elements"
    yield from _links(element)
    yield from ("4.2.2: a category without a term" for one in element.findall(f"{ATOM}category") if not one.get("term"))


def _person(person: Xml.Element) -> Iterator[str]:
    names = [child.tag.removeprefix(ATOM) for child in person]
    if names.count("name") != 1 or set(names) - PERSON or not (person.findtext(f"{ATOM}name") or "").strip():
        yield f"3.2: a person of {names}"


def _links(element: Xml.Element) -> Iterator[str]:
    links = element.findall(f"{ATOM}link")
    for link in links:
        if not link.get("href") or re.search(r"[\s<>\"{}|\\^`]", link.get("href", "")):
            yield f"4.2.7: the link {link.get('href')!r}"
        if set(link.keys()) - LINK:
            yield f"4.2.7: a link with {sorted(link.keys())}"
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in links if _rel(link) == "alternate")
    yield from (f"4.1: several alternate links of {kind}" for kind, times in kinds.items() if times > 1)


ITEM: dict[str, Any] = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str,
    "image": str, "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "tags": list,
    "language": str, "attachments": list,
}  # fmt: skip
TOP: dict[str, Any] = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str,
    "next_url": str, "icon": str, "favicon": str, "authors": list, "language": str, "expired": bool, "hubs": list,
    "items": list,
}  # fmt: skip


def json_faults(document: bytes) -> list[str]:
    """Return what JSON Feed 1.1 forbids in a feed."""
    feed = json.loads(document.decode("utf-8"))
    found = [*_object(feed, TOP, ("version", "title", "items"))]
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.append("the version is another")
    for item in feed.get("items", []):
        found += _object(item, ITEM, ("id",))
        found += [] if "content_html" in item or "content_text" in item else ["an item without content"]
        moments = [item[name] for name in ("date_published", "date_modified") if name in item]
        found += [f"{one} is no moment" for one in moments if not is_moment(one)]
        found += [f"{one!r} is no tag" for one in item.get("tags", []) if not isinstance(one, str)]
    authors = [one for part in (feed, *feed.get("items", [])) for one in part.get("authors", [])]
    found += [f"{one} is no author" for one in authors if not _is_author(one)]
    ids = Counter(item.get("id") for item in feed.get("items", []))
    return [*found, *(f"{id_} is the id of several items" for id_, times in ids.items() if times > 1)]


def _object(values: dict[str, Any], known: dict[str, Any], needed: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in needed if name not in values)
    for name, value in values.items():
        if not name.startswith("_") and not isinstance(value, known.get(name, ())):
            yield f"{name} is unknown or of another kind"
        if name.endswith("url") and re.search(r"[\s<>\"{}|\\^`]", str(value)):
            yield f"{value!r} is no address"


def _is_author(one: object) -> bool:
    return isinstance(one, dict) and bool(one.keys() & {"name", "url", "avatar"}) and all(one.values())
