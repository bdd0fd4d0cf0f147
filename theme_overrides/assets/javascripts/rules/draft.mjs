// What stands in the fields of the page, and the rule that it means. A draft is texts as they are typed: it lives in the
// address, so what is read from there is taken as nothing but texts and numbers. What no field shows is not read there.
import { keptOf } from "./family.mjs"
import { FIELDS, kindOf, ROLES } from "./language.mjs"

const ROWS = { words: "term", title: "title", abstract: "abstract", near: "near", regex: "regex" }
export const KINDS = Object.keys(ROWS)
const MOST = 200

/** The texts of a field: commas part them, quotes keep a comma. */
export const split = text => [...text.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?:,|$)/g)]
  .map(([, quoted, bare]) => quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"')).filter(Boolean)

const joined = texts => texts.map(text => /[,"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text).join(", ")

const listed = value => value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
const one = texts => texts.length === 1 ? texts[0] : texts

export const emptyRow = kind => ({ kind, text: "", other: "", within: "", ordered: false, except: "" })

export const emptyDraft = () => ({
  from: "", id: "", label: "", topic: "", about: "", parent: "", needed: "", kept: {}, examples: [],
  any: [emptyRow("words")], hints: [], all: [], none: [],
})

const prefixed = item => {
  if (typeof item !== "object") return [item]
  const kind = Array.isArray(item) ? "" : kindOf(item)
  return listed(kind ? item[kind] : item).map(text => FIELDS.includes(kind) ? `${kind}: ${text}` : text)
}

const rowOf = item => {
  const mapping = typeof item === "object" && !Array.isArray(item) ? item : { term: item }
  const kind = KINDS.find(name => ROWS[name] === kindOf(mapping))
  const value = mapping[ROWS[kind]]
  const [left, right = ""] = kind === "near" ? value.map(side => joined(listed(side)))
    : [kind === "regex" ? listed(value).join("\n") : joined(listed(value))]
  return {
    ...emptyRow(kind), text: left, other: right, within: String(mapping.within ?? ""), ordered: mapping.ordered === true,
    except: joined(listed(mapping.except).flatMap(prefixed)), ...(kind === "regex" ? { field: mapping.field ?? "abstract" } : {}),
  }
}

/** An existing tag as a draft. */
export const draftOf = ({ id, topic, rule }) => ({
  ...emptyDraft(), from: id, id, topic, label: rule.label, about: rule.about ?? "", parent: rule.parent ?? "",
  needed: String(rule.hints_needed ?? ""), kept: keptOf(rule),
  ...Object.fromEntries(ROLES.map(role => [role, (rule[role] ?? []).map(rowOf)])),
  examples: ["match", "skip"].flatMap(kind => (rule.examples?.[kind] ?? []).map(example => typeof example === "string"
    ? { kind, title: example, abstract: "" } : { kind, title: example.title ?? "", abstract: example.abstract ?? "" })),
})

const exceptionOf = text => {
  const found = /^(title|abstract):\s*(.+)$/.exec(text)
  return found ? { [found[1]]: found[2] } : text
}

/** What a row means in the language, or null where nothing is typed. */
export const itemOf = row => {
  const texts = row.kind === "regex" ? row.text.split("\n").filter(Boolean) : split(row.text)
  if (!texts.length && !(row.kind === "near" && row.other.trim())) return null
  const excepted = split(row.except).map(exceptionOf)
  const item = { [ROWS[row.kind]]: one(texts) }
  if (row.kind === "near") {
    item.near = [one(texts), one(split(row.other))]
    if (/^\d+$/.test(row.within)) item.within = Number(row.within)
    if (row.ordered) item.ordered = true
  }
  if (row.kind === "regex" && row.field === "title") item.field = "title"
  if (excepted.length) item.except = excepted
  return Object.keys(item).length === 1 && row.kind === "words" ? item.term : item
}

/** The rule in the words of the language; `rows` says for each term in which row it stands. */
export const ruleOf = draft => {
  const rule = { label: draft.label.trim() || draft.id, about: draft.about.trim(), parent: draft.parent, ...draft.kept }
  const rows = {}
  for (const role of ROLES) {
    const found = draft[role].map((row, place) => [itemOf(row), place]).filter(([item]) => item !== null)
    rule[role] = found.map(([item]) => item)
    rows[role] = found.map(([, place]) => place)
    if (role === "hints" && found.length && /^\d+$/.test(draft.needed) && draft.needed !== "2") rule.hints_needed = Number(draft.needed)
  }
  const examples = { match: [], skip: [] }
  for (const { kind, ...texts } of draft.examples) {
    const [title, abstract] = [texts.title.trim(), texts.abstract.trim()]
    if (title || abstract) examples[kind].push(abstract ? clean({ title, abstract }) : title)
  }
  return { rule: clean({ ...rule, examples: clean(examples) }), rows }
}

const isEmpty = value => value === "" || (typeof value === "object" && !Object.keys(value).length)
const clean = object => Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value)))

const text = value => typeof value === "string" ? value.slice(0, 20000) : ""
const like = (model, value) => Object.fromEntries(Object.entries(model).map(([key, sample]) =>
  [key, typeof sample === "boolean" ? value?.[key] === true : text(value?.[key])]))

/** A draft of what was in the address: the same shape, texts for texts, whatever stood there. */
export const sanitized = value => {
  const { kept, examples, any, hints, all, none, ...texts } = emptyDraft()
  const rows = found => listed(found).slice(0, MOST).filter(row => KINDS.includes(row?.kind)).map(row => ({
    ...like(emptyRow(row.kind), row), ...(row.kind === "regex" ? { field: row.field === "title" ? "title" : "abstract" } : {}),
  }))
  return {
    ...like(texts, value),
    kept: {},
    ...Object.fromEntries(ROLES.map(role => [role, rows(value?.[role])])),
    examples: listed(value?.examples).slice(0, MOST)
      .map(found => ({ kind: found?.kind === "skip" ? "skip" : "match", ...like({ title: "", abstract: "" }, found) })),
  }
}
