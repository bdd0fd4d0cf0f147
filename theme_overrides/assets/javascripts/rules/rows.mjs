// The terms of one list of a rule as rows of fields, each with its number of papers and what is wrong with it.
import { emptyRow } from "./draft.mjs"
import { button, digits, digitsOnly, h, quiet, said, unique } from "./dom.mjs"

const NAMES = {
  words: ["words", "Words"], near: ["a pair", "A pair"], title: ["title words", "Words in the title"],
  abstract: ["abstract words", "Words in the abstract"], regex: ["an expression", "A regular expression"],
}

const UNCHECKED = { spellcheck: false, autocomplete: "off", autocapitalize: "off" }

/** A field that grows with its words and has no line ends in it. */
const field = (row, key, label, more = {}) => h("textarea", {
  className: "field", value: row[key], "aria-label": label, rows: 1, ...UNCHECKED,
  oninput: event => { row[key] = event.target.value.replace(/\s+/g, " ") }, ...more,
})

const pairOf = (row, title) => {
  const within = field(row, "within", `${title}: words between`, {
    inputMode: "numeric", className: "field small", placeholder: "any",
    oninput: event => { row.within = digitsOnly(event.target) },
  })
  const ordered = h("input", { type: "checkbox", checked: row.ordered, onchange: event => { row.ordered = event.target.checked } })
  return [
    field(row, "text", `${title}: first of the pair`), quiet("near"), field(row, "other", `${title}: second of the pair`),
    h("span", { className: "apart quiet" }, "at most ", within, " words between", h("label", {}, ordered, " in this order")),
  ]
}

const expressionOf = (row, title) => {
  const choose = event => { row.field = event.target.value }
  const where = ["abstract", "title"].map(name => h("option", { value: name, selected: row.field === name }, `in the ${name}`))
  const patterns = row.text.split("\n").map((value, place) => h("input", {
    className: "field", value, "aria-label": `${title}: regular expression`, ...UNCHECKED,
    oninput: event => { row.text = row.text.split("\n").with(place, event.target.value).join("\n") },
  }))
  return [h("select", { className: "field", "aria-label": "Where the expression looks", onchange: choose }, where), patterns]
}

const bodyOf = (row, title) => {
  if (row.kind === "near") return pairOf(row, title)
  if (row.kind === "regex") return expressionOf(row, title)
  const input = field(row, "text", `${title}: ${NAMES[row.kind][1].toLowerCase()}`)
  return row.kind === "words" ? [input] : [quiet(`in the ${row.kind}`), input]
}

/** A list of rows; `changed` is told after each change. `show` writes numbers and faults beside the rows. */
export const termRows = (title, rows, changed) => {
  const list = h("ul", { className: "words" })
  let shown = []

  const add = row => {
    const output = h("output", { "aria-label": "papers" }), fault = h("p", { className: "said", id: unique("said"), hidden: true })
    const exceptions = field(row, "except", `${title}: exceptions`)
    const except = h("label", { className: "except quiet", hidden: !row.except }, "but not in ", exceptions)
    const more = button("plain", "but not…", () => {
      more.hidden = true
      except.hidden = false
      except.querySelector("textarea").focus()
    })
    more.hidden = Boolean(row.except)
    const drop = button("drop", "×", () => remove(item), `Remove this term from “${title}”`)
    const body = h("span", { className: row.kind }, bodyOf(row, title))
    const item = h("li", {}, body, more, output, drop, except, fault)
    list.append(item)
    shown.push({ item, row, output, fault, body })
  }

  const remove = item => {
    const place = shown.findIndex(one => one.item === item)
    rows.splice(place, 1)
    shown.splice(place, 1)
    item.remove()
    ;(shown[place] ?? shown[place - 1])?.item.querySelector("textarea, input").focus()
    if (!shown.length) element.querySelector(".add button").focus()
    changed()
  }

  const append = kind => {
    rows.push({ ...emptyRow(kind), ...(kind === "regex" ? { field: "abstract" } : {}) })
    add(rows.at(-1))
    shown.at(-1).item.querySelector("textarea, input").focus()
    changed()
  }

  rows.forEach(add)
  list.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "TEXTAREA") return
    event.preventDefault()
    append(shown.find(({ item }) => item.contains(event.target)).row.kind)
  })
  list.addEventListener("input", changed)
  list.addEventListener("change", changed)
  const buttons = Object.entries(NAMES).map(([kind, [name]]) => button("plain", name, () => append(kind), `Add ${name} to “${title}”`))
  const element = h("div", {}, list, h("p", { className: "add" }, quiet("Add "), buttons))

  /** `counts` and `faults` go by the place of the term, `places` says in which row each stands. */
  const show = (counts, faults, places) => shown.forEach(({ output, fault, body }, place) => {
    const term = places.indexOf(place), wrong = faults?.[term] ?? []
    const count = term < 0 || wrong.length || !counts ? "" : counts[term] ?? ""
    output.textContent = count === "" ? "" : digits(count)
    output.classList.toggle("zero", count === 0)
    fault.hidden = !wrong.length
    const text = wrong.slice(0, 2).map(({ message, hint }) => `${message}: ${hint}.`).join(" ")
    if (fault.dataset.text !== text) { fault.dataset.text = text; fault.replaceChildren(...said(text)) }
    for (const input of body.querySelectorAll("textarea, input")) {
      for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", fault.id]]) {
        if (wrong.length) input.setAttribute(name, value)
        else input.removeAttribute(name)
      }
    }
  })

  return { element, show }
}
