// A citation as RIS, byte for byte as the build writes it.
import { OTHERS, THESES, isPart, isPreprint, nameOf, plainTitle } from "./record.mjs"

const TYPES = {
  article: "JOUR", inproceedings: "CONF", misc: "GEN", book: "BOOK", incollection: "CHAP", inbook: "CHAP", proceedings: "SER",
  phdthesis: "THES", mastersthesis: "THES", techreport: "RPRT", manual: "BOOK", booklet: "PAMP", unpublished: "UNPB",
  online: "ELEC", dataset: "DATA", software: "COMP", patent: "PAT",
}

const asWhole = name => name.includes(",") ? name.replace(",", ",,") : name.includes(" ") ? `${name},` : name

const authorOf = written => {
  if (written === OTHERS) return "et al."
  const { literal, particle, family, given, suffix } = nameOf(written)
  const last = particle ? `${particle} ${family}` : family
  return literal || !(given || suffix) ? asWhole(literal || last) : [last, given, ...suffix ? [suffix] : []].join(", ")
}

export const entry = cited => {
  const [, first, last] = /^([0-9A-Za-z]+)-+([0-9A-Za-z]+)$/.exec(cited.pages) ?? [0, cited.pages, ""]
  const part = isPart(cited), preprint = isPreprint(cited)
  const lines = [
    ["TY", preprint ? "UNPB" : TYPES[cited.kind]],
    ["ID", cited.key],
    ...cited.authors.map(name => ["AU", authorOf(name)]),
    ...cited.editors.map(name => ["ED", authorOf(name)]),
    ["TI", plainTitle(cited)],
    ["T2", part ? cited.place : ""],
    ["M3", THESES[cited.kind]],
    ["VL", cited.volume],
    ["IS", cited.number],
    ["SP", first],
    ["EP", last],
    ["PB", cited.publisher || (preprint ? "arXiv" : part ? "" : cited.place)],
    ["PY", cited.year],
    ["DA", cited.date.replaceAll("-", "/")],
    ["SN", cited.isbn],
    ["DO", cited.doi],
    ["AN", cited.arxiv && `arXiv:${cited.arxiv}`],
    ["UR", cited.url],
    ["N1", cited.note],
  ]
  return lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\r\n`).join("") + "ER  - \r\n"
}

export const whole = entries => entries.join("\r\n")
