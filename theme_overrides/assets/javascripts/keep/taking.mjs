// The ways in which a reading list is taken away: files, copies, and a link that carries it.
import { number } from "../rules/dom.mjs"
import { copyAll, exportTo } from "../cite/list.mjs"
import { FORMATS } from "../cite/formats.mjs"
import { copyText, saveFile } from "../cite/give.mjs"
import { menuOf } from "../cite/menu.mjs"
import { fragmentOf, MOST_CARRIED } from "./carry.mjs"
import { written } from "./papers.mjs"
import { found } from "./renew.mjs"
import { PAGE } from "./places.mjs"
import { shelf } from "./store.mjs"

/** The numbers of the saved papers that the catalog has, last saved first. */
export const docsOf = async () => {
  const ids = shelf.papers.map(paper => paper.id).reverse(), rows = await found(ids)
  return ids.filter(id => rows.has(id)).map(id => rows.get(id).doc)
}

const copyLink = async line => {
  const fragment = fragmentOf(shelf.papers)
  if (!fragment) return line.say(`A link carries at most ${number(MOST_CARRIED, "paper")}. Save the list itself instead.`)
  line.say(await copyText(PAGE + fragment) ? `A link that carries ${number(shelf.papers.length, "paper")} is copied.` : "This browser did not let the page copy.")
}

const saveItself = () => saveFile("reading-list.json", "application/json", `${written({ papers: shelf.papers }, 1)}\n`)

/** The menu of all ways; `getDocs` gives the papers in the order that is shown. */
export const takeMenu = (name, line, getDocs) => menuOf(name, [
  ...FORMATS.map(format => [format.label, `.${format.ending}`, () => exportTo(line, format, getDocs, "reading-list")]),
  ["The list itself", ".json", saveItself],
  ["Copy a link that carries the list", "", () => copyLink(line)],
])

/** Copies the BibTeX of the saved papers. */
export const copyBibtex = (line, getDocs) => copyAll(line, FORMATS[0], getDocs)
