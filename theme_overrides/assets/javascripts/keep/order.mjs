// The orders of a reading list. An item is `{paper, row}`; `row` is null where the catalog has the paper no longer.

export const ORDERS = [["saved", "Last saved"], ["newest", "Newest"], ["title", "Title"]]

const titles = new Intl.Collator("en", { sensitivity: "base", numeric: true })
const docOf = item => item.row ? item.row.doc : Infinity
const titleOf = item => item.row?.title ?? item.paper.title

/** The items in an order; they come in the order in which they were saved. */
export const inOrder = (items, order) => {
  const latest = items.toReversed()
  if (order === "newest") return latest.sort((one, other) => docOf(one) - docOf(other) || 0)
  return order === "title" ? latest.sort((one, other) => titles.compare(titleOf(one), titleOf(other))) : latest
}

/** The order that an address asks for. */
export const orderIn = search => {
  const asked = new URLSearchParams(search).get("sort")
  return ORDERS.some(([id]) => id === asked) ? asked : "saved"
}
