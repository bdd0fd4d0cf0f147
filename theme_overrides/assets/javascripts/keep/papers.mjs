// The reading list as data: what is kept of each paper, and how it changes. What is read may be broken or of others.

export const MOST = 2000
const LONGEST = 1 << 21
const ID = /^(?:arxiv|acl|doi|title|slug):[^\u0000-\u001f\u007f]{1,600}$/
const SLUG = /^[a-z0-9-]{1,200}$/
const TITLE = 400

/** What is kept of a paper, or null where it is none: its identity, its title, the last part of its address. */
export const paperOf = given => {
  if (typeof given !== "object" || given === null || typeof given.id !== "string" || !ID.test(given.id)) return null
  const slug = typeof given.slug === "string" && SLUG.test(given.slug) ? given.slug : ""
  const title = typeof given.title === "string" ? given.title.replace(/[\u0000-\u001f\u007f]+/g, " ").trim().slice(0, TITLE) : ""
  return { id: given.id, slug, title: title || slug || given.id }
}

const unique = papers => [...new Map(papers.map(paper => [paper.id, paper])).values()]

/** The list that a text holds: `{papers, build}`; an empty one where it holds none. */
export const read = text => {
  const nothing = { papers: [], build: "" }
  if (typeof text !== "string" || text.length > LONGEST) return nothing
  try {
    const found = JSON.parse(text)
    if (!Array.isArray(found?.papers)) return nothing
    const papers = unique(found.papers.map(paperOf).filter(Boolean)).slice(0, MOST)
    return { papers, build: typeof found.build === "string" ? found.build.slice(0, 64) : "" }
  } catch { return nothing }
}

/** A list as text; `read` gives it back. */
export const written = ({ papers, build }, indent = 0) =>
  JSON.stringify({ what: "reading list of a paper catalog", version: 1, ...(build ? { build } : {}), papers }, null, indent)

/** Is one of the papers this one? One that was saved by its address has that for an identity until it is found. */
export const placeOf = (papers, { id, slug }) =>
  papers.findIndex(paper => paper.id === id || slug && (paper.id === `slug:${slug}` || id === `slug:${slug}` && paper.slug === slug))

/** The papers and one more at `place`, by default the end; the same papers where it is there or the list is full. */
export const withPaper = (papers, given, place = papers.length) => {
  const paper = paperOf(given)
  return !paper || placeOf(papers, paper) >= 0 || papers.length >= MOST ? papers : papers.toSpliced(place, 0, paper)
}

/** The papers and those of another list, as far as there is room: `{papers, added, known}`. */
export const joined = (papers, others) => {
  let known = 0, all = papers
  for (const other of others) {
    const next = withPaper(all, other)
    if (next === all && placeOf(all, other) >= 0) known += 1
    all = next
  }
  return { papers: all, added: all.length - papers.length, known }
}

/** The papers as the catalog has them now: `rows` by the identity that was asked for; what is not there stays as it is. */
export const renewed = (papers, rows) => unique(papers.map(paper => {
  const row = rows.get(paper.id)
  return row ? paperOf({ id: row.identity, slug: row.slug, title: row.title }) ?? paper : paper
}))
