// The citation on a paper's page: BibTeX is in the page, the other formats are made when they are chosen first.
import { button, h, write } from "../rules/dom.mjs"
import { copy, wordFor } from "../copy.mjs"

const SAID_FOR = 2000
const NAMES = [["bibtex", "BibTeX"], ["ris", "RIS"], ["csl-json", "CSL-JSON"], ["text", "Text"]]
const FAILED = "This format did not load. Choose it again to try once more."

/** Puts the formats above the citation of a paper's page, and below it what copies and saves it. */
export const addSwitch = main => {
  const code = main.querySelector(".cite pre > code"), pre = code?.parentElement
  if (!code) return
  const texts = { bibtex: code.textContent }
  const said = h("span", { className: "sr", role: "status" })
  let chosen = "bibtex", timer = 0

  const show = async id => {
    chosen = id
    try {
      texts[id] ??= await (await import("./page.mjs")).textHere(id)
    } catch { /* said below */ }
    if (chosen === id) write(code, texts[id]?.replaceAll("\r", "") ?? FAILED)
  }
  const copied = async () => {
    if (!texts[chosen]) return
    copier.textContent = said.textContent = wordFor(await copy(code))
    clearTimeout(timer)
    timer = setTimeout(() => { copier.textContent = "Copy"; said.textContent = "" }, SAID_FOR)
  }
  const save = async () => texts[chosen] && (await import("./page.mjs")).save(chosen, texts[chosen], main)

  const choices = NAMES.map(([id, name], at) => h("label", {},
    h("input", { type: "radio", name: "cite-as", checked: !at, onchange: () => show(id) }), h("span", {}, name)))
  const copier = button("btn", "Copy", copied)
  pre.tabIndex = 0
  pre.before(h("div", { className: "seg", role: "radiogroup", "aria-label": "Format" }, choices))
  pre.after(h("p", { className: "copy" }, copier, " ", button("btn", "Save as a file", save), said))
}
