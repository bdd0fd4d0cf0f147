// A list that a reader brings as a file.
import { button, h, number } from "../rules/dom.mjs"
import { broughtBy, LARGEST, matched } from "./intake.mjs"
import { found } from "./renew.mjs"
import { shelf } from "./store.mjs"

const outcome = ({ added, known }, missing) => [
  `${number(added, "paper")} added`,
  known && `${known} ${known === 1 ? "was" : "were"} there already`,
  missing && `${missing} ${missing === 1 ? "is" : "are"} not in this catalog`,
].filter(Boolean).join(", ") + "."

/** `button()` gives a button that asks for a file; `line` says how it went. */
export const importer = line => {
  const take = file => line.work(async () => {
    if (file.size > LARGEST) return "This file is too large for a reading list."
    const brought = broughtBy(await file.text())
    if (!brought.some(one => one.ids.length)) return "No papers with an identifier are in this file. It reads a saved reading list, BibTeX, RIS and CSL-JSON."
    const { papers, missing } = matched(brought, await found([...new Set(brought.flatMap(one => one.ids))]))
    return outcome(shelf.add(papers), missing)
  })
  const field = h("input", { type: "file", accept: ".json,.bib,.ris,.txt", hidden: true, onchange: () => {
    if (field.files[0]) take(field.files[0])
    field.value = ""
  } })
  document.body.append(field)
  return { button: () => button("btn", "Import a list", () => field.click()) }
}
