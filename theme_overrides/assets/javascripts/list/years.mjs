// The filter for years: a picture of how many papers each has, and the range.
import { h, number } from "../rules/dom.mjs"
import { section } from "./facet.mjs"
import { changed } from "./state.mjs"

const LABELS = 7
const WIDEST = 40

/** Every year between the first and the last, or, where these are too many, only those that have papers. */
export const yearsShown = years => {
  const known = years.map(one => one.year).filter(year => year > 0).sort((a, b) => a - b)
  const first = known[0], last = known.at(-1)
  if (!known.length || last - first >= WIDEST) return known.slice(-WIDEST)
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}

/** Whether the year at this place has its number written below it; the last one always has. */
export const isNamed = (place, count) => (count - 1 - place) % Math.ceil(count / LABELS) === 0

const chooser = (label, years, change) => {
  const options = years.toReversed().map(year => h("option", { value: String(year) }, String(year)))
  return h("select", { "aria-label": label, onchange: change }, h("option", { value: "0" }, label.split(" ")[0]), options)
}

/** The section, or null where no paper has a year. `href` gives the address of a state. */
export const yearFacet = (years, turn, href) => {
  const shown = yearsShown(years)
  if (!shown.length) return null
  const bars = shown.map((year, place) => ({ year, link: h("a", {}, h("span", {}, isNamed(place, shown.length) ? String(year) : "")) }))
  const from = chooser("From year", shown, event => turn(state => changed(state, { from: Number(event.target.value) })))
  const to = chooser("To year", shown, event => turn(state => changed(state, { to: Number(event.target.value) })))
  const show = (state, facets) => {
    const count = year => facets?.years[year] ?? 0
    const most = Math.max(1, ...shown.map(count))
    for (const { year, link } of bars) {
      const isIn = Boolean(state.from || state.to) && year >= state.from && (!state.to || year <= state.to)
      const isOnly = state.from === year && state.to === year
      link.style.setProperty("--v", (count(year) / most).toFixed(3))
      link.title = facets ? number(count(year), "paper") : ""
      link.setAttribute("aria-label", `${year}${facets ? `, ${number(count(year), "paper")}` : ""}`)
      link.classList.toggle("on", isIn)
      if (isIn) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current")
      link.href = href(changed(state, isOnly ? { from: 0, to: 0 } : { from: year, to: year }))
    }
    choose(from, state.from)
    choose(to, state.to)
  }
  const element = section("Year", "", h("div", { className: "years" }, bars.map(bar => bar.link)),
    h("div", { className: "between" }, from, h("span", {}, "to"), to))
  return { element, show }
}

/** Shows a year in a field of choices; one that is not among them, from an address, is put there. */
const choose = (select, year) => {
  const value = String(year)
  if (![...select.options].some(option => option.value === value)) select.append(h("option", { value }, value))
  select.value = value
}
