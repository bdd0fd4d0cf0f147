// Papers of a reading list as rows: as in any list where the catalog has them, else what was kept of them.
import { button, h } from "../rules/dom.mjs"
import { rowOf } from "../list/row.mjs"
import { titleOf } from "../list/title.mjs"
import { isFlat } from "./places.mjs"
import { ROOT } from "../site.mjs"

const pageOf = (folder, name) => `${ROOT}${folder}/${encodeURIComponent(name)}${isFlat ? ".html" : "/"}`
const LIST = isFlat ? `${ROOT}papers/index.html` : `${ROOT}papers/`

const LINKS = {
  paper: row => new URL(row.url, ROOT).href,
  tag: id => pageOf("tags", id),
  author: name => `${LIST}?author=${encodeURIComponent(name)}`,
}

/** A paper of which no data are there: its title, with its address unless it is `isGone`. */
const keptOf = ({ paper, isGone }, remove) => h("li", {},
  h("h3", {}, isGone || !paper.slug ? h("span", {}, paper.title) : h("a", { href: pageOf("papers", paper.slug) }, paper.title)),
  isGone && h("p", {}, "No longer in this catalog. ", button("btn btn--text", "Remove", () => remove(paper), `Remove: ${paper.title}`)))

/** The rows of items `{paper, row, isGone}`. */
export const linesOf = (items, tags, remove) => {
  const known = new Map(tags.map(tag => [tag.id, tag]))
  return h("div", { className: "rows" }, h("ol", {}, items.map(item =>
    item.row ? rowOf(item.row, { stems: [], tags: known, links: LINKS, titleOf, says: false }) : keptOf(item, remove))))
}
