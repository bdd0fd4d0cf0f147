// The words of a query as they are searched: generator/search/ says what is made of unfinished and mistyped ones.
import { completions, nearest } from "./completion.mjs"
import { isUnfinished } from "./query.mjs"
import { isToken, stem, words } from "./tokens.mjs"

const MOST_WORDS = 100
const LEAST_MISTYPED = 4
const RUN = /[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]+/gu

/** The words of the runs as they are typed, folded, and whether each is unfinished, as only the last one can be. */
export const typed = (runs, text) => {
  const found = runs.map(words), last = found.at(-1)
  const isOpen = (list, place) => list === last && place === list.length - 1 && isUnfinished(text)
  return found.flatMap(list => list.map((word, place) => ({ word, isOpen: isOpen(list, place) })))
    .filter(({ word }) => isToken(word))
}

const isMistakable = word => [...word].length >= LEAST_MISTYPED && !/\p{Nd}/u.test(word)

/** A word as it is searched: `{stem, others, longer, correction}`; a mistyped one is mended where `mends`. */
const wordOf = async (library, { word, isOpen }, mends) => {
  const own = stem(word), longer = isOpen ? completions(await library.words(), word) : []
  if (mends && !longer.length && isMistakable(word) && !(await library.list(own)).docs.length) {
    const meant = nearest(await library.words(), word, isOpen)
    if (meant) return { stem: stem(meant), others: [], longer, correction: { word, meant } }
  }
  return { stem: own, others: [...new Set(longer.map(stem))].filter(one => one !== own), longer, correction: null }
}

/** Words with equal stems as one, which counts as often as it stands there. */
const counted = found => {
  const asked = new Map()
  for (const { stem: one, others } of found) {
    const known = asked.get(one) ?? { stem: one, others: [], times: 0 }
    asked.set(one, { stem: one, others: known.others.length ? known.others : others, times: known.times + 1 })
  }
  return [...asked.values()].slice(0, MOST_WORDS)
}

/** The text with the mistyped words as they should be, or "". */
const corrected = (text, corrections) => !corrections.length ? "" : text.replace(RUN, run => {
  const [word, ...rest] = words(run), found = corrections.find(one => one.word === word)
  return found && !rest.length ? found.meant : run
})

/**
 * The words of a query as `typed` gives them: `asked` has `{stem, others, times}` for each different one, `others` being
 * the stems of its continuations; `typed` has for each the stems of which one is enough, its own too where it is taken for a mistyping;
 * `completion` is how the unfinished one most likely goes on; `correction` the text without mistypings, or "".
 */
export const wordsOf = async (library, list, text, mends) => {
  const found = await Promise.all(list.map(one => wordOf(library, one, mends)))
  return {
    asked: counted(found), typed: found.map((one, place) => [stem(list[place].word), one.stem, ...one.others]),
    completion: list.at(-1)?.isOpen ? found.at(-1).longer[0] ?? "" : "",
    correction: corrected(text, found.map(({ correction }) => correction).filter(Boolean)),
  }
}
