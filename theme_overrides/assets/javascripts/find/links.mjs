// Ways from the built pages into the list: the papers of a tag, an author, a venue or a year, and those of each name.
import { h } from "../rules/dom.mjs"
import { LIST, ROOT } from "../site.mjs"

const LAST_NAMES = /^(?:jr|sr|ii|iii|iv)\.?$/i

const BETWEEN = /((?:, et al\.| and \d+ more)(?: \(eds\.\))?$| \(eds?\.\)$|, | … | \(\d+\)$)/
const IS_BETWEEN = new RegExp(`^${BETWEEN.source}$`)

/** The names in a line of authors, as `[text, isName]` pieces that together are the line. */
export const peopleIn = line => {
  const pieces = []
  for (const part of line.split(BETWEEN)) {
    const isBetween = IS_BETWEEN.test(part)
    if (LAST_NAMES.test(part) && pieces.length > 1) {
      const [comma] = pieces.pop()
      pieces.at(-1)[0] += comma + part
    } else if (part) pieces.push([part, !isBetween])
  }
  return pieces
}

const inList = pairs => `${LIST}?${new URLSearchParams(pairs)}`
const byAuthor = name => inList([["author", name]])

/** Makes links of the names in a line that is text alone. */
const linkNames = line => {
  if (line.childElementCount || !line.textContent || line.textContent === "Authors not known") return
  line.replaceChildren(...peopleIn(line.textContent).map(([text, isName]) => isName ? h("a", { href: byAuthor(text) }, text) : text))
}

/** Makes links of the names without a page of their own on a paper's page; `names` are all of its authors. */
const linkByline = (line, names) => {
  for (const node of [...line.childNodes].filter(one => one.nodeType === Node.TEXT_NODE)) {
    const [lead] = /^\s*(?:Edited by )?/.exec(node.data), parts = node.data.slice(lead.length).split(", ")
    if (!parts.some(part => names.has(part.trim()))) continue
    node.replaceWith(lead, ...parts.flatMap((part, place) => {
      const name = part.trim(), piece = names.has(name) ? h("a", { href: byAuthor(name) }, name) : part
      return place ? [", ", piece] : [piece]
    }))
  }
}

/** What of the list the page shows, as the pairs of the list's address; null for other pages. */
export const scopeOf = (kind, path, title) => {
  const slug = path.replace(/\/page\/\d+(?:\/|\.html)?$/, "").replace(/\/$|\.html$/, "").split("/").at(-1)
  if (kind === "tag" || kind === "venue") return [[kind, slug]]
  if (kind === "author") return [[kind, title.replace(/, page \d+$/, "")]]
  return kind === "year" && /^\d+$/.test(slug) ? [["from", slug], ["to", slug]] : null
}

/** Whether a list was left for a paper in this tab; its name in the storage is that of `list/memory.mjs`. */
const hasList = () => { try { return `${new URL(ROOT).pathname}.list` in sessionStorage } catch { return false } }

const offerFilter = (main, kind) => {
  const scope = scopeOf(kind, location.pathname, main.querySelector("h1")?.textContent ?? "")
  const line = main.querySelector(".rule > p:last-child") ?? main.querySelector("h1 + p")
  if (scope && line) line.append(h("span", { className: "to-list" }, " · ", h("a", { href: inList(scope) }, "Filter these papers")))
}

/** Links what of a page can be linked. */
export const link = main => {
  const kind = [...main.classList].find(name => name.startsWith("cat--"))?.slice(5)
  if (kind !== "papers") main.querySelectorAll(".rows > ol > li > h3 + p").forEach(linkNames)
  if (kind === "paper") {
    const names = new Set([...document.head.querySelectorAll("meta[name=citation_author], meta[name=citation_editor]")].map(meta => meta.content))
    main.querySelectorAll(".byline > p").forEach(line => linkByline(line, names))
    if (hasList()) import("../list/trail.mjs").then(({ trail }) => trail(main, ROOT))
  }
  offerFilter(main, kind)
}
