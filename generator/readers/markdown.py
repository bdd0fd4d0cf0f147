"""A Markdown page about one paper: front matter in YAML (`---`) or TOML (`+++`), and a body that holds the abstract.

So Jekyll, Hugo, Quarto and MkDocs have them, and so this program writes its own pages. A page with the keys that only
a card has (`pin`, `ban`, `former`, or a `status` of a paper) is a card.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from generator import located_yaml
from generator.located_yaml import Mapping as Located
from generator.model import Location, PaperStatus, Problem, Record, Severity, Source
from generator.readers import cards, csl, loose, markdown_body
from generator.readers.aliases import field_of
from generator.readers.entries import Entries
from generator.readers.fields import LOOSE
from generator.readers.jsonl import CARDS
from generator.readers.lines import ending, head, read_text
from generator.readers.yaml_papers import plain

CODES = {
    "no-front-matter": "A Markdown file among the papers has no front matter; it is no paper.",
    "bad-front-matter": "The front matter of a Markdown file cannot be read, or has no end.",
}
ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
_PAGES = re.compile(
    r"(?:read[-_]?me|_?index|contributing|licen[cs]e|changelog|template|code_of_conduct)\b.*", re.IGNORECASE
)
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_BELOW = ("extra", "params", "taxonomies")
_ONLY_OF_CARDS = ("pin", "ban", "former", "superseded_by")
_TITLE = re.compile(r"^title\s*[:=]", re.IGNORECASE | re.MULTILINE)
_FIRST = 5
_OF_YAML = re.compile(r"\s*(?:- +)?\w[\w -]{0,40}:(?:\s|$)")
_OURS = frozenset({"template", "kind", "tags", "description", "et_al", "indexed_authors", "indexed_editors"})
_TOML_LINE = re.compile(r"\s*(?P<key>\w+)\s*=\s*(?P<quote>[\"'])(?P<value>.{1,2000}?)(?P=quote)\s*$")
_IN = re.compile(r"^in:?\s+", re.IGNORECASE)
"""How the pages of Hugo's academic theme begin the place of publication."""
_HUGO_KINDS = {
    "1": "inproceedings", "2": "article", "3": "misc", "4": "techreport", "5": "book", "6": "incollection",
    "7": "phdthesis", "8": "patent",
}  # fmt: skip
"""The numbers of `publication_types` in Hugo's academic theme, before it took names."""
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


class _Page(NamedTuple):
    """The fence of a front matter, its text and the number of lines before it, the body, and whether it has an end."""

    fence: str
    front: str
    above: int
    body: str
    is_closed: bool


def is_page(source: Source) -> bool:
    """By content: a front matter with a title and an end, and a text below it that is none of YAML's."""
    page = _page(head(source).replace("\r\n", "\n").replace("\r", "\n"))
    if page is None or not page.is_closed or ending(source) in CARDS:
        return False
    lines = [line for line in page.body.split("\n") if line.strip()][:_FIRST]
    return bool(_TITLE.search(page.front)) and not (lines and all(map(_OF_YAML.match, lines)))


def accepts(source: Source) -> bool:
    """Whether the name is that of a Markdown file."""
    return ending(source) in ENDINGS


def read(source: Source) -> Iterator[Record | Problem]:
    """The record of the page, and everything that is wrong with it."""
    text, problems = read_text(source)
    yield from problems
    if not text:
        return
    page = _page(text)
    if page is None:
        yield _no_front_matter(source.name)
        return
    if not page.is_closed:
        hint = f"close it with a line `{page.fence}`"
        message = "the front matter has no end; it is read up to the first empty line"
        yield Problem(Location(source.name, page.above), Severity.WARNING, "bad-front-matter", message, hint)
    yield from _of_toml(page, source.name) if page.fence == "+++" else _of_yaml(page, source.name)


