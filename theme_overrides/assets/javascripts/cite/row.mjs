// Cite, on every row: copies the paper's BibTeX. What it takes is loaded when it is clicked first.
import { button, h } from "../rules/dom.mjs"
import { rowsWithout } from "../keep/site.mjs"

const placeIn = row => row.querySelector(":scope > ul > li:has(> a)") ?? row.querySelector(":scope > ul")?.appendChild(h("li"))

/** Puts Cite behind the links of every row below an element that has none. */
export const addCites = root => {
  for (const [row, link] of rowsWithout(root, ".cite-row")) {
    const cite = () => import("./quick.mjs").then(({ copyRow }) => copyRow(row, link, made), () => {})
    const made = button("cite-row", "Cite", cite, `Cite: copy BibTeX of ${link.textContent}`)
    placeIn(row)?.append(" ", made)
  }
}
