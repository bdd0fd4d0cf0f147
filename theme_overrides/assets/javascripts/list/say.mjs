// What the list says where there are no rows: nothing found, nothing loaded, nothing yet.
import { button, h } from "../rules/dom.mjs"
import { papers } from "./words.mjs"

/** Nothing fits: what one condition less would find, the word that may be meant, and the way to the start. */
export const nothingFound = (without, correction, clear) => h("div", { className: "say" },
  h("h2", {}, "No paper matches all of this."),
  h("ul", {},
    without.map(({ text, href, total }) => h("li", {}, h("a", { href }, `Without ${text}`), `: ${papers(total)}`)),
    correction ? h("li", {}, h("a", { href: correction.href }, `Did you mean “${correction.text}”?`)) : null,
    h("li", {}, button("btn btn--text", "Clear all", clear))))

/** The search data did not come. */
export const failed = (message, again) => h("div", { className: "say say--bad", role: "alert" },
  h("h2", {}, "Search did not load."),
  h("p", {}, message || "The lists and tags work without it.", " ", button("btn", "Try again", again)))

/** That rows are still to come, for a reader who has waited already; where older rows stand they stay. */
export const waiting = hasRows => [
  h("p", { className: "sr", role: "status" }, "Searching"),
  hasRows ? "" : h("ol", { className: "wait", "aria-hidden": "true" }, Array.from({ length: 6 }, () => h("li"))),
]

const linked = (one, many, links) => links.length
  ? h("p", {}, links.length === 1 ? `${one}: ` : `${many}: `, links.flatMap((link, place) => place ? [" · ", link] : [link])) : null

/** What fits besides papers: another spelling, authors of this name, pages of the site. */
export const beside = ({ pages, people, correction, loose, passed }, root) => [
  passed.length ? h("p", {}, `${passed.map(item => `“${item}”`).join(" and ")} is passed over: a year is written year:2024, years year:2023..2025.`) : null,
  loose ? h("p", {}, "No paper has all of these words. These have some of them.") : null,
  correction ? h("p", {}, h("a", { href: correction.href }, `Did you mean “${correction.text}”?`)) : null,
  linked("Author", "Authors", people.map(({ name, papers: count, href }) => [h("a", { href }, name), ` ${papers(count)}`])),
  linked("Page", "Pages", pages.map(({ url, title }) => h("a", { href: new URL(url, root).href }, title))),
].filter(Boolean)
