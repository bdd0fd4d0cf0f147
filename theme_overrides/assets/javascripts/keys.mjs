// The keys and clicks of the search box that Material's script leaves out.
import "./alternates.mjs"
import "./offline.mjs"

/** Whether this key press asks for the search box: the key event and the element that has the focus. */
export const asksForSearch = (event, focused) =>
  event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ||
  event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(focused)

const isWriting = element =>
  !!element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName) && element.type !== "radio")

/** Opens the search, whose box may be hidden until then, and goes to its words. */
const open = (box, toggle) => {
  if (!toggle.checked) toggle.click()
  box.focus()
  box.select()
}

const start = (box, toggle) => {
  const search = box.closest("[data-md-component=search]")
  addEventListener("keydown", event => {
    if (!asksForSearch(event, document.activeElement)) return
    event.preventDefault()
    event.stopPropagation()
    open(box, toggle)
  }, true)
  document.querySelector("label[for=__search]")?.addEventListener("keydown", event => {
    if (event.key !== " " && event.key !== "Enter") return
    event.preventDefault()
    event.stopPropagation()
    toggle.click()
  })
  toggle.addEventListener("change", () => toggle.checked && box.focus())
  // Material listens to keys only; words can also be pasted, spoken or cleared with the pointer
  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })))
  box.form.addEventListener("submit", event => event.preventDefault())
  document.addEventListener("pointerdown", event => {
    if (toggle.checked && !search.contains(event.target) && !event.target.closest("label")) toggle.click()
  })
}

if (typeof document !== "undefined") {
  const box = document.querySelector("[data-md-component=search-query]")
  const toggle = document.getElementById("__search")
  if (box && toggle) start(box, toggle)
}
