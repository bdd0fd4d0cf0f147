// A citation as one line of a bibliography, byte for byte as the build writes it.
import { nameOf, plainTitle, safeAddress } from "./record.mjs"

const MOST_AUTHORS = 20

const authorOf = written => {
  const name = nameOf(written)
  return name.literal || [name.given, name.family, name.suffix].filter(Boolean).join(" ")
}

const authorsOf = names => {
  if (names.length > MOST_AUTHORS) return `${names.slice(0, MOST_AUTHORS - 1).join(", ")}, …, ${names.at(-1)}`
  if (names.length < 3) return names.join(" and ")
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`
}

const placeOf = cited => {
  if (cited.kind === "inproceedings") return `In ${cited.place}`
  if (cited.kind === "misc") return cited.place || cited.arxiv && `arXiv:${cited.arxiv}`
  const number = cited.number && `(${cited.number})`
  return cited.volume ? `${cited.place}, ${cited.volume}${number}:${cited.pages}` : cited.place
}

export const entry = cited => {
  const authors = authorsOf(cited.authors.map(authorOf)), title = plainTitle(cited)
  const parts = [...(authors ? [authors, cited.year, title] : [title, cited.year]), placeOf(cited), cited.note].filter(Boolean)
  const address = cited.doi ? `https://doi.org/${safeAddress(cited.doi)}` : cited.url
  return [...parts.map(part => /[.!?…]$/.test(part) ? part : `${part}.`), address].filter(Boolean).join(" ")
}

export const whole = entries => entries.map((line, at) => `${at + 1}. ${line}\n`).join("")
