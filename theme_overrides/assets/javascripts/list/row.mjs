// A paper as a row, built of the same elements as the rows of the built pages, so that one style is for both.
import { marks } from "../search/marks.mjs"
import { h } from "../rules/dom.mjs"

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const IN_FULL = 4

/** An ISO date for people: `18 Dec 2024`, `Dec 2024`, `2024`. */
export const dateText = date => {
  const [year = "", month, day] = String(date ?? "").split("-")
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ")
}

/** What an address of an abstract leads to, as far as its host tells. */
export const linkName = url => /^https?:\/\/(?:[^/]*\.)?(?:huggingface\.co|hf\.co)\//.test(url) ? url.includes("/datasets/") ? "Data" : "Models" : "Code"

/** The tags of a row that are worth a link: none of `common`, which every row has, no parent of another one; kinds first. */
export const tagsShown = (ids, tags, common = new Set()) => {
  const known = ids.map(id => tags.get(id)).filter(Boolean)
  const parents = new Set(known.map(tag => tag.parent))
  return known.filter(tag => !parents.has(tag.id) && !common.has(tag.id)).sort((one, other) => Number(Boolean(other.kind)) - Number(Boolean(one.kind)))
}

/** Only an address of the web may be followed. */
export const isWeb = url => /^https?:\/\//i.test(url ?? "")

/** A text with its found words marked. */
export const marked = (text, stems) => {
  const parts = []
  let at = 0
  for (const [start, end] of marks(text, stems)) {
    parts.push(text.slice(at, start), h("em", {}, text.slice(start, end)))
    at = end
  }
  return [...parts, text.slice(at)]
}

const spaced = (nodes, between) => nodes.flatMap((node, place) => place ? [between, node] : [node])

const peopleOf = (row, links) => {
  if (!row.authors.length) return ["Authors not known"]
  const names = row.authors.map(name => h("a", { href: links.author(name) }, name))
  if (row.count <= IN_FULL) return [...spaced(names, ", "), row.others ?? ""]
  return [...spaced(names.slice(0, -1), ", "), " … ", names.at(-1), ` (${row.count})`]
}

const factsOf = (row, links) => {
  const venue = row.venue ? h("strong", {}, row.venue) : row.identity?.startsWith("arxiv:") ? "arXiv" : ""
  const outside = [["PDF", row.pdf], row.code ? [linkName(row.code), row.code] : []].filter(([, url]) => isWeb(url))
  const anchors = outside.map(([name, href]) => h("a", { href }, name))
  return [venue, dateText(row.date || row.year || ""), anchors.length ? spaced(anchors, " ") : ""].filter(Boolean)
    .map(fact => [h("li", {}, fact), "\n"])
}

const statusOf = row => row.status ? h("p", {}, h("span", { className: "flag" }, row.status.charAt(0).toUpperCase() + row.status.slice(1))) : null

const noteOf = row => row.later ? h("p", {}, h("em", {}, `${row.venue ? "Published as" : "Now titled"} “${row.later}”`)) : null

const tagLine = (row, tags, links, common) => {
  const shown = tagsShown(row.tags, tags, common).map(tag => {
    const link = h("a", { href: links.tag(tag.id) }, tag.label)
    return tag.kind ? h("strong", {}, link) : link
  })
  return shown.length ? h("p", {}, spaced(shown, " · ")) : null
}

/**
 * The row of a paper. `stems` are marked; `tags` go by id; `links` gives addresses: `{paper(row), tag(id), author(name)}`;
 * `titleOf` gives the nodes of a title; `common` are the tags of every row. With `says` there is room for a sentence, which comes later.
 */
export const rowOf = (row, { stems, tags, links, titleOf, says, common }) => h("li", { "data-doc": row.doc, "data-identity": row.identity, className: row.status ? `is-${row.status}` : "" },
  h("h3", {}, h("a", { href: links.paper(row) }, titleOf(row, stems)), row.isNew ? [" ", h("em", {}, "new")] : null),
  h("p", {}, peopleOf(row, links)),
  statusOf(row), noteOf(row),
  says ? h("blockquote", {}, h("p")) : null,
  tagLine(row, tags, links, common),
  h("ul", {}, factsOf(row, links)))
