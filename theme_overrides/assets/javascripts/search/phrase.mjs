// Papers in which words stand one behind the other.
import { ABSTRACT, AUTHORS, timesIn, TITLE } from "./postings.mjs"
import { isToken, stem, words } from "./tokens.mjs"

const FIELDS = [TITLE, AUTHORS, ABSTRACT]

/** The stems of a phrase, `{stem, place}`, with their places from the first. */
export const phraseOf = text => {
  const placed = words(text).flatMap((word, place) => isToken(word) ? [{ stem: stem(word), place }] : [])
  return placed.map(one => ({ stem: one.stem, place: one.place - placed[0].place }))
}

const hasText = kind => FIELDS.some(field => timesIn(kind, field))

const docsWithText = ({ docs, kinds }) => docs.filter((_, at) => hasText(kinds[at]))

/** Does a start in one field have every stem at its place? */
const stands = (fieldsOfStems, phrase) => FIELDS.some(field => {
  const [first, ...rest] = fieldsOfStems.map(fields => fields[field])
  const sets = rest.map(places => new Set(places))
  return first.some(start => sets.every((places, number) => places.has(start + phrase[number + 1].place)))
})

/** The papers, in order, in whose title, authors or abstract a phrase of `phraseOf` stands. */
export const docsOfPhrase = async (library, phrase) => {
  const stems = [...new Set(phrase.map(one => one.stem))]
  const lists = await Promise.all(stems.map(one => library.list(one)))
  let docs = [...docsWithText(lists[0])]
  for (const list of lists.slice(1)) {
    const having = new Set(docsWithText(list))
    docs = docs.filter(doc => having.has(doc))
  }
  if (phrase.length < 2 || !docs.length) return docs
  const wanted = new Set(docs)
  const places = await Promise.all(lists.map(async list => (await library.places(list)).of(list, doc => wanted.has(doc))))
  const byStem = new Map(stems.map((one, number) => [one, places[number]]))
  return docs.filter(doc => stands(phrase.map(one => byStem.get(one.stem).get(doc)), phrase))
}
