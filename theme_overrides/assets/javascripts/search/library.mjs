// The index as the search sees it: each part is read when it is asked for, and kept. generator/search_index/ writes it.
import { beginnings, hasRest, isSame, keyOf, readAuthors } from "./authors.mjs"
import { Bits, pieceOf } from "./bytes.mjs"
import { readWords } from "./completion.mjs"
import { factsOf, setsOf } from "./facts.mjs"
import { isSaid, mayBe, placeOf, readKeys } from "./keys.mjs"
import { readPages } from "./pages.mjs"
import { Places, readLengths, Shard } from "./postings.mjs"
import { readRow } from "./rows.mjs"
import { readSets } from "./sets.mjs"
import { json } from "./store.mjs"

const MOST_PIECES = 6

export class Library {
  #store
  #missing = ""

  constructor(store) { this.#store = store }

  get manifest() { return this.#store.manifest }

  get papers() { return this.manifest.papers }

  facts() { return this.#store.piece("facts.json", bytes => factsOf(json(bytes))) }

  words() { return this.#store.piece("words.json", bytes => readWords(json(bytes))) }

  lengths() { return this.#store.piece("lengths.bin", bytes => readLengths(bytes, this.papers)) }

  tags() { return this.#store.piece("tags.bin", bytes => readSets(bytes, this.papers)) }

  async sets() {
    const facts = await this.facts()
    return this.#store.piece("sets.bin", bytes => setsOf(facts, readSets(bytes, this.papers)))
  }

  /** The place of each paper in the order by title. */
  titles() {
    return this.#store.piece("titles.bin", bytes => {
      const bits = new Bits(new Uint8Array(bytes)), width = this.papers > 1 ? 32 - Math.clz32(this.papers - 1) : 0
      return Int32Array.from({ length: this.papers }, () => bits.read(width))
    })
  }

  /** The hand-written pages. They change without a new build, so a missing file is no failure: the next question has the new one. */
  async pages() {
    const { pages } = this.manifest
    if (!pages || pages === this.#missing) return []
    try { return await this.#store.piece(pages, bytes => readPages(json(bytes))) } catch {
      this.#missing = pages
      await this.#store.open(true).catch(() => {})
      return []
    }
  }

  /** The list of a stem, `{docs, kinds, number, shard}`. */
  async list(stem) {
    const number = pieceOf(this.manifest.terms, stem)
    if (number < 0) return { docs: [], kinds: [], number: -1, shard: -1 }
    const shard = await this.#store.piece(`terms/${number}.bin`, bytes => new Shard(bytes, this.manifest))
    return { ...shard.list(stem), shard: number }
  }

  /** Where a list's stem stands in its papers. */
  async places({ shard: number }) {
    const shard = await this.#store.piece(`terms/${number}.bin`, bytes => new Shard(bytes, this.manifest))
    return this.#store.piece(`places/${number}.bin`, bytes => new Places(bytes, shard.size, this.manifest))
  }

  /** What a part has for papers, null for a number that no paper has. */
  async part(name, docs) {
    const part = Object.hasOwn(this.manifest.parts, name) ? this.manifest.parts[name] : null
    const isPaper = doc => part && Number.isInteger(doc) && doc >= 0 && doc < this.papers
    const blocks = new Map([...docs].filter(isPaper).map(doc => [Math.floor(doc / part.block), null]))
    await Promise.all([...blocks.keys()].map(async number => {
      blocks.set(number, await this.#store.piece(`${part.folder}${number}.json`, json))
    }))
    return [...docs].map(doc => isPaper(doc) ? blocks.get(Math.floor(doc / part.block))[doc % part.block] ?? null : null)
  }

  async rows(docs) {
    const [facts, rows] = await Promise.all([this.facts(), this.part("rows", docs)])
    const how = { tags: facts.tags, address: this.manifest.address }
    return rows.map((row, place) => row && readRow(row, docs[place], how))
  }

  /** The paper that each key names, as a row, or null. */
  async find(keys) {
    const candidates = await Promise.all(keys.map(key => this.#docsOf(key)))
    const rows = await this.rows(candidates.flat())
    let at = 0
    return candidates.map((docs, place) => {
      const found = rows.slice(at, at += docs.length)
      return found.find(row => isSaid(row, keys[place])) ?? found.find(row => mayBe(row, keys[place])) ?? null
    })
  }

  async #docsOf(key) {
    const { file, rest } = placeOf(key, this.manifest.keys)
    const keys = await this.#store.piece(`keys/${file}.bin`, bytes => readKeys(bytes, this.manifest))
    return keys.get(rest) ?? []
  }

  /** Authors by the beginning of a name, those with most papers first. */
  async authors(typed, most = 12) {
    const found = new Map()
    for (const [prefix, rest] of beginnings(typed)) {
      const named = (await this.#authorsFrom(prefix)).filter(({ key }) => hasRest(key.slice(prefix.length), rest))
      for (const author of named) found.set(author.name, author)
    }
    const byPapers = (one, other) => other.set.count - one.set.count || (one.key < other.key ? -1 : 1)
    return [...found.values()].sort(byPapers).slice(0, most)
  }

  /** Authors whose key begins so; of a very short beginning, which many pieces have, those of the first pieces. */
  async #authorsFrom(prefix) {
    const { authors } = this.manifest
    const first = Math.max(0, pieceOf(authors, prefix)), last = pieceOf(authors, `${prefix}\uffff`)
    const numbers = Array.from({ length: Math.min(MOST_PIECES, last - first + 1) }, (_, place) => first + place)
    const pieces = await Promise.all(numbers.map(number => this.#authorPiece(number)))
    return pieces.flat().filter(({ key }) => key.startsWith(prefix))
  }

  #authorPiece(number) { return this.#store.piece(`authors/${number}.bin`, bytes => readAuthors(bytes, this.papers)) }

  /** The papers of the author of this name. */
  async papersOf(name) {
    const number = pieceOf(this.manifest.authors, keyOf(name))
    const piece = number < 0 ? [] : await this.#authorPiece(number)
    return (piece.find(author => author.name === name) ?? piece.find(author => isSame(author.name, name)))?.set.docs ?? []
  }
}
