// What the points of a large map are called: in pieces, each fetched once, when one of its papers is asked for.

/** A function from a point to its paper `{url, title, at}`, or null where it did not come. */
export const named = ({ block, folder, urlOf, read }) => {
  const pieces = new Map()
  const piece = number => {
    if (!pieces.has(number)) {
      pieces.set(number, read(new URL(`${number}.json`, folder)).catch(() => { pieces.delete(number); return null }))
    }
    return pieces.get(number)
  }
  return async point => {
    const found = (await piece(Math.floor(point / block)))?.[point % block]
    return found ? { url: urlOf(found[0]), title: found[1], at: found[2] } : null
  }
}
