// The chosen paper, beside the map.
import { h } from "../rules/dom.mjs"

const HINT = "Point at a paper, or tap it, to see its title here."
const KEYS = " Arrow keys go from one to the next."

/** What shows a paper in an element; without a paper it says how to choose one. */
export const cardOf = element => {
  element.setAttribute("aria-live", "polite")
  const show = paper => element.replaceChildren(...paper
    ? [h("p", { className: "title", dir: "auto" }, h("a", { href: paper.url }, paper.title)), h("p", { dir: "auto" }, paper.at)]
    : [h("p", {}, HINT + KEYS)])
  show(null)
  return show
}
