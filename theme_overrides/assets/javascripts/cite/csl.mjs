// A citation as an item of CSL-JSON, byte for byte as the build writes it.
import { isPreprint, nameOf, plainTitle } from "./record.mjs"

const TYPES = { article: "article-journal", inproceedings: "paper-conference" }

const authorOf = written => {
  const { literal, family, given, suffix } = nameOf(written)
  if (literal) return { literal }
  return suffix ? { family, given, suffix } : { family, given }
}

export const entry = cited => {
  const isOther = cited.kind === "misc", preprint = isPreprint(cited), date = cited.date || cited.year
  const fields = [
    ["id", cited.key],
    ["type", TYPES[cited.kind] ?? (preprint ? "article" : "document")],
    ["title", plainTitle(cited)],
    ["author", cited.authors.length ? cited.authors.map(authorOf) : ""],
    ["container-title", isOther ? "" : cited.place],
    ["publisher", preprint ? "arXiv" : isOther ? cited.place : ""],
    ["volume", cited.volume],
    ["issue", cited.number],
    ["page", cited.pages],
    ["number", preprint ? `arXiv:${cited.arxiv}` : ""],
    ["issued", date && { "date-parts": [date.split("-").map(Number)] }],
    ["DOI", cited.doi],
    ["URL", cited.url],
    ["note", cited.note],
  ]
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`)
  return `{\n${lines.join(",\n")}\n}`
}

export const whole = entries => entries.length ? `[\n${entries.join(",\n")}\n]\n` : "[]\n"
