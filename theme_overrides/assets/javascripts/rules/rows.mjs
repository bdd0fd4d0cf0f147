// The terms of one list of a rule as rows of fields, each with its number of papers and what is wrong with it.
import { emptyRow } from "./draft.mjs"
import { h, said, unique } from "./dom.mjs"

const NAMES = {
  words: ["words", "Words"], near: ["a pair", "A pair"], title: ["title words", "Words in the title"],
  abstract: ["abstract words", "Words in the abstract"], regex: ["an expression", "A regular expression"],
}

/** A field that grows with its words and has no line ends in it. */
const field = (row, key, label, more = {}) => h("textarea", {
  className: "field", value: row[key], "aria-label": label, rows: 1, spellcheck: false, autocomplete: "off", autocapitalize: "off",
  oninput: event => { row[key] = event.target.value.replace(/\s+/g, " ") }, ...more,
})

const bodyOf = (row, title) => {
  if (row.kind === "near") return [
    field(row, "text", `${title}: first of the pair`), h("span", { className: "quiet" }, "near"), field(row, "other", `${title}: second of the pair`),
    h("span", { className: "apart quiet" }, "at most ", field(row, "within", `${title}: words between`, { inputMode: "numeric", className: "field small", placeholder: "any" }), " words between",
      h("label", {}, h("input", { type: "checkbox", checked: row.ordered, onchange: event => { row.ordered = event.target.checked } }), " in this order")),
  ]
  if (row.kind === "words") return [field(row, "text", `${title}: words`)]
  if (row.kind === "regex") return [expressionField(row), ...row.text.split("\n").map((_, place) => line(row, place, title))]
  return [h("span", { className: "quiet" }, `in the ${row.kind}`), field(row, "text", `${title}: ${NAMES[row.kind][1].toLowerCase()}`)]
}

const expressionField = row => h("select", { className: "field", "aria-label": "Where the expression looks", onchange: event => { row.field = event.target.value } },
  ["abstract", "title"].map(name => h("option", { value: name, selected: row.field === name }, `in the ${name}`)))

const line = (row, place, title) => h("input", {
  className: "field", value: row.text.split("\n")[place], "aria-label": `${title}: regular expression`, spellcheck: false, autocomplete: "off", autocapitalize: "off",
  oninput: event => { row.text = row.text.split("\n").with(place, event.target.value).join("\n") },
})

/** A list of rows; `changed` is told after each change. `show` writes numbers and faults beside the rows. */
export const termRows = (title, rows, changed) => {
  const list = h("ul", { className: "words" })
  let shown = []

  const add = row => {
    const output = h("output", { "aria-label": "papers" }), fault = h("p", { className: "said", id: unique("said"), hidden: true })
    const except = h("label", { className: "except quiet", hidden: !row.except }, "but not in ", field(row, "except", `${title}: exceptions`))
    const more = h("button", { type: "button", className: "plain", hidden: Boolean(row.except), onclick: () => { more.hidden = true; except.hidden = false; except.querySelector("textarea").focus() } }, "but not…")
    const drop = h("button", { type: "button", className: "drop", "aria-label": `Remove this term from “${title}”`, onclick: () => remove(item) }, "×")
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
  const buttons = Object.entries(NAMES).map(([kind, [name]]) => h("button", { type: "button", className: "plain", "aria-label": `Add ${name} to “${title}”`, onclick: () => append(kind) }, name))
  const element = h("div", {}, list, h("p", { className: "add" }, h("span", { className: "quiet" }, "Add "), buttons))

  /** `counts` and `faults` go by the place of the term, `places` says in which row each stands. */
  const show = (counts, faults, places) => shown.forEach(({ output, fault, body }, place) => {
    const term = places.indexOf(place), wrong = faults?.[term] ?? []
    const count = term < 0 || wrong.length || !counts ? "" : counts[term] ?? ""
    output.textContent = count === "" ? "" : count.toLocaleString("en")
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
