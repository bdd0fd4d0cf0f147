// The formats in which papers can be taken away: `entry` writes one citation, `whole` makes a file of many.
import * as bibtex from "./bibtex.mjs"
import * as csl from "./csl.mjs"
import * as plain from "./plain.mjs"
import { citationOf } from "./record.mjs"
import * as ris from "./ris.mjs"

export const FORMATS = [
  { id: "bibtex", label: "BibTeX", ending: "bib", type: "application/x-bibtex", ...bibtex },
  { id: "ris", label: "RIS", ending: "ris", type: "application/x-research-info-systems", ...ris },
  { id: "csl-json", label: "CSL-JSON", ending: "json", type: "application/vnd.citationstyles.csl+json", ...csl },
  { id: "text", label: "Plain text", ending: "txt", type: "text/plain", ...plain },
]

/** A file of the papers with these packed records. */
export const fileOf = (format, records) => format.whole(records.map(record => format.entry(citationOf(record))))
