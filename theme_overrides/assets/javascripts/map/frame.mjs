// The part of the map that is shown: its top left corner and how much larger than the whole it is.

export const MOST = 24

/** The whole map. */
export const whole = { x: 0, y: 0, scale: 1 }

/** A part within the bounds of the map. */
export const bounded = ({ x, y, scale }, width, height) => {
  const size = Math.min(Math.max(scale, 1), MOST)
  const inside = (value, length) => Math.min(Math.max(value, 0), length - length / size)
  return { x: inside(x, width), y: inside(y, height), scale: size }
}

/** Larger or smaller by a factor, while the place `x`, `y` of the map stays where it is seen. */
export const zoomed = (frame, factor, x, y, width, height) => {
  const scale = Math.min(Math.max(frame.scale * factor, 1), MOST), ratio = frame.scale / scale
  return bounded({ x: x - (x - frame.x) * ratio, y: y - (y - frame.y) * ratio, scale }, width, height)
}

/** Moved by a way in units of the map. */
export const moved = (frame, across, down, width, height) =>
  bounded({ ...frame, x: frame.x + across, y: frame.y + down }, width, height)

/** Moved so that a place is seen, and not at the very edge; as it is where it is seen already. */
export const showing = (frame, x, y, width, height) => {
  const wide = width / frame.scale, high = height / frame.scale, edge = 0.08
  const isIn = (value, start, length) => value >= start + length * edge && value <= start + length * (1 - edge)
  if (frame.scale === 1 || isIn(x, frame.x, wide) && isIn(y, frame.y, high)) return frame
  return bounded({ ...frame, x: x - wide / 2, y: y - high / 2 }, width, height)
}

/** How deep the names of neighbourhoods go at this size. */
export const levelAt = scale => scale < 2.5 ? 0 : scale < 6 ? 1 : 2
