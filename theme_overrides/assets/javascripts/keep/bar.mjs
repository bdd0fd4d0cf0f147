// The bar at the foot of a list: how many papers are saved, and what can be done with them. It comes with the first star.
import { button, digits, h } from "../rules/dom.mjs"
import { workLine } from "../cite/list.mjs"
import { PAGE } from "./places.mjs"
import { shelf } from "./store.mjs"
import { copyBibtex, docsOf, takeMenu } from "./taking.mjs"

/** Puts the bar at the end of an element. */
export const keepBar = element => {
  const line = workLine(), count = h("b"), words = h("span", {}, count, " ", h("span"))
  const bar = h("section", { className: "keepbar", "aria-label": "Reading list" },
    words, line.element, h("a", { className: "btn btn--text", href: PAGE }, "Open"),
    button("btn", "Copy BibTeX", () => copyBibtex(line, docsOf)), takeMenu("Save as", line, docsOf))
  const show = () => {
    const { length } = shelf.papers
    count.textContent = digits(length)
    words.lastChild.textContent = length === 1 ? "paper saved" : "papers saved"
    bar.hidden = !length
  }
  shelf.onChange(show)
  show()
  element.append(bar)
}
