"""All files of the search of one catalog."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from generator.model import Catalog, Output
from generator.search_index import authors, completion, facets, keys, places, postings, rows
from generator.search_index.pages import MANIFEST
from generator.search_index.rows import as_json
from generator.search_index.words import read

FORMAT = 1

Parts = Mapping[str, tuple[int, Sequence[bytes]]]


def made(catalog: Catalog, more: Parts) -> tuple[Output, ...]:
    """The manifest and all files that it names, with further parts."""
    papers = len(catalog.papers)
    words = read(catalog)
    found = postings.gather(words)
    terms, parting, cuts = postings.shards(words, found, papers)
    lengths, totals = postings.lengths(words)
    pieces, parting_authors = authors.pieces(catalog)
    key_files, key_bits = keys.files(catalog.papers)
    row_blocks, abstracts = rows.blocks(catalog)
    parts = {"rows": (rows.ROWS, row_blocks), "abstracts": (rows.ABSTRACTS, abstracts), **more}
    named = {
        **facets.files(catalog),
        "words.json": completion.file(words.surfaces, papers),
        "lengths.bin": lengths,
        **_numbered("terms", "bin", terms),
        **_numbered("places", "bin", places.files(words, found, cuts)),
        **_numbered("authors", "bin", pieces),
        **_numbered("keys", "bin", key_files),
    }
    for name, (_, blocks) in parts.items():
        named |= _numbered(name, "json", blocks)
    manifest = {
        "format": FORMAT,
        "build": _build(named),
        "papers": papers,
        "totals": totals,
        "field_words": places.field_words(words),
        "kinds": found.kinds,
        "terms": parting,
        "authors": parting_authors,
        "keys": key_bits,
        "parts": {name: {"block": size, "count": len(blocks)} for name, (size, blocks) in parts.items()},
        "pages": "",
        "address": "papers/{}/",
    }
    folder = f"search/{manifest['build']}"
    outputs = (Output(f"{folder}/{name}", data) for name, data in named.items())
    return (Output(MANIFEST, as_json(manifest)), *outputs)


def _numbered(folder: str, ending: str, files: Sequence[bytes]) -> dict[str, bytes]:
    return {f"{folder}/{number}.{ending}": data for number, data in enumerate(files)}


def _build(named: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for name, data in sorted(named.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16]
