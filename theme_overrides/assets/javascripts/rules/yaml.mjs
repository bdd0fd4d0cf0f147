// Writes a rule as YAML that every reader takes for the same texts: what could be read as anything else is quoted.

const PLAIN = /^[A-Za-z][A-Za-z0-9()/+.*-]*(?: [A-Za-z0-9()/+.*-]+)*$/
const WORDS = new Set(["yes", "no", "on", "off", "true", "false", "null", "y", "n"])
// What cannot stand in YAML, and what cannot be seen or turns the text around it: a reviewer should see what is there.
const ODD = /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]/g
const KEYS = ["label", "about", "parent", "aliases", "status", "replaced_by", "any", "hints", "hints_needed", "all", "none"]

/** A text or a number as YAML writes it on one line. */
export const scalar = value => {
  if (typeof value !== "string") return String(value)
  const text = value.toWellFormed?.() ?? value
  if (PLAIN.test(text) && !WORDS.has(text.toLowerCase())) return text
  return quoted(text)
}

const quoted = text => {
  if (text.search(ODD) < 0) return `'${text.replaceAll("'", "''")}'`
  const inner = text.replace(/["\\]/g, "\\$&").replace(ODD, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)
  return `"${inner}"`
}

/** Texts, lists and mappings on one line. Of several texts each has quotes: no comma can seem to stand inside one. */
const inline = value => {
  if (Array.isArray(value)) return `[${value.map(value.length > 1 ? apart : inline).join(", ")}]`
  if (value && typeof value === "object") return `{${Object.entries(value).map(([key, one]) => `${key}: ${inline(one)}`).join(", ")}}`
  return scalar(value)
}

const apart = value => typeof value === "string" ? quoted(value.toWellFormed?.() ?? value) : inline(value)

const pairs = entries => entries.map(([key, value]) => `${key}: ${inline(value)}`)

/** The lines of one item of a list: a mapping has one for each key. */
const item = value => {
  const lines = value && typeof value === "object" && !Array.isArray(value) ? pairs(Object.entries(value)) : [inline(value)]
  return lines.map((line, place) => `${place ? "  " : "- "}${line}`)
}

const indented = (lines, width) => lines.map(line => " ".repeat(width) + line)

const section = (key, value) => {
  if (!Array.isArray(value) || key === "aliases") return [`${key}: ${inline(value)}`]
  return [`${key}:`, ...indented(value.flatMap(item), 2)]
}

/** A tag below its id, as it stands below `tags:`. */
export const tagLines = (id, rule) => {
  const lines = KEYS.filter(key => rule[key] !== undefined).flatMap(key => section(key, rule[key]))
  const examples = Object.entries(rule.examples ?? {}).flatMap(([name, found]) => section(name, found))
  if (examples.length) lines.push("examples:", ...indented(examples, 2))
  return [`${scalar(id)}:`, ...indented(lines, 2)]
}

/** A whole file with one tag. */
export const fileOf = (topic, id, rule) =>
  [`topic: ${scalar(topic)}`, "tags:", ...indented(tagLines(id, rule), 2), ""].join("\n")

/** The tag alone, to be put below the `tags:` of a file. */
export const blockOf = (id, rule) => [...indented(tagLines(id, rule), 2), ""].join("\n")
