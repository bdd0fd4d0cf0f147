// The rule's own tests: texts that it must match or skip, and why one of them fails.
import { button, h, pieces, quiet, said } from "./dom.mjs"

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
  const found = `${hints.length === 1 ? "hint" : "hints"} ${listed(hints.map(one => one.term))}`
  const some = hints.length ? `, and only the ${found} of ${needed}` : ""
  return `No term of “any of these” is in it${some}. Add a term or a spelling that is.`
}

/** An example with its words marked, where there are any. */
const marks = verdict => {
  const both = verdict ? [verdict.title, verdict.abstract].filter(found => found.length) : []
  return both.flat().some(([, isMarked]) => isMarked) ? both.flatMap((found, place) => [place ? " · " : "", ...pieces(found)]) : []
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
    const sign = h("span", { className: "sign", "aria-hidden": "true" })
    const why = h("p", { className: "said" }), seen = h("p", { className: "seen" })
    const choose = event => { example.kind = event.target.value; changed() }
    const kinds = ["match", "skip"].map(name => h("option", { value: name, selected: example.kind === name }, name))
    const kind = h("select", { className: "field", "aria-label": "What the rule must do", onchange: choose }, kinds)
    const drop = button("drop", "×", () => remove(item), "Remove this example")
    const abstract = example.abstract && input("textarea", example, "abstract", "Abstract of an example")
    const item = h("li", {}, sign, input("input", example, "title", "Title of an example"), kind, drop, abstract, seen, why)
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
  const adding = ["match", "skip"].map(kind => button("plain", kind, () => append(kind)))
  const element = h("div", {}, list, h("p", { className: "add" }, quiet("Add a text to "), adding))

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
      seen.replaceChildren(...marks(verdict))
    })
    return failing
  }

  return { element, show, append }
}
