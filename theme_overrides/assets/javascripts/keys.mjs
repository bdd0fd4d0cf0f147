// On every page: the search box, and the keys. What they need beyond this is loaded when they are used first.
import { h } from "./rules/dom.mjs"
import { LIST, SINGLE_KEYS } from "./site.mjs"

const held = event => event.ctrlKey || event.metaKey || event.altKey

const isWriting = element =>
  !!element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName) && element.type !== "radio" && element.type !== "checkbox")

/** Whether this key press asks for the search box: the key event and the element that has the focus. */
export const asksForSearch = (event, focused) =>
  event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ||
  event.key === "/" && !held(event) && !isWriting(focused)

/** Whether this key press is one of those that move and act in lists. */
export const asksForStep = (event, focused) =>
  !held(event) && !isWriting(focused) && !event.isComposing &&
  (["j", "k", "s", "c", "f", "?"].includes(event.key) || /^Arrow(Left|Right)$/.test(event.key) && focused?.type !== "radio" && !event.shiftKey)

const areOff = () => { try { return localStorage.getItem(SINGLE_KEYS) === "off" } catch { return false } }

/** The search box: `element` with its form, `field`, and the `button` that opens it where the header has no room. */
export const box = typeof document === "undefined" ? null : (() => {
  const number = document.querySelector(".md-header")?.dataset.papers
  const field = h("input", {
    type: "search", name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "search", "aria-label": "Search papers",
    placeholder: number ? `Search ${number} paper${number === "1" ? "" : "s"}` : "Search papers",
  })
  const element = h("div", { className: "cat-search", role: "search" }, h("form", { action: LIST }, field))
  const button = h("button", { type: "button", className: "md-header__button to-search", "aria-label": "Search", "aria-expanded": "false" })
  return { element, field, button, isHome: false, isList: false }
})()

let back = null, steps = null

/** Opens the box, whose place may be a sheet that is closed, and goes to its words. */
const open = () => {
  if (document.activeElement !== box.field) back = document.activeElement
  document.documentElement.classList.add("searching")
  box.button.setAttribute("aria-expanded", "true")
  box.field.focus()
  box.field.select()
}

/** Closes the box; with `isLeft` the focus goes back to where it was before. */
const close = isLeft => {
  document.documentElement.classList.remove("searching")
  box.button.setAttribute("aria-expanded", "false")
  if (!isLeft) return
  box.field.blur()
  if (back?.isConnected && back !== document.body) back.focus()
}

const place = main => {
  const home = document.querySelector(".cat-box")
  const header = document.querySelector(".md-header")
  box.isHome = Boolean(home)
  box.isList = Boolean(main?.matches(".cat--papers"))
  if (home) {
    box.element.classList.add("cat-search--big")
    box.field.placeholder = "Words, authors, tags"
    home.append(box.element)
    import("./find/examples.mjs").then(({ examples }) => home.append(...examples(main)))
  } else header.querySelector(".cat-home")?.after(box.element)
  header.append(box.button)
}

const listen = () => {
  addEventListener("keydown", event => {
    if (!held(event) && areOff()) return
    if (asksForSearch(event, document.activeElement)) {
      event.preventDefault()
      open()
    } else if (asksForStep(event, document.activeElement)) {
      steps ??= import("./list/steps.mjs") // one promise, so that quick keys act in their order
      steps.then(({ step }) => step(event), () => { steps = null })
    }
  })
  box.button.addEventListener("click", () => document.documentElement.classList.contains("searching") && !box.isHome ? close(true) : open())
  box.field.addEventListener("keydown", event => { if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) { event.preventDefault(); close(true) } })
  box.field.addEventListener("focus", () => { if (!box.isList) import("./find/suggest.mjs").then(({ start }) => start({ ...box, close })) }, { once: true })
  document.addEventListener("pointerdown", event => { if (!event.target.closest(".cat-search, .to-search")) close(false) })
}

if (box && document.querySelector(".md-header")) {
  const main = document.getElementById("main")
  place(main)
  listen()
  const keysHere = document.querySelector(".keys-here")
  if (keysHere) import("./list/steps.mjs").then(({ keySwitch }) => keysHere.append(keySwitch()))
  if (main?.matches(".cat--missing")) import("./find/missing.mjs").then(({ look }) => look(main))
  if (main?.matches(".cat")) import("./find/links.mjs").then(({ link }) => link(main))
  if (main?.querySelector(".rows") && !box.isList) import("./keep/rows.mjs").then(({ dress }) => dress(main))
}

if (globalThis.location?.protocol === "https:") import("./offline.mjs")
