// The rule language as it stands in a file (texts, lists, mappings), and the terms that it means.

export const ROLES = ["any", "hints", "all", "none"]
export const FIELDS = ["title", "abstract"]
const KINDS = ["term", "title", "abstract", "near", "regex"]

const listed = value => value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
const spaced = text => String(text).split(/\s+/).filter(Boolean).join(" ")

/** What a mapping is: the first of its keys that makes a term, or "". */
export const kindOf = item => KINDS.find(kind => kind in item) ?? ""

const plain = (spellings, only) => ({
  spellings, only, exceptions: [], near: [], within: null, ordered: false, regex: false, label: spellings[0] ?? "",
})

const pattern = text => String(text).normalize("NFC").replace(/\n$/, "")

const simple = (value, only = null) => plain(listed(value).map(spaced), only)

const exception = item => typeof item === "string" || Array.isArray(item)
  ? simple(item)
  : simple(item[kindOf(item)], FIELDS.includes(kindOf(item)) ? kindOf(item) : null)

/** One item of a rule's list as a term. */
export const termOf = item => {
  if (typeof item !== "object" || Array.isArray(item)) return simple(item)
  const kind = kindOf(item)
  const exceptions = listed(item.except).map(exception)
  if (kind === "near") {
    const near = listed(item.near).map(side => simple(side))
    const label = near.map(side => side.label).join(" … ")
    return { ...plain([], null), near, within: item.within ?? null, ordered: item.ordered === true, exceptions, label }
  }
  if (kind === "regex") return { ...plain(listed(item.regex).map(pattern), item.field ?? "abstract"), exceptions, regex: true }
  return { ...simple(item[kind], FIELDS.includes(kind) ? kind : null), exceptions }
}

/** The terms of a rule by the lists that they stand in. */
export const termsOf = rule => Object.fromEntries(ROLES.map(role => [role, listed(rule[role]).map(termOf)]))

/** How many different hints a rule needs. */
export const hintsNeeded = rule => rule.hints_needed ?? 2
