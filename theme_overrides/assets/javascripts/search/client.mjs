// The page's side of search: one worker for each page, started with the first question. Questions go out with a number,
// answers come back with it.

/** Search could not answer; the message is a sentence for readers. `isOld` is set where the site was changed meanwhile. */
export class SearchError extends Error {
  name = "SearchError"

  constructor(message, isOld = false) {
    super(message)
    this.isOld = isOld
  }
}

const FAILED = "Search did not load. The lists and tags work without it."
const given = request => ({ ...request, docs: undefined, ...(request.docs && { docs: Array.from(request.docs) }) })

class Client {
  #root
  #worker = null
  #waiting = new Map()
  #number = 0
  #asked = 0
  #suggested = 0
  #build = ""

  constructor(root) { this.#root = root }

  /** What the catalog holds: `{papers, build, tags, venues, years}`. Starts the search. */
  ready() { return this.#send("ready") }

  /**
   * The papers of a request; the promise of an older question is rejected with an `AbortError`.
   *
   * A request may have: `q`, whose last word is unfinished where it ends in a letter, finished where a space follows;
   * `any` for papers with any of its words; `tags` and `not` (ids), `match` "all" or "any" of the tags; `from`, `to`
   * (years, 0 is open); `venues` (slugs) and `status`: one of them; `authors` (names): all of them; `code`, `again`,
   * `isNew`; `among` (numbers of papers, or null); `sort`: "best", "newest", "title", "listed"; `offset`, `limit`;
   * `facets` false to leave the counts out; `all` for the numbers of all papers found.
   *
   * The answer has `total`, `of` (all papers there are), `loose` (not every paper has every word), `rows` with their
   * `scores`, `docs` (with `all`: in order, an Int32Array), `marks` (stems to mark), `completion` (of the unfinished word),
   * `correction` (the query without mistypings), `pages` `[{url, title, text}]`, `authors` whose name the query is, and,
   * where nothing is found, `without`: `[{name, value, total}]`, what there would be without one condition.
   *
   * `facets` has `tags`, `years`, `venues`, `status` by value, and `code`, `again`, `isNew`. Each number is the `total`
   * of the request with that value chosen besides: with `match` "any", of a list with one of the chosen tags or this one;
   * of an excluded tag, as if it were chosen instead; of a year, venue or status, as if that value alone were chosen.
   */
  ask(request = {}) {
    this.#drop(this.#asked)
    const promise = this.#send("ask", request)
    this.#asked = this.#number
    return promise
  }

  /** What fits a text that is being typed; an older question is rejected with an `AbortError`. */
  suggest(text) {
    this.#drop(this.#suggested)
    const promise = this.#send("suggest", { text: String(text) })
    this.#suggested = this.#number
    return promise
  }

  /** Authors whose name begins so, those with most papers first: `[{name, slug, papers}]`. */
  authors(prefix) { return this.#send("authors", { prefix: String(prefix) }) }

  /** The rows of papers by number; null for a number that no paper has. */
  rows(docs) { return this.#send("rows", given({ docs })) }

  /** The abstracts of papers by number. */
  abstracts(docs) { return this.#send("abstracts", given({ docs })) }

  /** What a part of the index, such as `cite`, has for papers by number. */
  part(name, docs) { return this.#send("part", given({ name, docs })) }

  /** The rows of papers by identity (`arxiv:…`, `doi:…`, `acl:…`, `title:…`); null for one that is not here. */
  find(identities) { return this.#send("find", { identities: [...identities].map(String) }) }

  #send(kind, request = {}) {
    const number = ++this.#number
    return new Promise((resolve, reject) => {
      try {
        this.#worker ??= this.#start()
        this.#worker.postMessage({ number, kind, request, build: this.#build })
        this.#waiting.set(number, { resolve, reject })
      } catch { this.#fail(reject) }
    })
  }

  #start() {
    const worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" })
    worker.addEventListener("message", ({ data }) => this.#heard(data))
    worker.addEventListener("error", event => { event.preventDefault(); this.#end(worker) })
    worker.postMessage({ kind: "root", root: this.#root })
    return worker
  }

  #heard({ number, answer, error, build }) {
    const waiting = this.#waiting.get(number)
    this.#waiting.delete(number)
    if (build) this.#build = build
    if (!waiting) return
    if (error) waiting.reject(new SearchError(error.message, error.isOld))
    else waiting.resolve(answer)
  }

  #drop(number) {
    const waiting = this.#waiting.get(number)
    if (!waiting) return
    this.#waiting.delete(number)
    this.#worker?.postMessage({ kind: "drop", number })
    waiting.reject(new DOMException("A newer question was asked.", "AbortError"))
  }

  /** The worker itself did not load or broke: the next question starts another one. */
  #end(worker) {
    if (worker !== this.#worker) return
    worker.terminate()
    this.#worker = null
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) this.#fail(reject)
  }

  #fail(reject) { reject(new SearchError(FAILED)) }
}

const clients = new Map()

/** The search of the site whose top is at `root`, an address that ends in a slash; the same client each time. */
export const connect = root => {
  const address = new URL(root, globalThis.location?.href).href
  if (!clients.has(address)) clients.set(address, new Client(address))
  return clients.get(address)
}
