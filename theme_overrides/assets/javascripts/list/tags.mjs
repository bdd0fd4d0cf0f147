// The filters for tags: a tree of topics' tags, and the kinds of papers by themselves.
import { digits } from "../rules/dom.mjs"
import { facetOf, longList, section } from "./facet.mjs"
import { toggled } from "./state.mjs"
import { isNamed, treeOf } from "./tree.mjs"

const SHOWN = 13

/** One line for a tag, which knows its names and whether it is chosen. */
const lineOf = (tag, depth, turn) => {
  const facet = facetOf(tag.label, depth, () => turn(state => toggled(state, "tags", tag.id)), () => turn(state => toggled(state, "not", tag.id)))
  const names = [tag.label, tag.id, ...tag.aliases ?? []]
  return {
    facet,
    isNamed: typed => isNamed(names, typed),
    isChosen: state => state.tags.includes(tag.id) || state.not.includes(tag.id),
    show: (state, facets) => facet.show({
      count: facets ? facets.tags[tag.id] ?? 0 : null, isIn: state.tags.includes(tag.id), isOut: state.not.includes(tag.id),
    }),
  }
}

/** Two sections, or one where no tag says a kind; `turn` changes the state. */
export const tagFacets = (tags, turn) => {
  const subjects = treeOf(tags.filter(tag => !tag.kind)).map(({ tag, depth }) => lineOf(tag, depth, turn))
  const kinds = tags.filter(tag => tag.kind).map(tag => lineOf(tag, 0, turn))
  const list = longList(subjects, SHOWN, "Find a tag", `All ${digits(subjects.length)} tags`)
  const sections = [subjects.length ? section("Tags", "minus excludes", list.parts) : null,
    kinds.length ? section("Kind", "", longList(kinds, Infinity, "", "").parts[1]) : null]
  const show = (state, facets) => {
    list.show(state, facets)
    for (const line of kinds) line.show(state, facets)
  }
  return { sections, show }
}
