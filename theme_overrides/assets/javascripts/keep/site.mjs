// Where the site is, and the papers behind addresses. Sites of one host share a storage: the list's name holds the path.

/** The address of the site's top, with a slash at its end. This module is three folders below. */
export const ROOT = new URL("../../../", import.meta.url).href

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
