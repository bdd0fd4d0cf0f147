// A citation as BibTeX, byte for byte as the build writes it.
import { nameOf, safeAddress } from "./record.mjs"

const PLACES = { article: "journal", inproceedings: "booktitle", misc: "howpublished" }
const ESCAPES = {
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}

const escape = text => text.replace(/[&%#_$\\{}~^]/g, sign => ESCAPES[sign] ?? `\\${sign}`)

const titleOf = title => title.split("\t")
  .map((piece, at) => at % 2 === 0 ? escape(piece) : `{${piece.startsWith("$") ? piece : escape(piece)}}`)
  .join("")

const authorOf = written => {
  const name = nameOf(written), plain = written.replaceAll("\t", " ")
  if (name.suffix) return escape(`${name.family}, ${name.suffix}, ${name.given}`)
  const isGroup = name.family === "" && /[ ,]/.test(written)
  return isGroup || /(?:^| )(?:and|others)(?: |$)/i.test(plain) ? `{${escape(plain)}}` : escape(plain)
}

export const entry = cited => {
  const fields = [
    ["title", titleOf(cited.title)],
    ["author", cited.authors.map(authorOf).join(" and ")],
    [PLACES[cited.kind], escape(cited.place)],
    ["volume", escape(cited.volume)],
    ["number", escape(cited.number)],
    ["pages", escape(cited.pages)],
    ["year", cited.year],
    ["doi", safeAddress(cited.doi)],
    ["url", cited.url],
    ["eprint", cited.arxiv],
    ["archiveprefix", cited.arxiv && "arXiv"],
    ["primaryclass", cited.archiveClass],
    ["note", escape(cited.note)],
  ]
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name.padEnd(9)} = {${value}}`)
  return `${[`@${cited.kind}{${cited.key}`, ...lines].join(",\n")}\n}\n`
}

export const whole = entries => entries.join("\n")
