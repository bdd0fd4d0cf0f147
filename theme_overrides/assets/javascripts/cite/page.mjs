// The other formats of the citation on a paper's page, and its file.
import { connect } from "../search/client.mjs"
import { ROOT } from "../site.mjs"
import { slugOf } from "../keep/site.mjs"
import { FORMATS } from "./formats.mjs"
import { saveFile } from "./give.mjs"
import { citationOf } from "./record.mjs"

const formatOf = id => FORMATS.find(format => format.id === id)

/** The citation of this page's paper in a format; a line of a bibliography goes without its number. */
export const textHere = async id => {
  const client = connect(ROOT), [row] = await client.find([`slug:${slugOf(location.href)}`])
  const [record] = row ? await client.part("cite", [row.doc]) : []
  if (!record) throw new Error("no such paper")
  const format = formatOf(id), entry = format.entry(citationOf(record))
  return id === "text" ? `${entry}\n` : format.whole([entry])
}

/** Saves the citation as a file named by its key. */
export const save = (id, text, main) => {
  const format = formatOf(id), key = main.querySelector(".cite p code")?.textContent || "paper"
  saveFile(`${key}.${format.ending}`, format.type, text)
}
