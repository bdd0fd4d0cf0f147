"""What names a paper, or did so formerly: identities, identifiers and slugs, found by their hash.

A key is `arxiv:2412.13746`, `acl:2023.acl-long.908`, `doi:10.1000/xyz` (small letters), `title:<letters and digits>`,
or `slug:<slug>`; a reading list may hold one that the paper had before it got another.

Its hash is the CRC-32 of its UTF-8 (as of zip and PNG). `keys/<n>.bin` has the hashes whose first b bits are n: their
number as a varint; the length of their bits in bytes as a varint; then for each, in order, the distance of the lowest
32 − b bits from those of the one before (0 at first), `rice(distance, k)` with `k = floor(log2(m))`,
`m = floor(177·2^(32−b) / (256·number))`, followed by the paper in as many bits as N − 1 has. Two papers may have one
hash, or one title: look at the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from generator.model import Entry
from generator.search_index.bits import Codes, Numbers, floor_log2, interleaved, packed, rice, varint
from generator.searchable import keys

IN_A_FILE = 1024


def files(papers: Sequence[Entry]) -> tuple[list[bytes], int]:
    """The files of keys, and how many first bits of a hash say which."""
    found = sorted({(crc32(key.encode()), doc) for doc, entry in enumerate(papers) for key in keys(entry)})
    hashes, docs = (np.array(column, np.int64) for column in (zip(*found, strict=True) if found else ((), ())))
    bits = max(0, len(found) // IN_A_FILE).bit_length()
    starts = np.searchsorted(hashes, np.arange(2**bits + 1) << (32 - bits))
    width = max(0, len(papers) - 1).bit_length()
    parts = [slice(*starts[at : at + 2]) for at in range(2**bits)]
    return [_file(hashes[part] & ((1 << 32 - bits) - 1), docs[part], width, 32 - bits) for part in parts], bits


def _file(hashes: Numbers, docs: Numbers, width: int, bits: int) -> bytes:
    count = len(hashes)
    k = int(floor_log2(np.array([177 * 2**bits // (256 * max(1, count))]))[0])
    codes = interleaved(rice(np.diff(hashes, prepend=0), k), Codes(docs, np.full(count, width)))
    data, _ = packed(codes, np.array([2 * count]))
    return varint(count) + varint(len(data)) + data
