"""What every reader owes to any bytes at all: an answer in time, made of records, listings and problems that hold.

Shared by the two ways to fuzz (`readers.py` in this folder) and by the small guard in the test run.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from generator.model import Listing, Problem, Record, Source
from generator.problems import CODES as SHARED_CODES
from generator.readers import CODES, READERS, Item, Read, read_source

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "readers"
DATA = Path(os.environ.get("CATALOG_DATA") or ROOT.parent / "shared" / "data")
LONGEST_SEED = 6000
SLOWEST = 2.0
"""Seconds of processor time for one input of a few thousand bytes; what takes longer does not take linear time."""

WHOLE = "any file"
TARGETS: dict[str, Read] = {**{label: read for label, _, read in READERS}, WHOLE: read_source}
TOKENS = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"{", b"}", b"[", b"]", b'"',
    b"\\", b"$", b"@", b"<", b">", b"&", b"&#x0;", b"]]>", b"<!--", b"<![CDATA[", b"---\n", b"- ", b": ", b"#", b"'",
    b"\\ud800", b"1e999", b"9" * 400, b"null", b"true", b"NaN", b"{}", b"[]", b"and ", b",", b"\t", b"\n\n", b"=",
    b"{\\\"u}", b"$\\frac{", b"\\begin{", b"%", b"TY  - ", b"ER  - \n", b"@comment{", b"2024-13-45", b"\x1f\x8b",
)  # fmt: skip


def check(label: str, data: bytes, name: str = "site_src/papers/toy.bin") -> list[Item]:
    """What a reader makes of these bytes. Raises whatever it raises, and AssertionError for an answer that is none."""
    started = time.process_time()
    items = list(TARGETS[label](Source(name, data)))
    took = time.process_time() - started
    assert took < SLOWEST, f"{took:.1f} s for {len(data)} bytes"
    for item in items:
        _hold(item, name)
    return items


def _hold(item: Item, name: str) -> None:
    """A problem has a place, a known code and a hint; what a record says can be written."""
    assert isinstance(item, Record | Listing | Problem)
    assert item.where.file == name
    assert item.where.line > 0
    assert item.where.column > 0
    if isinstance(item, Problem):
        assert item.code in CODES or item.code in SHARED_CODES, item.code
        assert item.message
        assert item.hint
    for one in fields(item):
        repr(getattr(item, one.name)).encode()
        str(getattr(item, one.name)).encode()
    if isinstance(item, Record):
        assert item.title or item.arxiv or item.acl or item.doi
        assert not item.names or len(item.names) == len(item.authors)


def seeds(label: str) -> list[bytes]:
    """Beginnings of the files that this reader reads, from the tests and from the test data."""
    accepts = {name: accepts for name, accepts, _ in READERS}.get(label)
    paths = [*sorted(GOLDEN.iterdir()), *sorted(path for path in (DATA / "import").rglob("*") if path.is_file())]
    found = (Source(path.name, path.read_bytes()) for path in paths if path.suffix != ".golden")
    return [source.data[:LONGEST_SEED] for source in found if accepts is None or accepts(source)] or [b""]


def changed(seed: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A file that was damaged somewhere: pieces lost, doubled, moved, taken from another file, or put in its way."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        end = min(len(data), at + chance.choice((1, 3, 20, 400)))
        data[at:end] = chance.choice(list(_pieces(bytes(data[at:end]), chance, others)))
    return bytes(data)


def _pieces(piece: bytes, chance: random.Random, others: list[bytes]) -> Iterator[bytes]:
    yield b""
    yield piece * 2
    yield piece[::-1]
    yield chance.choice(TOKENS) + piece
    yield chance.choice(TOKENS) * chance.choice((1, 2, 50))
    yield bytes(chance.randrange(256) for _ in range(chance.choice((1, 4))))
    other = chance.choice(others)
    at = chance.randint(0, len(other))
    yield other[at : at + 60]
