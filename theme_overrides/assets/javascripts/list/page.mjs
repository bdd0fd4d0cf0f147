// The list of papers: takes over the plain page, and shows what its address asks for.
import { box } from "../keys.mjs"
import { offerExport } from "../cite/list.mjs"
import { keepBar } from "../keep/bar.mjs"
import { onSaved, saved as savedIds } from "../keep/store.mjs"
import { connect } from "../search/client.mjs"
import { ROOT } from "../site.mjs"
import { asking } from "./asking.mjs"
import { facetsOf } from "./facets.mjs"
import { sheetOf } from "./sheet.mjs"
import { addressOf, cleared, conditions, isAsking, PAGE, requestOf, settled, sortOf, stateOf } from "./state.mjs"
import { chipsOf } from "./words.mjs"
import { viewOf } from "./view.mjs"

const FIRST = 10
const MANY = 20_000
const STILL = 180

const main = document.getElementById("main")
const client = connect(ROOT)
const path = location.pathname
const href = state => path + addressOf(state)

let state = stateOf(location.search), facts = null, facets = null, answer = null
let begun = null, column = null, isOpened = false, isTyping = false

const names = {
  tag: id => facts?.tags.find(tag => tag.id === id)?.label ?? id,
  venue: slug => facts?.venues.find(venue => venue.slug === slug)?.name ?? slug,
}

/** Keeps where the reader is in the entry of the history that is about to be left. */
const bookmark = () => history.replaceState({ y: scrollY, rows: view.drawn() }, "")

/** Changes the state by a function of it; letters that follow each other are one entry in the history. */
const turn = (change, more = {}) => {
  const next = settled(change(state)), address = href(next)
  if (address !== href(state)) {
    if (!(more.isTyped && isTyping)) { bookmark(); history.pushState({}, "", address) }
    else history.replaceState({}, "", address)
  }
  isTyping = Boolean(more.isTyped)
  state = next
  draw()
}

const open = () => { isOpened = true; if (facts && !facets) draw(); sheet.open() }
const view = viewOf({ main, root: ROOT, path, names, turn, href, open, client, clear: () => turn(cleared) })
const sheet = sheetOf(view.column, () => view.chips.filters)

const beginWith = async () => {
  facts = await client.ready()
  column = facetsOf(facts, { turn, href, find: typed => client.authors(typed), close: sheet.close })
  showColumn()
  view.column.style.setProperty("--digits", String(facts.papers.toLocaleString("en").length))
  view.column.replaceChildren(...column.parts)
  view.chips.show(state)
}

/** The numbers of the papers on the reading list; a paper that is no longer here is left out. */
const savedDocs = async () => {
  const rows = await client.find(savedIds())
  return [...new Set(rows.filter(Boolean).map(row => row.doc))]
}

/** Makes what the facts are needed for, once; where that failed, the next question tries again. */
const begin = () => begun ??= beginWith().catch(error => { begun = null; throw error })

const question = async isNewest => {
  await begin()
  const among = state.saved ? await savedDocs() : null
  if (!isNewest()) return null
  const isWhole = !isAsking(state) && sortOf(state) === "newest"
  const limit = isWhole ? PAGE : Math.max(FIRST, Math.min(PAGE, Number(history.state?.rows) || 0))
  return client.ask(requestOf(state, { among, limit, facets: facts.papers <= MANY || isOpened || conditions(state) > 0 }))
}

/** What every paper together has of each tag, year and venue: known before the filters' own table is there. */
const totals = () => {
  const counts = (list, key) => Object.fromEntries(list.map(one => [one[key], one.papers]))
  return { tags: counts(facts.tags, "id"), years: counts(facts.years, "year"), venues: counts(facts.venues, "slug"), code: null, again: null, isNew: null, status: {} }
}

let still = 0

const showColumn = () => {
  clearTimeout(still)
  column?.show(state, facets ?? (isAsking(state) ? null : totals()), answer?.total ?? null, savedIds().length)
}

/** Shows the filters' numbers; while one types, once that pauses, so that the papers come first. */
const showNumbers = () => {
  clearTimeout(still)
  if (isTyping) still = setTimeout(showColumn, STILL)
  else showColumn()
}

const answered = async found => {
  const last = Math.max(1, Math.ceil(found.total / PAGE))
  if (state.page > last) {
    state = { ...state, page: last }
    history.replaceState(history.state, "", href(state))
    return draw()
  }
  answer = found
  facets = found.facets
  showNumbers()
  const y = history.state?.y
  view.show(state, found, facts, chipsOf(state, names), isTyping)
  if (y) scrollTo(0, y)
}

const ask = asking({ answered, wait: () => view.wait(), fail: error => view.fail(error, draw) })

const draw = () => {
  if (box.field.value.trim() !== state.q.trim()) box.field.value = state.q
  view.begin(state)
  showNumbers()
  ask(question)
}

const isPlainClick = event => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

history.scrollRestoration = "manual"
addEventListener("popstate", () => { isTyping = false; state = stateOf(location.search); draw() })
addEventListener("pagehide", bookmark)
box.field.addEventListener("input", () => turn(now => ({ ...now, q: box.field.value, page: 1 }), { isTyped: true }))
box.field.form.addEventListener("submit", event => { event.preventDefault(); isTyping = false; view.results.list.querySelector("h3 a")?.focus() })
view.column.addEventListener("focusin", () => { if (!isOpened) { isOpened = true; if (facts && !facets) draw() } })
main.addEventListener("click", event => {
  const link = event.target.closest("a")
  if (!link || !isPlainClick(event) || link.origin !== location.origin || link.pathname !== path || link.hash) return
  event.preventDefault()
  turn(() => stateOf(link.search))
  if (link.closest(".pages")) view.toTop()
})
addEventListener("keydown", async event => {
  if (event.key !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !view.isShort()) return
  event.preventDefault()
  await view.results.finish()
  print()
})
onSaved(() => state.saved ? draw() : showColumn())
offerExport(view.take, async () => answer?.docs ?? [])
keepBar(main)
if (history.state?.y === undefined) history.replaceState({}, "")
draw()
