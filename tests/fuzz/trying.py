"""What every reader owes to any bytes at all: an answer in time, made of records, listings and problems that hold.

Shared by the two ways to fuzz (`readers.py` in this folder) and by the small guard in the test run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from hypothesis import strategies as st

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


@st.composite
def damaged(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """One of these files, damaged somewhere: pieces lost, doubled, moved, from another file, or put in its way."""
    data = bytearray(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.sampled_from((1, 3, 20, 400))))
        data[at:end] = draw(st.sampled_from(CHANGES))(draw, bytes(data[at:end]), files)
    return bytes(data)


def _token(draw: st.DrawFn) -> bytes:
    return draw(st.sampled_from(TOKENS))


def _of_another(draw: st.DrawFn, files: list[bytes]) -> bytes:
    other = draw(st.sampled_from(files))
    at = draw(st.integers(0, len(other)))
    return other[at : at + 60]


CHANGES: tuple[Callable[[st.DrawFn, bytes, list[bytes]], bytes], ...] = (
    lambda draw, piece, files: b"",
    lambda draw, piece, files: piece * 2,
    lambda draw, piece, files: piece[::-1],
    lambda draw, piece, files: _token(draw) + piece,
    lambda draw, piece, files: _token(draw) * draw(st.sampled_from((1, 2, 50))),
    lambda draw, piece, files: draw(st.binary(min_size=1, max_size=4)),
    lambda draw, piece, files: _of_another(draw, files),
)
"""What a piece of a file becomes."""
