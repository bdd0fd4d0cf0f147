// The filters of a request as conditions on papers.
import { condition, Conditions } from "./conditions.mjs"
import { yearsMask } from "./facts.mjs"
import { inverted, maskOf } from "./sets.mjs"

const listOf = value => Array.isArray(value) ? value.map(String) : []
const yearOf = value => Number.isInteger(Number(value)) ? Math.max(0, Number(value)) : 0

/** A request with every member, whatever was sent. */
export const normal = (request = {}) => ({
  q: String(request.q ?? ""), any: request.any === true,
  tags: [...new Set(listOf(request.tags))], not: [...new Set(listOf(request.not))],
  match: request.match === "any" ? "any" : "all",
  from: yearOf(request.from), to: yearOf(request.to), venues: listOf(request.venues), authors: listOf(request.authors),
  code: request.code === true, again: request.again === true, isNew: request.isNew === true, status: listOf(request.status),
  among: request.among ? Array.from(request.among, Number) : null,
  sort: ["newest", "title", "listed"].includes(request.sort) ? request.sort : "best",
  offset: Math.max(0, Math.floor(Number(request.offset)) || 0), limit: limitOf(request.limit),
  facets: request.facets !== false, all: request.all === true,
})

const limitOf = value => value === undefined ? 100 : Math.min(1000, Math.max(0, Math.floor(Number(value)) || 0))

const NO_DOCS = []

const tagConditions = (facts, sets, { tags, not, match }, papers) => {
  const docs = id => sets[facts.tags.findIndex(tag => tag.id === id || tag.aliases.includes(id))]?.docs ?? NO_DOCS
  const wanted = match === "any" && tags.length ? [condition("tags", maskOf(tags.map(docs), papers))]
    : tags.map(id => condition("tags", maskOf([docs(id)], papers), id))
  return [...wanted, ...not.map(id => condition("not", inverted(maskOf([docs(id)], papers)), id))]
}

const setConditions = (facts, sets, wanted, papers) => {
  const ofVenue = slug => sets.venues[facts.venues.findIndex(venue => venue.slug === slug)]?.docs ?? NO_DOCS
  const ofStatus = status => sets.of("status", status)?.docs ?? NO_DOCS, found = []
  if (wanted.venues.length) found.push(condition("venues", maskOf(wanted.venues.map(ofVenue), papers)))
  for (const [name, kind] of [["code", "code"], ["again", "again"], ["isNew", "new"]]) {
    if (wanted[name]) found.push(condition(name, maskOf([sets.of(kind)?.docs ?? NO_DOCS], papers)))
  }
  if (wanted.status.length) found.push(condition("status", maskOf(wanted.status.map(ofStatus), papers)))
  return found
}

/** Does a request need the papers of tags, or those of the other sets? */
export const needsTags = ({ tags, not, facets }) => facets || tags.length > 0 || not.length > 0
export const needsSets = ({ venues, code, again, isNew, status, sort, facets }) =>
  facets || venues.length > 0 || code || again || isNew || status.length > 0 || sort === "listed"

/** The conditions of a request; `text` has those that its words make. */
export const conditionsOf = async (library, wanted, text) => {
  const { papers } = library
  const [facts, tags, sets, authors] = await Promise.all([
    library.facts(), needsTags(wanted) ? library.tags() : null, needsSets(wanted) ? library.sets() : null,
    Promise.all(wanted.authors.map(name => library.papersOf(name))),
  ])
  const list = [...text, ...(tags ? tagConditions(facts, tags, wanted, papers) : [])]
  if (wanted.from || wanted.to) list.push(condition("years", yearsMask(facts, wanted.from, wanted.to, papers)))
  if (sets) list.push(...setConditions(facts, sets, wanted, papers))
  authors.forEach((docs, place) => list.push(condition("authors", maskOf([docs], papers), wanted.authors[place])))
  if (wanted.among) list.push(condition("among", maskOf([wanted.among.filter(doc => doc >= 0 && doc < papers)], papers)))
  return { conditions: new Conditions(list, papers), facts, tags, sets }
}
