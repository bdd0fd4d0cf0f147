// Is a rule given on a text, by what evidence, or what is missing: generator/verdict.py in the browser.
import { byPlace, hitsOf } from "./matcher.mjs"
import { FIELDS } from "./language.mjs"

/** The whole account: `given`, the matches of `any`, of the hints that count and of `none`, and the missing of `all`. */
export const judge = (matcher, reading) => {
  const { any, hints, all, none } = matcher.roles
  const ofAny = found(any, reading), counted = count(found(hints, reading))
  const present = found(all, reading)
  const missing = all.filter(term => !present.some(([other]) => other === term))
  const barred = matches(found(none, reading), reading)
  const enough = ofAny.length > 0 || (hints.length > 0 && counted.length >= matcher.needed)
  return {
    given: enough && !missing.length && !barred.length,
    any: matches(ofAny, reading),
    hints: matches(counted.map(([term, hit]) => [term, [hit]]), reading),
    missing: missing.map(term => term.label),
    barred,
  }
}

/** All matches of the terms that count, by field and place; none where the rule is not given. */
export const evidence = (matcher, reading) => {
  const { any, hints, all, none } = matcher.roles
  const ofAny = found(any, reading), ofHints = found(hints, reading)
  if (!ofAny.length && (!ofHints.length || count(ofHints).length < matcher.needed)) return []
  const ofAll = found(all, reading)
  if (ofAll.length < all.length || found(none, reading).length) return []
  return [ofAny, ofHints, ofAll].flatMap(one => matches(one, reading)).sort(inText)
}

const found = (terms, reading) => terms.map(term => [term, hitsOf(term, reading)]).filter(([, hits]) => hits.length)

/** The hints that count: in order of their ends, each hint once, none that begins inside the last counted one. */
const count = ofHints => {
  const ranked = ofHints.flatMap(([term, hits], order) => hits.map(hit => ({ term, order, hit })))
  ranked.sort((one, other) => one.hit.field - other.hit.field || one.hit.last - other.hit.last
    || one.hit.first - other.hit.first || one.order - other.order || byPlace(one.hit, other.hit))
  const counted = new Map()
  let field = -1, last = -1
  for (const { term, order, hit } of ranked) {
    if (counted.has(order) || hit.field < field || (hit.field === field && hit.first <= last)) continue
    counted.set(order, [term, hit])
    field = hit.field
    last = hit.last
  }
  return [...counted.values()]
}

/** Hits as places in the texts; one inside a longer hit of the same term says nothing more and is left out. */
const matches = (terms, reading) => terms.flatMap(([term, hits]) => longest(hits).flatMap(hit => hit.parts.map(part => {
  const [start, end] = charactersOf(part, reading.texts[hit.field])
  return { term: term.label, field: FIELDS[hit.field], start, end }
})))

const charactersOf = ([first, last, start, end], text) => start === undefined ? [text.begin(first), text.end(last)] : [start, end]

/** Start and end of a hit, in words or, for a regular expression, in characters. */
const extent = ({ first, last, parts: [[, , start, end]] }) => start === undefined ? [first, last] : [start, end]

const longest = hits => {
  const kept = []
  const places = hits.map(hit => [hit, ...extent(hit)])
  places.sort(([one, start, end], [other, from, to]) => one.field - other.field || end - to || start - from)
  for (const place of places) {
    const [hit, start, end] = place
    while (kept.length && kept.at(-1)[0].field === hit.field && start <= kept.at(-1)[1]) kept.pop()
    if (!kept.length || kept.at(-1)[0].field !== hit.field || kept.at(-1)[2] !== end) kept.push(place)
  }
  return kept.map(([hit]) => hit)
}

/** By place; of one place in the rule's order, in which they come. */
const inText = (one, other) => FIELDS.indexOf(one.field) - FIELDS.indexOf(other.field) || one.start - other.start || one.end - other.end
