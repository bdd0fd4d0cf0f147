// BM25F in whole numbers, the same as generator/search/ counts (S. Robertson, H. Zaragoza, "The Probabilistic Relevance
// Framework: BM25 and Beyond", 2009). All products stay below 2^53, so that they are exact.
import { ABSTRACT, AUTHORS, TAGS, timesIn, TITLE } from "./postings.mjs"

const LONGEST = 255

/** How much a term says that so many of all papers have. */
export const rarity = (count, papers) => Math.floor(256 * Math.log(1 + (papers - count + 0.5) / (count + 0.5)) + 0.5)

const norms = (total, papers) =>
  Float64Array.from({ length: LONGEST + 1 }, (_, length) => Math.floor(4096 * total / (total + 3 * papers * length)))

/** Counts the scores of one catalog. */
export class Scores {
  #title
  #abstract
  #lengths
  #papers

  constructor(papers, lengths, [title, abstract]) {
    this.#papers = papers
    this.#lengths = lengths
    this.#title = norms(title, papers)
    this.#abstract = norms(abstract, papers)
  }

  /** What the term of a list adds to the paper at a place of the list. */
  of(own, { docs, kinds }, at) {
    const doc = docs[at], kind = kinds[at]
    const weight = 3 * timesIn(kind, TITLE) * this.#title[this.#lengths.title[doc]]
      + timesIn(kind, ABSTRACT) * this.#abstract[this.#lengths.abstract[doc]]
      + 2048 * (timesIn(kind, AUTHORS) + timesIn(kind, TAGS))
    return own * Math.floor(20480 * weight / (5 * weight + 6144))
  }

  /** Calls with each paper of a list and what the list's term adds to it. */
  each(list, call) {
    const own = rarity(list.docs.length, this.#papers)
    for (let at = 0; at < list.docs.length; at++) call(list.docs[at], this.of(own, list, at))
  }
}

/** Adds to `sums` what a word gives: so many times its own score or, if more, 7/10 of that of one of its continuations. */
export const addWord = (sums, scores, list, others, times) => {
  if (!others.length) return scores.each(list, (doc, score) => { sums[doc] += times * score })
  const best = new Float64Array(sums.length)
  scores.each(list, (doc, score) => { best[doc] = times * score })
  const better = (doc, score) => { best[doc] = Math.max(best[doc], Math.floor(7 * score / 10)) }
  for (const other of others) scores.each(other, better)
  for (let doc = 0; doc < sums.length; doc++) sums[doc] += best[doc]
}
