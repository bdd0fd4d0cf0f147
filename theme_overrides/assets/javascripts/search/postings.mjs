// Shards of terms, and where in the texts these stand: generator/search_index/postings.py and places.py say how.
import { Bits, Bytes, decode, gapParameter, NO_BYTES } from "./bytes.mjs"

export const TITLE = 0, AUTHORS = 1, TAGS = 2, ABSTRACT = 3
const FIELDS_WITH_PLACES = [TITLE, AUTHORS, ABSTRACT]
const MOST_TIMES = 15

/** How often a frequency has the field. */
export const timesIn = (kind, field) => kind >> 4 * field & 15

/** A stem's papers in order, `docs`, and its frequency in each, `kinds`: four bits a field. */
const readList = (bytes, at, count, { papers, kinds }) => {
  const bits = new Bits(bytes, at), k = gapParameter(count, papers)
  const list = { docs: new Int32Array(count), kinds: new Uint16Array(count) }
  let last = -1
  for (let place = 0; place < count; place++) {
    list.docs[place] = last += bits.rice(k) + 1
    list.kinds[place] = kinds[bits.gamma() - 1]
  }
  return list
}

const NO_LIST = { docs: new Int32Array(0), kinds: new Uint16Array(0), number: -1 }

/** A shard: its stems are read at once, their lists when they are asked for. */
export class Shard {
  #bytes
  #manifest
  #stems = new Map()
  #lists = new Map()

  constructor(bytes, manifest) {
    const reader = new Bytes(bytes), found = []
    this.#bytes = reader.bytes
    this.#manifest = manifest
    let word = NO_BYTES
    for (let left = reader.varint(); left > 0; left--) {
      word = reader.word(word)
      found.push([decode(word), reader.varint(), reader.varint()])
    }
    let at = reader.at
    found.forEach(([stem, count, size], number) => {
      this.#stems.set(stem, { count, at, number })
      at += size
    })
  }

  /** How many stems it has. */
  get size() { return this.#stems.size }

  /** How many papers have the stem. */
  count(stem) { return this.#stems.get(stem)?.count ?? 0 }

  /** `{docs, kinds, number}`; `number` is the stem's place in the shard. */
  list(stem) {
    const known = this.#stems.get(stem)
    if (!known) return NO_LIST
    if (!this.#lists.has(stem)) {
      const list = readList(this.#bytes, known.at, known.count, this.#manifest)
      this.#lists.set(stem, { ...list, number: known.number })
    }
    return this.#lists.get(stem)
  }
}

/** The two columns of lengths: tokens of the title and of the abstract of each paper, to 255. */
export const readLengths = (bytes, papers) => {
  const reader = new Bytes(bytes)
  const column = () => {
    const [middle, k] = reader.take(2), size = reader.varint()
    const bits = new Bits(reader.take(size)), found = new Uint8Array(papers)
    for (let doc = 0; doc < papers; doc++) {
      const code = bits.rice(k)
      found[doc] = middle + (code & 1 ? -(code + 1) / 2 : code / 2)
    }
    return found
  }
  return { title: column(), abstract: column() }
}

const parameter = (fieldWords, times) => {
  const mean = Math.floor(fieldWords / (times + 1))
  return mean ? 31 - Math.clz32(mean) : 0
}

/** Where the stems of a shard stand. */
export class Places {
  #bytes
  #starts = []
  #fieldWords

  constructor(bytes, count, { field_words: [title, authors, abstract] }) {
    const reader = new Bytes(bytes)
    this.#bytes = reader.bytes
    this.#fieldWords = [title, authors, 0, abstract]
    const sizes = Array.from({ length: count }, () => reader.varint())
    let at = reader.at
    for (const size of sizes) {
      this.#starts.push(at)
      at += size
    }
  }

  /** For each paper of a list with `isWanted` the places in its fields, `Map(doc -> [places, …] by field)`. */
  of(list, isWanted) {
    const bits = new Bits(this.#bytes, this.#starts[list.number]), found = new Map()
    list.docs.forEach((doc, at) => {
      const fields = [[], [], [], []]
      for (const field of FIELDS_WITH_PLACES) {
        const times = timesIn(list.kinds[at], field)
        if (times) fields[field] = this.#field(bits, field, times)
      }
      if (isWanted(doc)) found.set(doc, fields)
    })
    return found
  }

  #field(bits, field, times) {
    const number = times === MOST_TIMES ? bits.gamma() + MOST_TIMES - 1 : times
    const k = parameter(this.#fieldWords[field], number), places = []
    let last = -1
    for (let left = number; left > 0; left--) places.push(last += bits.rice(k) + 1)
    return places
  }
}
