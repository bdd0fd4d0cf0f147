// A record of a citation, as the build packs it: its fields by name, and the parts of a name. All that depends on
// letters of many scripts is decided there; what is done here is the same for every sign.

const NAMES = ["key", "kind", "title", "authors", "place", "volume", "number", "pages", "year", "date", "doi", "url", "arxiv", "archiveClass", "note", "publisher", "isbn", "editors"]
const KINDS = [
  "article", "inproceedings", "misc", "book", "incollection", "inbook", "proceedings", "phdthesis", "mastersthesis",
  "techreport", "manual", "booklet", "unpublished", "online", "dataset", "software", "patent",
]
const IN_A_VOLUME = new Set(["article", "inproceedings", "incollection", "inbook"])

/** What theses are called. */
export const THESES = { phdthesis: "PhD thesis", mastersthesis: "Master's thesis" }

/** Stands behind a list of people that is not complete. */
export const OTHERS = "\t"

/** The citation of a packed record; a field that is missing is empty. */
export const citationOf = record => {
  const cited = Object.fromEntries(NAMES.map((name, at) => [name, record[at] ?? ""]))
  return { ...cited, kind: KINDS[cited.kind], authors: cited.authors || [], editors: cited.editors || [] }
}

/** The parts of a name with tabs between them: `literal` is that of a group, the others are a person's. */
export const nameOf = written => {
  const [first, ...others] = written.split("\t")
  const name = { literal: "", particle: "", family: "", given: "", suffix: "" }
  if (!others.length) return { ...name, literal: first }
  if (!first.endsWith(",")) return { ...name, family: others[0], given: first, suffix: others[1] ?? "" }
  const [family, ...particle] = first.slice(0, -1).split("\n").reverse()
  return { ...name, particle: particle.join(""), family, given: others.at(-1), suffix: others.length > 1 ? others[0].slice(0, -1) : "" }
}

/** A title without the tabs around what no style may change. */
export const plainTitle = cited => cited.title.replaceAll("\t", "")

/** Is this on arXiv and nowhere else? */
export const isPreprint = cited => cited.kind === "misc" && cited.arxiv !== "" && cited.place === ""

/** Is the place told apart from who published it? */
export const isPart = cited => cited.kind !== "misc" || cited.publisher !== ""

/** Is this a part of a volume? */
export const isInVolume = cited => IN_A_VOLUME.has(cited.kind)

const percent = sign => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`

/** An address as it is, but for what would end a field. */
export const safeAddress = text => text.replace(/[ "<>\\^`{|}]/g, percent)
