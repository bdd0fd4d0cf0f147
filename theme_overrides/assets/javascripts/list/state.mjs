// What a reader asked the list for, and the address that says it. An address is anyone's text: all is bounded here.

export const SORTS = ["best", "newest", "title", "listed"]
export const SHOWS = ["titles", "sentence", "abstract"]
export const PAGE = 100

const LONGEST = 300, MOST = 50, LAST_PAGE = 100_000

/** Nothing asked for. `sort` and `show` are empty where the list chooses by itself. */
export const nothing = () => ({
  q: "", tags: [], not: [], match: "all", from: 0, to: 0, venues: [], authors: [],
  code: false, again: false, isNew: false, saved: false, status: [], sort: "", show: "", page: 1,
})

const LISTS = { tags: "tag", not: "not", venues: "venue", authors: "author", status: "status" }
const FLAGS = { code: "code", again: "again", isNew: "new", saved: "saved" }

const text = value => value.toWellFormed().replace(/[\p{Cc}\s]+/gu, " ").trimStart().slice(0, LONGEST).toWellFormed()
const words = values => [...new Set(values.map(value => text(value).trim()).filter(Boolean))].slice(0, MOST)
const number = (value, most) => /^\d{1,9}$/.test(value ?? "") ? Math.min(Number(value), most) : 0
const oneOf = (value, names) => names.includes(value) ? value : ""

/** A state with nothing in it that cannot be: in bounds, each thing once, no tag both wanted and not. */
export const settled = state => {
  const not = words(state.not), tags = words(state.tags).filter(tag => !not.includes(tag))
  let from = number(String(state.from), 9999), to = number(String(state.to), 9999)
  if (from && to && from > to) [from, to] = [to, from]
  return {
    q: text(state.q), tags, not, match: state.match === "any" ? "any" : "all", from, to,
    venues: words(state.venues), authors: words(state.authors),
    code: Boolean(state.code), again: Boolean(state.again), isNew: Boolean(state.isNew), saved: Boolean(state.saved),
    status: words(state.status), sort: oneOf(state.sort, SORTS), show: oneOf(state.show, SHOWS),
    page: Math.max(1, number(String(state.page), LAST_PAGE)),
  }
}

/** The state that an address asks for by what stands behind its `?`. */
export const stateOf = search => {
  const asked = new URLSearchParams(search), state = nothing()
  for (const name of ["q", "match", "from", "to", "sort", "show", "page"]) state[name] = asked.get(name) ?? state[name]
  for (const [name, key] of Object.entries(LISTS)) state[name] = asked.getAll(key)
  for (const [name, key] of Object.entries(FLAGS)) state[name] = asked.get(key) === "1"
  return settled(state)
}

/** What stands behind the path for a state, with its `?`; empty where nothing is asked for. */
export const addressOf = state => {
  const pairs = []
  const say = (key, value) => pairs.push([key, String(value)])
  if (state.q.trim()) say("q", state.q.trim())
  for (const name of ["tags", "not"]) for (const value of state[name]) say(LISTS[name], value)
  if (state.match === "any" && state.tags.length > 1) say("match", "any")
  if (state.from) say("from", state.from)
  if (state.to) say("to", state.to)
  for (const name of ["venues", "authors"]) for (const value of state[name]) say(LISTS[name], value)
  for (const [name, key] of Object.entries(FLAGS)) if (state[name]) say(key, 1)
  for (const value of state.status) say("status", value)
  for (const name of ["sort", "show"]) if (state[name]) say(name, state[name])
  if (state.page > 1) say("page", state.page)
  return pairs.length ? `?${new URLSearchParams(pairs)}` : ""
}

/** The state with something changed, on its first page. */
export const changed = (state, change) => settled({ ...state, page: 1, ...change })

/** The state with a value of a list taken in, or out where it is in; a tag leaves the other list of tags. */
export const toggled = (state, name, value) => {
  const other = { tags: "not", not: "tags" }[name]
  const without = list => list.filter(one => one !== value)
  const list = state[name].includes(value) ? without(state[name]) : [...state[name], value]
  return changed(state, { [name]: list, ...(other ? { [other]: without(state[other]) } : {}) })
}

/** The state without any condition; how the list looks stays. */
export const cleared = state => ({ ...nothing(), sort: state.sort === "best" ? "" : state.sort, show: state.show })

/** How many conditions there are besides the words. */
export const conditions = state =>
  state.tags.length + state.not.length + Number(Boolean(state.from || state.to)) + state.venues.length +
  state.authors.length + Object.keys(FLAGS).filter(name => state[name]).length + state.status.length

/** Whether anything is asked for that leaves papers out. */
export const isAsking = state => Boolean(state.q.trim()) || conditions(state) > 0

/** The order that the list has: where there are words the best first, else the newest. */
export const sortOf = state => {
  const hasWords = Boolean(state.q.trim())
  return state.sort && (state.sort !== "best" || hasWords) ? state.sort : hasWords ? "best" : "newest"
}

/** How much of each paper the list shows: a sentence where there is something to mark; "" is a row as on every page. */
export const showOf = state => state.show || (state.q.trim() || state.tags.length ? "sentence" : "")

/** What the search is asked: the first `limit` rows of the page, and the numbers of all papers. `among` are the papers to stay within, or null. */
export const requestOf = (state, { among = null, limit = PAGE, facets = true } = {}) => ({
  q: state.q.trim(), tags: state.tags, not: state.not, match: state.match, from: state.from, to: state.to,
  venues: state.venues, authors: state.authors, code: state.code, again: state.again, isNew: state.isNew,
  status: state.status, among, sort: sortOf(state), offset: (state.page - 1) * PAGE, limit, facets, all: true,
})
