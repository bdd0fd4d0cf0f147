// The name of the reading list here, and the papers behind addresses. Sites of one host share a storage: the name holds the path.

import { ROOT } from "../site.mjs"

/** The name of the reading list in the browser's storage. */
export const KEY = `reading list of ${new URL(ROOT).pathname}`

/** The slug of a paper's page, or "" for another address. */
export const slugOf = (address, root = ROOT) => {
  const path = address.split(/[?#]/)[0]
  return path.startsWith(root) ? /^papers\/([a-z0-9-]+)(?:\/(?:index\.html)?|\.html)$/.exec(path.slice(root.length))?.[1] ?? "" : ""
}

/** The rows of papers below an element that have no `what` yet, each with its link. */
export const rowsWithout = (root, what) => [...root.querySelectorAll(":is(.rows, .related) > ol > li, ol.rows > li")]
  .map(row => [row, row.querySelector("h3 a")])
  .filter(([row, link]) => link && slugOf(link.href) && !row.querySelector(what))
