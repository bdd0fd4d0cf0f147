// Identifiers, identities and slugs of papers, found by their hash: generator/search_index/keys.py says how.
import { Bits, Bytes, crc32, encode } from "./bytes.mjs"

/** Where a key is: the number of its file, and the rest of its hash. */
export const placeOf = (key, bits) => {
  const hash = crc32(encode(key))
  return bits ? { file: hash >>> 32 - bits, rest: (hash & 2 ** (32 - bits) - 1) >>> 0 } : { file: 0, rest: hash }
}

const widthOf = papers => papers > 1 ? 32 - Math.clz32(papers - 1) : 0

/** The papers by rest of hash: `Map(rest -> [doc, …])`. */
export const readKeys = (bytes, { keys, papers }) => {
  const reader = new Bytes(bytes), count = reader.varint(), size = reader.varint()
  const bits = new Bits(reader.take(size)), width = widthOf(papers), found = new Map()
  const mean = Math.floor(177 * 2 ** (32 - keys) / (256 * Math.max(count, 1)))
  const k = mean ? Math.floor(Math.log2(mean)) : 0
  let rest = 0
  for (let left = count; left > 0; left--) {
    rest += bits.rice(k)
    const doc = bits.read(width)
    found.set(rest, [...(found.get(rest) ?? []), doc])
  }
  return found
}

const KINDS = ["arxiv", "acl", "doi", "title"]
const kindOf = key => KINDS.indexOf(key.slice(0, key.indexOf(":")))

/** Does the row say that the key is its own, or was? */
export const isSaid = (row, key) => key === row.identity || key === `slug:${row.slug}` || row.former.includes(key)

/** May the key be this row's? The hash says so already; a row shows no weaker identifier than its identity, and no other title. */
export const mayBe = (row, key) => {
  const kind = kindOf(key)
  return kind >= 0 && (kind > kindOf(row.identity) || KINDS[kind] === "title")
}
