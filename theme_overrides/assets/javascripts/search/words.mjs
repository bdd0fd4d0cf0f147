// The words of a query as they are searched: generator/search/ says what is made of unfinished and mistyped ones.
import { completions, nearest } from "./completion.mjs"
import { isUnfinished } from "./query.mjs"
import { isToken, stem, tokens, words } from "./tokens.mjs"

const MOST_WORDS = 100
const LEAST_MISTYPED = 4

/** The words of the runs as they are typed, folded, and the unfinished one at the end, or "". */
const typed = (runs, text) => {
  const last = words(runs.at(-1) ?? ""), isOpen = isUnfinished(text) && isToken(last.at(-1) ?? "")
  return {
    finished: [...runs.slice(0, -1).flatMap(tokens), ...(isOpen ? last.slice(0, -1) : last).filter(isToken)],
    open: isOpen ? last.at(-1) : "",
  }
}

const isMistakable = word => [...word].length >= LEAST_MISTYPED && !/\p{Nd}/u.test(word)

/** A word as it is searched: `{stem, others, longer, correction}`. */
const wordOf = async (library, word, isOpen) => {
  const own = stem(word), longer = isOpen ? completions(await library.words(), word) : []
  if (!longer.length && isMistakable(word) && !(await library.list(own)).docs.length) {
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
const corrected = (text, corrections) => !corrections.length ? "" : text.replace(/[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]+/gu, run => {
  const [word, ...rest] = words(run), found = corrections.find(one => one.word === word)
  return found && !rest.length ? found.meant : run
})

/**
 * The words of a query, given as runs of signs: `asked` has `{stem, others, times}` for each different one, `others` being the stems
 * of its continuations; `completion` is how the unfinished one most likely goes on; `correction` the text without its mistypings.
 */
export const wordsOf = async (library, runs, text) => {
  const { finished, open } = typed(runs, text)
  const found = await Promise.all([...finished.map(word => wordOf(library, word, false)), ...(open ? [wordOf(library, open, true)] : [])])
  return {
    asked: counted(found), completion: open ? found.at(-1).longer[0] ?? "" : "",
    correction: corrected(text, found.map(({ correction }) => correction).filter(Boolean)),
  }
}
