// The text of a term, read: its words, what may stand between them, and in what ways they can lie on the words of a paper.
// What cannot be a term is told in the words of generator/patterns.py.
import { fold, INSIDE, sentenceEnds, SPACE } from "./words.mjs"

const MOST_WORDS = 20
const MOST_HYPHENS = 6
const PART = new RegExp(`[\\p{L}\\p{N}*](?:[\\p{L}\\p{N}*]|${INSIDE})*`, "gu")
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/

/** A problem with a term: a code of the documentation, what is wrong, and what to write instead. */
export const fault = (code, message, hint) => ({ code, message, hint })

/** Has a text nothing but spaces? */
export const isBlank = text => Array.from(text).every(sign => SPACE.test(sign))

/** One spelling of a term: `{words, hyphens, exact}`, or `{fault}` where it cannot be one. */
export const parse = spelling => {
  if (CONTROL.test(spelling)) return { fault: fault(
    "term-control",
    `the term ${quoted(spelling)} has a control character in it`,
    "in double quotes a backslash begins an escape, such as \\b; write the term in single quotes",
  ) }
  const exact = spelling.startsWith("=")
  const text = exact ? spelling.slice(1) : spelling
  const parts = [...text.matchAll(PART)]
  const between = parts.slice(1).map((part, place) => text.slice(parts[place].index + parts[place][0].length, part.index))
  const pattern = { words: parts.map(part => part[0]), hyphens: between.map(signs => !SPACE.test(signs)), exact }
  const wrong = faultOf(spelling, text, parts, pattern)
  return wrong ? { fault: wrong } : pattern
}

const faultOf = (spelling, text, parts, pattern) => {
  if (isBlank(spelling)) return fault("term-empty", "a term is empty", "write a word or a phrase, or take the line out")
  if (!parts.length) return fault(
    "term-signs", `the term '${short(spelling)}' has only signs`,
    "signs are no words and match nothing; write the word that stands beside them",
  )
  for (const word of pattern.words) {
    const wrong = starFault(spelling, word)
    if (wrong) return wrong
  }
  if (pattern.words.length > MOST_WORDS || pattern.hyphens.filter(Boolean).length > MOST_HYPHENS) return fault(
    "term-long", `the term '${short(spelling)}' is longer than ${MOST_WORDS} words or ${MOST_HYPHENS} hyphens`,
    "write its first words, or join two shorter terms with `all`",
  )
  if (sentenceEnds(text).some(end => parts[0].index < end && end < parts.at(-1).index)) return fault(
    "term-sentence", `a sentence ends inside the term '${short(spelling)}'`,
    "a term stays within one sentence; write two terms",
  )
  return null
}

const starFault = (spelling, word) => {
  if (word.includes("**")) return fault(
    "term-star", `two stars side by side in the term '${short(spelling)}'`, "one `*` already stands for any number of letters",
  )
  if (word.includes("*") && [...word.replaceAll("*", "")].length < 2) return fault(
    "term-star", `'${word}' in the term '${short(spelling)}' would match almost any word`,
    "a word with `*` needs two other characters at least, such as `re*`",
  )
  return null
}

/** The beginning of a long text, the whole of another. */
export const short = text => [...text].length <= 60 ? text : `${[...text].slice(0, 59).join("")}…`

/** A text as Python's `repr` shows it, for the control characters that a term may have got. */
export const quoted = text => {
  const names = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\", " ": " " }
  const inner = text.replace(/[\p{C}\p{Z}\\]/gu, one => {
    const code = one.codePointAt(0)
    const [letter, width] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8]
    return names[one] ?? `\\${letter}${code.toString(16).padStart(width, "0")}`
  })
  return inner.includes("'") && !inner.includes('"') ? `"${inner}"` : `'${inner.replaceAll("'", "\\'")}'`
}

/** Case counts for a word with a capital after its first letter. */
export const isCased = word => Array.from(fold(word)[0]).filter(one => /\p{L}/u.test(one)).slice(1).some(one => /\p{Uppercase}/u.test(one))

/** A word as it is compared: in small letters unless its case counts. */
export const normal = word => fold(word)[isCased(word) ? 0 : 1]

/** Equal for two spellings that match the same texts. */
export const keyOf = pattern => JSON.stringify([pattern.words.map(normal), pattern.hyphens, pattern.exact])

/** All ways to lay a pattern over words, as lists of slots: each hyphen is open or closed. */
export const layouts = pattern => {
  let ways = [[[pattern.words[0]]]]
  pattern.words.slice(1).forEach((word, place) => {
    const open = ways.map(way => [...way, [word]])
    const closed = pattern.hyphens[place] ? ways.map(way => [...way.slice(0, -1), [...way.at(-1), word]]) : []
    ways = [...open, ...closed]
  })
  return ways.map(way => way.map((group, place) => ({ parts: group.map(normal), last: !pattern.exact && place === way.length - 1 })))
}
