// Search runs here, away from the page, so that typing never waits. Every module is named, so that all are asked for at
// once and not one after the other as they name each other.
import "./authors.mjs"
import "./bytes.mjs"
import "./completion.mjs"
import "./conditions.mjs"
import "./facets.mjs"
import "./facts.mjs"
import "./filters.mjs"
import "./identities.mjs"
import "./items.mjs"
import "./keys.mjs"
import "./library.mjs"
import "./marks.mjs"
import "./named.mjs"
import "./order.mjs"
import "./pages.mjs"
import "./phrase.mjs"
import "./postings.mjs"
import "./query.mjs"
import "./rows.mjs"
import "./score.mjs"
import "./sentence.mjs"
import "./sets.mjs"
import "./stemmer.mjs"
import "./text.mjs"
import "./tokens.mjs"
import "./words.mjs"
import { Search } from "./search.mjs"
import { Store, StoreError } from "./store.mjs"
import "../rules/words.mjs"

const KINDS = ["ready", "ask", "suggest", "authors", "rows", "abstracts", "part", "find"]
const BROKEN = "Search could not answer this. The lists and tags work without it."

let search = null
const dropped = new Set()

const reader = root => async (path, isFresh) => {
  const answer = await fetch(new URL(`search/${path}`, root), { cache: isFresh ? "reload" : "default" })
  if (answer.ok) return answer.arrayBuffer()
  if (answer.status === 404 || answer.status === 410) return null
  throw new Error(`${answer.status}`)
}

/** What is sent along with an answer without being copied. */
const moved = answer => answer?.docs instanceof Int32Array ? [answer.docs.buffer] : []

const answerTo = async ({ number, kind, request, build }) => {
  if (!KINDS.includes(kind)) return
  try {
    const answer = await search.answer(kind, request, { build, isDropped: () => dropped.has(number) })
    if (!dropped.delete(number)) postMessage({ number, answer, build: search.build }, moved(answer))
  } catch (error) {
    if (dropped.delete(number)) return
    const { message, isOld = false } = error instanceof StoreError ? error : { message: BROKEN }
    postMessage({ number, error: { message, isOld } })
  }
}

addEventListener("message", ({ data }) => {
  if (data.kind === "root") search = new Search(new Store(reader(data.root)))
  else if (data.kind === "drop") dropped.add(data.number)
  else answerTo(data)
})
