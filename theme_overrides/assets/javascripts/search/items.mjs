// What the items of a query ask of a paper, apart from its words.
import { tagsNamed, venuesNamed, yearsMask } from "./facts.mjs"
import { identityOf } from "./identities.mjs"
import { docsOfPhrase, phraseOf } from "./phrase.mjs"
import { AUTHORS, timesIn } from "./postings.mjs"
import { yearsOf } from "./query.mjs"
import { both, inverted, maskOf } from "./sets.mjs"
import { stemsOf, words } from "./tokens.mjs"

/** The items; one that is an identifier of a paper here has its number as `doc`. */
export const identified = async (library, parts) => {
  const keys = parts.map(({ kind, text }) => !kind && /\d/.test(text) ? identityOf(text) : "")
  const rows = keys.some(Boolean) ? await library.find(keys.filter(Boolean)) : []
  let at = 0
  return parts.map((part, place) => {
    const row = keys[place] ? rows[at++] : null
    return row ? { ...part, doc: row.doc } : part
  })
}

/** Does the item give words? */
export const givesWords = ({ kind, turned, doc }) => !kind && !turned && doc === undefined

const ofName = async (library, { kind, text }) => {
  if (!words(text).length) return null
  const facts = await library.facts()
  const places = kind === "tag" ? tagsNamed(facts, text) : venuesNamed(facts, text)
  const sets = kind === "tag" ? await library.tags() : (await library.sets()).venues
  return maskOf(places.map(place => sets[place].docs), library.papers)
}

const ofAuthor = async (library, { text }) => {
  const lists = await Promise.all([...new Set(stemsOf(text))].map(one => library.list(one)))
  const docsOf = ({ docs, kinds }) => docs.filter((_, at) => timesIn(kinds[at], AUTHORS))
  return lists.length ? lists.map(list => maskOf([docsOf(list)], library.papers)).reduce(both) : null
}

const ofYears = async (library, { text }) => {
  const years = yearsOf(text)
  return years && yearsMask(await library.facts(), ...years, library.papers)
}

const ofPhrase = async (library, { text }) => {
  const phrase = phraseOf(text)
  return phrase.length ? maskOf([await docsOfPhrase(library, phrase)], library.papers) : null
}

const ofUnwanted = (library, item) => item.turned ? ofPhrase(library, item) : null

const KINDS = { tag: ofName, venue: ofName, author: ofAuthor, year: ofYears, phrase: ofUnwanted, "": ofUnwanted }

/** Marks for the papers that meet an item by itself; null where it is passed over, or is words or a phrase to look for. */
const maskOfItem = (library, item) =>
  item.doc === undefined ? KINDS[item.kind](library, item) : maskOf([[item.doc]], library.papers)

/** Marks for the papers that meet every condition but words and phrases; null where there is none. */
export const fitting = async (library, parts) => {
  const masks = await Promise.all(parts.map(item => maskOfItem(library, item)))
  const asked = masks.flatMap((mask, at) => mask ? [parts[at].turned ? inverted(mask) : mask] : [])
  return asked.length ? asked.reduce(both) : null
}
