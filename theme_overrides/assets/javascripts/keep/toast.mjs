// A sentence at the foot of the page for some seconds, with a way back. It is read out, and stays while one is on it.
import { button, h } from "../rules/dom.mjs"
import { ROOT } from "../site.mjs"

const SHOWN_FOR = 8000

const region = h("div", { className: "toast", role: "status", style: "position: fixed; bottom: 1rem" })
const style = h("link", { rel: "stylesheet", href: `${ROOT}assets/stylesheets/toast.css` })
let timer = 0

const hide = () => {
  clearTimeout(timer)
  region.replaceChildren()
}
const wait = () => {
  clearTimeout(timer)
  timer = setTimeout(hide, SHOWN_FOR)
}

/** Says something; `undo` is offered as a button, `open` as a link. */
export const toast = (text, undo = null, open = "") => {
  if (!region.isConnected) {
    document.head.append(style)
    document.body.append(region)
  }
  region.replaceChildren(h("span", {}, text))
  if (undo) region.append(" ", button("", "Undo", () => { hide(); undo() }))
  if (open) region.append(" ", h("a", { href: open }, "Open"))
  wait()
}

for (const name of ["pointerenter", "focusin"]) region.addEventListener(name, () => clearTimeout(timer))
for (const name of ["pointerleave", "focusout"]) region.addEventListener(name, wait)
