// The catalog's tokens: how a text becomes the words that search counts. The build counts the same ones, by Python:
// both are held to one table of cases.
import { stem as porter } from "./stemmer.mjs"

const STOP_WORDS = new Set((
  "a able about across after all almost also am among an and any are as at be because been but by can cannot could "
  + "dear did do does either else ever every for from get got had has have he her hers him his how however i if in "
  + "into is it its just least let like likely may me might most must my neither no nor not of off often on only or "
  + "other our own rather said say says she should since so some than that the their them then there these they this "
  + "tis to too twas us wants was we were what when where which while who whom why will with would yet you your"
).split(" "))

const LONGEST_CACHE = 50000
const stems = new Map()

/** A text in small letters without accents, Unicode forms and joiners; its signs stay. */
export const fold = text => text.normalize("NFKD").toLowerCase().replace(/[\p{M}\u00ad\u200c\u200d]/gu, "")

/** All words of a text in order, folded; stop words and single characters too. */
export const words = text => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)

/** Does search count this folded word? */
export const isToken = word => word.length > 1 && !STOP_WORDS.has(word) && (word.length > 2 || [...word].length > 1)

/** The words of a text that search counts. */
export const tokens = text => words(text).filter(isToken)

/** The stem of one folded word, computed once. */
export const stem = word => {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= LONGEST_CACHE) stems.clear()
  const made = porter(word)
  stems.set(word, made)
  return made
}

/** The stem of each of a text's tokens. */
export const stemsOf = text => tokens(text).map(stem)
