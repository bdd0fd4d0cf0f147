// The tags in the order in which the filters show them: children below their parents, the commonest first.

const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

/**
 * Tags as `{tag, depth}`, each below its parent. A parent that is no tag here is none, and so is one of a circle.
 */
export const treeOf = tags => {
  const known = new Map(tags.map(tag => [tag.id, tag]))
  const below = new Map()
  for (const tag of tags) {
    const parent = known.has(tag.parent) && tag.parent !== tag.id ? tag.parent : ""
    below.set(parent, [...below.get(parent) ?? [], tag])
  }
  const rows = [], seen = new Set()
  const add = (parent, depth) => {
    for (const tag of byCount(below.get(parent) ?? [])) {
      if (seen.has(tag.id)) continue
      seen.add(tag.id)
      rows.push({ tag, depth })
      add(tag.id, depth + 1)
    }
  }
  add("", 0)
  return rows
}

const byCount = tags => tags.toSorted((one, other) => other.papers - one.papers || (one.label < other.label ? -1 : 1))

/** Whether a name, or another name of the same thing, has these letters at the front of a word. */
export const isNamed = (names, typed) => {
  const wanted = fold(typed).trim()
  return !wanted || names.some(name => ` ${fold(name).replace(/[^\p{L}\p{N}]+/gu, " ")}`.includes(` ${wanted.replace(/[^\p{L}\p{N}]+/gu, " ")}`))
}
