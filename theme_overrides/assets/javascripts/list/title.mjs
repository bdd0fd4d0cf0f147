// The title of a paper as nodes: its words marked, and its mathematics as the built pages show it.
import { marked } from "./row.mjs"

const MATHML = /MathML$/
const HTML = new Set(["em", "strong", "sub", "sup", "code", "i", "b", "span"])
const PLAIN = new Set(["mathvariant", "display", "stretchy", "fence", "form", "separator", "accent", "movablelimits"])

/** Copies what the build made of a title: known elements alone, with no attribute that could lead or run anywhere. */
const copied = (node, stems, inMath) => {
  if (node.nodeType === Node.TEXT_NODE) return inMath ? [node.data] : marked(node.data, stems)
  if (node.nodeType !== Node.ELEMENT_NODE) return []
  const name = node.localName
  const isMath = MATHML.test(node.namespaceURI)
  const children = () => [...node.childNodes].flatMap(child => copied(child, stems, inMath || isMath))
  if (name === "annotation" || name === "annotation-xml" || name === "script" || name === "style") return []
  if (isMath) return [element(node, children())]
  return HTML.has(name) ? [element(node, children())] : children()
}

const element = (node, children) => {
  const made = document.createElementNS(node.namespaceURI, node.localName)
  for (const { name, value } of node.attributes) if (PLAIN.has(name)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** The nodes of a row's title. */
export const titleOf = (row, stems) => {
  if (!row.math) return marked(row.title, stems)
  const parsed = new DOMParser().parseFromString(row.math, "text/html")
  return [...parsed.body.childNodes].flatMap(node => copied(node, stems, false))
}
