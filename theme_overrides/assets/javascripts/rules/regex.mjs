// Regular expressions of rules: the part of RE2's syntax that the language allows, as an expression of the browser.
// The browser's own engine can take very long on a few of them, which is why all matching is a worker's.
import { fault } from "./patterns.mjs"

const WORD = "0-9A-Za-z_"
const CLASSES = { w: WORD, d: "0-9", s: " \\t\\n\\r\\f\\v" }
const EDGE = `(?:(?<![${WORD}])(?=[${WORD}])|(?<=[${WORD}])(?![${WORD}]))`
const MOST_REPEATED = 100
const TOKEN = /\\(?<escaped>[^])|\[(?<set>\^?\]?(?:\\[^]|[^\]\\])*)\]|(?<group>\((?:\?:)?)|(?<counted>\{\d+(?:,\d*)?\})|(?<sign>[)|?*+.^${}[\]])|(?<literal>[^])/gu

class Unsupported extends Error {}

const literal = sign => /[\^$\\.*+?()[\]{}|/]/.test(sign) ? `\\${sign}` : sign

const escaped = sign => {
  if (sign === "b") return EDGE
  if (CLASSES[sign]) return `[${CLASSES[sign]}]`
  if (CLASSES[sign.toLowerCase()]) return `[^${CLASSES[sign.toLowerCase()]}]`
  if (/[^0-9A-Za-z]/.test(sign)) return literal(sign)
  throw new Unsupported(`\\${sign}`)
}

const ofSet = set => {
  if (/\[[:.=]/.test(set)) throw new Unsupported(set.slice(set.indexOf("["), set.indexOf("[") + 2))
  const negated = set.startsWith("^")
  const inner = (negated ? set.slice(1) : set).replace(/\\([^])|([[\]^&|])/gu, (_, sign, bare) => {
    if (bare) return `\\${bare}`
    if (CLASSES[sign]) return CLASSES[sign]
    if (/[0-9A-Za-z]/.test(sign)) throw new Unsupported(`\\${sign}`)
    return sign === "-" ? "\\-" : literal(sign)
  })
  return `[${negated ? "^" : ""}${inner}]`
}

const ofToken = ({ escaped: sign, set, group, counted, sign: other, literal: one }) => {
  if (sign) return escaped(sign)
  if (set !== undefined) return ofSet(set)
  if (group) return "(?:"
  if (counted) {
    if (counted.match(/\d+/g).some(number => Number(number) > MOST_REPEATED)) throw new Unsupported(counted)
    return counted
  }
  if (other === ".") return "[^\\n]"
  if (other === "^" || other === "$") throw new Unsupported(other)
  return other ?? literal(one)
}

/** An expression of the language as one of the browser, or what is not supported in it. */
export const translate = source => {
  const folded = source.startsWith("(?i)")
  const body = folded ? source.slice(4) : source
  try {
    if (/\((?:\?(?!:))/.test(body.replace(/\\[^]/g, ""))) throw new Unsupported("(?")
    const inner = [...body.matchAll(TOKEN)].map(token => ofToken(token.groups)).join("")
    return { expression: new RegExp(inner, folded ? "giu" : "gu") }
  } catch (error) {
    return { unsupported: error instanceof Unsupported ? error.message : String(error.message).replace(/^.*: /, "") }
  }
}

/** What is wrong with a regular expression, or null. */
export const regexFault = source => {
  const { unsupported } = translate(source)
  if (!source) return fault("term-empty", "a term is empty", "write a word or a phrase, or take the line out")
  return unsupported === undefined ? null : fault(
    "term-regex", `'${unsupported}' in the regular expression cannot be used`,
    "the documentation of `regex` lists what can: letters, classes, groups, `|`, `?`, `+`, `*`, `{m,n}` and `\\b`",
  )
}

/** The browser's expression, or null where it cannot be one. */
export const expression = source => translate(source).expression ?? null

/** Where expressions stand in a text: the first and last word that they touch, and the very characters. */
export const spansOf = (expressions, text) => expressions.flatMap(one => Array.from(text.raw.matchAll(one))
  .filter(found => found[0]).map(found => wordsAt(text, found.index, found.index + found[0].length)))

const wordsAt = (text, start, end) => {
  let first = 0
  while (first < text.words.length && text.end(first) <= start) first++
  let last = first
  while (last < text.words.length && text.begin(last) < end) last++
  return [first, last - 1, start, end]
}
