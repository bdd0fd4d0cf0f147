// What the search box offers while one types: a list below it, which the arrows walk and Enter follows.
import { connect } from "../search/client.mjs"
import { button, h, unique, write } from "../rules/dom.mjs"
import { marked } from "../list/row.mjs"
import { titleOf } from "../list/title.mjs"
import { LIST, ROOT } from "../site.mjs"
import { style } from "./style.mjs"
import { groupsOf, listHref, moved, SYNTAX } from "./options.mjs"

const id = unique("suggest")

const optionOf = (option, place, stems) => {
  const text = option.row ? titleOf(option.row, stems) : option.kind === "all" ? option.text : marked(option.text, stems)
  return h("a", { href: option.href, role: "option", id: `${id}-${place}`, tabIndex: -1, "aria-selected": "false", className: option.kind },
    h("span", {}, text), option.beside ? h("span", option.kind === "all" ? { "aria-hidden": "true" } : {}, option.beside) : null)
}

const groupOf = ({ title, options }, first, stems) => {
  const lines = options.map((option, place) => optionOf(option, first + place, stems))
  if (!title) return h("div", { role: "group", "aria-label": options[0].kind === "all" ? "All results" : "Spelling" }, lines)
  const name = unique("group")
  return h("div", { role: "group", "aria-labelledby": name }, h("h3", { id: name, role: "presentation" }, title), lines)
}

const help = () => [
  h("h3", {}, "You can also type"),
  h("div", { className: "syntax" }, SYNTAX.map(([code, meaning]) => h("div", {}, h("code", {}, code), ` ${meaning}`))),
]

/** Makes a box offer what it finds; `close(true)` closes the box and leaves it. */
export const start = async ({ element, field, close }) => {
  await style("search")
  const client = connect(ROOT)
  const list = h("div", { role: "listbox", id, "aria-label": "Suggestions" })
  const beside = h("div", { className: "beside" })
  const panel = h("div", { className: "suggest", hidden: true }, list, beside)
  const said = h("p", { className: "sr", role: "status" })
  let chosen = -1, shown = ""

  const options = () => [...list.querySelectorAll("[role=option]")]

  const point = place => {
    chosen = place
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)))
    if (place < 0) return field.removeAttribute("aria-activedescendant")
    field.setAttribute("aria-activedescendant", `${id}-${place}`)
    options()[place].scrollIntoView({ block: "nearest" })
  }

  const open = isOpen => {
    panel.hidden = !isOpen
    field.setAttribute("aria-expanded", String(isOpen && list.childElementCount > 0))
    if (!isOpen) point(-1)
  }

  const draw = (groups, stems) => {
    let place = 0
    list.replaceChildren(...groups.map(group => {
      const made = groupOf(group, place, stems)
      place += group.options.length
      return made
    }))
    beside.replaceChildren()
    point(-1)
    open(true)
  }

  const fail = () => {
    list.replaceChildren()
    beside.replaceChildren(h("p", { className: "said", role: "alert" }, "Search did not load. The lists and tags work without it. ", button("btn", "Try again", ask)))
    open(true)
  }

  const empty = () => {
    shown = ""
    list.replaceChildren()
    beside.replaceChildren(...help())
    write(said, "")
    open(document.activeElement === field)
  }

  const ask = async () => {
    const text = field.value
    if (!text.trim()) return empty()
    try {
      const found = await client.suggest(text)
      if (field.value !== text || document.activeElement !== field && !panel.contains(document.activeElement)) return
      draw(groupsOf(text, found, ROOT, LIST), found.marks)
      shown = text
      write(said, found.total ? `${found.total} papers, ${options().length} suggestions` : "No paper has these words.")
    } catch (error) { if (error?.name !== "AbortError" && field.value === text) fail() }
  }

  const go = event => {
    event.preventDefault()
    const option = chosen < 0 ? null : options()[chosen]
    if (option) option.click()
    else if (field.value.trim()) location.assign(listHref(LIST, field.value.trim()))
  }

  const keyed = event => {
    if (event.isComposing) return
    if (event.key === "Enter") go(event)
    else if (event.key === "Escape" && !panel.hidden) { event.preventDefault(); open(false); close(true) }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options().length) {
      event.preventDefault()
      if (panel.hidden) open(true)
      point(moved(chosen, event.key, options().length))
    }
  }

  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", id], ["aria-expanded", "false"]]) field.setAttribute(name, value)
  element.append(panel, said)
  field.addEventListener("input", ask)
  field.addEventListener("keydown", keyed)
  field.addEventListener("focus", () => field.value.trim() && field.value === shown ? open(true) : ask())
  element.addEventListener("focusout", event => { if (!element.contains(event.relatedTarget)) open(false) })
  panel.addEventListener("pointerdown", event => { if (!event.target.closest("button")) event.preventDefault() })
  client.ready().catch(() => {})
  if (document.activeElement === field) ask()
}
