// The rows of a page of the list. The first are drawn at once, the others as the reader comes near them.
import { bestSentence } from "../search/sentence.mjs"
import { h, number } from "../rules/dom.mjs"
import { marked, rowOf } from "./row.mjs"
import { readable } from "./tex.mjs"
import { titleOf } from "./title.mjs"

const NEAR = "300px"
const RETRY = 3000
const PAUSE = 400 // while one types, the next answer is nearer than the next rows
const STILL = 180 // and than the abstracts of these ones

const says = view => view.how === "sentence" || view.how === "abstract"

/** The best sentence of an abstract with its found words marked; dots stand where it was cut. */
const sentenceNodes = (abstract, stems) => {
  const best = bestSentence(abstract, stems)
  return best ? [best.isStart ? "" : "… ", ...marked(best.text, stems), best.isEnd ? "" : " …"] : []
}

const pause = time => new Promise(resolve => setTimeout(resolve, time))

/**
 * `{element, show(view)}`: `view` is `{rows, stems, how, tags, links, isTyped, more(from)}`, and `more` gives the rows that
 * follow. With `isTyped` the answer is one of a word that may not be finished.
 */
export const resultsOf = ({ abstractsOf, drawn }) => {
  const list = h("ol")
  const element = h("div", { className: "rows", id: "rows" }, list)
  const end = h("div", { className: "to-come", "aria-hidden": "true" })
  let now = null

  const fill = (view, item, text) => {
    const quote = item.querySelector("blockquote")
    if (!text) return quote.classList.add("none")
    const said = readable(text)
    quote.firstChild.replaceChildren(...view.how === "abstract" ? marked(said, view.stems) : sentenceNodes(said, view.stems))
  }

  /** Keeps room for the rows that are still to come, about as high as they will be, so that nothing below them moves. */
  const reserve = (view, wait) => {
    const left = Math.max(0, view.count - list.children.length)
    end.style.setProperty("--left", String(left))
    end.dataset.left = left ? `${number(left, "more paper")}, not loaded when this was printed` : ""
    if (left) setTimeout(() => view === now && watcher.observe(end), wait)
  }

  /** A sentence comes into the room that its row keeps for it, once typing pauses. */
  const say = async (view, items, abstracts, isTyped) => {
    if (isTyped) await pause(STILL)
    if (view !== now) return
    const texts = await abstracts()
    if (view === now) items.forEach((item, place) => fill(view, item, texts[place]))
  }

  /** A whole abstract comes with its row. */
  const draw = async (view, rows) => {
    const items = rows.map(row => rowOf(row, { ...view, titleOf, says: says(view) }))
    const abstracts = () => abstractsOf(rows.map(row => row.doc)).catch(() => [])
    const texts = view.how === "abstract" ? await abstracts() : []
    if (view !== now) return
    const wait = view.isFirst ? PAUSE : 0, isTyped = view.isFirst && view.isTyped
    if (view.isFirst) list.replaceChildren()
    view.isFirst = false
    texts.forEach((text, place) => fill(view, items[place], text))
    element.dataset.how = view.how
    list.style.setProperty("--start", String(view.start))
    list.append(...items)
    drawn(list)
    reserve(view, wait)
    if (view.how === "sentence") view.said = Promise.all([view.said, say(view, items, abstracts, isTyped)])
  }

  /** Draws the rows that follow, once; ends with whether they came. */
  const follow = view => view.coming ??= view.more(list.children.length).then(async rows => {
    view.coming = null
    const before = list.children.length
    if (view === now) await draw(view, rows.filter(Boolean))
    return view === now && list.children.length > before
  }, () => { view.coming = null; return false })

  const watcher = new IntersectionObserver(async entries => {
    if (!entries.some(entry => entry.isIntersecting) || !now) return
    const view = now
    watcher.unobserve(end)
    if (!await follow(view) && view === now) reserve(view, RETRY)
  }, { rootMargin: NEAR })

  /** Draws all rows of the page that are still to come, with their sentences. */
  const finish = async () => {
    const view = now
    while (view === now && list.children.length < view.count && await follow(view)) watcher.unobserve(end)
    await view.said
  }

  /** Draws a new answer in the place of the old one; the promise ends when its first rows are there. */
  const show = view => {
    now = { ...view, isFirst: true }
    watcher.unobserve(end)
    return draw(now, now.rows)
  }
  return { element, end, list, show, finish }
}
