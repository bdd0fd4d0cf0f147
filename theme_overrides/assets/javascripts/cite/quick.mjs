// The BibTeX of a row's paper to the clipboard; where that fails, the way to the citation on the paper's page.
import { connect } from "../search/client.mjs"
import { h } from "../rules/dom.mjs"
import { ROOT } from "../site.mjs"
import { slugOf } from "../keep/site.mjs"
import { FORMATS } from "./formats.mjs"
import { copyText } from "./give.mjs"
import { fileFor } from "./records.mjs"

const SAID_FOR = 2000

const docOf = async (row, link) => {
  if (row.dataset.doc) return Number(row.dataset.doc)
  const [found] = await connect(ROOT).find([`slug:${slugOf(link.href)}`])
  return found ? found.doc : -1
}

const bibtexOf = async (row, link) => {
  const doc = await docOf(row, link), text = doc < 0 ? "" : await fileFor(ROOT, FORMATS[0], [doc])
  if (!text) throw new Error("no such paper")
  return text
}

const said = h("span", { className: "sr", role: "status" })

/** Copies, and says so on the button that was clicked. */
export const copyRow = async (row, link, button) => {
  if (!said.isConnected) document.body.append(said)
  if (!await copyText(bibtexOf(row, link))) return location.assign(`${link.href}#cite`)
  button.textContent = "Copied"
  said.textContent = "BibTeX copied"
  setTimeout(() => { button.textContent = "Cite"; said.textContent = "" }, SAID_FOR)
}
