// What the list says of itself, as texts.
import { digits, number } from "../rules/dom.mjs"
import { changed } from "./state.mjs"

/** `21 of 78 papers` in its three parts, of which a phone leaves the second out. */
export const countParts = (total, of) => [`${digits(total)} `, total === of ? "" : `of ${digits(of)} `, of === 1 ? "paper" : "papers"]

/** A range of years, open at one side where that is 0. */
export const years = (from, to) =>
  from && to ? from === to ? String(from) : `${from} to ${to}` : from ? `from ${from}` : `until ${to}`

const FLAGS = { code: "With code", again: "In two sources", isNew: "New", saved: "On your reading list" }

/**
 * One chip for each condition, as `{name, value, text, without}`: what of the state it is, and the state that is left
 * when it is taken away.
 * `names` has the labels of tags and the names of venues: `{tag(id), venue(slug)}`.
 */
export const chipsOf = (state, names) => {
  const chips = []
  const add = (name, text, change, more = {}) => chips.push({ name, text, without: changed(state, change), ...more })
  const each = (name, textOf) => {
    for (const value of state[name]) add(name, textOf(value), { [name]: state[name].filter(one => one !== value) }, { value })
  }
  if (state.q.trim()) add("q", `“${state.q.trim()}”`, { q: "" })
  each("tags", names.tag)
  each("not", id => `not ${names.tag(id)}`)
  if (state.from || state.to) add("years", years(state.from, state.to), { from: 0, to: 0 })
  each("venues", names.venue)
  each("authors", name => name)
  for (const [name, text] of Object.entries(FLAGS)) if (state[name]) add(name, text, { [name]: false })
  each("status", capital)
  return chips
}

/** A word with a capital at its front. */
export const capital = word => word.charAt(0).toUpperCase() + word.slice(1)

/** What is said of a page of a long list: `101 to 200 of 312`. */
export const span = (first, last, total) => total ? `${digits(first)} to ${digits(last)} of ${digits(total)}` : ""

/** How many papers, with their noun. */
export const papers = count => number(count, "paper")
