// Larger and smaller: buttons, keys, the wheel with Ctrl, two fingers; and dragging where it is larger.
import { button, h } from "../rules/dom.mjs"
import { drag } from "./drag.mjs"
import { moved, showing, whole, zoomed } from "./frame.mjs"

const STEP = 1.6
const WORTH = 200 // so few papers are seen well as they are

/** `{shown, keep, element}`: the part that is seen, what brings a point into it, and buttons, where they are worth it. */
export const zooming = (view, points) => {
  const { width, height } = points
  const place = view.element.parentElement, fingers = new Map()
  let frame = whole

  const set = next => {
    frame = next
    view.element.classList.toggle("zoomed", frame.scale > 1)
    view.frame(frame)
  }
  const unit = () => width / frame.scale / view.element.getBoundingClientRect().width
  const placeOf = ({ clientX, clientY }) => {
    const box = view.element.getBoundingClientRect()
    return [frame.x + (clientX - box.left) * unit(), frame.y + (clientY - box.top) * unit()]
  }
  const by = (factor, x = frame.x + width / frame.scale / 2, y = frame.y + height / frame.scale / 2) =>
    set(zoomed(frame, factor, x, y, width, height))

  const named = (text, name, act) => button("", text, act, name)
  const buttons = points.count < WORTH ? null : {
    in: named("+", "Larger", () => by(STEP)), out: named("−", "Smaller", () => by(1 / STEP)), all: named("⤢", "The whole map", () => set(whole)),
  }
  const keep = point => set(showing(frame, points.x[point], points.y[point], width, height))
  if (!buttons) return { shown: () => frame, keep, element: null }

  const element = h("span", { className: "zoom", role: "group", "aria-label": "Size" }, Object.values(buttons))
  place.addEventListener("wheel", event => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    by(event.deltaY < 0 ? 1.2 : 1 / 1.2, ...placeOf(event))
  }, { passive: false })
  place.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = { "+": () => by(STEP), "=": () => by(STEP), "-": () => by(1 / STEP), 0: () => set(whole) }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
  drag(place, (before, event, other) => {
    if (!other) {
      if (frame.scale > 1) set(moved(frame, (before.clientX - event.clientX) * unit(), (before.clientY - event.clientY) * unit(), width, height))
      return frame.scale > 1
    }
    const apart = one => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
    const [x, y] = placeOf({ clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 })
    if (apart(before) > 0) by(apart(event) / apart(before), x, y)
    return true
  })
  return { shown: () => frame, keep, element }
}
