// Everything that is wrong with a draft, each beside the field that it is about, in the words of `catalog check`.
import { ROLES, termsOf } from "./language.mjs"
import { fault, keyOf, normal, parse } from "./patterns.mjs"
import { MOST_SIGNS, regexFault, signsOf } from "./regex.mjs"

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const RESERVED = ["terms", "index"]
const LONGEST_ID = 60

/** Faults by role and term: `{any: {2: [fault, …]}, …}`. */
export const faultsOfTerms = rule => {
  const terms = termsOf(rule)
  const known = new Set()
  return Object.fromEntries(ROLES.map(role => [role, Object.fromEntries(
    terms[role].map((term, place) => [place, ofTerm(term, known)]).filter(([, found]) => found.length),
  )]))
}

const ofTerm = (term, known) => {
  const found = term.near.length ? ofNear(term, known) : ofSpellings(term, known)
  const within = new Set()
  return [...found, ...term.exceptions.flatMap(one => ofSpellings(one, within))]
}

const ofSpellings = ({ spellings, only, regex }, known) => spellings.flatMap(spelling => {
  const wrong = regex ? regexFault(spelling) : parse(spelling).fault
  if (wrong) return [wrong]
  return isNew(JSON.stringify([regex ? spelling : keyOf(parse(spelling)), only, regex]), spelling, known)
})

/** What is wrong with all expressions of a rule together, or null. */
export const faultOfExpressions = rule => {
  const patterns = Object.values(termsOf(rule)).flat().filter(term => term.regex).flatMap(term => term.spellings)
  const signs = patterns.filter(pattern => !regexFault(pattern)).reduce((sum, pattern) => sum + signsOf(pattern), 0)
  return signs <= MOST_SIGNS ? null : fault(
    "regex-long", `the regexes of this tag have more than ${MOST_SIGNS} signs with all repeats`, "write plain terms, or tags of their own",
  )
}

const isNew = (key, text, known) => {
  if (known.has(key)) return [fault("term-duplicate", `the term '${text}' is in the rule twice`, "take one of them out")]
  known.add(key)
  return []
}

const ofNear = (term, known) => {
  const sides = term.near.map(side => ofSpellings(side, new Set()))
  if (term.near.some(side => !side.spellings.length)) {
    return [fault("near-two", "`near` takes exactly two terms", "write a term on both sides")]
  }
  if (sides.flat().length) return sides.flat()
  const wordsOf = spelling => parse(spelling).words.map(word => normal(word).toLowerCase())
  const [one, other] = term.near.map(side => side.spellings.flatMap(wordsOf))
  const shared = one.filter(word => other.includes(word)).sort()
  if (shared.length) return [fault(
    "near-shared", `both terms of \`near\` have the word '${shared[0]}'`, "give each of the two words of its own, or write one term",
  )]
  const key = JSON.stringify([...term.near.map(side => [...side.spellings].sort()), term.within, term.ordered])
  return isNew(key, term.label, known)
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
