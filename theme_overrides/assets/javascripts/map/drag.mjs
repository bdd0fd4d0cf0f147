// Pointers that are held down on an element and moved: a mouse, one finger or two.

const STILL = 5

/**
 * Calls `turn(before, event, other)` for each move of a pointer that is held, `other` being a second one, or undefined.
 * Where it says that something moved, the click that ends a longer way is none.
 */
export const drag = (element, turn) => {
  const held = new Map()
  let start = null, isDragged = false
  element.addEventListener("pointerdown", event => {
    if (event.button) return
    held.set(event.pointerId, event)
    start = event
    isDragged = false
  })
  element.addEventListener("pointermove", event => {
    const before = held.get(event.pointerId)
    if (!before) return
    if (event.pointerType === "mouse" && !event.buttons) return held.delete(event.pointerId)
    held.set(event.pointerId, event)
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1]
    const hasMoved = turn(before, event, other)
    isDragged ||= hasMoved && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > STILL
  })
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    element.addEventListener(name, event => held.delete(event.pointerId))
  }
  element.addEventListener("dragstart", event => event.preventDefault())
  element.addEventListener("click", event => {
    if (!isDragged) return
    isDragged = false
    event.preventDefault()
    event.stopPropagation()
  }, true)
}
