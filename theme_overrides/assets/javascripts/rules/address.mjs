// The draft in the address of the page, and the address of a new pull request on the repository's site.
import { emptyDraft, sanitized } from "./draft.mjs"
import { blockOf, fileOf } from "./yaml.mjs"

const LONGEST = 8000

const lean = (value, model) => Object.fromEntries(
  Object.entries(value).filter(([key, one]) => JSON.stringify(one) !== JSON.stringify(model[key])),
)

/** What stands behind the `#`; nothing for a draft in which nothing is written. */
export const fragmentOf = draft => {
  const changed = lean({ ...draft, kept: {} }, emptyDraft())
  return Object.keys(changed).length ? encodeURIComponent(JSON.stringify(changed)).replace(/%(?:22|2C|3A|7B|7D|5B|5D|20)/g, readable) : ""
}

const readable = code => ({ "%2C": ",", "%3A": ":" })[code] ?? code

/** The draft that an address has behind its `#`, or null. */
export const draftIn = fragment => {
  try {
    const found = JSON.parse(decodeURIComponent(fragment.replace(/^#/, "")))
    return found && typeof found === "object" && !Array.isArray(found) ? sanitized({ ...emptyDraft(), ...found }) : null
  } catch { return null }
}

const slug = name => name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60)

/** An id for a tag of this name. */
export const idFor = label => slug(label)

/** Where a rule belongs: `{path, isNew, line}`; a tag stays in its file, a new one goes to the file of its topic. */
export const placeOf = (draft, index) => {
  const old = index.tags.find(tag => tag.id === draft.from)
  if (old && old.topic === draft.topic) return { path: old.file, isNew: false, line: old.line, id: old.id }
  const folder = index.topics[0]?.[1].replace(/[^/]*$/, "") ?? "site_src/rules/"
  const path = `${folder}${slug(draft.topic) || "new-topic"}.yml`
  const topic = index.topics.find(([name]) => name === draft.topic)
    ?? index.topics.find(([name, file]) => file === path || (slug(name) && slug(name) === slug(draft.topic)))
  if (topic) return { path: topic[1], isNew: false, line: 0 }
  return { path, isNew: true, line: 0 }
}

/** What the pull request will hold: a whole file where it is new, else the tag alone. */
export const yamlOf = (draft, rule, index) => {
  const { path, isNew } = placeOf(draft, index)
  return isNew
    ? firstLine(path) + fileOf(draft.topic || "New topic", draft.id || "new-tag", rule)
    : blockOf(draft.id || "new-tag", rule)
}

/** Tells editors where the language is described, as every rule file does. */
const firstLine = path => `# yaml-language-server: $schema=${"../".repeat(path.split("/").length - 1)}generator/rules/schema.json\n`

const escaped = path => path.split("/").map(encodeURIComponent).join("/")

/** The address where a pull request begins, and whether it holds the text already; null without a repository. */
export const pullRequest = (draft, rule, index) => {
  if (!index.repository) return null
  const { path, isNew } = placeOf(draft, index)
  const branch = escaped(index.branch)
  const empty = `${index.repository}/new/${branch}?filename=${encodeURIComponent(path)}`
  const filled = `${empty}&value=${encodeURIComponent(yamlOf(draft, rule, index))}`
  if (!isNew) return { url: `${index.repository}/edit/${branch}/${escaped(path)}`, filled: false }
  return filled.length <= LONGEST ? { url: filled, filled: true } : { url: empty, filled: false }
}
