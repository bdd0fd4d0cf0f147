// Hand-written pages that have the words of a query.
import { bestSentence } from "./sentence.mjs"
import { isToken, stem, words } from "./tokens.mjs"

const MOST = 3
const IN_TITLE = 3

const stemsOf = text => new Set(words(text).filter(isToken).map(stem))

/** The sections as the index has them, `[address, title, text]`, with their stems. */
export const readPages = entries =>
  entries.map(([url, title, text]) => ({ url, title, text, inTitle: stemsOf(title), inText: stemsOf(text) }))

const scoreOf = ({ inTitle, inText }, asked) => {
  const pointsOf = stems => stems.some(one => inTitle.has(one)) ? IN_TITLE : stems.some(one => inText.has(one)) ? 1 : 0
  const points = asked.map(pointsOf)
  return points.includes(0) ? 0 : points.reduce((sum, one) => sum + one, 0)
}

/** The sections that have every word, given as lists of stems of which one is enough, each with its best sentence. */
export const pagesWith = (pages, asked) => {
  if (!asked.length) return []
  return pages.map((page, place) => ({ page, place, score: scoreOf(page, asked) })).filter(({ score }) => score)
    .sort((one, other) => other.score - one.score || one.place - other.place).slice(0, MOST)
    .map(({ page: { url, title, text } }) => ({ url, title, text: bestSentence(text, asked.flat())?.text ?? "" }))
}
