// The rule's own tests: texts that it must match or skip, and why one of them fails.
import { h, pieces, said } from "./dom.mjs"

const listed = names => [...new Set(names)].slice(0, 3).map(name => `\`${name}\``).join(" and ")

/** Why an example comes out otherwise than it should, or "". */
export const whyNot = (kind, verdict, needed) => {
  if (verdict.given === (kind === "match")) return ""
  const { any, hints, barred, missing } = verdict
  if (kind === "skip") return any.length
    ? `Matched by \`${any[0].term}\`. Narrow it, or add an exception, for instance \`${any[0].longer}\`.`
    : `Matched by the hints ${listed(hints.map(one => one.term))}. Narrow one of them, or add a word to “none of these”.`
  if (barred.length) return `\`${barred[0].term}\` of “none of these” is in it. Narrow that term.`
  if (missing.length) return `\`${missing[0]}\` of “all of these” is not in it. Add a spelling to that term.`
  const some = hints.length ? `, and only the ${hints.length === 1 ? "hint" : "hints"} ${listed(hints.map(one => one.term))} of ${needed}` : ""
  return `No term of “any of these” is in it${some}. Add a term or a spelling that is.`
}

/** The examples of a draft as rows. `show` writes what a rule says of them. */
export const exampleRows = (examples, changed) => {
  const list = h("ul", { className: "exam" })
  let shown = []

  const input = (name, example, key, label) => h(name, {
    className: "field", value: example[key], "aria-label": label, rows: 3,
    oninput: event => { example[key] = event.target.value.replace(/\s+/g, " "); changed() },
  })

  const add = example => {
    const sign = h("span", { className: "sign", "aria-hidden": "true" }), why = h("p", { className: "said" }), seen = h("p", { className: "seen" })
    const kind = h("select", { className: "field", "aria-label": "What the rule must do", onchange: event => { example.kind = event.target.value; changed() } },
      ["match", "skip"].map(name => h("option", { value: name, selected: example.kind === name }, name)))
    const drop = h("button", { type: "button", className: "drop", "aria-label": "Remove this example", onclick: () => remove(item) }, "×")
    const item = h("li", {}, sign, input("input", example, "title", "Title of an example"), kind, drop, example.abstract && input("textarea", example, "abstract", "Abstract of an example"), seen, why)
    list.append(item)
    shown.push({ item, sign, why, seen })
  }

  const remove = item => {
    const place = shown.findIndex(one => one.item === item)
    examples.splice(place, 1)
    shown.splice(place, 1)
    item.remove()
    ;(shown[place] ?? shown[place - 1])?.item.querySelector("input").focus()
    if (!shown.length) element.querySelector(".add button").focus()
    changed()
  }

  /** Adds an example, of a paper or an empty one to type in. */
  const append = (kind, title = "", abstract = "") => {
    examples.push({ kind, title, abstract })
    add(examples.at(-1))
    if (!title) shown.at(-1).item.querySelector("input").focus()
    changed()
  }

  examples.forEach(add)
  const button = (kind, text) => h("button", { type: "button", className: "plain", onclick: () => append(kind) }, text)
  const element = h("div", {}, list, h("p", { className: "add" }, h("span", { className: "quiet" }, "Add a text to "), button("match", "match"), button("skip", "skip")))

  /** Writes the verdicts and gives how many examples fail. */
  const show = (verdicts, needed) => {
    let failing = 0
    shown.forEach(({ sign, why, seen, item }, place) => {
      const example = examples[place], verdict = verdicts[place]
      const isBlank = !example.title.trim() && !example.abstract.trim()
      const text = verdict && !isBlank ? whyNot(example.kind, verdict, needed) : ""
      failing += text ? 1 : 0
      sign.textContent = !verdict || isBlank ? "" : text ? "✗" : "✓"
      item.className = text ? "no" : "ok"
      why.replaceChildren(...said(text))
      const isMarked = verdict && [...verdict.title, ...verdict.abstract].some(([, marked]) => marked)
      seen.replaceChildren(...(isMarked ? [...pieces(verdict.title), example.title && example.abstract ? " · " : "", ...pieces(verdict.abstract)] : []))
    })
    return failing
  }

  return { element, show, append }
}
