// A citation as RIS, byte for byte as the build writes it.
import { isPreprint, nameOf, plainTitle } from "./record.mjs"

const TYPES = { article: "JOUR", inproceedings: "CONF", misc: "GEN" }

const authorOf = written => {
  const name = nameOf(written)
  return name.literal || [name.family, name.given, name.suffix].filter(Boolean).join(", ")
}

export const entry = cited => {
  const [, first, last] = /^([0-9A-Za-z]+)-+([0-9A-Za-z]+)$/.exec(cited.pages) ?? [0, cited.pages, ""]
  const isOther = cited.kind === "misc", preprint = isPreprint(cited)
  const lines = [
    ["TY", preprint ? "UNPB" : TYPES[cited.kind]],
    ["ID", cited.key],
    ...cited.authors.map(name => ["AU", authorOf(name)]),
    ["TI", plainTitle(cited)],
    ["T2", isOther ? "" : cited.place],
    ["VL", cited.volume],
    ["IS", cited.number],
    ["SP", first],
    ["EP", last],
    ["PB", preprint ? "arXiv" : isOther ? cited.place : ""],
    ["PY", cited.year],
    ["DA", cited.date.replaceAll("-", "/")],
    ["DO", cited.doi],
    ["AN", cited.arxiv && `arXiv:${cited.arxiv}`],
    ["UR", cited.url],
    ["N1", cited.note],
  ]
  return lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\r\n`).join("") + "ER  - \r\n"
}

export const whole = entries => entries.join("\r\n")
