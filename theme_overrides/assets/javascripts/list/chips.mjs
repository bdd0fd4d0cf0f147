// One chip for each active condition; a click takes it away.
import { button, h } from "../rules/dom.mjs"
import { cleared, conditions, isAsking } from "./state.mjs"
import { chipsOf } from "./words.mjs"

/** The line of chips as `{element, show(state)}`; `ways` stands in it where nothing is asked for. */
export const chipLine = ({ names, turn, open, ways }) => {
  const filters = h("button", { type: "button", className: "btn only-narrow filters", "aria-expanded": "false", "aria-controls": "facets", onclick: open })
  const match = h("select", { className: "anyall", "aria-label": "Tags: any or all" },
    h("option", { value: "any" }, "any of"), h("option", { value: "all" }, "all of"))
  const clear = button("btn btn--text", "Clear all", () => { turn(cleared); filters.checkVisibility() ? filters.focus() : element.focus() })
  const element = h("div", { className: "chips", role: "group", "aria-label": "Active filters", tabIndex: -1 })
  match.addEventListener("change", () => turn(state => ({ ...state, match: match.value, page: 1 })))

  const chipOf = ({ name, text, without }, place) => button(name === "not" ? "chip chip--out" : "chip", text, () => {
    turn(() => without)
    const chips = element.querySelectorAll(".chip")
    ;(chips[place] ?? chips[place - 1] ?? (filters.checkVisibility() ? filters : element)).focus()
  }, `Remove: ${text}`)

  const show = state => {
    const chips = chipsOf(state, names), at = chips.findIndex(chip => chip.name === "tags")
    const line = chips.map(chipOf)
    if (state.tags.length > 1) line.splice(at, 0, match)
    match.value = state.match
    filters.textContent = conditions(state) ? `Filters, ${conditions(state)}` : "Filters"
    const isSame = element.firstChild && document.activeElement === match && line.includes(match)
    element.replaceChildren(filters, ...isAsking(state) ? [...line, clear] : [ways])
    if (isSame) match.focus()
  }
  return { element, show, filters }
}
