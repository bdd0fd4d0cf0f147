// The column of filters. Lines are made once and keep their places; only numbers and choices change.
import { button, h, write } from "../rules/dom.mjs"
import { authorFacet } from "./authors.mjs"
import { density } from "./bar.mjs"
import { facetOf, longList, section } from "./facet.mjs"
import { changed, toggled } from "./state.mjs"
import { tagFacets } from "./tags.mjs"
import { isNamed } from "./tree.mjs"
import { capital, papers } from "./words.mjs"
import { yearFacet } from "./years.mjs"

const VENUES = 8

const flagOf = (name, label, turn, count) => {
  const facet = facetOf(label, 0, () => turn(state => changed(state, { [name]: !state[name] })))
  return { element: facet.element, show: (state, facets) => facet.show({ count: count(facets, state), isIn: state[name] }) }
}

const venueFacet = (venues, turn) => {
  const lines = venues.toSorted((one, other) => other.papers - one.papers || (one.name < other.name ? -1 : 1)).map(({ name, slug }) => {
    const facet = facetOf(name, 0, () => turn(state => toggled(state, "venues", slug)))
    const isChosen = state => state.venues.includes(slug)
    const show = (state, facets) => facet.show({ count: facets ? facets.venues[slug] ?? 0 : null, isIn: isChosen(state) })
    return { facet, isChosen, show, isNamed: typed => isNamed([name], typed) }
  })
  const list = longList(lines, VENUES, "Find a venue", `All ${papers(venues.length).replace(/papers?$/, "venues")}`)
  return { element: section("Venue", "", list.parts), show: list.show }
}

/** What a status is called; its lines appear with the first papers that have one. */
const statusFacet = turn => {
  const lines = new Map(), list = h("ul")
  const element = section("Status", "", list)
  const show = (state, facets) => {
    for (const name of [...Object.keys(facets?.status ?? {}), ...state.status].filter(Boolean)) {
      if (lines.has(name)) continue
      lines.set(name, facetOf(capital(name), 0, () => turn(now => toggled(now, "status", name))))
      list.append(lines.get(name).element)
    }
    for (const [name, facet] of lines) facet.show({ count: facets ? facets.status?.[name] ?? 0 : null, isIn: state.status.includes(name) })
    element.hidden = !lines.size
  }
  return { element, show }
}

/**
 * The column as `{parts, show(state, facets, total, saved)}`. `turn` changes the state, `href` gives
 * the address of one, `find` the authors of a beginning, `close` is called by the buttons of the sheet.
 */
export const facetsOf = (facts, { turn, href, find, close }) => {
  const tags = tagFacets(facts.tags, turn)
  const years = yearFacet(facts.years, turn, href)
  const venues = facts.venues.length ? venueFacet(facts.venues, turn) : null
  const status = statusFacet(turn)
  let kept = null
  const flags = [
    flagOf("code", "With code", turn, facets => facets?.code ?? null),
    flagOf("again", "In two sources", turn, facets => facets?.again ?? null),
    flagOf("isNew", "New", turn, facets => facets?.isNew ?? null),
    flagOf("saved", "On your reading list", turn, () => kept),
  ]
  const total = h("span"), shown = density(turn)
  const bar = (className, first, ...rest) => h("div", { className: `sheet-bar ${className}` }, first, rest)
  const parts = [h("h2", { className: "sr" }, "Filters"),
    bar("", h("b", { "aria-hidden": "true" }, "Filters"), button("btn btn--text", "Close", close)),
    tags.sections, years?.element, venues?.element, authorFacet(find, turn),
    section("Also", "", h("ul", {}, flags.map(flag => flag.element))), status.element,
    h("section", { className: "only-phone" }, h("h3", {}, "Show"), shown.element),
    bar("sheet-bar--foot", total, button("btn btn--main", "Show them", close))].flat().filter(Boolean)
  const show = (state, facets, count, saved) => {
    kept = saved
    for (const part of [tags, years, venues, status, shown, ...flags]) part?.show(state, facets)
    write(total, count === null ? "" : papers(count))
  }
  return { parts, show }
}
