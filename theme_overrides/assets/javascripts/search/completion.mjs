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

/** Words with a number of papers; those with most come first, then those first in the order of words. */
const best = (places, { list, papers }, most) => places
  .sort((one, other) => papers[other] - papers[one] || one - other).slice(0, most).map(place => list[place])

/** The longer words that begin so, most common first. */
export const completions = (words, prefix, most = 5) => {
  const found = []
  for (let place = placeOf(words.list, prefix); words.list[place]?.startsWith(prefix); place++) {
    if (words.list[place].length > prefix.length) found.push(place)
  }
  return best(found, words, most)
}

/**
 * Is a known word, or with `isOpen` the beginning of one, one mistake away: a letter put in, left out or changed, or
 * two neighbours exchanged?
 */
export const isNear = (word, known, isOpen = false) => {
  const size = word.length
  let at = 0
  while (at < size && word[at] === known[at]) at++
  if (at === size && known.length === size) return false
  const ends = (from, to, rest) => to <= known.length && (isOpen || to === known.length) && known.slice(from, to) === rest
  return ends(at, size - 1, word.slice(at + 1))
    || (at < size && ends(at + 1, size, word.slice(at + 1)))
    || (word[at] === known[at + 1] && word[at + 1] === known[at] && ends(at + 2, size, word.slice(at + 2)))
    || ends(at + 1, size + 1, word.slice(at))
}

/** The most common word that is one mistake away from this one, or "". */
export const nearest = (words, word, isOpen = false) => {
  const found = []
  words.list.forEach((known, place) => {
    const more = known.length - word.length
    if (more >= -1 && (isOpen || more < 2) && isNear(word, known, isOpen)) found.push(place)
  })
  return best(found, words, 1)[0] ?? ""
}
