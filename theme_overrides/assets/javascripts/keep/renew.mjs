// Addresses and titles of the saved papers as the catalog has them now: a new build may have changed both.
import { connect } from "../search/client.mjs"
import { ROOT } from "../site.mjs"
import { shelf } from "./store.mjs"

const ASKED = `reading list asked ${new URL(ROOT).pathname}`

/** Which papers a catalog has, by the identities that were asked for. Fails where the search does not load. */
export const found = async identities => {
  const rows = await connect(ROOT).find(identities)
  return new Map(identities.map((id, at) => [id, rows[at]]).filter(([, row]) => row))
}

/** As `found`, of saved papers. One that had no identifier, and whose title is another now, is known by its former address. */
export const foundSaved = async papers => {
  const rows = await found(papers.map(paper => paper.id))
  const lost = papers.filter(({ id, slug }) => slug && id.startsWith("title:") && !rows.has(id))
  if (!lost.length) return rows
  const there = await found(lost.map(({ slug }) => `slug:${slug}`))
  for (const { id, slug } of lost) if (there.has(`slug:${slug}`)) rows.set(id, there.get(`slug:${slug}`))
  return rows
}

/** Takes over what the catalog says of papers that were saved by their address. */
export const identify = async identities => {
  try { shelf.renew(await found(identities), "") } catch { /* next time */ }
}

const isAsked = () => { try { return sessionStorage.getItem(ASKED) === "yes" } catch { return false } }
const noteAsked = () => { try { sessionStorage.setItem(ASKED, "yes") } catch { /* then each page asks */ } }

const buildNow = async () => {
  const answer = await fetch(`${ROOT}search/manifest.json`, { cache: "no-cache" })
  return answer.ok ? String((await answer.json()).build ?? "") : ""
}

/** Once in a session: where the site was built anew, or a paper is known by its address alone, all are looked up. */
export const renewOnce = async done => {
  if (isAsked()) return
  try {
    const build = await buildNow()
    if (!build) return
    if (build !== shelf.build || shelf.papers.some(paper => paper.id.startsWith("slug:"))) {
      shelf.renew(await foundSaved(shelf.papers), build)
      done()
    }
    noteAsked()
  } catch { /* the stars go by what was true before */ }
}
