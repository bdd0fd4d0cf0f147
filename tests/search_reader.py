"""Reads the files of the search as their format says, bit by bit: code that shares nothing with what writes them."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

Files = Mapping[str, bytes]


class Bits:
    """A stream of bits, from the highest of each byte to the lowest."""

    def __init__(self, data: bytes) -> None:
        self.bits = "".join(f"{byte:08b}" for byte in data)
        self.at = 0

    def number(self, width: int) -> int:
        """The next number in so many bits."""
        self.at += width
        return int(self.bits[self.at - width : self.at] or "0", 2)

    def zeros(self) -> int:
        """How many zeros stand before the next one, which is read too."""
        start = self.at
        self.at = self.bits.index("1", start) + 1
        return self.at - 1 - start

    def rice(self, k: int) -> int:
        """A number in Rice's code."""
        quotient = self.zeros()
        return (quotient << k) + self.number(k)

    def gamma(self) -> int:
        """A number in the gamma code."""
        width = self.zeros()
        return (1 << width) + self.number(width)


class Bytes:
    """A stream of bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        """The next bytes."""
        self.at += count
        assert self.at <= len(self.data)
        return self.data[self.at - count : self.at]

    def varint(self) -> int:
        """A number, seven bits a byte."""
        found, shift = 0, 0
        while True:
            (byte,) = self.take(1)
            found |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found

    def word(self, before: bytes) -> bytes:
        """A word behind the one before it."""
        (head,) = self.take(1)
        size = head & 15 if head & 15 < 15 else self.varint()
        return before[: head >> 4] + self.take(size)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        return self.at == len(self.data)


def log2(number: int) -> int:
    """The floor of a logarithm; 0 for 0."""
    return max(0, number.bit_length() - 1)


def gap_k(papers: int, count: int) -> int:
    """The parameter of a list of papers."""
    return log2(177 * papers // (256 * count)) if count else 0


@dataclass(frozen=True)
class Search:
    """The files of one search, by their path from the top of the site."""

    files: Files

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest."""
        found: dict[str, Any] = json.loads(self.files["search/manifest.json"])
        return found

    def data(self, name: str) -> bytes:
        """A file of the folder."""
        return self.files[posixpath.normpath(f"search/{self.manifest['build']}/{name}")]

    def json(self, name: str) -> Any:
        """A JSON file of the folder."""
        return json.loads(self.data(name))

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return int(self.manifest["papers"])

    def part(self, name: str) -> list[Any]:
        """What a part has for each paper."""
        block, count, folder = (self.manifest["parts"][name][key] for key in ("block", "count", "folder"))
        found = [one for number in range(count) for one in self.json(f"{folder}{number}.json")]
        assert count == -(-len(found) // block)
        return found

    def postings(self) -> dict[str, dict[int, tuple[int, ...]]]:
        """For each stem the frequencies in each of its papers: title, authors, tags, abstract."""
        return {stem: dict(pairs) for _, stem, pairs in self.shards}

    @cached_property
    def shards(self) -> list[tuple[int, str, list[tuple[int, tuple[int, ...]]]]]:
        """The number of its shard, the stem, and its papers with their frequencies, of each stem in order."""
        return list(self._postings())

    def _postings(self) -> Iterator[tuple[int, str, list[tuple[int, tuple[int, ...]]]]]:
        kinds = [tuple(kind >> 4 * field & 15 for field in range(4)) for kind in self.manifest["kinds"]]
        for number in range(len(self.manifest["terms"])):
            stream = Bytes(self.data(f"terms/{number}.bin"))
            heads, before = [], b""
            for _ in range(stream.varint()):
                before = stream.word(before)
                heads.append((before.decode(), stream.varint(), stream.varint()))
            for stem, count, size in heads:
                yield number, stem, self._list(stream.take(size), count, kinds)
            assert stream.is_empty

    def _list(self, data: bytes, count: int, kinds: list[tuple[int, ...]]) -> list[tuple[int, tuple[int, ...]]]:
        bits, doc, found = Bits(data), -1, []
        for _ in range(count):
            doc += bits.rice(gap_k(self.papers, count)) + 1
            found.append((doc, kinds[bits.gamma() - 1]))
        return found

    def places(self) -> dict[str, dict[int, list[list[int]]]]:
        """For each stem where it stands in each of its papers: in title, authors, abstract."""
        found: dict[str, dict[int, list[list[int]]]] = {}
        shards: dict[int, list[tuple[str, list[tuple[int, tuple[int, ...]]]]]] = {}
        for number, stem, pairs in self.shards:
            shards.setdefault(number, []).append((stem, pairs))
        for number, stems in shards.items():
            stream = Bytes(self.data(f"places/{number}.bin"))
            sizes = [stream.varint() for _ in stems]
            for (stem, pairs), size in zip(stems, sizes, strict=True):
                bits = Bits(stream.take(size))
                found[stem] = {doc: [self._places(bits, times, field) for field in (0, 1, 3)] for doc, times in pairs}
            assert stream.is_empty
        return found

    def _places(self, bits: Bits, times: tuple[int, ...], field: int) -> list[int]:
        count = times[field] if times[field] < 15 else bits.gamma() + 14
        k = log2(self.manifest["field_words"][min(field, 2)] // (count + 1)) if count else 0
        place, found = -1, []
        for _ in range(count):
            place += bits.rice(k) + 1
            found.append(place)
        return found

    def lengths(self) -> list[tuple[int, int]]:
        """The lengths of title and abstract of each paper."""
        stream = Bytes(self.data("lengths.bin"))
        columns = []
        for _ in range(2):
            middle, k = stream.take(2)
            bits = Bits(stream.take(stream.varint()))
            zigzag = [bits.rice(k) for _ in range(self.papers)]
            columns.append([middle + (z // 2 if z % 2 == 0 else -(z + 1) // 2) for z in zigzag])
        assert stream.is_empty
        return list(zip(*columns, strict=True))

    def words(self) -> dict[str, int]:
        """The whole words, in their order, with their numbers of papers."""
        known = self.json("words.json")
        found: list[str] = []
        for sign in known["words"]:
            if "A" <= sign <= "Z":
                found.append(found[-1][: ord(sign) - 65] if found else "")
            else:
                found[-1] += sign
        return dict(zip(found, known["papers"], strict=True))

    def _set(self, stream: Bytes) -> list[int]:
        count = stream.varint()
        bits, doc, found = Bits(stream.take(stream.varint())), -1, []
        for _ in range(count):
            doc += bits.rice(gap_k(self.papers, count)) + 1
            found.append(doc)
        return found

    def sets(self, name: str) -> list[list[int]]:
        """The sets of papers in a file."""
        stream, found = Bytes(self.data(name)), []
        while not stream.is_empty:
            found.append(self._set(stream))
        return found

    def titles(self) -> list[int]:
        """The papers in the order by title."""
        bits = Bits(self.data("titles.bin"))
        places = [bits.number((self.papers - 1).bit_length()) for _ in range(self.papers)]
        return sorted(range(self.papers), key=places.__getitem__)

    def authors(self) -> list[tuple[int, str, str, str, list[int]]]:
        """The authors in order: number of the piece, family name, the rest, slug, papers."""
        found = []
        for number in range(len(self.manifest["authors"])):
            stream, before = Bytes(self.data(f"authors/{number}.bin")), b""
            while not stream.is_empty:
                before = stream.word(before)
                family, rest, slug = before.decode().split("\t")
                found.append((number, family, rest, slug, self._set(stream)))
        return found

    def having(self, key: str) -> list[int]:
        """The papers that a key may name."""
        return self.keys.get(crc32(key.encode()), [])

    @cached_property
    def keys(self) -> dict[int, list[int]]:
        """The papers of each hash."""
        found: dict[int, list[int]] = {}
        first = self.manifest["keys"]
        for number in range(2**first):
            stream = Bytes(self.data(f"keys/{number}.bin"))
            count = stream.varint()
            bits, low = Bits(stream.take(stream.varint())), 0
            assert stream.is_empty
            k = log2(177 * 2 ** (32 - first) // (256 * max(1, count)))
            for _ in range(count):
                low += bits.rice(k)
                doc = bits.number((self.papers - 1).bit_length())
                found.setdefault((number << 32 - first) + low, []).append(doc)
        return found


def of_site(folder: Path) -> Search:
    """The search of a built site."""
    paths = (path for part in ("search", "data") for path in (folder / part).rglob("*") if path.is_file())
    return Search({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def piece_of(parting: list[str], word: str) -> int:
    """The number of the piece that has a word, if any has: the last whose text is not above it."""
    key: Callable[[str], bytes] = lambda text: text.encode("utf-16-be")  # noqa: E731
    return max(number for number, text in enumerate(parting) if key(text) <= key(word))
