// The filters as a sheet over the page, where there is no room beside the list.

/** Everything of the page that is not the sheet or around it. */
const others = element => {
  const found = []
  for (let one = element; one !== document.body; one = one.parentElement) {
    found.push(...[...one.parentElement.children].filter(other => other !== one && !/^(script|style|link)$/i.test(other.tagName)))
  }
  return found
}

/** Opens and closes the sheet: the rest of the page rests meanwhile, and the focus goes back to `opener`. */
export const sheetOf = (element, opener) => {
  let resting = []
  const close = () => {
    if (element.dataset.open === undefined) return
    delete element.dataset.open
    element.removeAttribute("role")
    element.removeAttribute("aria-modal")
    for (const one of resting) one.inert = false
    document.documentElement.style.overflow = ""
    opener().setAttribute("aria-expanded", "false")
    opener().focus()
  }
  const open = () => {
    element.dataset.open = ""
    element.setAttribute("role", "dialog")
    element.setAttribute("aria-modal", "true")
    resting = others(element).filter(one => !one.inert)
    for (const one of resting) one.inert = true
    document.documentElement.style.overflow = "hidden"
    opener().setAttribute("aria-expanded", "true")
    ;(element.querySelector("button") ?? element).focus()
  }
  element.addEventListener("keydown", event => { if (event.key === "Escape" && !event.defaultPrevented) close() })
  matchMedia("(min-width: 60em)").addEventListener("change", event => event.matches && close())
  return { open, close }
}
