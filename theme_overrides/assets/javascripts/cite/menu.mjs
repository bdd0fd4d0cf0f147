// A menu that a button opens: `details`, closed by Escape, by a choice and by a click elsewhere.
import { h } from "../rules/dom.mjs"

/** A menu of `[name, what is beside it, what it does]`. */
export const menuOf = (name, items) => {
  const summary = h("summary", { className: "btn" }, name)
  const choose = act => () => { menu.open = false; summary.focus(); act() }
  const buttons = items.map(([text, beside, act]) =>
    h("button", { type: "button", onclick: choose(act) }, text, beside && [" ", h("span", {}, beside)]))
  const menu = h("details", { className: "menu" }, summary, h("div", { className: "menu__box" }, buttons))
  menu.addEventListener("keydown", event => {
    if (event.key === "Escape" && menu.open) {
      event.preventDefault()
      event.stopPropagation()
      menu.open = false
      summary.focus()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], at = buttons.indexOf(document.activeElement)
    if (!step || !menu.open) return
    event.preventDefault()
    buttons.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % buttons.length).focus()
  })
  menu.addEventListener("focusout", event => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false })
  document.addEventListener("pointerdown", event => { if (!menu.contains(event.target)) menu.open = false })
  return menu
}
