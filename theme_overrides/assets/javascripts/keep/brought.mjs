// A list that a link has brought: shown as someone else's, until the reader adds it to the own one.
import { button, h, number } from "../rules/dom.mjs"
import { addCites } from "../cite/row.mjs"
import { connect } from "../search/client.mjs"
import { carriedBy } from "./carry.mjs"
import { linesOf } from "./lines.mjs"
import { found } from "./renew.mjs"
import { ROOT } from "../site.mjs"
import { addStars } from "./star.mjs"
import { shelf } from "./store.mjs"

/** What is said of a list of which `here` papers are in the catalog and `lost` are not. */
export const describe = (here, lost) => `${number(here, "paper")} from a link. They are not on your own list unless their star is filled.`
  + (lost ? ` ${number(lost, "more paper")} of it ${lost === 1 ? "is" : "are"} not in this catalog.` : "")

/** `{element, show()}`: `show` reads the address; `close` hears that the list was put away, `line` says what was added. */
export const broughtSection = (line, close) => {
  const element = h("section", { className: "brought", "aria-label": "A list from a link", hidden: true })

  const putAway = () => {
    history.replaceState(history.state, "", location.pathname + location.search)
    element.hidden = true
    close()
  }
  const fill = (words, action, ...rows) => {
    element.replaceChildren(h("div", { className: "bar" }, h("h2", {}, "A list from a link"), action, button("btn", "Close", putAway)),
      h("p", { role: "status" }, words), ...rows)
  }
  const add = rows => () => {
    const { added, known } = shelf.add(rows.map(row => ({ id: row.identity, slug: row.slug, title: row.title })))
    putAway()
    line.say(`${number(added, "paper")} added${known ? `, ${known} ${known === 1 ? "was" : "were"} there already` : ""}.`)
  }

  const show = async () => {
    const carried = carriedBy(location.hash)
    element.hidden = !carried
    if (!carried) return
    if (!carried.length) return fill("This link holds no list that can be read.", null)
    fill(`Looking up ${number(carried.length, "paper")} …`, null)
    try {
      const [facts, here] = await Promise.all([connect(ROOT).ready(), found(carried.map(paper => paper.id))])
      const rows = carried.map(paper => here.get(paper.id)).filter(Boolean)
      fill(describe(rows.length, carried.length - rows.length), rows.length ? button("btn btn--main", "Add to my list", add(rows)) : null,
        linesOf(rows.map(row => ({ paper: null, row })), facts.tags))
      addStars(element)
      addCites(element)
    } catch { fill("The papers of this link did not load.", button("btn", "Try again", show)) }
  }
  return { element, show }
}
