// Elements of the page. Texts are put in as texts, never as HTML.

/** An element with properties (`on…` are listeners, `aria…` and `data-…` attributes) and children, which may be texts. */
export const h = (name, properties = {}, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value)
    else if (key.includes("-") || key === "for" || key === "list" || key === "role") element.setAttribute(key, value)
    else element[key] = value
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false))
  return element
}

/** Pieces of a text as texts and marks. */
export const pieces = found => found.map(([text, isMarked]) => isMarked ? h("mark", {}, text) : text)

const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const visible = text => text.replace(TURNING, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** A text with its parts between backquotes as code, and in no part turned around by what it quotes. */
export const said = text => visible(text).split("`").map((part, place) => place % 2 ? h("code", {}, part) : part)

/** A button; `name` is what it is called where its text is too short to say it. */
export const button = (className, text, onclick, name = "") =>
  h("button", { type: "button", className, onclick, ...(name ? { "aria-label": name } : {}) }, text)

/** What is said beside the matter. */
export const quiet = (...children) => h("span", { className: "quiet" }, children)

export const digits = count => count.toLocaleString("en")

/** A number with its noun. */
export const number = (count, noun) => `${digits(count)} ${noun}${count === 1 ? "" : "s"}`

/** How many examples come out otherwise than they should. */
export const failures = count => count ? `${number(count, "example")} ${count === 1 ? "fails" : "fail"}` : ""

/** The value of a field for a number; other signs do not stay in it. */
export const digitsOnly = field => {
  const value = field.value.replace(/\D+/g, "")
  if (field.value !== value) field.value = value
  return value
}

let last = 0
/** An id that no other element has. */
export const unique = name => `${name}-${++last}`

/** Changes a text only where it differs, so that a live region speaks once. */
export const write = (element, text) => { if (element.textContent !== text) element.textContent = text }
