// The keys of lists: from row to row, and what can be done with the row where one stands.
import { inSite, recall } from "./memory.mjs"
import { style } from "../find/style.mjs"
import { button, h } from "../rules/dom.mjs"
import { ROOT, SINGLE_KEYS } from "../site.mjs"

const KEYS = [
  ["/", "or Ctrl-K: search"], ["j k", "next and previous paper"], ["Enter", "open the paper"], ["s", "save it, or take it back"],
  ["c", "cite it"], ["f", "filters"], ["← →", "previous and next in the list"], ["?", "show these keys"], ["Esc", "close, and go back to where one was"],
]

const rows = () => [...document.querySelectorAll("#main .rows > ol > li")].filter(row => row.checkVisibility())
const current = () => document.querySelector("#main .rows li[aria-current]")

const stand = row => {
  current()?.removeAttribute("aria-current")
  row.setAttribute("aria-current", "true")
  row.querySelector("h3 a").focus({ preventScroll: true })
  row.scrollIntoView({ block: "nearest" })
}

/** The place that a step leads to from `place`, -1 for none yet, among so many; it stays at the ends. */
export const stepped = (place, by, count) => place < 0 ? by > 0 ? 0 : count - 1 : Math.max(0, Math.min(count - 1, place + by))

const move = by => {
  const all = rows()
  if (!all.length) return
  const from = all.findIndex(row => row === current() || row.contains(document.activeElement))
  stand(all[stepped(from, by, all.length)])
}

/** Presses the first of these that there is, in the row where one stands or, on a paper's page, in the page. */
const press = selector => (current() ?? document.querySelector(".cat--paper"))?.querySelector(selector)?.click()

const filters = () => {
  const opener = document.querySelector(".filters")
  if (opener?.checkVisibility()) opener.click()
  else [...document.querySelectorAll(".facets :is(input, button)")].find(one => one.checkVisibility())?.focus()
}

/** On a paper's page: to its neighbour in the list that it was opened from, else by date. */
const beside = rel => {
  const kept = document.querySelector(".cat--paper") && recall(ROOT, location.pathname)
  const path = kept ? kept[rel === "prev" ? "before" : "after"] : ""
  const href = kept ? path && inSite(ROOT, path) : document.querySelector(`.nextprev a[rel=${rel}]`)?.href
  if (href) location.assign(href)
}

/** The choice whether single keys act, which is kept in the browser. */
export const keySwitch = () => {
  let isOff = false
  try { isOff = localStorage.getItem(SINGLE_KEYS) === "off" } catch { /* nothing is stored here: the keys act */ }
  const keep = event => { try { localStorage.setItem(SINGLE_KEYS, event.target.checked ? "on" : "off") } catch { /* then they go on acting */ } }
  return h("label", { className: "switch" }, h("input", { type: "checkbox", checked: !isOff, onchange: keep }), " Keys of one sign act on these pages")
}

const showKeys = async () => {
  const old = document.querySelector(".keys")
  if (old) return old.querySelector(".btn").click()
  await style("search")
  const before = document.activeElement
  const close = () => { panel.remove(); if (before?.isConnected) before.focus() }
  const panel = h("div", { className: "keys cat", role: "dialog", "aria-label": "Keys", onkeydown: event => { if (event.key === "Escape") { event.stopPropagation(); close() } } },
    h("h2", {}, "Keys"), h("dl", {}, KEYS.map(([key, meaning]) => [h("dt", {}, key.split(" ").map(one => h("kbd", {}, one))), h("dd", {}, meaning)])), h("p", {}, keySwitch()),
    button("btn", "Close", close))
  document.body.append(panel)
  panel.querySelector(".btn").focus()
}

const ACTS = {
  j: () => move(1), k: () => move(-1), s: () => press("button.star, button.save"), c: () => press("button.cite-row, a[href$='#cite'], .cite button"),
  f: filters, "?": showKeys, ArrowLeft: () => beside("prev"), ArrowRight: () => beside("next"),
}

/** Does what a key asks for. */
export const step = event => ACTS[event.key]?.()
