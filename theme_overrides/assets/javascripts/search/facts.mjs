// What the catalog holds: its tags, venues and years, and the sets of papers that stand for the other filters.
import { words } from "./tokens.mjs"

/** `facts.json` as it is told to pages; `sets` says what stands in `sets.bin` behind the venues. */
export const factsOf = ({ tags, venues, years, sets }) => {
  let start = 0
  return {
    tags: tags.map(([id, label, parent, topic, aliases, papers, kind]) => ({ id, label, parent, topic, aliases, papers, kind: Boolean(kind) })),
    venues: venues.map(([name, slug, papers]) => ({ name, slug, papers })),
    years: years.map(([year, papers]) => ({ year, papers, start: (start += papers) - papers })),
    sets,
  }
}

/** The sets of `sets.bin`: those of the venues in their order, and the others by what they are. */
export const setsOf = ({ venues, sets }, found) => {
  const others = sets.map(([kind, value], number) => ({ kind, value, set: found[venues.length + number] }))
  return {
    venues: found.slice(0, venues.length),
    of: (kind, value = 1) => others.find(one => one.kind === kind && one.value === value)?.set,
    all: kind => others.filter(one => one.kind === kind).map(({ value, set }) => [value, set]),
  }
}

const namesOf = ({ id, label, aliases }) => [label, id, ...aliases]

const key = text => words(text).join(" ")

/**
 * The places of the tags that a text names: the one with this id, alias or label; while there is none, those with an
 * id, alias or label that begins so.
 */
export const tagsNamed = ({ tags }, text) => placesNamed(tags.map(namesOf), text)

/** The places of the venues that a text names, in the same way. */
export const venuesNamed = ({ venues }, text) => placesNamed(venues.map(({ name, slug }) => [slug, name]), text)

const placesNamed = (all, text) => {
  const wanted = key(text)
  const places = test => all.flatMap((names, place) => names.some(name => test(key(name))) ? [place] : [])
  const exact = places(name => name === wanted)
  return exact.length ? exact : places(name => name.startsWith(wanted))
}

/** Tags with names that have a word for each beginning in a text; first names that begin with it, then those of most papers. */
export const tagsLike = (tags, text) => {
  const wanted = words(text), whole = wanted.join(" ")
  if (!wanted.length) return []
  const rank = tag => {
    const names = namesOf(tag).map(words)
    if (names.some(name => name.join(" ").startsWith(whole))) return 2
    return names.some(name => wanted.every(word => name.some(own => own.startsWith(word)))) ? 1 : 0
  }
  return tags.map(tag => ({ tag, rank: tag.papers ? rank(tag) : 0 })).filter(one => one.rank)
    .sort((one, other) => other.rank - one.rank || other.tag.papers - one.tag.papers).map(({ tag }) => tag)
}

/** The papers of some years, whose runs follow one another; 0 leaves a side open. */
export const yearsMask = ({ years }, from, to, papers) => {
  const mask = new Uint8Array(papers)
  for (const { year, start, papers: count } of years) {
    if (year >= from && (!to || year <= to)) mask.fill(1, start, start + count)
  }
  return mask
}