def _page(text: str) -> _Page | None:
    """The front matter and the body; None where the page does not begin with a fence."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = lines[first].strip()
    if fence not in _FENCES:
        return None
    rest = range(first + 1, len(lines))
    closing = next((number for number in rest if lines[number].rstrip() in _FENCES[fence]), 0)
    end = closing or next((number for number in rest if not lines[number].strip()), len(lines))
    body = "\n".join(lines[end + 1 :])
    return _Page(fence, "\n".join(lines[first + 1 : end]), first + 1, body, bool(closing))


def _of_yaml(page: _Page, file: str) -> Iterator[Record | Problem]:
    roots, found = located_yaml.read_foreign(Source(file, ("\n" * page.above + page.front).encode("utf-8", "replace")))
    problems = tuple(map(_softened, found))
    root = roots[0] if roots else None
    if not isinstance(root, Located):
        yield from problems
        yield _bad(file, page.above, "the front matter has no `key: value` lines")
        return
    if _is_card(root):
        yield from _of_card(root, page, problems)
        return
    yield from problems
    places = {key.value: value.where for key, value in root.pairs}
    yield from _of_entry(plain(root), page, Location(file, root.where.line), places)


def _softened(problem: Problem) -> Problem:
    """A key that is there twice as a warning: no paper is left out by it, for the page is one."""
    return replace(problem, severity=Severity.WARNING) if problem.code == "yaml-duplicate-key" else problem


def _is_card(root: Located) -> bool:
    return any(root.get(name) is not None for name in _ONLY_OF_CARDS) or root.text("status") in tuple(PaperStatus)


def _of_card(root: Located, page: _Page, problems: tuple[Problem, ...]) -> Iterator[Record | Problem]:
    found = list(problems)
    record = cards.record(root, found)
    yield from found
    if record:
        abstract = "" if record.abstract else markdown_body.parts(page.body)[1]
        yield replace(record, abstract=LOOSE["abstract"](abstract)) if abstract else record


def _of_toml(page: _Page, file: str) -> Iterator[Record | Problem]:
    try:
        entry = _dated(tomllib.loads(page.front))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as wrong:
        found = _AT_LINE.search(str(wrong))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        is_deep = isinstance(wrong, RecursionError)
        why = "brackets too deep" if is_deep else _AT_LINE.sub("", str(wrong)).strip()
        yield _bad(file, page.above + line, why, column)
        entry = {}
        for one in filter(None, map(_TOML_LINE.match, page.front.split("\n"))):
            entry.setdefault(one["key"], one["value"])
    if entry:
        yield from _of_entry(entry, page, Location(file, page.above + 1), {})


def _dated(value: Any) -> Any:
    """The value with TOML's dates as texts."""
    if isinstance(value, dict):
        return {key: _dated(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_dated(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _of_entry(
    entry: Mapping[str, Any], page: _Page, where: Location, places: Mapping[str, Location]
) -> Iterator[Record | Problem]:
    """The record of the front matter, with the abstract and, where it lacks one, the title of the body."""
    is_ours = entry.get("kind") == "paper" and entry.get("template") == "paper.html"
    if is_ours:
        entry = _of_ours(entry)
    entry = _level(entry)
    fields = csl.said(entry) if csl.is_item(entry) else loose.said(entry)
    title, abstract, rest = markdown_body.parts(page.body, is_ours=is_ours)
    named = {field_of(name) for name, value in fields.items() if value}
    if "title" not in named and title and named:
        fields["title"] = title
    if abstract and "abstract" not in named:
        fields["abstract"] = abstract
    elif abstract:
        rest = "\n\n".join(filter(None, (abstract, rest)))
    entries = Entries(where.file, loose=True)
    yield from entries.read({**fields, "body": rest}, where, places=places)
    yield from entries.rest()


def _of_ours(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a page that this program wrote says of its paper."""
    said = {name: value for name, value in entry.items() if name not in _OURS}
    people = "authors" if "authors" in said else "editors"
    if entry.get("et_al") == "true" and isinstance(said.get(people), list):
        said[people] = [*said[people], "et al."]
    return said


def _level(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with those below Hugo's and Zola's `params`, `extra` and `taxonomies` beside them."""
    below = [(name, entry[name]) for name in _BELOW if isinstance(entry.get(name), dict)]
    level = {name: value for name, value in entry.items() if name not in dict(below)}
    for _, fields in below:
        level |= {name: value for name, value in fields.items() if name not in level}
    if isinstance(kinds := level.get("publication_types"), list) and kinds:
        level["publication_types"] = _HUGO_KINDS.get(str(kinds[0]), kinds[0])
    if isinstance(place := level.get("publication"), str):
        level["publication"] = _IN.sub("", markdown_body.plain(place), count=1)
    return level


def _bad(file: str, line: int, fact: str, column: int = 1) -> Problem:
    hint = "begin the file with `---`, then `title: …` and what else is known, then `---`"
    return Problem(Location(file, line, column), Severity.ERROR, "bad-front-matter", fact, hint)


def _no_front_matter(file: str) -> Problem:
    is_page = _PAGES.fullmatch(file.rpartition("/")[2])
    message = "this page has no front matter, so it is no paper"
    hint = "begin it with `---`, `title: …` and `---`, or keep it elsewhere"
    severity = Severity.NOTE if is_page else Severity.WARNING
    return Problem(Location(file), severity, "no-front-matter", message, hint)
