// What the colours of the map mean: topics, years, or one tag. Each way gives every point a kind, and the kinds a name.

export const YEARS = 5

/** Kinds are `{look, name, count}`: a look is the name of a style and of a shape. */
const counted = (kinds, own) => {
  for (const kind of own) kinds[kind].count++
  return { kinds, own }
}

/** By topic, as the page was made. */
export const byTopic = (points, topics) =>
  counted(topics.map(([name, shape]) => ({ look: `t${shape}`, shape, name, count: 0 })), points.topic)

/** By year, in at most five parts with about as many papers each; papers without a year apart. */
export const byYear = points => {
  const known = points.year.filter(Boolean).sort((one, other) => one - other)
  const ends = [...new Set(Array.from({ length: YEARS }, (_, part) => known[Math.ceil((part + 1) * known.length / YEARS) - 1]))].filter(Boolean)
  const first = YEARS - ends.length
  const kinds = ends.map((end, part) => ({ look: `y${first + part}`, shape: 0, name: named(part ? ends[part - 1] + 1 : known[0], end), count: 0 }))
  kinds.push({ look: "t6", shape: 6, name: "Year not known", count: 0 })
  return counted(kinds, points.year.map(year => year ? ends.findIndex(end => year <= end) : ends.length))
}

const named = (from, to) => from === to ? String(to) : `${from} to ${to}`

/** By one tag: the papers that have it, by the set of their numbers, and all others. */
export const byTag = (points, label, docs) => counted(
  [{ look: "t1", shape: 0, name: label, count: 0 }, { look: "t6", shape: 6, name: "Other papers", count: 0 }],
  points.doc.map(doc => docs.has(doc) ? 0 : 1),
)
