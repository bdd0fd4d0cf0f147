// The map of a catalog that is too large for a link for each paper: drawn here, with one link that goes where one points.
import { h } from "../rules/dom.mjs"
import { levelAt } from "./frame.mjs"
import { within } from "./points.mjs"
import { namesAt } from "./names.mjs"
import { paint as paintPoints } from "./shapes.mjs"

const SHRUNK = 0.6

/** A view for points; `papers` gives what a point is called, `regions` are the names of neighbourhoods. */
export const painted = (old, points, { regions, size, papers }) => {
  const canvas = h("canvas", { className: "map", role: "img", "aria-label": old.getAttribute("aria-label") })
  const spot = h("a", { className: "spot", tabIndex: 0, role: "link", "aria-label": "Papers on the map, by arrow keys" })
  const styles = h("span", { hidden: true })
  let colouring = null, isLit = () => true, frame = { x: 0, y: 0, scale: 1 }, chosen = -1, first = -1, waiting = 0
  old.replaceWith(canvas)
  canvas.after(spot, styles)

  const colourOf = name => {
    styles.className = name
    return getComputedStyle(styles).color
  }

  const draw = () => {
    waiting = 0
    const wide = canvas.clientWidth, density = Math.min(devicePixelRatio || 1, 3)
    const unit = wide * frame.scale / points.width
    canvas.width = Math.round(wide * density)
    canvas.height = Math.round(wide * density * points.height / points.width)
    const pen = canvas.getContext("2d")
    pen.setTransform(density * unit, 0, 0, density * unit, -frame.x * density * unit, -frame.y * density * unit)
    const style = getComputedStyle(canvas)
    const shown = within(points, frame.x, frame.y, frame.x + points.width / frame.scale, frame.y + points.height / frame.scale)
    const looks = colouring.kinds.map(({ look, shape }) => ({ colour: colourOf(look), shape }))
    // Points grow less than the map, so that those that are near each other part.
    const width = size * frame.scale ** SHRUNK / frame.scale
    paintPoints(pen, shown, { points, looks, kind: colouring.own, isLit, width, unit, chosen, ink: style.getPropertyValue("--ink") })
    pen.setTransform(density, 0, 0, density, 0, 0)
    pen.textAlign = "center"
    pen.lineWidth = 4
    pen.lineJoin = "round"
    pen.font = `15px ${style.getPropertyValue("--serif")}`
    pen.strokeStyle = style.getPropertyValue("--raised")
    pen.fillStyle = style.getPropertyValue("--ink-2")
    const names = namesAt(regions, { frame, unit, level: levelAt(frame.scale), wide, high: canvas.height / density, width: text => pen.measureText(text).width })
    for (const { text, x, y } of names) { pen.strokeText(text, x, y); pen.fillText(text, x, y) }
    place()
  }

  /** Draws with the next picture of the screen, however often it is asked for before. */
  const soon = () => { waiting ||= requestAnimationFrame(draw) }

  const place = () => {
    const unit = canvas.clientWidth * frame.scale / points.width
    const point = chosen < 0 ? first : chosen
    if (point < 0) return
    const x = (points.x[point] - frame.x) * unit, y = (points.y[point] - frame.y) * unit
    spot.style.translate = `${x}px ${y}px`
  }

  const choose = async point => {
    if (point === chosen) return
    chosen = point
    spot.removeAttribute("href")
    soon()
    const paper = point < 0 ? null : await papers(point)
    if (!paper || point !== chosen) return
    spot.href = paper.url
    spot.setAttribute("aria-label", paper.title)
  }

  new ResizeObserver(soon).observe(canvas)
  new MutationObserver(soon).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
  return {
    element: canvas, choose, paper: papers,
    paint: (next, lit) => { colouring = next; isLit = lit; soon() },
    frame: next => { frame = next; soon() },
    reach: point => { first = point },
    focus: () => spot.focus(),
    pointOf: target => target !== spot ? -1 : chosen < 0 ? first : chosen,
  }
}
