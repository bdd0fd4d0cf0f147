// Answers questions about the catalog. Where the site was changed meanwhile, the question is asked again of the new build.
import { facetsOf } from "./facets.mjs"
import { tagsLike } from "./facts.mjs"
import { conditionsOf, needsSets, needsTags, normal } from "./filters.mjs"
import { Library } from "./library.mjs"
import { authorsNamed } from "./named.mjs"
import { sorted } from "./order.mjs"
import { pagesWith } from "./pages.mjs"
import { CHANGED, StoreError } from "./store.mjs"
import { textOf } from "./text.mjs"

const SUGGESTED = 5

const told = ({ name, slug, set }) => ({ name, slug, papers: set.count })

export class Search {
  #store
  #library
  #opened = null

  constructor(store) {
    this.#store = store
    this.#library = new Library(store)
  }

  get build() { return this.#store.manifest?.build ?? "" }

  /**
   * Answers one question of the client. `build` is the one whose numbers of papers the page knows; `isDropped` says
   * whether anybody still waits for the answer.
   */
  async answer(kind, request, { build = "", isDropped = () => false } = {}) {
    await this.#open()
    const asked = this.build
    try {
      const answer = await this.#answers(kind, request, build, isDropped)
      if (this.build === asked) return answer
    } catch (error) {
      if (!error.isOld) throw error
      if (this.build === asked) await this.#store.open(true)
      if (this.build === asked) throw error
    }
    return this.#answers(kind, request, build, isDropped)
  }

  async #open() {
    this.#opened ??= this.#store.open()
    try { await this.#opened } catch (error) {
      this.#opened = null
      throw error
    }
  }

  #answers(kind, request, build, isDropped) {
    if ((request.docs || request.among) && build && build !== this.build) throw new StoreError(CHANGED, true)
    const library = this.#library
    switch (kind) {
      case "ready": return this.#ready()
      case "ask": return this.#ask(normal(request), isDropped, true)
      case "suggest": return this.#suggest(request.text, isDropped)
      case "authors": return this.#authors(request.prefix)
      case "rows": return library.rows(request.docs)
      case "abstracts": return library.part("abstracts", request.docs)
      case "part": return library.part(request.name, request.docs)
      default: return library.find(request.identities)
    }
  }

  async #ready() {
    const library = this.#library
    const [{ tags, venues, years }] = await Promise.all([library.facts(), library.words(), library.lengths()])
    const byYear = years.map(({ year, papers }) => ({ year, papers }))
    return { papers: library.papers, build: this.build, tags, venues, years: byYear }
  }

  async #authors(prefix) { return (await this.#library.authors(prefix)).map(told) }

  async #ask(wanted, isDropped, withAuthors) {
    const library = this.#library
    this.#foresee(wanted)
    const text = await textOf(library, wanted.q, wanted.any)
    if (isDropped()) return null
    const { conditions, ...found } = await conditionsOf(library, wanted, text.conditions)
    const docs = await sorted(conditions.docs(), wanted, text.scores, library)
    if (isDropped()) return null
    const shown = docs.slice(wanted.offset, wanted.offset + wanted.limit)
    const [rows, pages, authors] = await Promise.all([library.rows(shown), ...this.#beside(wanted, text, withAuthors)])
    return {
      total: docs.length, of: library.papers, loose: text.loose, rows, docs: wanted.all ? docs : null,
      scores: text.scores ? Array.from(shown, doc => text.scores[doc]) : [],
      marks: text.marks, completion: text.completion, correction: text.correction,
      facets: wanted.facets ? facetsOf(conditions, wanted, found.facts, found.tags, found.sets) : null,
      pages, authors, without: docs.length ? [] : conditions.without(),
    }
  }

  /** Asks at once for what will be needed; whoever needs it then hears of a failure. */
  #foresee(wanted) {
    const library = this.#library
    Promise.allSettled([
      library.facts(), wanted.q && library.lengths(), needsTags(wanted) && library.tags(), needsSets(wanted) && library.sets(),
    ])
  }

  /** What is found beside papers, for the first rows of an answer: hand-written pages and authors. */
  #beside({ offset, q, any }, { asked }, withAuthors) {
    if (offset || any || !asked.length) return [[], []]
    const library = this.#library
    return [
      (async () => pagesWith(await library.pages(), asked))(),
      (async () => withAuthors ? (await authorsNamed(library, q, asked)).map(told) : [])(),
    ]
  }

  async #suggest(text, isDropped) {
    const [{ tags }, answer] = await Promise.all([
      this.#library.facts(), this.#ask(normal({ q: text, limit: SUGGESTED, facets: false }), isDropped, false),
    ])
    if (!answer) return null
    const { rows, pages, total, loose, marks, completion, correction } = answer
    const likely = tagsLike(tags, correction || text).slice(0, SUGGESTED)
    return { tags: likely, rows, pages, total, loose, marks, completion, correction }
  }
}
