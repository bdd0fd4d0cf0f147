// The papers that the list would show for the same address: the map lets all others step back.
import { addressOf, cleared, isAsking, requestOf, settled, stateOf } from "../list/state.mjs"
import { chipsOf, countParts } from "../list/words.mjs"
import { button, h } from "../rules/dom.mjs"
import { connect } from "../search/client.mjs"
import { ROOT } from "../site.mjs"

const client = connect(ROOT)
let last = Promise.resolve()

/** Asks in turn: the client drops an older question for a newer one, and the colours ask as the filters do. */
const papersOf = (state, among = null) => {
  const ask = () => client.ask(requestOf({ ...state, page: 1 }, { among, limit: 0, facets: false }))
  return last = last.then(ask, ask)
}

/** The papers with one tag, as a set of their numbers. */
export const withTag = async id => new Set((await papersOf({ ...stateOf(""), tags: [id] })).docs)

const savedDocs = async () => {
  const { saved } = await import("../keep/kept.mjs")
  return (await client.find(saved())).filter(Boolean).map(row => row.doc)
}

/**
 * Lets a line say what is asked for, and `list` lead to the list of it; `changed` gets the numbers of the papers that
 * fit, or null for all of them.
 */
export const filterLine = (element, list, changed) => {
  const plain = { text: list.textContent, href: list.href, count: element.textContent }
  const count = h("span", { role: "status", tabIndex: -1 }), chips = h("span")
  element.replaceChildren(count, chips)
  let state = stateOf(location.search), asked = 0

  const turn = next => {
    state = settled(next)
    history.pushState({}, "", location.pathname + addressOf(state))
    ask()
  }

  /** Other chips in the place of those that are there; the focus does not get lost with them. */
  const put = (...next) => {
    const hadFocus = chips.contains(document.activeElement)
    chips.replaceChildren(...next)
    if (hadFocus) (next[0] ?? count).focus()
  }

  const show = facts => {
    const names = {
      tag: id => facts.tags.find(tag => tag.id === id)?.label ?? id,
      venue: slug => facts.venues.find(venue => venue.slug === slug)?.name ?? slug,
    }
    put(
      ...chipsOf(state, names).map(({ text, without }) => button("chip", text, () => turn(without), `Remove: ${text}`)),
      button("", "Show all papers", () => turn(cleared(state))))
  }

  const ask = async () => {
    const mine = ++asked, isWhole = !isAsking(state)
    list.textContent = isWhole ? plain.text : "These papers as a list"
    list.href = new URL(addressOf(state), plain.href).href
    if (isWhole) {
      count.textContent = plain.count
      put()
      return changed(null)
    }
    try {
      const facts = await client.ready(), among = state.saved ? await savedDocs() : null
      const { docs, total, of } = await papersOf(state, among)
      if (mine !== asked) return
      show(facts)
      count.textContent = countParts(total, of).join("")
      changed(new Set(docs))
    } catch (error) {
      if (mine !== asked || error?.name === "AbortError") return
      count.textContent = "The filters did not load. All papers are shown."
      put()
      changed(null)
    }
  }

  addEventListener("popstate", () => { state = stateOf(location.search); ask() })
  ask()
}
