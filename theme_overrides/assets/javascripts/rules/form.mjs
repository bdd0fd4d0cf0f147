// The fields of a rule: its name, its four lists of terms and its examples.
import { idFor, placeOf } from "./address.mjs"
import { faultOfExpressions, faultOfHints, faultOfId, faultsOfTerms } from "./faults.mjs"
import { ruleOf } from "./draft.mjs"
import { parentsFor } from "./family.mjs"
import { digitsOnly, h, said, unique } from "./dom.mjs"
import { exampleRows } from "./examples.mjs"
import { termRows } from "./rows.mjs"

const LISTS = [
  ["any", "Any of these", "one is enough"], ["hints", "Hints", ""],
  ["all", "And all of these", ""], ["none", "But none of these", "anywhere in the paper"],
]

const options = (groups, chosen) => groups.map(([topic, tags]) => h("optgroup", { label: topic },
  tags.map(tag => h("option", { value: tag.id, selected: tag.id === chosen }, tag.rule.label))))

const byTopic = (index, tags) => index.topics
  .map(([name]) => [name, tags.filter(tag => tag.topic === name)])
  .filter(([, tags]) => tags.length)

const nameFields = (draft, index, changed, begin) => {
  const input = (key, more = {}) => h("input", {
    className: "field", value: draft[key], autocomplete: "off", spellcheck: false,
    oninput: event => { draft[key] = event.target.value; changed() }, ...more,
  })
  const topics = unique("topics")
  const id = input("id", { className: "field mono", autocapitalize: "off" })
  const isOwn = () => draft.id && draft.id !== idFor(draft.label)
  const label = input("label", { oninput: event => {
    const follows = !isOwn() && !draft.from
    draft.label = event.target.value
    if (follows) { draft.id = idFor(draft.label); id.value = draft.id }
    changed()
  } })
  const fault = h("p", { className: "said", id: unique("said"), hidden: true })
  const known = h("datalist", { id: topics }, index.topics.map(([name]) => h("option", { value: name })))
  const join = parent => { draft.parent = parent; changed() }
  const describe = event => { draft.about = event.target.value.replace(/\s+/g, " "); changed() }
  const select = (onchange, ...children) => h("select", { className: "field", onchange: event => onchange(event.target.value) }, children)
  const element = h("fieldset", { className: "name" }, h("legend", { className: "sr" }, "Name"),
    h("label", {}, "Start from", select(begin, h("option", { value: "" }, "a new tag"), options(byTopic(index, parentsFor("", index)), draft.from))),
    h("label", {}, "Label", label), h("label", {}, "Id", id), fault,
    h("label", {}, "Topic", input("topic", { list: topics }), known),
    h("label", {}, "Part of", select(join, h("option", { value: "" }, "no other tag"), options(byTopic(index, parentsFor(draft.from, index)), draft.parent))),
    h("label", {}, "About", h("textarea", { className: "field", rows: 2, value: draft.about, oninput: describe })))
  const show = wrong => {
    fault.hidden = !wrong
    fault.replaceChildren(...(wrong ? said(`${wrong.message}: ${wrong.hint}.`) : []))
    if (wrong) id.setAttribute("aria-describedby", fault.id)
    else id.removeAttribute("aria-describedby")
  }
  return { element, show }
}

const needed = (draft, changed) => h("span", {}, "at least ", h("input", {
  className: "field small", value: draft.needed, placeholder: "2", inputMode: "numeric", "aria-label": "How many different hints",
  oninput: event => { draft.needed = digitsOnly(event.target); changed() },
}), " different ones")

/** The form for a draft. `begin` is called with the id of the tag to start from. */
export const formOf = (draft, index, changed, begin) => {
  const name = nameFields(draft, index, changed, begin)
  const lists = LISTS.map(([role, title, note]) => {
    const rows = termRows(title, draft[role], changed)
    const fault = h("p", { className: "said", hidden: true })
    const small = h("small", {}, role === "hints" ? needed(draft, changed) : note)
    const legend = h("legend", {}, title, " ", small, role === "any" && h("span", { className: "unit" }, "papers"))
    return { role, rows, fault, element: h("fieldset", {}, legend, rows.element, fault) }
  })
  const examples = exampleRows(draft.examples, changed)
  const element = h("div", { className: "fields" }, name.element, lists.map(list => list.element),
    h("fieldset", {}, h("legend", {}, "Examples ", h("small", {}, "the rule’s own tests, at least one of each")), examples.element))

  /** Writes what is wrong, and gives how many things are. */
  const check = (counts = null) => {
    const { rule, rows } = ruleOf(draft)
    const faults = faultsOfTerms(rule), ofHints = faultOfHints(rule), ofExpressions = faultOfExpressions(rule)
    const replaced = placeOf(draft, index).id
    const taken = index.tags.map(tag => tag.id).filter(id => id !== replaced)
    const ofId = draft.id || draft.label ? faultOfId(draft.id, taken) : null
    name.show(ofId)
    for (const { role, rows: shown, fault } of lists) {
      shown.show(counts?.[role], faults[role], rows[role])
      const wrong = role === "hints" ? ofHints : role === "any" ? ofExpressions : null
      fault.hidden = !wrong
      fault.replaceChildren(...(wrong ? said(`${wrong.message}: ${wrong.hint}.`) : []))
    }
    const ofTerms = Object.values(faults).flatMap(found => Object.values(found)).flat()
    return ofTerms.length + [ofHints, ofId, ofExpressions].filter(Boolean).length
  }

  return { element, check, examples }
}
