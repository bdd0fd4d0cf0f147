// The filter for authors: a field that completes names, asked of the search.
import { h, number, unique } from "../rules/dom.mjs"
import { section } from "./facet.mjs"
import { changed } from "./state.mjs"

const MOST = 8
const WAIT = 120

/** The section; `find` gives the names that begin as typed. */
export const authorFacet = (find, turn) => {
  const id = unique("authors")
  const list = h("ul", { id, role: "listbox", className: "names", "aria-label": "Authors", hidden: true })
  const field = h("input", {
    className: "field", type: "search", placeholder: "Find an author", "aria-label": "Find an author", role: "combobox",
    "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off", spellcheck: false,
  })
  let chosen = -1, names = [], timer = 0, asked = 0

  const point = place => {
    chosen = place
    ;[...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)))
    if (place < 0) field.removeAttribute("aria-activedescendant")
    else field.setAttribute("aria-activedescendant", list.children[place].id)
  }

  const show = found => {
    names = found.slice(0, MOST)
    list.replaceChildren(...names.map(({ name, papers }, place) => h("li", {
      id: `${id}-${place}`, role: "option", "aria-selected": "false", onclick: () => take(name),
    }, h("span", {}, name), h("span", { className: "facet__n", "aria-label": number(papers, "paper") }, String(papers)))))
    list.hidden = !names.length
    field.setAttribute("aria-expanded", String(!list.hidden))
    point(-1)
  }

  const take = name => {
    field.value = ""
    show([])
    turn(state => changed(state, { authors: [...state.authors, name] }))
  }

  const ask = async () => {
    const mine = ++asked, typed = field.value.trim()
    const found = typed ? await find(typed).catch(() => []) : []
    if (mine === asked && field.value.trim() === typed) show(found)
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT) })
  field.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && names.length) { event.preventDefault(); point((chosen + step + names.length) % names.length) }
    if (event.key === "Enter" && names.length) { event.preventDefault(); take(names[Math.max(0, chosen)].name) }
    if (event.key === "Escape" && names.length) { event.stopPropagation(); show([]) }
  })
  field.addEventListener("blur", () => setTimeout(() => show([]), 200))
  list.addEventListener("pointerdown", event => event.preventDefault())
  return section("Author", "", h("div", { className: "finder" }, field, list))
}
