// A citation as one line of a bibliography, byte for byte as the build writes it.
import { OTHERS, THESES, isInVolume, nameOf, plainTitle, safeAddress } from "./record.mjs"

const MOST_AUTHORS = 20
const NAMES = { ...THESES, techreport: "Technical report", patent: "Patent", manual: "Manual" }

const authorOf = written => {
  const name = nameOf(written)
  return name.literal || [name.given, name.particle, name.family, name.suffix].filter(Boolean).join(" ")
}

const peopleOf = written => {
  const names = written.filter(name => name !== OTHERS).map(authorOf)
  if (names.length < written.length) return `${names.slice(0, MOST_AUTHORS - 1).join(", ")}${names.length > 1 ? ", et al." : " et al."}`
  if (names.length > MOST_AUTHORS) return `${names.slice(0, MOST_AUTHORS - 1).join(", ")}, …, ${names.at(-1)}`
  if (names.length < 3) return names.join(" and ")
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`
}

const inJournal = ({ volume, number, pages }) => {
  const issue = number && `(${number})`, where = pages && `:${pages}`
  if (volume) return `, ${volume}${issue}${where}`
  return issue ? `, ${issue}${where}` : pages && `, pages ${pages}`
}

const joined = (parts, sign) => parts.filter(Boolean).join(sign)

const editorsOf = ({ editors }) => editors.length ? `${peopleOf(editors)} (${editors.length === 1 ? "editor" : "editors"})` : ""

const editedBy = cited => {
  const isBeside = cited.kind === "article" || cited.authors.length && !isInVolume(cited)
  return cited.editors.length && isBeside ? `Edited by ${peopleOf(cited.editors)}` : ""
}

const placeOf = cited => {
  if (cited.kind === "article") return `${cited.place}${inJournal(cited)}`
  const pages = cited.pages && `, pages ${cited.pages}`
  if (isInVolume(cited)) {
    const volume = joined([editorsOf(cited), cited.place && `${cited.place}${pages}`], ", ")
    return joined([volume && `In ${volume}`, cited.publisher], ". ")
  }
  const name = NAMES[cited.kind] ?? "", number = name && cited.number ? `${name} ${cited.number}` : name
  return joined([number, cited.place, cited.publisher], ", ") || cited.arxiv && `arXiv:${cited.arxiv}`
}

export const entry = cited => {
  const people = peopleOf(cited.authors) || (isInVolume(cited) ? "" : editorsOf(cited)), title = plainTitle(cited)
  const first = people ? [people, cited.year, title] : [title, cited.year]
  const parts = [...first, editedBy(cited), placeOf(cited), cited.note].filter(Boolean)
  const address = cited.doi ? `https://doi.org/${safeAddress(cited.doi)}` : cited.url
  return [...parts.map(part => /[.!?…]$/.test(part) ? part : `${part}.`), address].filter(Boolean).join(" ")
}

export const whole = entries => entries.map((line, at) => `${at + 1}. ${line}\n`).join("")
