// Everything that is wrong with a draft, each beside the field that it is about, in the words of `catalog check`.
import { ROLES, termsOf } from "./language.mjs"
import { fault, keyOf, normal, parse, short } from "./patterns.mjs"
import { plurals } from "./words.mjs"
import { regexFault, signsOf } from "./regex.mjs"

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const RESERVED = ["terms", "index"]
const LONGEST_ID = 60
const MOST_SIGNS = 5000

/** Faults by role and term: `{any: {2: [fault, …]}, …}`. */
export const faultsOfTerms = rule => {
  const terms = termsOf(rule)
  const known = new Known()
  return Object.fromEntries(ROLES.map(role => [role, Object.fromEntries(terms[role]
    .map((term, place) => [place, ofTerm(term, known, role === "none" ? role : `${role} ${place}`)]).filter(([, found]) => found.length),
  )]))
}

const ofTerm = (term, known, place) => {
  const found = term.near.length ? ofNear(term, known) : ofSpellings(term, known, place)
  const inner = new Known()
  return [...found, ...term.exceptions.flatMap(one => ofSpellings(one, inner))]
}

const ofSpellings = ({ spellings, only, regex }, known, place = "") => spellings.flatMap(spelling => {
  const wrong = regex ? regexFault(spelling) : parse(spelling).fault
  if (wrong) return [wrong]
  const key = regex ? spelling : keyOf(parse(spelling))
  const twice = known.isThere(JSON.stringify([key, only, regex]), spelling)
  return twice || regex ? twice ?? [] : known.isPlural(parse(spelling), only, spelling, place)
})

const twice = (text, how = "", hint = "take one of them out") =>
  [fault("term-duplicate", `the term '${short(text)}' is in the rule twice${how}`, hint)]

/** The terms of a rule so far: none may be there twice, nor a singular and its plural but within one term. */
class Known {
  #keys = new Set()
  #plurals = new Map()
  #singulars = new Map()

  isThere(key, text) {
    if (this.#keys.has(key)) return twice(text)
    this.#keys.add(key)
    return null
  }

  isPlural(pattern, only, text, place) {
    const own = JSON.stringify([keyOf(pattern), only]), plural = pluralKeys(pattern).map(key => JSON.stringify([key, only]))
    const others = [this.#singulars.get(own), ...plural.map(key => this.#plurals.get(key))]
    if (!this.#plurals.has(own)) this.#plurals.set(own, place)
    for (const key of plural) if (!this.#singulars.has(key)) this.#singulars.set(key, place)
    const isOther = others.some(other => other !== undefined && other !== place)
    return isOther ? twice(text, ", once in the plural", "keep the singular, which takes the plural as well") : []
  }
}

const pluralKeys = pattern => {
  const [words, hyphens, exact] = JSON.parse(keyOf(pattern))
  const last = words.at(-1)
  const endings = exact || last.endsWith("*") ? [] : plurals(last.toLowerCase())
  return endings.map(([cut, suffix]) => JSON.stringify([[...words.slice(0, -1), last.slice(0, last.length - cut) + suffix], hyphens, false]))
}

const ofNear = (term, known) => {
  if (term.near.some(side => !side.spellings.length)) {
    return [fault("near-two", "`near` takes exactly two terms", "write a term on both sides")]
  }
  const wrong = term.near.flatMap(side => ofSpellings(side, new Known()))
  const words = term.near.map(wordsOf)
  if (words.some(found => !found.length)) return wrong
  const shared = sharedBy(...words)
  if (shared) return [...wrong, fault(
    "near-shared", `both terms of \`near\` have the word '${shared}'`, "give each of the two words of its own, or write one term",
  )]
  const key = JSON.stringify([...term.near.map(side => [...side.spellings].sort()), term.within, term.ordered])
  return [...wrong, ...known.isThere(key, term.label) ?? []]
}

/** The words that a term takes, with the plurals of its last ones. */
const wordsOf = term => term.spellings.map(parse).filter(pattern => pattern.words).flatMap(pattern => {
  const plural = pluralKeys(pattern).map(key => JSON.parse(key)[0].at(-1))
  return [...pattern.words.map(normal), ...plural].map(word => word.toLowerCase())
})

/** A word that both sides take, or nothing. */
const sharedBy = (words, others) => {
  const takes = word => new RegExp(`^${word.split("*").map(part => part.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join(".*")}$`, "su")
  const same = words.filter(word => others.includes(word)).sort()
  if (same.length) return same[0]
  const among = (some, all) => some.filter(word => word.includes("*")).flatMap(word => all.filter(one => takes(word).test(one)))
  return [...among(words, others), ...among(others, words)].sort()[0]
}

/** What is wrong with all expressions of a rule together, or null. */
export const faultOfExpressions = rule => {
  const patterns = Object.values(termsOf(rule)).flat().filter(term => term.regex).flatMap(term => term.spellings)
  const signs = patterns.filter(pattern => !regexFault(pattern)).reduce((sum, pattern) => sum + signsOf(pattern), 0)
  return signs <= MOST_SIGNS ? null : fault(
    "regex-long", `the regexes of this tag have more than ${MOST_SIGNS} signs with all repeats`, "write plain terms, or tags of their own",
  )
}

/** What is wrong with the number of hints that are needed, or null. */
export const faultOfHints = rule => {
  const hints = (rule.hints ?? []).length, needed = rule.hints_needed ?? 2
  if (!hints || (needed >= 1 && needed <= hints)) return null
  return fault(
    "hints-needed", `${needed} different hints are needed, and there ${hints === 1 ? "is 1 hint" : `are ${hints} hints`}`,
    "add hints, move the term to `any`, or write `hints_needed:` with a number from 1 to theirs",
  )
}

/** What is wrong with the id of a tag; `taken` are the other ids. */
export const faultOfId = (id, taken) => {
  if (!id) return fault("tag-id", "the tag has no id yet", "write small letters, digits and single hyphens: it is the tag's address")
  if (taken.includes(id)) return fault("tag-duplicate", `the tag '${id}' is there twice`, "choose another id")
  if (ID.test(id) && id.length <= LONGEST_ID && !RESERVED.includes(id)) return null
  const slug = id.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, LONGEST_ID).replace(/^-+|-+$/g, "")
  const such = slug && !RESERVED.includes(slug) ? `, such as '${slug}'` : `, and not ${RESERVED.join(" or ")}`
  return fault(
    "tag-id", `'${id}' cannot be a tag's id and address`,
    `write small letters, digits and single hyphens, ${LONGEST_ID} at most${such}`,
  )
}
