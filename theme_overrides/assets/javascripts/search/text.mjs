// What the text of a query finds: generator/search/ says what it means.
import { condition } from "./conditions.mjs"
import { fitting, givesWords, identified } from "./items.mjs"
import { docsOfPhrase, phraseOf } from "./phrase.mjs"
import { items } from "./query.mjs"
import { addWord, Scores } from "./score.mjs"
import { both, marked, maskOf } from "./sets.mjs"
import { stem } from "./tokens.mjs"
import { typed, wordsOf } from "./words.mjs"

const QUESTION = 6
const ENOUGH = 10

const NO_TEXT = { conditions: [], scores: null, loose: false, marks: [], asked: [], completion: "", correction: "" }

/** The words and the stems of phrases that count for the score, each with its number of times. */
const termsOf = (asked, phrases) => {
  const terms = new Map(asked.map(one => [one.stem, one]))
  for (const { stem: one } of phrases.flat()) {
    const known = terms.get(one) ?? { stem: one, others: [], times: 0 }
    terms.set(one, { ...known, times: known.times + 1 })
  }
  return [...terms.values()]
}

const listsOf = (library, { stem: one, others }) => Promise.all([one, ...others].map(each => library.list(each)))

/** The score of each paper, 0 for one that has none of the terms. */
const scored = async (library, terms) => {
  const sums = new Float64Array(library.papers)
  const [lengths, ...lists] = await Promise.all([library.lengths(), ...terms.map(term => listsOf(library, term))])
  const scores = new Scores(library.papers, lengths, library.manifest.totals)
  lists.forEach(([list, ...others], at) => addWord(sums, scores, list, others, terms[at].times))
  return sums
}

/** Marks for the papers that have every word and every phrase. */
const havingEvery = async (library, asked, phrases) => {
  const masks = await Promise.all([
    ...asked.map(async word => maskOf((await listsOf(library, word)).map(({ docs }) => docs), library.papers)),
    ...phrases.map(async phrase => maskOf([await docsOfPhrase(library, phrase)], library.papers)),
  ])
  return masks.reduce(both)
}

/** The papers that fit and have every word and phrase or, where these are too few or `any` is asked for, one of them. */
const found = async (library, { asked, phrases, fit, isQuestion, any }) => {
  const within = mask => fit ? both(fit, mask) : mask
  const [scores, having] = await Promise.all([
    scored(library, termsOf(asked, phrases)), havingEvery(library, asked, phrases),
  ])
  const every = within(having), loose = marked(every) < (isQuestion ? ENOUGH : 1)
  return { scores, loose, mask: loose || any ? within(Uint8Array.from(scores, score => score > 0 ? 1 : 0)) : every }
}

/** The phrases to look for, without those that have no token. */
const phrasesOf = parts => parts.filter(({ kind, turned }) => kind === "phrase" && !turned)
  .map(({ text }) => phraseOf(text)).filter(phrase => phrase.length)

/**
 * What a text finds: its condition on papers, if it has one, the scores or null, whether the answer is `loose`, the stems
 * to mark, for each typed word the stems of which one is enough, the unfinished word as it most likely goes on, and the
 * text without its mistypings, or "".
 */
export const textOf = async (library, text, any = false) => {
  const parts = await identified(library, items(text)), phrases = phrasesOf(parts)
  const list = typed(parts.map(item => givesWords(item) ? item.text : ""), text), inPhrases = phrases.flat().map(one => one.stem)
  const isQuestion = new Set([...list.map(({ word }) => stem(word)), ...inPhrases]).size >= QUESTION
  const [words, fit] = await Promise.all([wordsOf(library, list, text, !isQuestion), fitting(library, parts)])
  const { asked, completion, correction } = words
  if (!asked.length && !phrases.length) return { ...NO_TEXT, conditions: fit ? [condition("q", fit)] : [] }
  const { scores, loose, mask } = await found(library, { asked, phrases, fit, isQuestion, any })
  return {
    conditions: [condition("q", mask)], scores, loose, completion, correction,
    marks: [...new Set([...asked.flatMap(one => [one.stem, ...one.others]), ...inPhrases])],
    asked: [...words.typed, ...inPhrases.map(one => [one])],
  }
}
