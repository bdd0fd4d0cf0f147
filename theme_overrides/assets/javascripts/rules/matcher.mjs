// Finds the terms of one rule in a text: generator/matcher.py in the browser.
import { layouts, parse } from "./patterns.mjs"
import { FIELDS, hintsNeeded, ROLES, termsOf } from "./language.mjs"
import { nearest } from "./near.mjs"
import { expression } from "./regex.mjs"

const node = () => ({ terms: [], exact: [], then: new Map() })
const compare = (one, other) => one < other ? -1 : one > other ? 1 : 0
const flat = hit => [hit.field, hit.last, hit.first, ...hit.parts.flat()]

/** The order in which hints count: by field, last word, first word. */
export const byPlace = (one, other) => {
  const left = flat(one), right = flat(other)
  const differs = left.findIndex((value, place) => value !== right[place])
  return differs < 0 ? left.length - right.length : compare(left[differs], right[differs] ?? -1)
}

export class Matcher {
  #slots = new Map()
  #root = node()
  #count = 0
  #expressions = []

  /** A rule in the words of the language, compiled for texts of this lexicon as it is now. */
  constructor(rule, lexicon) {
    const terms = termsOf(rule)
    this.needed = hintsNeeded(rule)
    this.roles = Object.fromEntries(ROLES.map(role => [role, terms[role].map(term => this.#compile(term))]))
    this.slotsOf = new Array(lexicon.words.length)
    for (const [key, number] of this.#slots) {
      for (const word of lexicon.taken(JSON.parse(key))) (this.slotsOf[word] ??= []).push(number)
    }
  }

  #compile(term) {
    const number = this.#count++
    const [exceptions, near] = [term.exceptions, term.near].map(terms => terms.map(one => this.#compile(one)))
    const compiled = { ...term, number, exceptions, near }
    if (term.regex) this.#expressions.push([compiled, term.spellings.map(expression).filter(Boolean)])
    else for (const spelling of term.spellings) this.#add(spelling, number)
    return compiled
  }

  #add(spelling, number) {
    const pattern = parse(spelling)
    if (pattern.fault) return
    for (const way of layouts(pattern)) {
      let place = this.#root
      for (const slot of way) {
        const key = JSON.stringify(slot)
        if (!this.#slots.has(key)) this.#slots.set(key, this.#slots.size)
        const step = this.#slots.get(key)
        if (!place.then.has(step)) place.then.set(step, node())
        place = place.then.get(step)
      }
      (pattern.exact ? place.exact : place.terms).push(number)
    }
  }

  /** All terms in title and abstract, as the words that each spans. */
  find(texts) {
    return { texts, spans: texts.map((text, field) => this.#findIn(text, FIELDS[field])) }
  }

  #findIn(text, field) {
    const spans = new Map()
    const { words } = text
    for (let first = 0; first < words.length; first++) {
      for (const slot of this.slotsOf[words[first]] ?? []) {
        const start = this.#root.then.get(slot)
        if (start) this.#walk(text, start, first, spans)
      }
    }
    for (const [term, expressions] of this.#expressions) {
      if (term.only === field) for (const found of spansOf(expressions, text)) note(spans, term.number, found)
    }
    return spans
  }

  #walk(text, start, first, spans) {
    const ways = [[start, first]]
    while (ways.length) {
      const [place, at] = ways.pop()
      if (place.terms.length || place.exact.length) {
        const owned = text.owns(at)
        for (const number of place.terms) note(spans, number, [first, at + (owned ? 1 : 0)])
        if (!owned) for (const number of place.exact) note(spans, number, [first, at])
      }
      if (!place.then.size || at + 1 >= text.words.length) continue
      const steps = (this.slotsOf[text.words[at + 1]] ?? []).map(slot => place.then.get(slot)).filter(Boolean)
      if (steps.length && text.together(at, at + 1)) for (const step of steps) ways.push([step, at + 1])
    }
  }
}

const note = (spans, number, span) => {
  const known = spans.get(number)
  if (known) known.push(span)
  else spans.set(number, [span])
}

/** Where a compiled term stands in title and abstract, in the order in which hints count, each place once. */
export const hitsOf = (term, reading) => {
  const found = []
  reading.texts.forEach((text, field) => {
    if (term.only && term.only !== FIELDS[field]) return
    const spans = reading.spans[field]
    const covered = coveredBy(term.exceptions, FIELDS[field], spans)
    const isFree = ([first, last]) => first > last || !covered.some(([from, to]) => from <= last && first <= to)
    const free = number => (spans.get(number) ?? []).filter(isFree)
    const all = term.near.length ? nearest(term, text, free) : free(term.number).map(span => [span])
    for (const parts of all) found.push({ field, first: parts[0][0], last: parts.at(-1)[1], parts })
  })
  const places = new Map(found.map(hit => [flat(hit).join(), hit]))
  return [...places.values()].sort(byPlace)
}

/** Where expressions stand in a text: the first and last word that they touch, and the very characters. */
const spansOf = (expressions, text) => expressions.flatMap(one => Array.from(text.raw.matchAll(one),
  found => [...text.touched(found.index, found.index + found[0].length), found.index, found.index + found[0].length]))

/** The words that hits of the exceptions span. */
const coveredBy = (exceptions, field, spans) =>
  exceptions.filter(one => !one.only || one.only === field).flatMap(one => spans.get(one.number) ?? [])
