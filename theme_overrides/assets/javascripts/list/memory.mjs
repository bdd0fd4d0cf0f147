// What is kept of a list while a reader looks at one of its papers: the way back, and the papers before and after.

const key = root => `${new URL(root).pathname}.list`
const MOST = 100

/** Whatever was stored there, by whomever: an object with the right kinds of values, or null. */
export const sound = text => {
  try {
    const kept = JSON.parse(text)
    const isText = value => typeof value === "string" && value.length < 4000
    return isText(kept.href) && isText(kept.name) && Array.isArray(kept.papers) && kept.papers.length <= MOST && kept.papers.every(isText) ? kept : null
  } catch { return null }
}

/** Keeps the papers of a list by their paths; `href` is its address, `name` what it is called. */
export const keep = (root, href, name, papers) => {
  try { sessionStorage.setItem(key(root), JSON.stringify({ href, name, papers: papers.slice(0, MOST) })) } catch { /* full, or refused: then there is no way back but the browser's own */ }
}

/** The list that this paper was opened from as `{href, name, before, after}`, or null; `path` is the paper's. */
export const recall = (root, path) => {
  let kept = null
  try { kept = sound(sessionStorage.getItem(key(root))) } catch { return null }
  const place = kept ? kept.papers.indexOf(path) : -1
  if (place < 0) return null
  return { href: kept.href, name: kept.name, before: kept.papers[place - 1] ?? "", after: kept.papers[place + 1] ?? "" }
}

/** The address of a path that was kept, or "" where it leads out of the site. */
export const inSite = (root, path) => {
  try {
    const address = new URL(path, root)
    return address.href.startsWith(root) ? address.href : ""
  } catch { return "" }
}
