// A list of papers in the fragment of an address, so that a link carries it without a server: `#papers=a2412.13746,…`.
// Each paper is one letter for the kind of its identity and the rest of it; titles are long, so slugs stand for them.
import { paperOf } from "./papers.mjs"

export const MOST_CARRIED = 500
const LONGEST = 16_000
const NAME = "#papers="
const LETTERS = { a: "arxiv", l: "acl", d: "doi", t: "title", s: "slug" }
const KINDS = Object.fromEntries(Object.entries(LETTERS).map(([letter, kind]) => [kind, letter]))

const packed = ({ id, slug }) => {
  const [kind, rest] = [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)]
  const [letter, text] = kind === "title" && slug ? ["s", slug] : [KINDS[kind], rest]
  return letter + encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":")
}

const unpacked = part => {
  try { return paperOf({ id: `${LETTERS[part[0]]}:${decodeURIComponent(part.slice(1))}` }) } catch { return null }
}

/** The fragment for papers, or "" where they are none or too many for a link. */
export const fragmentOf = papers => {
  const fragment = NAME + papers.map(packed).join(",")
  return papers.length && papers.length <= MOST_CARRIED && fragment.length <= LONGEST ? fragment : ""
}

/** The papers, by identity, that a fragment carries; null where it is no list, none where nothing in it can be read. */
export const carriedBy = fragment => {
  if (!fragment.startsWith(NAME)) return null
  const parts = fragment.slice(NAME.length, LONGEST).split(",").slice(0, MOST_CARRIED)
  return [...new Map(parts.map(unpacked).filter(Boolean).map(paper => [paper.id, paper])).values()]
}
