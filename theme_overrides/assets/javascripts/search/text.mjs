// What the text of a query finds: generator/search/ says what it means.
import { condition } from "./conditions.mjs"
import { fitting, givesWords, identified } from "./items.mjs"
import { phraseOf } from "./phrase.mjs"
import { items } from "./query.mjs"
import { addWord, Scores } from "./score.mjs"
import { both, either, marked, maskOf } from "./sets.mjs"
import { wordsOf } from "./words.mjs"

const QUESTION = 6
const ENOUGH = 10
/** Above every score: by so much a paper with every word stands before the others. */
export const EVERY = 2 ** 34

const NO_TEXT = { conditions: [], scores: null, loose: false, marks: [], completion: "", correction: "" }

/** The words and the stems of phrases that count for the score, each with its number of times. */
const termsOf = (asked, stems) => {
  const terms = new Map(asked.map(one => [one.stem, one]))
  for (const stem of stems) {
    const known = terms.get(stem) ?? { stem, others: [], times: 0 }
    terms.set(stem, { ...known, times: known.times + 1 })
  }
  return [...terms.values()]
}

const listsOf = (library, { stem, others }) => Promise.all([stem, ...others].map(one => library.list(one)))

const scored = async (library, terms) => {
  if (!terms.length) return null
  const sums = new Float64Array(library.papers)
  const [lengths, ...lists] = await Promise.all([library.lengths(), ...terms.map(term => listsOf(library, term))])
  const scores = new Scores(library.papers, lengths, library.manifest.totals)
  lists.forEach(([list, ...others], at) => addWord(sums, scores, list, others, terms[at].times))
  return sums
}

/** Which of the papers that fit are found: those with every word or, where these are too few, with any. */
const found = async (library, asked, fit) => {
  const lists = await Promise.all(asked.map(word => listsOf(library, word)))
  const masks = lists.map(each => maskOf(each.map(({ docs }) => docs), library.papers))
  const every = [...(fit ? [fit] : []), ...masks].reduce(both), number = marked(every)
  const loose = masks.length > 0 && (!number || (masks.length >= QUESTION && number < ENOUGH))
  const any = () => [...(fit ? [fit] : []), masks.reduce(either)].reduce(both)
  return { every, loose, mask: loose ? any() : every }
}

/**
 * What a text finds: its condition on papers, if it has one, the scores or null, whether the answer is `loose`, the stems
 * to mark, the unfinished word as it most likely goes on, and the text without its mistypings, or "".
 */
export const textOf = async (library, text) => {
  const parts = await identified(library, items(text))
  const runs = parts.map(item => givesWords(item) ? item.text : "")
  const stems = parts.filter(({ kind, turned }) => kind === "phrase" && !turned).flatMap(item => phraseOf(item.text).map(one => one.stem))
  const [{ asked, completion, correction }, fit] = await Promise.all([wordsOf(library, runs, text), fitting(library, parts)])
  if (!asked.length && !fit) return NO_TEXT
  const [{ every, loose, mask }, scores] = await Promise.all([found(library, asked, fit), scored(library, termsOf(asked, stems))])
  if (loose) every.forEach((one, doc) => { scores[doc] += one * EVERY })
  return {
    conditions: [condition("q", mask)], scores, loose, completion, correction,
    marks: [...new Set([...asked.flatMap(one => [one.stem, ...one.others]), ...stems])],
  }
}
