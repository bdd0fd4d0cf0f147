// Words and sentences as the rules see them: generator/words.py in the browser. A table of cases holds the two together.

const SPACES = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
const ABBREVIATIONS = [
  "a.k.a", "approx", "ca", "cf", "dr", "e.g", "eg", "eq", "eqs", "esp", "et al", "fig", "figs", "i.e", "i.i.d", "ie",
  "incl", "mr", "mrs", "ms", "ph", "ph.d", "prof", "resp", "s.t", "st", "u.k", "u.s", "viz", "vs", "w.r.t",
]

/** Marks and joiners that may stand inside a word, as the inside of an expression with the flag `u`. */
export const INSIDE = "(?=[\\u0300-\\u1fff\\u20d0-\\u20ff\\ua600-\\uabff\\ufe20-\\ufe2f])\\p{M}|[\\u00ad\\u200c\\u200d]"
export const SPACE = new RegExp(`[${SPACES}]`)

const ASCII = /^[\x00-\x7f]*$/
const ASCII_WORD = /[A-Za-z0-9]+/g
const ANY_WORD = new RegExp(`[\\p{L}\\p{N}](?:[\\p{L}\\p{N}]|${INSIDE})*`, "gu")
const STOP = new RegExp(`[.!?;]|\\n[${SPACES.replace("\\t-\\r", "\\t\\x0b-\\r")}]*\\n`, "g")
const AFTER_STOP = new RegExp(`["'”’)\\]}»]*(?:[${SPACES}]|$)`, "y")
const ABBREVIATED = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])(?:${ABBREVIATIONS.join("|").replaceAll(".", "\\.").replaceAll("i", "[iıİ]")})$`, "iu",
)
const ADDRESS = /:\/\/|@|^[^\p{L}\p{N}_]*www\.|[\p{L}\p{N}_-]\.[a-z]{2,}\//u
const LAST_RUN = new RegExp(`[^${SPACES}]*$`)
const LONGEST_ADDRESS = 200

/** Where each word of a text begins and ends: `[begin, end, begin, end, …]`. */
export const wordPlaces = text => {
  const places = []
  for (const word of text.matchAll(ASCII.test(text) ? ASCII_WORD : ANY_WORD)) places.push(word.index, word.index + word[0].length)
  return places
}

/** A word without accents and Unicode forms, as it is cased and in small letters; both are equally long. */
export const fold = word => {
  if (ASCII.test(word)) return [word, word.toLowerCase()]
  const cased = word.normalize("NFKD").replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "").normalize("NFC")
  return [cased, Array.from(cased, small).join("")]
}

/** Unicode's case folding where it is one character; it differs from small letters in a few scripts. */
const small = character => {
  if (/[\u13a0-\u13fd\uab70-\uabbf]/.test(character)) return character.toUpperCase()
  if (/[ς\u1c80-\u1c88]/.test(character)) return character.toUpperCase().toLowerCase()
  const lower = character.toLowerCase()
  return character === "ẞ" || [...lower].length > 1 ? character : lower
}

/** The places in a text where a sentence ends, in order. */
export const sentenceEnds = text => {
  const ends = []
  for (const stop of text.matchAll(STOP)) if (endsSentence(text, stop)) ends.push(stop.index)
  return ends
}

const endsSentence = (text, stop) => {
  if (stop[0].length > 1) return true
  const at = stop.index
  AFTER_STOP.lastIndex = at + 1
  if (!AFTER_STOP.test(text) && !isGlued(text, at)) return false
  return stop[0] !== "." || !ABBREVIATED.test(text.slice(Math.max(0, at - 8), at))
}

/** Does a small letter, the sign and a capital meet here, outside an address? */
const isGlued = (text, at) => {
  if (!/\p{Lowercase}$/u.test(text.slice(Math.max(0, at - 2), at))) return false
  if (!/^\p{Uppercase}/u.test(text.slice(at + 1, at + 3))) return false
  const before = Array.from(text.slice(Math.max(0, at - 2 * LONGEST_ADDRESS), at)).slice(-LONGEST_ADDRESS).join("")
  return !ADDRESS.test(LAST_RUN.exec(before)[0])
}

/** The plain plurals of a word in small letters, each as how many letters go and what comes instead. */
export const plurals = word => {
  const found = word.endsWith("s") ? [] : [[0, "s"]]
  if (/(?:[sxzo]|ch|sh)$/.test(word)) found.push([0, "es"])
  if (word.endsWith("y")) found.push([1, "ies"])
  return found
}
