// Every different word of the papers once, with a number: a slot of a term is compared with words, not with papers.
import { fold, sentenceEnds, wordPlaces } from "./words.mjs"
import { fits, forms, stands } from "./pieces.mjs"

const MOST_REMEMBERED = 2000

export class Lexicon {
  #numbers = new Map()
  #byLower = new Map()
  #remembered = new Map()
  words = []
  folded = []

  /** The number of a word. */
  number(word) {
    let number = this.#numbers.get(word)
    if (number === undefined) {
      number = this.words.length
      const [cased, lower] = fold(word)
      this.#numbers.set(word, number)
      this.words.push(word)
      this.folded.push([cased, lower])
      const same = this.#byLower.get(lower)
      if (same) same.push(number)
      else this.#byLower.set(lower, [number])
      if (this.#remembered.size) this.#remembered.clear()
    }
    return number
  }

  /** The numbers of the words that a slot takes. */
  taken(slot) {
    const key = JSON.stringify(slot)
    let found = this.#remembered.get(key)
    if (!found) {
      found = [...new Set(forms(slot).flatMap(form => this.#ofForm(form)))]
      if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear()
      this.#remembered.set(key, found)
    }
    return found
  }

  #ofForm(form) {
    if (form.length === 1) {
      return (this.#byLower.get(form[0].text) ?? []).filter(number => stands(form[0], this.folded[number][0], 0))
    }
    const found = []
    this.folded.forEach(([cased, lower], number) => { if (fits(form, cased, lower)) found.push(number) })
    return found
  }
}

/** A text as the numbers of its words. Places and sentences are computed when a term is found in it. */
export class Text {
  #places = null
  #ends = null

  constructor(raw, lexicon) {
    const places = wordPlaces(raw)
    this.raw = raw
    this.lexicon = lexicon
    this.words = new Uint32Array(places.length / 2)
    for (let word = 0; word < this.words.length; word++) {
      this.words[word] = lexicon.number(raw.slice(places[2 * word], places[2 * word + 1]))
    }
  }

  get places() {
    this.#places ??= Uint32Array.from(wordPlaces(this.raw))
    return this.#places
  }

  /** Where a word begins. */
  begin(word) { return this.places[2 * word] }

  /** Where a word ends. */
  end(word) { return this.places[2 * word + 1] }

  /** The first and the last word that a stretch of characters touches; the last is before the first where there is none. */
  touched(start, end) {
    let first = 0
    while (first < this.words.length && this.end(first) <= start) first++
    let last = first
    while (last < this.words.length && this.begin(last) < end) last++
    return [first, last - 1]
  }

  /** Do two words stand in one sentence? */
  together(first, last) {
    this.#ends ??= Uint32Array.from(sentenceEnds(this.raw))
    const from = this.end(first), to = this.begin(last)
    return !this.#ends.some(end => from <= end && end < to)
  }

  /** Does a possessive `'s` follow this word? */
  owns(word) {
    if (word + 1 >= this.words.length || !/^[sS]$/.test(this.lexicon.words[this.words[word + 1]])) return false
    return /^['’]$/.test(this.raw.slice(this.end(word), this.begin(word + 1)))
  }
}
