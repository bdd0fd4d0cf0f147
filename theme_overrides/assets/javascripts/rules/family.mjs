// Which tags stand above and below another, and a draft from outside held to the tags that there are.

const tagOf = (id, index) => index.tags.find(tag => tag.id === id)

/** The ids of the tags above one. */
const above = ({ rule, id }, index) => {
  const found = [id]
  for (let parent = rule.parent; parent && !found.includes(parent); parent = tagOf(parent, index)?.rule.parent) found.push(parent)
  return found.slice(1)
}

/** The tags that bring this one. */
export const below = (id, index) => id ? index.tags.filter(tag => above(tag, index).includes(id)) : []

/** The tags that a tag may be part of: neither itself nor one below it, nor one that is gone. */
export const parentsFor = (id, index) => {
  const own = below(id, index)
  return index.tags.filter(tag => tag.id !== id && tag.rule.status !== "deprecated" && !own.includes(tag))
}

const KEPT = ["aliases", "status", "replaced_by"]

/** What a rule has and no field shows. */
export const keptOf = rule => Object.fromEntries(KEPT.filter(key => key in rule).map(key => [key, rule[key]]))

/** A draft from an address, which may be older than the site: no tag that is gone, and of its tag what no field shows. */
export const settled = (draft, index) => {
  const tag = tagOf(draft.from, index)
  const isOffered = parentsFor(draft.from, index).some(one => one.id === draft.parent)
  return { ...draft, from: tag ? tag.id : "", kept: tag ? keptOf(tag.rule) : {}, parent: isOffered ? draft.parent : "" }
}
