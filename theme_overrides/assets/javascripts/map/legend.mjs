// What the colours mean, with a box for each that lets its papers step back; and the choice of what they mean.
import { digits, h } from "../rules/dom.mjs"

const SVG = "http://www.w3.org/2000/svg"

const key = ({ look, shape }) => {
  const drawing = document.createElementNS(SVG, "svg"), use = document.createElementNS(SVG, "use")
  for (const [name, value] of [["class", look], ["viewBox", "0 0 16 16"], ["aria-hidden", "true"]]) drawing.setAttribute(name, value)
  for (const [name, value] of [["href", `#shape-${shape}`], ["width", 16], ["height", 16]]) use.setAttribute(name, value)
  drawing.append(use)
  return drawing
}

/** Fills the list with the kinds; `changed` is called with the set of those that are to step back. */
export const showLegend = (list, kinds, changed) => {
  const off = new Set()
  list.replaceChildren(...kinds.map(({ look, shape, name, count }, number) => {
    const box = h("input", {
      type: "checkbox", checked: true,
      onchange: event => { if (event.target.checked) off.delete(number); else off.add(number); changed(off) },
    })
    return h("li", {}, h("label", {}, box, key({ look, shape }), name, h("b", {}, digits(count))))
  }).filter((_, number) => kinds[number].count))
}

/** Two fields that say what colours mean: by topic, year or one tag, and which tag; `changed(way, tag)` is told. `reset` goes back to topics. */
export const colourBy = (tags, changed) => {
  const options = [["topic", "by topic"], ["year", "by year"], ...tags.length ? [["tag", "by one tag"]] : []]
  const way = h("select", { "aria-label": "Colour" }, options.map(([value, text]) => h("option", { value }, text)))
  const tag = h("select", { "aria-label": "Tag", hidden: true }, tags.map(([value, text]) => h("option", { value }, text)))
  const tell = () => {
    tag.hidden = way.value !== "tag"
    changed(way.value, tag.value)
  }
  for (const field of [way, tag]) field.addEventListener("change", tell)
  const reset = () => { way.value = "topic"; tell() }
  return { fields: [way, tag], reset }
}
