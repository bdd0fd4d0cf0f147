// A citation as an item of CSL-JSON, byte for byte as the build writes it.
import { OTHERS, THESES, isPart, isPreprint, nameOf, plainTitle } from "./record.mjs"

const TYPES = {
  article: "article-journal", inproceedings: "paper-conference", book: "book", incollection: "chapter", inbook: "chapter", proceedings: "book",
  phdthesis: "thesis", mastersthesis: "thesis", techreport: "report", manual: "book", booklet: "pamphlet", unpublished: "manuscript",
  online: "webpage", dataset: "dataset", software: "software", patent: "patent",
}
const NUMBERED = new Set(["techreport", "patent", "manual"])

const known = pairs => pairs.filter(([, value]) => value)

const authorOf = written => {
  if (written === OTHERS) return { literal: "others" }
  const { literal, particle, family, given, suffix } = nameOf(written)
  return literal ? { literal } : Object.fromEntries(known([["family", family], ["given", given], ["non-dropping-particle", particle], ["suffix", suffix]]))
}

const peopleOf = names => names.length ? names.map(authorOf) : ""

export const entry = cited => {
  const part = isPart(cited), preprint = isPreprint(cited), date = cited.date || cited.year, numbered = NUMBERED.has(cited.kind)
  const fields = [
    ["id", cited.key],
    ["type", preprint ? "article" : TYPES[cited.kind] ?? "document"],
    ["title", plainTitle(cited)],
    ["author", peopleOf(cited.authors)],
    ["editor", peopleOf(cited.editors)],
    ["container-title", part ? cited.place : ""],
    ["genre", THESES[cited.kind]],
    ["publisher", cited.publisher || (preprint ? "arXiv" : part ? "" : cited.place)],
    ["volume", cited.volume],
    ["issue", numbered ? "" : cited.number],
    ["page", cited.pages],
    ["number", preprint ? `arXiv:${cited.arxiv}` : numbered ? cited.number : ""],
    ["issued", date && { "date-parts": [date.split("-").map(Number)] }],
    ["ISBN", cited.isbn],
    ["DOI", cited.doi],
    ["URL", cited.url],
    ["note", cited.note],
    ["custom", cited.arxiv && !preprint && { arxiv: cited.arxiv }],
  ]
  return `{\n${known(fields).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`).join(",\n")}\n}`
}

export const whole = entries => entries.length ? `[\n${entries.join(",\n")}\n]\n` : "[]\n"
