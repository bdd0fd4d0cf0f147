// The page for an address that is not there: looks for papers with the words of the address.
import { dress } from "../keep/rows.mjs"
import { connect } from "../search/client.mjs"
import { marks } from "../search/marks.mjs"
import { h } from "../rules/dom.mjs"
import { rowOf } from "../list/row.mjs"
import { addressOf, nothing } from "../list/state.mjs"
import { titleOf } from "../list/title.mjs"
import { LIST, ROOT } from "../site.mjs"
import { listHref, within } from "./options.mjs"

const MOST = 10
const FOLDERS = /^(?:papers|tags|topics|authors|venues|years|listings|page|index)$/

/** The words that an address asks for: those of its path below the site's top, or behind its `?q=`. */
export const wordsOf = (address, root) => {
  const { pathname, searchParams } = new URL(address)
  const below = pathname.startsWith(new URL(root).pathname) ? pathname.slice(new URL(root).pathname.length) : pathname
  let path = below
  try { path = decodeURIComponent(below) } catch { /* a broken escape stays as it is written */ }
  const parts = path.replace(/\.html?$/i, "").split("/").filter(part => part && !FOLDERS.test(part))
  const text = `${parts.join(" ")} ${searchParams.get("q") ?? ""}`
  return text.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim().slice(0, 200)
}

const linksFor = rows => ({
  paper: row => within(ROOT, row.url),
  tag: id => within(ROOT, `tags/${encodeURIComponent(id)}${rows[0].url.endsWith(".html") ? ".html" : "/"}`),
  author: name => LIST + addressOf({ ...nothing(), authors: [name] }),
})

/** Puts what is found below what the page says. */
export const look = async main => {
  const words = wordsOf(location.href, ROOT)
  const say = (text, ...rest) => main.append(h("section", { "aria-live": "polite" }, h("h2", {}, text), rest))
  if (!words) return
  try {
    const client = connect(ROOT)
    const [facts, found] = await Promise.all([client.ready(), client.ask({ q: words, limit: MOST })])
    const inTitle = found.rows.filter(row => marks(row.title, found.marks).length)
    const rows = inTitle.length ? inTitle : found.rows
    if (!rows.length) return
    const tags = new Map(facts.tags.map(tag => [tag.id, tag]))
    say(inTitle.length ? "These papers have the words of the address in their titles:" : "These papers have the words of the address:",
      h("div", { className: "rows" }, h("ol", {}, rows.map(row => rowOf(row, { stems: found.marks, tags, links: linksFor(rows), titleOf })))),
      found.total > rows.length ? h("p", {}, h("a", { href: listHref(LIST, words) }, `All papers with “${words}”`)) : null)
    dress(main)
  } catch { /* the page's own links are there without the search */ }
}
