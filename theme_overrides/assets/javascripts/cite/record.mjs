// A record of a citation, as the build packs it: its fields by name, and the parts of a name. All that depends on
// letters of many scripts is decided there; what is done here is the same for every sign.

const NAMES = ["key", "kind", "title", "authors", "place", "volume", "number", "pages", "year", "date", "doi", "url", "arxiv", "archiveClass", "note"]
const KINDS = ["article", "inproceedings", "misc"]

/** The citation of a packed record; a field that is missing is empty. */
export const citationOf = record => {
  const cited = Object.fromEntries(NAMES.map((name, at) => [name, record[at] ?? ""]))
  return { ...cited, kind: KINDS[cited.kind], authors: cited.authors || [] }
}

/** The parts of a name with tabs between them: `literal` is that of a group, the others are a person's. */
export const nameOf = written => {
  const [first, ...others] = written.split("\t")
  const name = { literal: "", family: "", given: "", suffix: "" }
  if (!others.length) return { ...name, literal: first }
  if (first.endsWith(",")) {
    const [between, given] = others.length > 1 ? [others[0].slice(0, -1), others.at(-1)] : ["", others[0]]
    return { ...name, family: first.slice(0, -1), given, suffix: between }
  }
  return { ...name, family: others[0], given: first, suffix: others[1] ?? "" }
}

/** A title without the tabs around what no style may change. */
export const plainTitle = cited => cited.title.replaceAll("\t", "")

/** Is this on arXiv and nowhere else? */
export const isPreprint = cited => cited.kind === "misc" && cited.arxiv !== "" && cited.place === ""

const percent = sign => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`

/** An address as it is, but for what would end a field. */
export const safeAddress = text => text.replace(/[ "<>\\^`{|}]/g, percent)
