"""Whole numbers as bits and bytes: varints, Rice and gamma codes, whole arrays at a time.

Rice's code is a unary quotient and a binary remainder (R. F. Rice, "Some practical universal noiseless coding
techniques", 1979); gamma is that of P. Elias (1975). The package says how both are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.signedinteger[Any]]
"""Whole numbers; those of a whole catalog are kept in as few bytes as they need."""
_BYTES: Final = tuple(bytes((number,)) for number in range(256))


@dataclass(frozen=True, slots=True)
class Codes:
    """Numbers ready to be written: each takes the last of `widths` bits, which are zeros before the number's own."""

    values: Numbers
    widths: Numbers


def varint(number: int) -> bytes:
    """A whole number, seven bits a byte, the lowest first."""
    if number < 128:
        return _BYTES[number]
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def rice(numbers: Numbers, k: Numbers | int) -> Codes:
    """Numbers from 0 in Rice's code; `k` is one for all or one for each."""
    one = np.int64(1) << np.asarray(k, np.int64)
    return Codes(one | (numbers & (one - 1)), (numbers >> k) + 1 + k)


def gamma(numbers: Numbers) -> Codes:
    """Numbers from 1 in the gamma code of Elias."""
    return Codes(numbers, 2 * floor_log2(numbers) + 1)


def floor_log2(numbers: Numbers) -> Numbers:
    """The place of the highest bit of each number; 0 for 0."""
    return np.maximum(np.frexp(numbers.astype(np.float64))[1].astype(np.int64) - 1, 0)


def gap_parameter(counts: Numbers, papers: int) -> Numbers:
    """The `k` with which the gaps between that many of all papers are written."""
    return floor_log2(177 * papers // (256 * np.maximum(counts, 1)))


def gaps(docs: Numbers, starts: Numbers) -> Numbers:
    """Sorted papers, list after list, as the distance from the paper before; lists begin at `starts`."""
    found = np.diff(docs, prepend=-1) - 1
    found[starts] = docs[starts]
    return found


def interleaved(*codes: Codes) -> Codes:
    """The first code of each, then the second of each, and so on."""
    return Codes(
        np.stack([one.values for one in codes], axis=1).ravel(), np.stack([one.widths for one in codes], axis=1).ravel()
    )


def packed(codes: Codes, counts: Numbers) -> tuple[bytes, Numbers]:
    """The bits of lists of codes, each list from a byte of its own on, and where the lists end in bytes.

    `counts` says how many codes each list has.
    """
    ends = np.cumsum(codes.widths)
    last = np.cumsum(counts)
    list_ends = np.concatenate(([0], ends))[last]
    sizes = -(-np.diff(list_ends, prepend=0) // 8)
    bytes_ends = np.cumsum(sizes)
    shift = 8 * (bytes_ends - sizes) - (list_ends - np.diff(list_ends, prepend=0))
    return _written(codes.values, ends + np.repeat(shift, counts), int(sizes.sum())), bytes_ends


def _written(values: Numbers, ends: Numbers, size: int) -> bytes:
    """Numbers below 2^32, each with its last bit before a place of `ends`, in so many bytes."""
    last = np.maximum(ends - 1, 0)  # a number without bits may stand at the very start
    words, within = last >> 5, last & 31
    placed = values.astype(np.uint64) << (31 - within).astype(np.uint64)
    count = -(-size // 4) + 1
    low = np.bincount(words + 1, (placed & np.uint64(0xFFFFFFFF)).astype(np.float64), count + 1)
    high = np.bincount(words, (placed >> np.uint64(32)).astype(np.float64), count + 1)
    # No two numbers share a bit, so the sums are exact, and adding is joining.
    return (low + high)[1:].astype(np.uint32).astype(">u4").tobytes()[:size]


def front_coded(before: bytes, word: bytes) -> bytes:
    """A word behind another: a byte with the number of first bytes that both share (to 15) and, below, that of the
    rest, where 15 means that a varint follows; then the rest.
    """
    shared, most = 0, min(15, len(before), len(word))
    while shared < most and before[shared] == word[shared]:
        shared += 1
    rest = word[shared:]
    if len(rest) < 15:
        return _BYTES[shared << 4 | len(rest)] + rest
    return _BYTES[shared << 4 | 15] + varint(len(rest)) + rest


def separators(first: Sequence[str], last: Sequence[str]) -> list[str]:
    """For each piece of a sorted sequence the shortest text above the last word before it; "" for the first piece."""
    found = [""] if first else []
    for before, word in zip(last, first[1:], strict=False):
        size = next((at for at, (a, b) in enumerate(zip(before, word, strict=False)) if a != b), len(before))
        found.append(word[: size + 1])
    return found
