// The words of a text that a search found, as places to mark.
import { isToken, stem, words } from "./tokens.mjs"

const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*/gu
const LONGEST_GAP = 3

const isGap = between => between.length < LONGEST_GAP && /^[\s\p{Pd}]*$/u.test(between)

const isFound = (run, stems) => words(run).some(word => isToken(word) && stems.has(stem(word)))

/**
 * Where words with one of these stems stand: `[[start, end]…]` in order, as `String.slice` counts. Neighbours that
 * only a space or a hyphen parts become one place.
 */
export const marks = (text, stems) => {
  const wanted = stems instanceof Set ? stems : new Set(stems), found = []
  if (!wanted.size) return found
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!isFound(run, wanted)) continue
    const last = found.at(-1)
    if (last && isGap(text.slice(last[1], index))) last[1] = index + run.length
    else found.push([index, index + run.length])
  }
  return found
}

/** The stems of the list that stand in the text, each as often as it stands there. */
export const stemsIn = (text, stems) => {
  const wanted = stems instanceof Set ? stems : new Set(stems)
  return words(text).filter(isToken).map(stem).filter(found => wanted.has(found))
}
