// On a paper's page: the way back to the list that it was opened from, and to the papers before and after it there.
import { h } from "../rules/dom.mjs"
import { inSite, recall } from "./memory.mjs"

/** Puts the line above the title, in room that the page keeps free. */
export const trail = (main, root) => {
  const found = recall(root, location.pathname)
  const href = found && inSite(root, found.href)
  if (!href) return
  const step = (path, rel, text) => path && inSite(root, path) ? h("a", { href: inSite(root, path), rel }, text) : null
  main.prepend(h("nav", { className: "trail", "aria-label": "Within your list" }, h("a", { href }, `Back to ${found.name}`),
    step(found.before, "prev", "‹ Previous"), step(found.after, "next", "Next ›")))
}
