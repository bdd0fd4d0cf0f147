// Two terms in one sentence: the nearest pairs of their hits.

const byEnd = (one, other) => one[1] - other[1] || one[0] - other[0]
const byStart = (one, other) => one[0] - other[0] || one[1] - other[1]

/** The pairs of a `near`, whose sides have these spans, that stand in one sentence, near enough, in the right order. */
export const nearest = (term, text, spansOf) => {
  const [one, other] = term.near.map(side => spansOf(side.number).sort(byEnd))
  if (!one.length || !other.length) return []
  const pairs = [...pairsOf(one, other), ...(term.ordered ? [] : pairsOf(other, one))]
  return pairs.filter(([left, right]) =>
    (term.within === null || right[0] - left[1] - 1 <= term.within) && text.together(left[0], right[1]))
}

/** Each span on the right with the last on the left that ends before it begins; of those with one left the nearest. */
const pairsOf = (left, right) => {
  const found = new Map()
  for (const span of [...right].sort((a, b) => b[0] - a[0] || a[1] - b[1])) {
    const before = endBefore(left, span[0])
    if (before) found.set(before.join(), [before, span])
  }
  return [...found.values()].sort((a, b) => byStart(a[0], b[0]))
}

/** The last of the spans, which stand by their ends, that ends before a word. */
const endBefore = (spans, word) => {
  let low = 0, high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle][1] < word) low = middle + 1
    else high = middle
  }
  return spans[low - 1]
}
