// Live counts: how many papers the list would have if a filter were set.

/**
 * For each tag the number of papers that the list would have with it. Where all chosen tags are asked for, that is how
 * many of the list carry it; where any of them is enough, how many the list would then have. An excluded tag is counted
 * as if it were chosen instead.
 */
const tagCounts = (conditions, sets, { match, tags, not }, facts) => {
  const anyPlace = match === "any" ? conditions.place("tags") : -1, found = {}
  facts.tags.forEach(({ id }, number) => {
    const outPlace = not.includes(id) ? conditions.place("not", id) : -1
    if (tags.includes(id)) found[id] = conditions.total
    else found[id] = added(conditions, sets[number].docs, [anyPlace, outPlace].filter(place => place >= 0), anyPlace >= 0)
  })
  return found
}

/** How many papers there are with a tag, or, where any tag is enough, with one of those chosen or this one. */
const added = (conditions, docs, places, isUnion) => {
  let number = isUnion ? conditions.total : 0
  for (const doc of docs) {
    if (conditions.has(doc)) number += isUnion ? 0 : 1
    else if (places.length && conditions.passes(doc, places)) number++
  }
  return number
}

/** How many of some papers are in the list or are kept out by the condition of this name alone. */
const counter = (conditions, name) => {
  const place = conditions.place(name)
  return docs => {
    let number = 0
    for (const doc of docs) if (conditions.has(doc) || (place >= 0 && conditions.failsOnly(doc, place))) number++
    return number
  }
}

const yearCounts = (conditions, { years }) => {
  const place = conditions.place("years"), found = {}
  for (const { year, start, papers } of years) {
    let number = 0
    for (let doc = start; doc < start + papers; doc++) {
      if (conditions.has(doc) || (place >= 0 && conditions.failsOnly(doc, place))) number++
    }
    if (number) found[year] = number
  }
  return found
}

const byValue = (sets, count) => {
  const found = {}
  for (const [value, { docs }] of sets) {
    const number = count(docs)
    if (number) found[value] = number
  }
  return found
}

/**
 * The counts of all facets. Years, venues and statuses are counted as if their own condition were not there, so that
 * one sees what another choice would give; all others with every condition.
 */
export const facetsOf = (conditions, wanted, facts, tagSets, sets) => {
  const one = (kind, name) => counter(conditions, name)(sets.of(kind)?.docs ?? [])
  return {
    tags: tagCounts(conditions, tagSets, wanted, facts),
    years: yearCounts(conditions, facts),
    venues: byValue(facts.venues.map(({ slug }, number) => [slug, sets.venues[number]]), counter(conditions, "venues")),
    code: one("code", "code"), again: one("again", "again"), isNew: one("new", "isNew"),
    status: byValue(sets.all("status"), counter(conditions, "status")),
  }
}
