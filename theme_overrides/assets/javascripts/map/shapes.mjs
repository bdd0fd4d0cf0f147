// The points of the map on a canvas: those that step back first, each colour at once, the chosen one last.

const TURN = 2 * Math.PI
const AS_DOTS = 5 // smaller than this many pixels a shape cannot be told from a dot
const FEW = 500, SEEN = 9 // so few of all that fit a filter are drawn at least so many pixels wide, to be found among the others

const SIDES = {
  1: [[-0.36, -0.36], [0.36, -0.36], [0.36, 0.36], [-0.36, 0.36]],
  2: [[0, -0.45], [0.44, 0.33], [-0.44, 0.33]],
  3: [[0, -0.48], [0.48, 0], [0, 0.48], [-0.48, 0]],
  4: [[0, 0.45], [0.44, -0.33], [-0.44, -0.33]],
  5: [[-0.13, -0.43], [0.13, -0.43], [0.13, -0.13], [0.43, -0.13], [0.43, 0.13], [0.13, 0.13], [0.13, 0.43], [-0.13, 0.43], [-0.13, 0.13], [-0.43, 0.13], [-0.43, -0.13], [-0.13, -0.13]],
}

const trace = (pen, shape, x, y, width) => {
  const sides = SIDES[shape]
  if (!sides) {
    pen.moveTo(x + width * 0.4, y)
    pen.arc(x, y, width * 0.4, 0, TURN)
    if (shape !== 6) return
    pen.moveTo(x + width * 0.19, y)
    pen.arc(x, y, width * 0.19, 0, TURN, true)
    return
  }
  sides.forEach(([across, down], side) => pen[side ? "lineTo" : "moveTo"](x + across * width, y + down * width))
  pen.closePath()
}

/** Paints points, whose `kind` says which of the `looks` they have; `unit` is a unit of the map in pixels. */
export const paint = (pen, shown, { points, looks, kind, isLit, width, unit, chosen, ink }) => {
  const groups = new Map()
  for (const point of shown) {
    const group = kind[point] + (isLit(point) ? looks.length : 0)
    if (!groups.has(group)) groups.set(group, [])
    groups.get(group).push(point)
  }
  const lit = [...groups].reduce((sum, [group, own]) => group < looks.length ? sum : sum + own.length, 0)
  const isFew = lit < FEW && [...groups.keys()].some(group => group < looks.length)
  for (const [group, own] of [...groups].sort(([one], [other]) => one - other)) {
    const { colour, shape } = looks[group % looks.length]
    pen.globalAlpha = group < looks.length ? 0.22 : 1
    pen.fillStyle = colour
    const wide = isFew && group >= looks.length ? Math.max(width, SEEN / unit) : width, side = Math.max(wide * 0.8, 1 / unit)
    if (wide * unit < AS_DOTS) for (const point of own) pen.fillRect(points.x[point] - side / 2, points.y[point] - side / 2, side, side)
    else {
      pen.beginPath()
      for (const point of own) trace(pen, shape, points.x[point], points.y[point], wide)
      pen.fill()
    }
  }
  pen.globalAlpha = 1
  if (chosen < 0) return
  pen.strokeStyle = ink
  pen.lineWidth = 2 / unit
  pen.beginPath()
  pen.arc(points.x[chosen], points.y[chosen], Math.max(width * 0.7, 6 / unit), 0, TURN)
  pen.stroke()
}
