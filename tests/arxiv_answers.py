"""How far the reader of arXiv's answers agrees with what feedparser reads in them, field for field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.model import Record, Source
from generator.readers import read_source
from generator.text import plain


def compared(folder: Path) -> Iterator[tuple[str, str, object, object]]:
    """The file, the field, the expected value and the one that was read; texts as the catalog writes them."""
    for path in sorted(folder.glob("*.atom.xml")):
        expected = json.loads(path.with_name(path.name.replace(".atom.xml", ".feedparser.json")).read_text("utf-8"))
        papers = [entry for entry in expected if "/api/errors" not in entry["id"]]
        read = [one for one in read_source(Source(path.name, path.read_bytes())) if isinstance(one, Record)]
        yield path.name, "papers", len(papers), len(read)
        for entry, record in zip(papers, read, strict=False):
            yield from ((path.name, field, *pair) for field, pair in _fields(entry, record).items())


def _fields(entry: Mapping[str, Any], record: Record) -> dict[str, tuple[object, object]]:
    extra = dict(record.extra)
    found = f"{record.arxiv}v{record.version}"
    return {
        "id": (entry["id"].partition("/abs/")[2], found),
        "title": (plain(entry["title"]), record.title),
        "abstract": (plain(entry["summary"], paragraphs=True), record.abstract),
        "authors": (tuple(plain(_once(name)) for name in entry["authors"]), record.authors),
        "published": (entry["published"][:10], record.date),
        "categories": (sorted(entry["categories"]), sorted(record.categories)),
        "primary": (entry["primary"], record.categories[0]),
        "doi": (entry["doi"] or "", record.doi or extra.get("doi", "")),
        "journal_ref": (" ".join((entry["journal_ref"] or "").split()), extra.get("journal_ref", "")),
        "comment": (" ".join((entry["comment"] or "").split()), extra.get("comment", "")),
    }


def _once(name: str) -> str:
    """What feedparser does with texts that were encoded twice, and forgets with names."""
    try:
        return name.encode("latin-1").decode()
    except ValueError:
        return name
