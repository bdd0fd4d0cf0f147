"""The citations of all papers in small files, from which the browser makes every format itself.

A file is a list in JSON of `BLOCK` records, in the order of the catalog's papers. A record is the list of the fields
of `Citation` in their order, the kind as its place in `KINDS`, without the empty ones at its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Final, get_args

from generator.citation import Citation, Kind

BLOCK: Final = 32
KINDS: Final = get_args(Kind)
_NAMES: Final = tuple(field.name for field in fields(Citation))


def blocks(citations: Sequence[Citation]) -> Iterator[bytes]:
    """The files in their order."""
    for at in range(0, len(citations), BLOCK):
        records = [record(cited) for cited in citations[at : at + BLOCK]]
        yield json.dumps(records, ensure_ascii=False, separators=(",", ":")).encode()


def record(cited: Citation) -> list[Any]:
    """One record."""
    values = [getattr(cited, name) for name in _NAMES]
    values[1], values[3] = KINDS.index(cited.kind), list(cited.authors)
    while values[-1] in ("", []):
        values.pop()
    return values
