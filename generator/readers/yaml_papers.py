"""A YAML file with the papers of another catalog: a list of them, lists below keys, or a mapping of keys to papers.

What one paper says goes the way of all loose entries, CSL's under its own names. A card is something else: see `cards`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.located_yaml import Mapping, Node, Scalar, is_empty, kind
from generator.located_yaml import Sequence as Listed
from generator.model import Location, Problem, Record, Severity
from generator.readers import csl, loose
from generator.readers.aliases import field_of, folded
from generator.readers.entries import Entries
from generator.readers.nested import is_in_languages
from generator.text import clean

CODES = {
    "not-in-the-list": "A part of a file of papers is none; it is left out.",
}
_TITLES = frozenset({"paper", "name", "article"})
_HEADINGS = ("name", "title", "heading", "label", "category", "section", "topic", "year")
"""What a group of papers is called by a key beside its list."""
_LISTS = frozenset({"papers", "publications", "entries", "bibliography", "articles", "list", "items"})
"""Keys below which papers stand and nothing else."""
_PEOPLE = frozenset({"authors", "author", "editor", "editors", "creators"})
_NO_PAPERS = frozenset({"pin", "ban", "venue", "journal"}) | _PEOPLE | loose.LINKS
_PLAIN_NAMES = frozenset({
    "papers", "publications", "references", "entries", "items", "bibliography", "data", "list", "paper", "publication",
    "entry",
})  # fmt: skip
_GROUPS = frozenset({"categories", "category", "subcategories", "sections", "groups", "topics", "years", "lists"})
_OF_PAPERS = frozenset({"authors", "year", "date", "abstract", "doi", "arxiv", "venue"})
_DEEPEST = 5
_NOTHING = frozenset({"~", "null", "Null", "NULL"})


@dataclass(slots=True)
class _Walk:
    """The entries of a file in its order, and what is none of them."""

    file: str
    entries: Entries
    roots: Sequence[Node] = ()
    is_bare: bool = False
    """Are there no papers but what lists of names with addresses may mean?"""
    left: list[Scalar] = field(default_factory=list)

    def of(self, node: Node, path: tuple[str, ...]) -> Iterator[Record | Problem]:
        """The records of a list, of a mapping, or of what stands deeper in these."""
        if isinstance(node, Listed):
            for item in node.items:
                yield from self.item(item, path)
        elif isinstance(node, Mapping):
            yield from self.mapping(node, path)
        else:
            yield _no_paper(node)

    def item(self, item: Node, path: tuple[str, ...]) -> Iterator[Record | Problem]:
        """An item of a list: a paper, or more lists."""
        if isinstance(item, Mapping) and (is_paper(item) or not has_papers(item)):
            yield from self.paper(item, item.where, path)
        elif isinstance(item, Scalar):
            yield _no_paper(item)
        elif len(path) < _DEEPEST:
            yield from self.of(item, path)

    def mapping(self, node: Mapping, path: tuple[str, ...]) -> Iterator[Record | Problem]:
        """What stands below the keys of a mapping that is no paper itself."""
        is_whole = any(node is root for root in self.roots)  # what it is called all its papers have in common
        heading, below = _heading(node, path)
        path = path if is_whole else below
        keyed = any(isinstance(value, Mapping) and is_paper(value) for _, value in node.pairs) or is_keyed(node)
        for key, value in node.pairs:
            if isinstance(value, Mapping) and (is_paper(value) or (keyed and not has_papers(value))):
                yield from self.paper(value, key.where, path, key.value)
            elif (has_papers(value) or is_list(key, value, self.is_bare)) and len(path) < _DEEPEST:
                named = () if (heading and not is_whole) or folded(key.value) in _PLAIN_NAMES else (key.value,)
                yield from self.of(value, (*path, *named))
            elif key is not heading and not _is_bare(value):
                self.left.append(key)

    def paper(self, node: Mapping, where: Location, path: tuple[str, ...], key: str = "") -> Iterator[Record | Problem]:
        """The record of one entry; the keys above it are its section, and the one before it its own name."""
        entry = plain(node)
        fields = csl.said(entry) if csl.is_item(entry) else loose.said(entry)
        if key and not key.isdigit() and not any(field_of(name) == "key" for name in fields):
            fields["key"] = key
        if path:
            fields.setdefault("section", " / ".join(path))
            loose.put_year(fields, path)
        places = {name.value: value.where for name, value in node.pairs}
        yield from self.entries.read(fields, where, places=places)

    def rest(self) -> Iterator[Problem]:
        """What is to be told at the end."""
        if self.left:
            names = ", ".join(f"`{key.value[:40]}`" for key in self.left[:5])
            more = f" and {len(self.left) - 5} more" if len(self.left) > 5 else ""
            message = f"no papers stand below {names}{more}; what is there is left out"
            hint = "a paper is a mapping with a `title:`, and papers stand in a list or below keys of their own"
            yield Problem(self.left[0].where, Severity.NOTE, "not-in-the-list", message, hint, self.left[0].width)
        yield from self.entries.rest()


def read(roots: Sequence[Node], file: str) -> Iterator[Record | Problem]:
    """The records of all documents of a file, and what is wrong with them."""
    walk = _Walk(file, Entries(file, loose=True), roots, not any(map(has_papers, roots)))
    for root in roots:
        is_paper = len(roots) > 1 and isinstance(root, Mapping) and not has_papers(root)
        yield from walk.item(root, ()) if is_paper else walk.of(root, ())
    yield from walk.rest()


def _heading(node: Mapping, path: tuple[str, ...]) -> tuple[Scalar | None, tuple[str, ...]]:
    """The key that says what the papers below a mapping have in common, with the path that leads to them.

    Where it says what the key above says, this is said once.
    """
    texts = {folded(key.value): (key, value.value) for key, value in node.pairs if isinstance(value, Scalar)}
    found = next((texts[name] for name in _HEADINGS if name in texts and texts[name][1]), None)
    if found is None:
        return None, path
    above = path[:-1] if path and folded(path[-1]) in (folded(found[1]), *_GROUPS) else path
    return found[0], (*above, clean(found[1]))


def is_keyed(root: Mapping) -> bool:
    """Are these entries of a catalog below their keys, though none has a title?"""
    entries = [value for _, value in root.pairs]
    return len(entries) > 1 and all(
        isinstance(one, Mapping) and any(field_of(key.value) for key, _ in one.pairs) for one in entries
    )


def is_list(key: Scalar, value: Node, is_bare: bool = False) -> bool:
    """Does the key say that papers stand in this list, whether they have titles or not?

    In a file without any (`is_bare`), names with addresses are papers, too.
    """
    items = value.items if isinstance(value, Listed) else ()
    is_known = folded(key.value) in ("papers", "publications", "bibliography", "articles")
    if is_bare and not is_known:
        return bool(items) and all(map(_is_linked_name, items))
    return is_known and any(isinstance(item, Mapping) for item in items)


def _is_linked_name(node: Node) -> bool:
    names = {folded(key.value) for key, value in node.pairs} if isinstance(node, Mapping) else frozenset()
    return not names.isdisjoint(_TITLES) and any(field_of(name) == "url" for name in names)


def has_papers(node: Node, depth: int = 0) -> bool:
    """Do papers stand somewhere in this list or below these keys?"""
    if depth > _DEEPEST:
        return False
    if isinstance(node, Listed):
        return any(isinstance(item, Mapping) and is_paper(item) for item in node.items) or any(
            has_papers(item, depth + 1) for item in node.items
        )
    if isinstance(node, Mapping):
        inner = (value for key, value in node.pairs if folded(key.value) not in _NO_PAPERS)
        return any((isinstance(value, Mapping) and is_paper(value)) or has_papers(value, depth + 1) for value in inner)
    return False


def is_paper(node: Mapping) -> bool:
    """Has it a title, or what may be one beside other fields of a paper?"""
    texts = {key.value for key, value in node.pairs if isinstance(value, Scalar) or _is_in_languages(key, value)}
    fields = {field_of(key.value) for key, _ in node.pairs}
    is_titled = "title" in fields and any(field_of(name) == "title" for name in texts)
    is_named = any(folded(name) in _TITLES for name in texts) and not fields.isdisjoint(_OF_PAPERS)
    if fields.isdisjoint(_OF_PAPERS) and any(folded(key.value) in _LISTS and _is_bare(one) for key, one in node.pairs):
        return False  # a group of papers without any
    return (is_titled or is_named) and not any(
        has_papers(value) for key, value in node.pairs if folded(key.value) in _PLAIN_NAMES
    )


def _is_in_languages(key: Scalar, value: Node) -> bool:
    return isinstance(value, Mapping) and is_in_languages(key.value, [inner.value for inner, _ in value.pairs])


def _is_bare(node: Node) -> bool:
    return is_empty(node) or (isinstance(node, Listed) and not node.items)


def plain(node: Node | None) -> Any:
    """The texts, lists and mappings of a node; None where nothing stands."""
    if isinstance(node, Listed):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.pairs}
    if node is None or is_empty(node) or (node.plain and node.value in _NOTHING):
        return None
    return node.value


def _no_paper(node: Scalar) -> Problem:
    message = f"a paper is made of `key: value` lines, here is {kind(node)}"
    hint = "write `- title: …`, and below it with as many spaces what else is known"
    return Problem(node.where, Severity.WARNING, "not-in-the-list", message, hint, node.width)
