// The one reading list of this page.
import { Shelf } from "./shelf.mjs"
import { KEY } from "./site.mjs"

const storage = () => { try { return globalThis.localStorage ?? null } catch { return null } }

export const shelf = new Shelf(storage(), KEY)

/** The identities of the saved papers, the one saved last at the end. */
export const saved = () => shelf.papers.map(paper => paper.id)

/** Calls back whenever the list changes, also in another tab. */
export const onSaved = listener => shelf.onChange(listener)

globalThis.addEventListener?.("storage", event => { if (event.key === KEY || event.key === null) shelf.reread() })
