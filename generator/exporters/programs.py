"""The catalog for programs: `catalog.json`, its schema beside it, and files with the papers for which it has no room.

`catalog.json` has all tags, the paths of the files of papers, and the newest papers; in a large catalog `more` names
files with the others. Each paper is a row of what one finds it by. What is not known is left out. `ROW`, `TAG` and the
tables below say what there is; the schema is made of them, and a test holds every file to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.exporters.taken import Taken
from generator.forms import has_files_of_tags, paths
from generator.model import Catalog, Output, Rule, Settings, Topic
from generator.naming import page_address
from generator.people import OTHERS
from generator.rows import pdf_url, tag_path

ADDRESS: Final = "catalog.json"
SCHEMA: Final = "catalog.schema.json"
ROOM: Final = 5_000
"""So many papers stand in one file: some two megabytes."""
VERSION: Final = 1
Shape = Mapping[str, Any]
_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _text(description: str, **more: Any) -> Shape:
    return {"type": "string", "minLength": 1, "description": description, **more}


def _number(description: str) -> Shape:
    return {"type": "integer", "minimum": 0, "description": description}


def _texts(description: str) -> Shape:
    return {"type": "array", "items": {"type": "string"}, "description": description}


def _list(kind: str, description: str) -> Shape:
    return {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}, "description": description}


ROW: Final[Mapping[str, Shape]] = {
    "id": _text("Its strongest identity: arxiv:…, acl:…, doi:… or title:…"),
    "address": _text("The address of its page, from the top of the site."),
    "key": _text("The key to cite it by, the same in all formats."),
    "title": _text("Its title; mathematics stands between dollars, as in TeX."),
    "authors": _texts("Those who wrote it, in their order."),
    "et_al": {"const": True, "description": "There are more of them than any source names."},
    "editors": _texts("Those who edited it or its volume, in their order."),
    "date": _text("The first submission.", pattern=r"^\d{4}(-\d\d){0,2}$"),
    "year": _number("The year of publication."),
    "venue": _text("Where it appeared."),
    "entry_type": _text("What came out, by BibTeX's name."),
    "arxiv": _text("The arXiv number."),
    "acl": _text("The ACL Anthology number."),
    "doi": _text("The DOI."),
    "url": _text("The address of the paper, as a source has it."),
    "pdf": _text("The address of its PDF."),
    "tags": _texts("The ids of its tags."),
    "status": {"enum": ["withdrawn", "retracted", "superseded"], "description": "What became of it."},
}
TAG: Final[Mapping[str, Shape]] = {
    "id": _text("Its id, the last part of its address."),
    "label": _text("What people call it."),
    "about": _text("What belongs to it."),
    "topic": _text("The topic that its rule stands under."),
    "parent": _text("The tag above it; a paper with this one has that as well."),
    "aliases": _texts("Other ids, which lead to it."),
    "papers": _number("How many papers have it."),
    "address": _text("The address of its page, from the top of the site."),
    "files": _texts("The files of its papers, from the top of the site."),
}
FILE: Final[Mapping[str, Shape]] = {
    "format": _text("The format, as the setting `exports` and `catalog export --format` call it."),
    "path": _text("Where it is, from the top of the site."),
    "papers": _number("How many papers are in it."),
    "bytes": _number("Its length."),
}
WHOLE: Final[Mapping[str, Shape]] = {
    "$schema": _text("The schema of this file."),
    "version": {"const": VERSION, "description": "Counts up when a program that reads this would have to change."},
    "name": _text("The site's name."),
    "site": _text("The site's address, where it is known; all paths and addresses begin there."),
    "count": _number("How many papers there are."),
    "files": _list("file", "All papers in each format that the site has."),
    "tags": _list("tag", "All tags that readers see, topic by topic."),
    "papers": _list("paper", f"The newest papers, up to {ROOM:,}."),
    "more": _list("file", "Files with the other papers, newer ones first, each an object with `papers` as here."),
}
_OPTIONAL: Final = frozenset({
    "authors", "et_al", "editors", "date", "year", "venue", "entry_type", "arxiv", "acl", "doi", "url", "pdf", "tags",
    "status", "about", "parent", "aliases", "files", "site", "more",
})  # fmt: skip


def schema() -> dict[str, Any]:
    """The JSON Schema of `catalog.json`; that of the files with more papers is its `piece`."""
    piece = {name: WHOLE[name] for name in ("$schema", "papers")}
    kinds = {"paper": ROW, "tag": TAG, "file": FILE, "piece": piece}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A catalog of papers",
        **_object(WHOLE),
        "$defs": {name: _object(properties) for name, properties in kinds.items()},
    }


def _object(properties: Mapping[str, Shape]) -> dict[str, Any]:
    required = [name for name in properties if name not in _OPTIONAL]
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}


def files(catalog: Catalog, papers: Sequence[Taken], sizes: Mapping[str, int], settings: Settings) -> Iterator[Output]:
    """The files with more papers, `catalog.json` and its schema; `sizes` are those of the files of all papers."""
    pieces = [papers[at : at + ROOM] for at in range(0, len(papers), ROOM)] or [()]
    more = []
    for path, piece in zip(_more(len(papers)), pieces[1:], strict=True):
        data = _lines({"$schema": f"../{SCHEMA}#/$defs/piece"}, [_row(one) for one in piece])
        more.append({"format": "catalog", "path": path, "papers": len(piece), "bytes": len(data)})
        yield Output(path, data)
    told = {
        "$schema": SCHEMA,
        "version": VERSION,
        "name": settings.site_name or "Papers",
        "site": settings.site_url,
        "count": len(papers),
        "files": _files(len(papers), sizes, settings),
        "tags": [_tag(catalog, topic, catalog.rules[tag], settings) for topic, tag in _tags(catalog)],
        "more": more,
    }
    yield Output(ADDRESS, _lines(_known(told, ("files", "tags")), [_row(one) for one in pieces[0]]))
    yield Output(SCHEMA, f"{json.dumps(schema(), ensure_ascii=False, indent=1)}\n".encode())


def addresses(catalog: Catalog) -> Iterator[str]:
    """The paths of what `files` gives."""
    yield from (*_more(len(catalog.papers)), ADDRESS, SCHEMA)


def _more(papers: int) -> list[str]:
    return [f"data/catalog-{number}.json" for number in range(2, (papers + ROOM - 1) // ROOM + 1)]


def _lines(told: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """One object, each paper on a line of its own."""
    begin = _json(told)[:-1]
    between = ",\n".join(map(_json, rows))
    return f'{begin},"papers":[\n{between}\n]}}\n'.encode()


def _known(values: Mapping[str, Any], always: Sequence[str] = ()) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or name in always}


def _files(papers: int, sizes: Mapping[str, int], settings: Settings) -> list[dict[str, Any]]:
    return [
        {"format": form.id, "path": path, "papers": papers, "bytes": sizes[path]}
        for form, path in paths("data", settings)
    ]


def _tags(catalog: Catalog) -> Iterator[tuple[Topic, str]]:
    yield from ((topic, tag) for topic in catalog.topics for tag in topic.tags if tag in catalog.rules)


def _tag(catalog: Catalog, topic: Topic, rule: Rule, settings: Settings) -> dict[str, Any]:
    papers = len(catalog.tags[rule.id])
    has_files = papers and has_files_of_tags(catalog, settings)
    told = {
        "id": rule.id,
        "label": rule.label,
        "about": rule.about,
        "topic": topic.name,
        "parent": rule.parent,
        "aliases": [alias.id for alias in rule.aliases],
        "papers": papers,
        "address": page_address(tag_path(rule.id), settings.use_directory_urls),
        "files": [path for _, path in paths(f"tags/{rule.id}", settings)] if has_files else [],
    }
    return _known(told, ("papers",))


def _row(taken: Taken) -> dict[str, Any]:
    paper = taken.entry.paper
    row = {
        "id": paper.identity,
        "address": taken.address,
        "key": taken.entry.key,
        "title": paper.title,
        "authors": () if paper.edited else paper.authors,
        "et_al": paper.et_al,
        "editors": [str(name) for name in paper.editors if name != OTHERS],
        "date": paper.date,
        "year": paper.year,
        "venue": paper.venue,
        "entry_type": paper.entry_type,
        "arxiv": paper.arxiv,
        "acl": paper.acl,
        "doi": paper.doi,
        "url": paper.url,
        "pdf": pdf_url(paper),
        "tags": [one.tag for one in taken.entry.taggings],
        "status": paper.status,
    }
    return _known(row)
