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

/** What is marked in both. */
export const both = (one, other) => {
  const found = new Uint8Array(one.length)
  for (let doc = 0; doc < one.length; doc++) found[doc] = one[doc] & other[doc]
  return found
}

export const inverted = mask => {
  const found = new Uint8Array(mask.length)
  for (let doc = 0; doc < mask.length; doc++) found[doc] = 1 - mask[doc]
  return found
}

/** How many papers are marked. */
export const marked = mask => {
  let number = 0
  for (let doc = 0; doc < mask.length; doc++) number += mask[doc]
  return number
}
