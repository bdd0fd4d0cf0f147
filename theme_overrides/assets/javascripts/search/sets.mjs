// Sets of papers as the index has them, and what is counted with them.
import { Bits, Bytes, docsIn } from "./bytes.mjs"

/** A set: how many papers it has, and which, read when they are asked for. */
class PaperSet {
  #bytes
  #papers
  #docs = null

  constructor(count, bytes, papers) {
    this.count = count
    this.#bytes = bytes
    this.#papers = papers
  }

  get docs() { return this.#docs ??= docsIn(new Bits(this.#bytes), this.count, this.#papers) }
}

/** The set at the place of a reader. */
export const readSet = (reader, papers) => {
  const count = reader.varint(), size = reader.varint()
  return new PaperSet(count, reader.take(size), papers)
}

/** All sets of a file. */
export const readSets = (bytes, papers) => {
  const reader = new Bytes(bytes), found = []
  while (!reader.isDone) found.push(readSet(reader, papers))
  return found
}

/** Marks for all papers, 1 for those in any of the lists. */
export const maskOf = (lists, papers) => {
  const mask = new Uint8Array(papers)
  for (const docs of lists) for (const doc of docs) mask[doc] = 1
  return mask
}

/** How many of the papers are marked. */
export const countIn = (docs, mask) => {
  let number = 0
  for (const doc of docs) number += mask[doc]
  return number
}
