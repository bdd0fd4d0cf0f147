// Which names of neighbourhoods are shown, and where: the larger ones first, none over another.

const HIGH = 18

const clash = (one, other) => Math.abs(one.x - other.x) < (one.wide + other.wide) / 2 && Math.abs(one.y - other.y) < HIGH

/** `[{text, x, y}]` in pixels; regions are `[x, y, text, papers, level]`, `width` measures a text. */
export const namesAt = (regions, { frame, unit, level, wide, high, width }) => {
  const found = []
  const known = regions.filter(region => region[4] <= level).sort((one, other) => other[4] - one[4] || other[3] - one[3])
  for (const [left, top, text] of known) {
    const x = (left - frame.x) * unit, y = (top - frame.y) * unit, half = width(text) / 2
    const name = { text, x: Math.min(Math.max(x, half + 6), wide - half - 6), y, wide: 2 * half + 8 }
    if (x < 0 || y < HIGH || x > wide || y > high || found.some(other => clash(name, other) || other.text === text)) continue
    found.push(name)
  }
  return found
}
