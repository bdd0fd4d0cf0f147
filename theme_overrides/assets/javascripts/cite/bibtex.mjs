// A citation as BibTeX, byte for byte as the build writes it.
import { OTHERS, nameOf, safeAddress } from "./record.mjs"

const PLACES = { article: "journal", inproceedings: "booktitle", incollection: "booktitle", inbook: "booktitle" }
const PUBLISHERS = { phdthesis: "school", mastersthesis: "school", techreport: "institution", manual: "organization" }
const ONLY_BIBLATEX = new Set(["online", "dataset", "software", "patent"])
const ESCAPES = {
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  "`": "\\textasciigrave{}", "-": "{}-", "'": "{}'",
}
const ESCAPED = /(&)(?=(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)|[&%#_$\\{}~^`]|(?<=-)-|(?<=')'/g

const escape = text => text.replace(ESCAPED, (sign, name) => name ? "\\&{}" : ESCAPES[sign] ?? `\\${sign}`)

const titleOf = title => title.split("\t")
  .map((piece, at) => at % 2 === 0 ? escape(piece) : `{${piece.startsWith("$") ? piece : escape(piece)}}`)
  .join("")

const AND = /(?:^| )(?:and|others)(?: |$)/i

const partOf = text => text.includes(",") || AND.test(text) ? `{${escape(text)}}` : escape(text)

const authorOf = written => {
  if (written === OTHERS) return "others"
  const { literal, particle, family, given, suffix } = nameOf(written)
  if (!family) return `{${escape(literal).replaceAll(",", "{,}")}}`
  if (suffix || written.split("\t")[0].endsWith(",")) {
    const last = written.includes("\n\n") ? `{${escape(family)}}` : partOf(family)
    return [particle ? `${partOf(particle)} ${last}` : last, ...[...suffix ? [suffix] : [], ...given || suffix ? [given] : []].map(partOf)].join(", ")
  }
  const plain = escape(written.replaceAll("\t", " "))
  return AND.test(plain) ? `{${plain}}` : plain
}

export const entry = cited => {
  const kind = ONLY_BIBLATEX.has(cited.kind) ? "misc" : cited.kind
  const fields = [
    ["title", titleOf(cited.title)],
    ["author", cited.authors.map(authorOf).join(" and ")],
    ["editor", cited.editors.map(authorOf).join(" and ")],
    [PLACES[kind] ?? "howpublished", escape(cited.place)],
    ["volume", escape(cited.volume)],
    ["number", escape(cited.number)],
    ["pages", escape(cited.pages)],
    [PUBLISHERS[kind] ?? "publisher", escape(cited.publisher)],
    ["year", cited.year],
    ["isbn", escape(cited.isbn)],
    ["doi", safeAddress(cited.doi)],
    ["url", cited.url],
    ["eprint", cited.arxiv],
    ["archiveprefix", cited.arxiv && "arXiv"],
    ["primaryclass", cited.archiveClass],
    ["note", escape(cited.note)],
  ]
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name.padEnd(9)} = {${value}}`)
  return `${[`@${kind}{${cited.key}`, ...lines].join(",\n")}\n}\n`
}

export const whole = entries => entries.join("\n")
