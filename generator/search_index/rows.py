"""What a result shows: rows and abstracts, in blocks of papers.

`rows/<n>.json` is an array of rows; a row is an array, and what is empty at its end is left out:

    0 title   1 slug, "" where `simple_slug(title)` is it   2 authors as shown: up to four, else three and the last
    3 how many authors there are, 0 where all are shown; what stands behind those shown where no source names all, and
        of editors: `, et al.`, ` (ed.)`
    4 venue    5 date: 2024-12-18, 2024-12 or 2024
    6 identity; `title:` alone stands for `title:` and the title's small letters and digits a-z0-9
    7 address of the PDF; "=" is that of the identity: https://arxiv.org/pdf/<id> or https://aclanthology.org/<id>.pdf
    8 address of the code   9 tags: places in the list of tags of `facts.json`   10 later title
    11 the records' own ids, the best source's first; none where the identity is the only one
    12 how many listings have it
    13 1 where it came with the newest import                         14 status
    15 the title as HTML where it has mathematics
    16 keys that it had formerly and that the row does not show: identifiers as sure as its own or surer, slugs

`abstracts/<n>.json` is an array of texts.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from generator import beside
from generator.markup import formulas
from generator.mathml import render_inline
from generator.model import Catalog, Entry
from generator.rows import named, pdf_url

ROWS = 8
ABSTRACTS = 8
_LONGEST_SLUG = 79
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SUREST_FIRST = ("arxiv", "acl", "doi", "title")
_PLAIN: Final = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""For `bytes.translate`: small letters and digits of ASCII, and a space for all else."""


def simple_slug(title: str) -> str:
    """The slug that most titles have: runs of a-z0-9 joined by hyphens, whole ones up to 79 characters.

    Small letters of ASCII only; `'` between two letters or digits is left out.
    """
    plain = re.sub(r"(?<=[A-Za-z0-9])'(?=[A-Za-z0-9])", "", title) if "'" in title else title
    slug = b"-".join(plain.encode("ascii", "replace").translate(_PLAIN).split()).decode()
    return slug if len(slug) <= _LONGEST_SLUG else slug[: _LONGEST_SLUG + 1].rpartition("-")[0]


def parts(catalog: Catalog) -> dict[str, tuple[int, list[bytes]]]:
    """Rows and abstracts: how many papers a block has, and the blocks."""
    tags = {tag: place for place, tag in enumerate(catalog.rules)}
    rows = [_row(entry, tags) for entry in catalog.papers]
    abstracts = [entry.paper.abstract for entry in catalog.papers]
    return {"rows": (ROWS, _in_blocks(rows, ROWS)), "abstracts": (ABSTRACTS, _in_blocks(abstracts, ABSTRACTS))}


def _in_blocks(things: Sequence[object], size: int) -> list[bytes]:
    return [as_json(things[start : start + size]) for start in range(0, len(things), size)]


def as_json(thing: object) -> bytes:
    """JSON in as few bytes as can be."""
    return _json(thing).encode()


def _row(entry: Entry, tags: Mapping[str, int]) -> list[object]:
    paper = entry.paper
    authors, more = named(paper)
    row: list[object] = [
        paper.title,
        "" if entry.slug == simple_slug(paper.title) else entry.slug,
        authors,
        more,
        paper.venue,
        paper.date or str(paper.year or ""),
        _identity(entry),
        _pdf(entry),
        next(iter(beside.code(paper)), ""),
        [tags[one.tag] for one in entry.taggings],
        paper.later_title,
        [] if paper.keys == (paper.identity,) else paper.keys,
        len({place.listing for place in paper.seen}),
        int(entry.new),
        paper.status,
        _with_math(paper.title),
        _former(entry),
    ]
    while not row[-1]:
        row.pop()
    return row


def _with_math(title: str) -> str:
    """A title's HTML with its formulas as the built pages have them; '' for one without."""
    parts: list[str] = []
    at = 0
    for formula in formulas(title) if "$" in title else ():
        tex = title[formula.start + 1 : formula.end - 1].replace("<", r"{\lt}").replace(">", r"{\gt}")
        parts += [html.escape(title[at : formula.start], quote=False), render_inline(tex)]
        at = formula.end
    return "".join((*parts, html.escape(title[at:], quote=False))) if parts else ""


def _former(entry: Entry) -> list[str]:
    """What the browser could not take for a key of this row; a weaker name than the identity it takes for one."""
    slugs = [f"slug:{old}" for old in entry.former]
    others = [name for name in entry.names if name != entry.paper.identity]
    if not others:
        return slugs
    own = _SUREST_FIRST.index(entry.paper.identity.partition(":")[0])
    surer = {f"{kind}:" for kind in _SUREST_FIRST[: own + 1] if kind != "title"}
    return [*(name for name in others if name.startswith(tuple(surer))), *slugs]


def _identity(entry: Entry) -> str:
    identity = entry.paper.identity
    if not identity.startswith("title:"):
        return identity
    plain = b"".join(entry.paper.title.encode("ascii", "replace").translate(_PLAIN).split()).decode()
    return "title:" if identity == f"title:{plain}" else identity


def _pdf(entry: Entry) -> str:
    url, (kind, _, name) = pdf_url(entry.paper), entry.paper.identity.partition(":")
    usual = {"arxiv": f"https://arxiv.org/pdf/{name}", "acl": f"https://aclanthology.org/{name}.pdf"}.get(kind)
    return "=" if url and url == usual else url
