// Pointing, tapping and keys on the map: which paper is meant, and when it is opened.
import { isWay, middle, nearest, next } from "./points.mjs"

const NEAR = 10, NEAR_FINGER = 24

/**
 * `view` draws, `shown()` is the part of the map that is seen, `isLit` says which points do not step back.
 * `choose(point)` shows a paper, `open(point)` goes to it.
 */
export const pointing = (view, points, { shown, isLit, choose, open, keep }) => {
  let chosen = -1, before = -1, isTouch = false

  const turn = point => {
    if (point === chosen) return
    chosen = point
    view.choose(point)
    choose(point)
  }

  const at = (event, pixels) => {
    const box = view.element.getBoundingClientRect(), frame = shown()
    const unit = points.width / frame.scale / box.width
    const x = frame.x + (event.clientX - box.left) * unit, y = frame.y + (event.clientY - box.top) * unit
    return nearest(points, x, y, pixels * unit, isLit)
  }

  const place = view.element.parentElement
  place.addEventListener("pointerdown", event => {
    isTouch = event.pointerType !== "mouse"
    before = chosen // a touch gives the focus first, which chooses too
  })
  place.addEventListener("pointermove", event => {
    if (event.pointerType !== "mouse" || event.buttons) return
    const direct = view.pointOf(event.target), point = direct < 0 ? at(event, NEAR) : direct
    if (point >= 0) turn(point)
    view.element.style.cursor = point >= 0 ? "pointer" : ""
  })
  place.addEventListener("click", event => {
    if (event.target.closest("button")) return
    if (!isTouch || event.detail === 0) return
    const point = at(event, NEAR_FINGER)
    event.preventDefault()
    if (point >= 0 && point === before) open(point)
    else turn(point)
  })
  place.addEventListener("focusin", event => {
    const point = view.pointOf(event.target)
    if (point >= 0) turn(point)
  })
  place.addEventListener("keydown", event => {
    if (!isWay(event.key) || event.ctrlKey || event.metaKey || event.altKey || view.pointOf(event.target) < 0) return
    event.preventDefault()
    event.stopPropagation()
    const point = next(points, chosen < 0 ? middle(points, isLit) : chosen, event.key, isLit)
    keep(point)
    turn(point)
    view.reach(point)
    view.focus(point)
  })
  view.reach(middle(points))
}
