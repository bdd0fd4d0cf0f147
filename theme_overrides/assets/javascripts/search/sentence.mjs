// The sentence of an abstract that says most about a search.
import { sentenceEnds } from "../rules/words.mjs"
import { marks, stemsIn } from "./marks.mjs"

const LONGEST = 320
const SHOWN = 115 // about what two lines of a row have room for, or three on a phone
const LEAD = 40

/** The sentences of a text, trimmed, each `[start, end]`; the sign that ends one belongs to it. */
export const sentences = text => {
  const found = []
  let begin = 0
  for (const end of [...sentenceEnds(text), text.length]) {
    const stop = Math.min(text.length, end + 1)
    const piece = text.slice(begin, stop)
    if (/[\p{L}\p{N}]/u.test(piece)) {
      const start = begin + piece.length - piece.trimStart().length
      found.push([start, start + piece.trim().length])
    }
    begin = stop
  }
  return found
}

/** A place soon after `from` where a word begins, so that a cut goes through none; at least through no letter of two units. */
const wordAt = (text, from) => {
  const found = /\s\S/.exec(text.slice(from, from + LEAD / 2))
  return found ? from + found.index + 1 : from + Number(/[\udc00-\udfff]/.test(text[from]))
}

/** Of a long sentence the part that has its first found word where a row shows it. */
const shortened = (text, [start, end], stems) => {
  const [first, last] = marks(text.slice(start, end), stems)[0] ?? [0, 0]
  const from = last > SHOWN ? wordAt(text, start + Math.max(0, Math.min(first - LEAD, end - start - SHOWN))) : start
  if (end - from <= LONGEST) return [from, end]
  const cut = text.lastIndexOf(" ", from + LONGEST)
  const to = cut > from + LEAD ? cut : from + LONGEST
  return [from, /[\ud800-\udbff]/.test(text[to - 1]) ? to - 1 : to]
}

/** How much a sentence says about a search: its different stems, and among equals how often they stand there. */
const worth = (sentence, stems) => {
  const found = stemsIn(sentence, stems)
  return new Set(found).size + Math.min(found.length, 999) / 1000
}

/**
 * The sentence with the most different stems of the search, of several such the one that has them most often, then the
 * first; without any the first sentence.
 * `{text, start, end, isStart, isEnd}`: its text and place, and whether it begins and ends with the sentence; null for an
 * empty text.
 */
export const bestSentence = (text, stems) => {
  const wanted = new Set(stems)
  let best = null, most = -1
  for (const place of sentences(text)) {
    const number = wanted.size ? worth(text.slice(...place), wanted) : 0
    if (number > most) [best, most] = [place, number]
  }
  if (!best) return null
  const [start, end] = shortened(text, best, wanted)
  return { text: text.slice(start, end), start, end, isStart: start === best[0], isEnd: end === best[1] }
}
