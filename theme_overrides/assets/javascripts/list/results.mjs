// The rows of a page of the list. The first are drawn at once, the others as the reader comes near them.
import { bestSentence } from "../search/sentence.mjs"
import { h } from "../rules/dom.mjs"
import { marked, rowOf } from "./row.mjs"
import { titleOf } from "./title.mjs"

const NEAR = "800px"

const says = view => view.how === "sentence" || view.how === "abstract"

/** The best sentence of an abstract with its found words marked; dots stand where it was cut. */
const sentenceNodes = (abstract, stems) => {
  const best = bestSentence(abstract, stems)
  return best ? [best.isStart ? "" : "… ", ...marked(best.text, stems), best.isEnd ? "" : " …"] : []
}

/** `{element, show(view)}`: `view` is `{rows, stems, how, tags, links, more(from)}`, and `more` gives the rows that follow. */
export const resultsOf = ({ abstractsOf, drawn }) => {
  const list = h("ol")
  const element = h("div", { className: "rows", id: "rows" }, list)
  const end = h("div", { "aria-hidden": "true" })
  let now = null

  /** Puts the sentences, or the abstracts, into rows that have their room already. */
  const say = async (view, rows, items) => {
    if (!says(view)) return
    const abstracts = await abstractsOf(rows.map(row => row.doc)).catch(() => [])
    if (view !== now) return
    items.forEach((item, place) => {
      const text = abstracts[place], quote = item.querySelector("blockquote")
      if (!text) return quote.classList.add("none")
      quote.firstChild.replaceChildren(...view.how === "abstract" ? marked(text, view.stems) : sentenceNodes(text, view.stems))
    })
  }

  const draw = (view, rows) => {
    const items = rows.map(row => rowOf(row, { ...view, titleOf, says: says(view) }))
    list.append(...items)
    const said = say(view, rows, items)
    drawn(list)
    return said
  }

  const watcher = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting || !now || now.isBusy) return
    const view = now
    view.isBusy = true
    const rows = await view.more(list.children.length).catch(() => [])
    view.isBusy = false
    if (view !== now || !rows.length) return
    draw(view, rows)
    watcher.unobserve(end)
    if (list.children.length < view.count) watcher.observe(end)
  }, { rootMargin: NEAR })

  /** Draws a new answer in the place of the old one. */
  const show = view => {
    now = view
    watcher.unobserve(end)
    list.replaceChildren()
    element.dataset.how = view.how
    list.style.setProperty("--start", String(view.start))
    const said = draw(view, view.rows)
    if (view.rows.length < view.count) watcher.observe(end)
    return said
  }
  return { element, end, list, show }
}
