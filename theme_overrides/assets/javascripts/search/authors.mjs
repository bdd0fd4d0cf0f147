// All authors with their papers: generator/search_index/authors.py says how they are written.
import { Bytes, decode, NO_BYTES } from "./bytes.mjs"
import { simpleSlug } from "./rows.mjs"
import { readSet } from "./sets.mjs"
import { fold, words } from "./tokens.mjs"

/** The authors of a piece in order: `{name, key, slug, set}`. */
export const readAuthors = (bytes, papers) => {
  const reader = new Bytes(bytes), found = []
  let text = NO_BYTES
  while (!reader.isDone) {
    text = reader.word(text)
    const [family, rest, slug] = decode(text).split("\t")
    const name = rest ? `${rest} ${family}` : family
    const key = [...words(family), ...words(rest)].join(" ")
    found.push({ name, key, slug: slug === "=" ? simpleSlug(name) : slug, set: readSet(reader, papers) })
  }
  return found
}

const SUFFIX = /(?:,?\s+(?:jr|sr|ii|iii|iv)\.?)+$/i

/** The last word of a name without `Jr.` and the like; what stands before a comma where there is one. */
const familyOf = name => {
  const bare = name.trim().replace(SUFFIX, "")
  return (bare.includes(",") ? bare.slice(0, bare.indexOf(",")) : bare).split(/\s+/u).filter(Boolean).at(-1) ?? ""
}

/** The key of a name, by which authors are sorted. */
export const keyOf = name => {
  const family = familyOf(name), rest = name.endsWith(` ${family}`) ? name.slice(0, -family.length - 1) : null
  return (family && rest !== null ? [...words(family), ...words(rest)] : words(name)).join(" ")
}

/** Are these two ways to write one name? */
export const isSame = (one, other) => one === other || fold(one) === fold(other)

/** The beginnings of keys that a typed beginning of a name may mean: `ada love` is of the family Love… or of Ada …. */
export const beginnings = typed => {
  const list = words(typed)
  if (!list.length) return []
  const family = list.at(-1), rest = list.slice(0, -1)
  return rest.length ? [[list.join(" "), []], [family, rest]] : [[family, []]]
}

/** Do the words behind the family name begin so, in order? */
export const hasRest = (key, rest) => {
  const own = key.split(" ")
  let at = 0
  return rest.every(word => {
    while (at < own.length && !own[at].startsWith(word)) at++
    return at++ < own.length
  })
}
