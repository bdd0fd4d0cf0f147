// The points of the map as plain numbers: which one is near a place, which comes next in a direction.

const CELLS = 64

/** The points of a data file as `{count, doc, x, y, topic, year, cells}`; `cells` has their numbers by part of the map. */
export const pointsOf = ({ doc, x, y, topic, year, width, height }) => {
  const points = { count: doc.length, doc, x, y, topic, year, width, height, cells: new Map() }
  for (let point = 0; point < points.count; point++) {
    const cell = cellOf(points, x[point], y[point])
    if (!points.cells.has(cell)) points.cells.set(cell, [])
    points.cells.get(cell).push(point)
  }
  return points
}

const column = (points, x) => Math.floor(x * CELLS / points.width)
const row = (points, y) => Math.floor(y * CELLS / points.height)
const cellOf = (points, x, y) => row(points, y) * CELLS + column(points, x)

/** The points in a rectangle, and a few around it. */
export const within = (points, left, top, right, bottom) => {
  const found = []
  for (let down = Math.max(0, row(points, top)); down <= Math.min(CELLS - 1, row(points, bottom)); down++) {
    for (let across = Math.max(0, column(points, left)); across <= Math.min(CELLS - 1, column(points, right)); across++) {
      found.push(...points.cells.get(down * CELLS + across) ?? [])
    }
  }
  return found
}

/** The point that is nearest to a place and at most `reach` away, or -1. Of the points `among` only, where given. */
export const nearest = (points, x, y, reach, among = () => true) => {
  let best = -1, least = reach * reach
  for (const point of within(points, x - reach, y - reach, x + reach, y + reach)) {
    const distance = (points.x[point] - x) ** 2 + (points.y[point] - y) ** 2
    if (distance <= least && among(point)) { best = point; least = distance }
  }
  return best
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Whether a key moves from point to point. */
export const isWay = key => Object.hasOwn(WAYS, key)

/** The next point from one in the direction of an arrow key: near, and more along than aside; the same where there is none. */
export const next = (points, from, key, among = () => true) => {
  const [across, down] = WAYS[key]
  let best = from, least = Infinity
  for (let point = 0; point < points.count; point++) {
    const x = points.x[point] - points.x[from], y = points.y[point] - points.y[from]
    const along = x * across + y * down, aside = Math.abs(x * down + y * across)
    if (along <= 0 || aside > along || !among(point)) continue
    const cost = along + 2 * aside
    if (cost < least) { best = point; least = cost }
  }
  return best
}

/** The point in the middle of the map, where keys begin. */
export const middle = (points, among = () => true) => {
  let best = -1, least = Infinity
  for (let point = 0; point < points.count; point++) {
    const distance = (points.x[point] - points.width / 2) ** 2 + (points.y[point] - points.height / 2) ** 2
    if (distance < least && among(point)) { best = point; least = distance }
  }
  return best
}
