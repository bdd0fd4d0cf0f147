// Links to the pages of a long list.
import { h } from "../rules/dom.mjs"
import { pagesShown } from "./pager.mjs"
import { PAGE } from "./state.mjs"
import { span } from "./words.mjs"

/** Fills the line of links below the rows; it is not there where one page holds all. `href` gives a page's address. */
export const drawPages = (element, page, total, href) => {
  const last = Math.ceil(total / PAGE)
  element.hidden = last < 2
  if (last < 2) return element.replaceChildren()
  const step = (to, sign, name, rel) => to >= 1 && to <= last ? h("a", { href: href(to), rel, "aria-label": name }, sign) : null
  const links = pagesShown(page, last).map(one => one === null ? h("span", { className: "quiet" }, "…")
    : one === page ? h("strong", { "aria-current": "page" }, String(one)) : h("a", { href: href(one), "aria-label": `Page ${one}` }, String(one)))
  element.replaceChildren(h("p", {}, ...[step(page - 1, "‹", "Previous page", "prev"), ...links, step(page + 1, "›", "Next page", "next")].filter(Boolean),
    h("span", { className: "quiet" }, span((page - 1) * PAGE + 1, Math.min(page * PAGE, total), total))))
}
