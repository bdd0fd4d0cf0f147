// The bar above the rows: how many papers, their order, how much of each, and what can be taken away.
import { h, unique } from "../rules/dom.mjs"
import { changed, showOf, sortOf } from "./state.mjs"
import { countParts } from "./words.mjs"

const SORTS = { best: "Best match", newest: "Newest", title: "Title", listed: "Most listed" }
const SHOWS = { titles: "Titles", sentence: "Sentence", abstract: "Abstract" }

/** Radio buttons side by side that say how much of each paper is shown. */
export const density = turn => {
  const name = unique("show")
  const options = Object.entries(SHOWS).map(([value, text]) => {
    const radio = h("input", { type: "radio", name, value, onchange: () => turn(state => ({ ...state, show: value })) })
    return { radio, label: h("label", {}, radio, h("span", {}, text)) }
  })
  const element = h("fieldset", { className: "seg" }, h("legend", { className: "sr" }, "Show"), options.map(one => one.label))
  const show = state => { for (const { radio } of options) radio.checked = radio.value === showOf(state) }
  return { element, show }
}

/**
 * The bar as `{element, heading, take, show(state), count(total, of)}`: `take` is where the ways to take the list away
 * belong, `map` gives the address of the same papers on the map.
 */
export const barOf = (turn, map) => {
  const heading = h("h1", { tabIndex: -1, "aria-live": "polite", "aria-atomic": "true" })
  const best = h("option", { value: "best" }, SORTS.best)
  const sort = h("select", { "aria-label": "Sort", onchange: () => turn(state => changed(state, { sort: sort.value })) },
    Object.entries(SORTS).filter(([value]) => value !== "best").map(([value, text]) => h("option", { value }, text)))
  const seg = density(turn)
  const take = h("div", { className: "take" }), onMap = h("a", { className: "on-map" }, "On the map")
  const element = h("div", { className: "bar" }, heading, onMap, h("label", { className: "pick" }, h("span", { "aria-hidden": "true" }, "Sort"), sort), seg.element, take)
  let said = ""
  const show = state => {
    if (state.q.trim()) sort.prepend(best)
    else best.remove()
    sort.value = sortOf(state)
    seg.show(state)
    onMap.href = map(state)
  }
  const count = (total, of) => {
    const [first, middle, noun] = countParts(total, of)
    if (said === first + middle + noun) return
    said = first + middle + noun
    heading.replaceChildren(first, h("span", { className: "of" }, middle), noun)
  }
  return { element, heading, take, show, count }
}
