"""The files of the search: what the browser reads, piece by piece, to find papers by their words.

`search/manifest.json` stands at a fixed address. It names the folder `search/<build>/`, in which all other files stand;
`<build>` is a hash of what is in them, so that the files of two builds are never mixed.

    manifest.json     {format, build, papers, totals, field_words, kinds, terms, authors, keys, parts, pages, address}
    <build>/facts.json        tags, venues, years, statuses with their numbers of papers        (module `facets`)
    <build>/words.json        whole words with their numbers of papers, for completion            (module `completion`)
    <build>/lengths.bin       the words in title and abstract of each paper                       (module `postings`)
    <build>/terms/<n>.bin     shards of stems with their postings                                 (module `postings`)
    <build>/places/<n>.bin    where in the texts the stems of terms/<n>.bin stand, for phrases    (module `places`)
    <build>/rows/<n>.json     what a result shows, in blocks of papers                            (module `rows`)
    <build>/abstracts/<n>.json  abstracts, in smaller blocks                                      (module `rows`)
    <build>/tags.bin, sets.bin, titles.bin    facets and the order by title                       (module `facets`)
    <build>/authors/<n>.bin   all authors with their papers                                       (module `authors`)
    <build>/keys/<n>.bin      identifiers, identities and slugs with their papers                 (module `keys`)
    <build>/pages.<hash>.json hand-written pages, where the site has such                         (module `pages`)

A paper's number, `doc`, is its place in `catalog.papers`, from 0: newest first. All ties go by it.

Members of the manifest:

    format       1
    build        the hash, 16 hexadecimal digits
    papers       how many papers there are, N below
    totals       [T, A]: the sums of `lengths.bin` over all papers, for titles and for abstracts (never 0: 1 then)
    field_words  [t, a, b]: whole numbers that `places` codes with, for title, authors, abstract
    kinds        the frequencies that a posting can have, commonest first, as one number each: that in the title
                 + 16·authors + 256·tags + 4096·abstract, all at most 15
    terms        for each shard the shortest text that is above the last stem of the shard before and not above its own
                 first; the first is "". A stem is in the last shard whose text is not above it. Order: UTF-16 units,
                 as JavaScript compares
    authors      likewise for the pieces of `authors`
    keys         b: a key is in `keys/<crc32 >> (32 - b)>.bin` (b = 0: all in keys/0.bin)
    parts        parts that are addressed by paper, {name: {block, count, folder}}: paper `doc` is in the file
                 `<folder><doc // block>.json`, an array, at place `doc % block`. `count` is how many files there are,
                 `folder` is as seen from `search/<build>/`. At least `rows` and `abstracts`; others, which are no part
                 of the search, stand in `data/<build>/`
    pages        the name of the file of hand-written pages in the folder, or ""
    address      how the address of a paper is made from its slug: `papers/{}/` or `papers/{}.html`
                 (those of tags, venues and authors: `tags/…`, `venues/…`, `authors/…` in the same way)

Whole numbers in binary files are varints: seven bits a byte, the lowest first, the high bit set on all but the last.
Bit streams go from the highest bit of each byte to the lowest. `rice(n, k)`: `n >> k` zeros, a one, then the lowest k
bits of n. `gamma(n)`, n from 1: as many zeros as n has bits after its first, then n.

Sorted papers are written as gaps: from the paper before (−1 at first) minus 1, each `rice(gap, k)` with
`k = floor(log2(m))`, `m = floor(177·N / (256·count))`, and k = 0 where m is 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model import Catalog, Output
from generator.search_index.pages import HandWritten, finished

__all__ = ["HandWritten", "files", "finished"]


def files(catalog: Catalog, more: Mapping[str, tuple[int, Sequence[bytes]]] | None = None) -> tuple[Output, ...]:
    """The manifest and all files that it names, but for those of hand-written pages.

    `more` are further parts that are addressed by paper, by name: how many papers a block has, and the blocks.
    """
    from generator.search_index.manifest import made  # it imports numpy, which takes as long as a small catalog

    return made(catalog, more or {})
