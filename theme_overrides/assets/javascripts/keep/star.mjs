// The star on every row and paper page: shows whether the paper is on the reading list. What saves it is loaded when it
// is clicked first; until then a look into the storage is enough.
import { h } from "../rules/dom.mjs"
import { KEY, rowsWithout, slugOf } from "./site.mjs"

const papers = new WeakMap()
let starring = null, shelf = null

const stored = () => {
  try {
    const { papers } = JSON.parse(localStorage.getItem(KEY))
    return new Set(papers.flatMap(paper => [paper?.id, `slug:${paper?.slug}`]))
  } catch { return new Set() }
}

const showAll = (root = document) => {
  const kept = shelf ? null : stored()
  for (const button of root.querySelectorAll("button.star")) {
    const paper = papers.get(button), isSaved = shelf ? shelf.has(paper) : kept.has(paper.id) || kept.has(`slug:${paper.slug}`)
    button.setAttribute("aria-pressed", String(isSaved))
    if (button.firstChild) button.firstChild.data = isSaved ? "Saved" : "Save"
  }
}

const toggle = async paper => {
  starring ??= import("./starring.mjs").catch(() => { starring = null })
  const loaded = await starring
  if (!loaded) return
  if (!shelf) loaded.shelf.onChange(() => showAll())
  shelf = loaded.shelf
  loaded.toggle(paper)
}

const starOf = (paper, className, ...words) => {
  const name = words.length ? {} : { "aria-label": `Save: ${paper.title}` }
  const button = h("button", { type: "button", className, onclick: () => toggle(paper), ...name }, words)
  papers.set(button, paper)
  return button
}

/** Puts a star on every row below an element that has none. */
export const addStars = root => {
  for (const [row, link] of rowsWithout(root, ":scope > .star")) {
    const slug = slugOf(link.href)
    row.append(starOf({ id: row.dataset.identity || `slug:${slug}`, slug, title: link.textContent }, "star"))
  }
  showAll(root)
}

/** Puts Save beside the links of a paper's page, before the one to its citation. */
export const addSave = main => {
  const links = main.querySelector(".byline ul"), slug = slugOf(location.href)
  if (!links || !slug) return
  const title = document.head.querySelector("meta[name=citation_title]")?.content ?? ""
  const star = starOf({ id: `slug:${slug}`, slug, title }, "star btn", "Save")
  links.insertBefore(h("li", {}, star), links.querySelector("a[href='#cite']")?.parentElement ?? null)
  showAll(main)
}

if (typeof document !== "undefined") {
  addEventListener("storage", () => showAll())
  if (stored().size) import("./renew.mjs").then(({ renewOnce }) => renewOnce(() => showAll()), () => {})
}
