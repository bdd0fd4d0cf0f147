// One line of the filters: the name takes in, the minus leaves out, the same again lets go.
import { button, digits, h, write } from "../rules/dom.mjs"

/** Changes a class or an attribute of an element to what is so now. */
const mark = (element, name, isOn) => element.classList.toggle(name, isOn)

/**
 * A line as `{element, show({count, isIn, isOut})}`; without `leave` it has no minus. `count` may be null: not known.
 */
export const facetOf = (name, depth, take, leave) => {
  const number = h("span", { className: "facet__n" })
  const label = h("span", {}, name)
  const wanted = h("button", { type: "button", className: "facet__in", "aria-pressed": "false", onclick: take }, label, number)
  const unwanted = leave && button("facet__out", "", leave, `Exclude ${name}`)
  if (unwanted) Object.assign(unwanted, { title: "Exclude" }).setAttribute("aria-pressed", "false")
  const element = h("li", { className: "facet", style: depth ? `--depth:${Math.min(depth, 4)}` : "" }, wanted, unwanted)
  let shown = ""
  const show = ({ count, isIn, isOut }) => {
    if (shown === (shown = `${count} ${isIn} ${isOut}`)) return
    write(number, count === null || count === undefined ? "" : digits(count))
    wanted.setAttribute("aria-pressed", String(Boolean(isIn)))
    unwanted?.setAttribute("aria-pressed", String(Boolean(isOut)))
    mark(element, "facet--in", Boolean(isIn))
    mark(element, "facet--out", Boolean(isOut))
    mark(element, "facet--none", count === 0 && !isIn && !isOut)
  }
  return { element, show }
}

/** A part of the filters under its heading. */
export const section = (title, note, ...children) =>
  h("section", {}, h("h3", {}, title, note ? [" ", h("small", {}, note)] : null), children)

/**
 * A long list of lines of which the first `most`, the chosen and those that fit the field are shown.
 * `lines` are `{names, facet, isChosen(state), count(facets)}`; `all` is what the button for all of them says.
 */
export const longList = (lines, most, find, all) => {
  let isOpen = lines.length <= most, typed = "", last = null, counts = null
  const list = h("ul", {}, lines.map(line => line.facet.element))
  const field = h("input", { className: "field", type: "search", placeholder: find, "aria-label": find, autocomplete: "off", spellcheck: false })
  const more = button("btn btn--text", all, () => { isOpen = true; arrange(); lines[most].facet.element.querySelector("button").focus() })
  const none = h("p", { className: "quiet", role: "status" })

  const arrange = () => {
    const isTyped = Boolean(typed.trim())
    let shown = 0
    lines.forEach((line, place) => {
      const isFound = isTyped ? line.isNamed(typed) : isOpen || place < most || last && line.isChosen(last)
      line.facet.element.hidden = !isFound
      if (isFound && last) line.show(last, counts)
      shown += Number(Boolean(isFound))
    })
    more.hidden = isTyped || isOpen
    write(none, shown ? "" : "None has this name.")
  }

  const show = (state, facets) => {
    [last, counts] = [state, facets]
    arrange()
  }

  field.addEventListener("input", () => { typed = field.value; arrange() })
  field.addEventListener("keydown", event => {
    if (event.key === "Enter" && typed.trim()) lines.find(line => !line.facet.element.hidden)?.facet.element.querySelector("button").click()
    if (event.key === "Escape" && typed) { event.stopPropagation(); typed = field.value = ""; arrange() }
  })
  return { parts: [lines.length > most ? field : null, list, none, more], show }
}
