// A file that a reader brings: a reading list as this site saves it, or BibTeX, RIS or CSL-JSON whose entries have ids.
import { identityOf } from "../search/identities.mjs"
import { MOST, read } from "./papers.mjs"

export const LARGEST = 1 << 24
const WORDS = 400
// Bounded, so that no file of blanks takes long.
const ENTRY = /^[ \t]{0,40}(?=@\w{1,40}\s{0,40}[{(])/m
const BETWEEN = /[\s{}[\]()",<>]+/

const entriesOf = text => {
  if (/^\s*[[{]/.test(text)) {
    try {
      const found = JSON.parse(text)
      return Array.isArray(found) ? found.map(item => JSON.stringify({ ...item, abstract: undefined })) : []
    } catch { return [] }
  }
  const bibtex = text.split(ENTRY).filter(entry => entry.startsWith("@"))
  return bibtex.length ? bibtex : text.split(/^ER {2}-.*$/m).filter(entry => /^TY {2}- /m.test(entry))
}

/** The identities that an entry may have: all that looks like one in it. */
const candidatesOf = entry => [...new Set(entry.split(BETWEEN).filter(Boolean).slice(0, WORDS).map(identityOf).filter(Boolean))]

/** What a file brings: for each paper its title, where it is known, and the identities that it may have. */
export const broughtBy = text => {
  const list = read(text).papers
  if (list.length) return list.map(paper => ({ paper, ids: [paper.id, ...(paper.slug ? [`slug:${paper.slug}`] : [])] }))
  return entriesOf(text.slice(0, LARGEST)).slice(0, MOST).map(entry => ({ paper: null, ids: candidatesOf(entry) }))
}

/** The papers among what was brought that `rows`, by identity, has; and how many it has not. */
export const matched = (brought, rows) => {
  const found = brought.map(({ ids }) => ids.map(id => rows.get(id)).find(Boolean)).filter(Boolean)
  const papers = found.map(row => ({ id: row.identity, slug: row.slug, title: row.title }))
  return { papers, missing: brought.length - found.length }
}
