// What a paper must fulfil to be in a list, each condition as marks for all papers, and what would be found without one.

/** A condition: `name` and `value` say which part of the request it is, `mask` is 1 for each paper that fulfils it. */
export const condition = (name, mask, value) => ({ name, mask, ...(value !== undefined && { value }) })

/** The papers that fulfil all of a list of conditions, and those that fail one alone. */
export class Conditions {
  #failures
  #lastFailed
  #total = null

  constructor(list, papers) {
    this.list = list
    this.papers = papers
    this.#failures = new Uint16Array(papers)
    this.#lastFailed = new Int16Array(papers).fill(-1)
    list.forEach(({ mask }, number) => {
      for (let doc = 0; doc < papers; doc++) {
        if (mask[doc]) continue
        this.#failures[doc]++
        this.#lastFailed[doc] = number
      }
    })
  }

  /** Does the paper fulfil all of them? */
  has(doc) { return this.#failures[doc] === 0 }

  /** Does it fulfil all but this one, which it fails? */
  failsOnly(doc, number) { return this.#failures[doc] === 1 && this.#lastFailed[doc] === number }

  /** The place of a condition by what it is, -1 where there is none. */
  place(name, value) { return this.list.findIndex(one => one.name === name && one.value === value) }

  /** Does it fulfil all but some of those at these places? */
  passes(doc, places) { return this.list.every(({ mask }, number) => mask[doc] || places.includes(number)) }

  get total() { return this.#total ??= this.count(doc => this.has(doc)) }

  count(isWanted) {
    let number = 0
    for (let doc = 0; doc < this.papers; doc++) if (isWanted(doc)) number++
    return number
  }

  /** The papers in order. */
  docs() {
    const found = new Int32Array(this.total)
    for (let doc = 0, at = 0; doc < this.papers; doc++) if (this.has(doc)) found[at++] = doc
    return found
  }

  /** How many papers there would be without each one of the conditions, most first; those that help alone. */
  without(most = 5) {
    const totals = new Array(this.list.length).fill(0)
    for (let doc = 0; doc < this.papers; doc++) if (this.#failures[doc] === 1) totals[this.#lastFailed[doc]]++
    return this.list
      .map(({ name, value }, number) => ({ name, ...(value !== undefined && { value }), total: totals[number] + this.total }))
      .filter(({ total }) => total > this.total).sort((one, other) => other.total - one.total).slice(0, most)
  }
}
