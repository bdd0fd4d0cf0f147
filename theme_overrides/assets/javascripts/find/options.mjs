// What the box offers for a text, as groups of options; without the page, so that it can be tried by itself.

const MOST = { tags: 4, papers: 5, pages: 3 }

const number = count => count.toLocaleString("en")
const papers = count => `${number(count)} paper${count === 1 ? "" : "s"}`
const shown = text => text.length > 40 ? `${[...text].slice(0, 39).join("")}…` : text

/** Where the words of a text lead in the list. */
export const listHref = (list, text) => `${list}?${new URLSearchParams({ q: text })}`

/** An address that the search gave, within the site; anything else leads to the list. */
export const within = (root, url) => {
  try {
    const address = new URL(url, root)
    return address.href.startsWith(root) ? address.href : root
  } catch { return root }
}

/**
 * Groups `{title, options: [{kind, text, beside, href}]}` for an answer of `suggest`. `root` is the site's top, `list`
 * the address of the list. The last group leads to all that was found, also where nothing was.
 */
export const groupsOf = (text, { tags, rows, pages, total, correction, completion }, root, list) => {
  const plain = rows[0]?.url.endsWith(".html")
  const words = text.trim()
  const groups = [
    ["", correction ? [{ kind: "word", text: `Did you mean “${shown(correction)}”?`, beside: "", href: listHref(list, correction) }] : []],
    ["Tags", tags.slice(0, MOST.tags).map(tag => ({
      kind: "tag", text: tag.label, beside: papers(tag.papers), href: within(root, `tags/${encodeURIComponent(tag.id)}${plain ? ".html" : "/"}`),
    }))],
    ["Papers", rows.slice(0, MOST.papers).map(row => ({
      kind: "paper", row, text: row.title, beside: row.venue || String(row.year || ""), href: within(root, row.url),
    }))],
    ["Pages", pages.slice(0, MOST.pages).map(page => ({ kind: "page", text: page.title, beside: "", href: within(root, page.url) }))],
  ]
  const isUnfinished = completion && completion !== words.split(/\s+/).at(-1)
  const all = total === 0 ? `No paper has “${shown(words)}”`
    : `${total === 1 ? "1 paper" : `All ${papers(total)}`} with “${shown(words)}${isUnfinished ? "…" : ""}”`
  groups.push(["", [{ kind: "all", text: all, beside: "Enter", href: listHref(list, words) }]])
  return groups.filter(([, options]) => options.length).map(([title, options]) => ({ title, options }))
}

/** The place of the option that a key leads to, of so many; -1 is the box itself. */
export const moved = (place, key, count) =>
  key === "ArrowDown" ? place + 1 >= count ? -1 : place + 1 : place < 0 ? count - 1 : place - 1

/** What else can be typed, with what it means. */
export const SYNTAX = [
  ['"reward model"', "these words, in this order"], ["tag:survey", "a tag, by name or alias"], ["author:lin", "an author"],
  ["venue:acl", "a venue"], ["year:2023..2025", "a range of years"], ["-image", "without this word"],
]
