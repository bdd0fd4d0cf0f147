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
    of_words, told = _of_words(catalog)
    pieces, parting = authors.pieces(catalog)
    key_files, key_bits = keys.files(catalog.papers)
    own = rows.parts(catalog)
    inside = {
        **facets.files(catalog),
        **of_words,
        **_numbered("authors/", "bin", pieces),
        **_numbered("keys/", "bin", key_files),
        **_of_parts(own),
    }
    beside = _of_parts(more)
    build = _build({**inside, **beside})
    manifest = {"format": FORMAT, "build": build, "papers": len(catalog.papers), **told, "authors": parting}
    manifest |= {"keys": key_bits, "parts": {**_told(own), **_told(more, f"../../data/{build}/")}}
    manifest |= {"pages": "", "address": "papers/{}/"}
    outputs = [Output(f"search/{build}/{name}", data) for name, data in inside.items()]
    outputs += [Output(f"data/{build}/{name}", data) for name, data in beside.items()]
    return (Output(MANIFEST, as_json(manifest)), *outputs)


def _of_words(catalog: Catalog) -> tuple[dict[str, bytes], dict[str, object]]:
    """The files by which words are found, and what the manifest says of them."""
    papers = len(catalog.papers)
    words = read(catalog)
    found = postings.gather(words)
    terms, parting, cuts = postings.shards(words, found, papers)
    lengths, totals = postings.lengths(words)
    named = {
        "words.json": completion.file(words.surfaces, papers),
        "lengths.bin": lengths,
        **_numbered("terms/", "bin", terms),
        **_numbered("places/", "bin", places.files(words, found, cuts)),
    }
    told = {"totals": totals, "field_words": places.field_words(words), "kinds": found.kinds, "terms": parting}
    return named, told


def _of_parts(parts: Parts) -> dict[str, bytes]:
    named: dict[str, bytes] = {}
    for name, (_, blocks) in parts.items():
        named |= _numbered(f"{name}/", "json", blocks)
    return named


def _told(parts: Parts, folder: str = "") -> dict[str, dict[str, object]]:
    return {
        name: {"block": size, "count": len(blocks), "folder": f"{folder}{name}/"}
        for name, (size, blocks) in parts.items()
    }


def _numbered(folder: str, ending: str, files: Sequence[bytes]) -> dict[str, bytes]:
    return {f"{folder}{number}.{ending}": data for number, data in enumerate(files)}


def _build(named: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for name, data in sorted(named.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16]
