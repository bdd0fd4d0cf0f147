// The packed citations of papers by number, in pieces, so that ten thousand of them block nothing.
import { connect } from "../search/client.mjs"
import { citationOf } from "./record.mjs"

const PIECE = 256

const rest = () => new Promise(resolve => setTimeout(resolve))

const checked = signal => { if (signal?.aborted) throw new DOMException("Stopped.", "AbortError") }

/**
 * A file of papers in a format: `docs` are their numbers. `progress` hears how many are done; `signal` stops it.
 * Fails where the search does not load.
 */
export const fileFor = async (root, format, docs, { progress = () => {}, signal } = {}) => {
  const client = connect(root), entries = []
  for (let at = 0; at < docs.length; at += PIECE) {
    checked(signal)
    const records = await client.part("cite", docs.slice(at, at + PIECE))
    checked(signal)
    entries.push(...records.filter(Boolean).map(record => format.entry(citationOf(record))))
    progress(Math.min(docs.length, at + PIECE))
    await rest()
  }
  return format.whole(entries)
}
