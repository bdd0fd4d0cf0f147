// The words of the catalog as they are typed: what an unfinished one may become, and what a mistyped one should be.

/** The words of `words.json` in order, with the number of papers of each. */
export const readWords = ({ words, papers }) => {
  const list = []
  let before = ""
  for (const piece of words.match(/[A-Z][^A-Z]*/g) ?? []) {
    before = before.slice(0, piece.charCodeAt(0) - 65) + piece.slice(1)
    list.push(before)
  }
  return { list, papers }
}

/** The place of the first word that is not below the text. */
const placeOf = (list, text) => {
  let low = 0, high = list.length
  while (low < high) {
    const middle = low + high >> 1
    if (list[middle] < text) low = middle + 1
    else high = middle
  }
  return low
}

export const isWord = ({ list }, word) => list[placeOf(list, word)] === word

/** How many papers have the word, 0 where it is not in the list. */
export const papersOf = ({ list, papers }, word) => {
  const place = placeOf(list, word)
  return list[place] === word ? papers[place] : 0
}

/** Words with a number of papers; those with most come first, then those first in the order of words. */
const best = (places, { list, papers }, most) => places
  .sort((one, other) => papers[other] - papers[one] || one - other).slice(0, most).map(place => list[place])

/** The words that begin so, most common first. */
export const completions = (words, prefix, most = 5) => {
  const found = []
  for (let place = placeOf(words.list, prefix); words.list[place]?.startsWith(prefix); place++) found.push(place)
  return best(found, words, most)
}

/** Is it one letter away: one more, one less, another one, or two neighbours exchanged? */
export const isNear = (one, other) => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1)
  return short.slice(at + 1) === long.slice(at + 1)
    || (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2))
}

/** The most common word that is one letter away from this one, or "". */
export const nearest = (words, word) => {
  const found = []
  words.list.forEach((other, place) => { if (Math.abs(other.length - word.length) < 2 && isNear(word, other)) found.push(place) })
  return best(found, words, 1)[0] ?? ""
}
