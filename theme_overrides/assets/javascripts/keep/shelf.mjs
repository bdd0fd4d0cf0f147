// The reading list in a storage of the browser. Every change reads what is there first, for another tab may have written.
import { joined, placeOf, read, renewed, withPaper, written } from "./papers.mjs"

export class Shelf {
  #storage
  #key
  #list = null
  #listeners = new Set()

  /** `storage` may refuse, or be missing: the list then lasts as long as the page. */
  constructor(storage, key) {
    this.#storage = storage
    this.#key = key
    this.isLasting = Boolean(storage)
  }

  get papers() { return this.#now().papers }

  get build() { return this.#now().build }

  /** Is this paper, `{id, slug}`, on the list? */
  has(paper) { return placeOf(this.papers, paper) >= 0 }

  /** Saves a paper, if asked at a place; false where the list is full. */
  save(paper, place) {
    this.#change(list => ({ ...list, papers: withPaper(list.papers, paper, place) }))
    return this.has(paper)
  }

  /** Removes a paper; gives it and its place, or null. */
  remove(paper) {
    let removed = null
    this.#change(list => {
      const place = placeOf(list.papers, paper)
      if (place < 0) return list
      removed = { paper: list.papers[place], place }
      return { ...list, papers: list.papers.toSpliced(place, 1) }
    })
    return removed
  }

  /** Adds papers: `{added, known}`. */
  add(papers) {
    let result = null
    this.#change(list => {
      result = joined(list.papers, papers)
      return { ...list, papers: result.papers }
    })
    return result
  }

  /** Puts other papers in the place of all; gives those that were there. */
  replace(papers) {
    const before = this.papers
    this.#change(list => ({ ...list, papers: joined([], papers).papers }))
    return before
  }

  /** Takes over what the catalog of `build` says of the papers; `rows` go by the identity that was asked for. */
  renew(rows, build) {
    this.#change(list => {
      const papers = renewed(list.papers, rows), isSame = JSON.stringify(papers) === JSON.stringify(list.papers)
      return { papers: isSame ? list.papers : papers, build: build || list.build }
    })
  }

  /** Calls back after each change, here or in another tab. */
  onChange(listener) { this.#listeners.add(listener) }

  /** What another tab wrote is to be read. */
  reread() {
    if (this.isLasting) this.#list = null
    this.#tell()
  }

  #now() { return this.#list ??= read(this.#read()) }

  #read() {
    try { return this.#storage?.getItem(this.#key) ?? "" } catch { return this.#fail() }
  }

  #fail() {
    this.isLasting = false
    return ""
  }

  #change(change) {
    const before = this.isLasting ? read(this.#read()) : this.#now()
    const after = change(before)
    this.#list = after
    if (after.papers === before.papers && after.build === before.build) return
    if (this.isLasting) try { this.#storage.setItem(this.#key, written(after)) } catch { this.#fail() }
    this.#tell()
  }

  #tell() { for (const listener of this.#listeners) listener() }
}
