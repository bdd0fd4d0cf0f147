// The papers that a rule finds: how many, what they are tagged with already, and each with the words that count.
import { h, number, pieces, write } from "./dom.mjs"

const STEP = 50
const MOST_TAGS = 8

/** Where pages of the site are, seen from the page of tags that the text of this page links to. */
export const addresses = tags => {
  const file = /index\.html$/.test(new URL(tags, location.href).pathname)
  const page = (folder, name) => new URL(`../${folder}/${name}${file ? ".html" : "/"}`, new URL(tags, location.href)).href
  return { paper: slug => page("papers", slug), tag: id => page("tags", id) }
}

/** The column of results. `more` asks for more rows, `use` makes a paper an example, `load` begins loading. */
export const resultsOf = (index, link, { more, use, load }) => {
  const tally = h("div", { className: "tally", role: "status" }, h("b"), h("span"), h("span", { className: "quiet" }))
  const [count, beside, note] = tally.children
  const waiting = h("div", { className: "waiting" })
  const meter = h("div", { className: "meter", hidden: true })
  const list = h("ol", { className: "found" }), lost = h("ol", { className: "found lost" })
  const lostHead = h("h2", { hidden: true }), next = h("button", { type: "button", className: "btn", hidden: true, onclick: () => more(STEP) }, "Show more papers")
  const element = h("section", { className: "results", "aria-label": "Result" }, tally, waiting, meter, list, next, lostHead, lost)

  /** Links to tags, without the one that is changed and without a parent where a child of it stands. */
  const tagLinks = (ids, own) => {
    const parents = ids.map(place => index.tags[place].rule.parent)
    return ids.map(place => index.tags[place]).filter((tag, at) => ids[at] !== own && !parents.includes(tag.id))
      .map(tag => [h("a", { href: link.tag(tag.id) }, tag.rule.label), " "])
  }

  const row = (found, gains, own) => h("li", {},
    h("h3", {}, h("a", { href: link.paper(found.slug) }, pieces(found.title))),
    found.say.length ? h("p", { className: "say" }, pieces(found.say)) : null,
    found.decided ? h("p", { className: "quiet" }, "By a person’s decision") : null,
    found.brought.length ? h("p", { className: "quiet" }, "By ", found.brought.map(place => index.tags[place].rule.label).join(", "), ", below this tag") : null,
    h("p", { className: "tags" }, gains.length ? h("span", { className: "gain" }, gains.map(name => `+ ${name}`).join(", "), " ") : null, tagLinks(found.tags, own)),
    h("p", { className: "use" }, ["match", "skip"].map(kind => h("button", { type: "button", className: "plain", onclick: () => use(kind, found.title.map(([text]) => text).join("")) },
      kind === "match" ? "Use as an example to match" : "to skip"))))

  const bars = (overlap, total, own) => {
    const shown = overlap.filter(([place]) => place !== own).slice(0, MOST_TAGS)
    meter.hidden = !shown.length
    meter.replaceChildren(h("p", { className: "quiet" }, "Tags these papers have already"), ...shown.flatMap(([place, many]) => {
      const bar = h("i", { "aria-hidden": "true" })
      bar.style.setProperty("--v", many / total)
      return [h("a", { href: link.tag(index.tags[place].id) }, index.tags[place].rule.label), bar, h("span", { className: "num" }, many.toLocaleString("en"))]
    }))
  }

  const show = (found, draft, own, parent) => {
    const total = found.papers.toLocaleString("en")
    write(count, found.ended ? `${found.count.toLocaleString("en")} of ${number(found.papers, "paper")}` : `${found.count.toLocaleString("en")} of the first ${found.done.toLocaleString("en")} of ${total} papers`)
    const parts = own < 0
      ? [parent >= 0 && found.count ? `${found.outside.toLocaleString("en")} of them ${found.outside === 1 ? "is" : "are"} not under ${index.tags[parent].rule.label} yet` : ""]
      : [`${found.gained.toLocaleString("en")} gained, ${found.lostCount.toLocaleString("en")} lost`]
    if (found.brought) parts.push(`${found.brought.toLocaleString("en")} not by these words`)
    write(beside, parts.filter(Boolean).join(" · "))
    write(note, found.ended ? `${Math.max(1, Math.round(found.took)).toLocaleString("en")} ms` : "")
    bars(found.overlap, found.count, own)
    const label = draft.label.trim() || draft.id || "this tag"
    const gains = ({ tags }) => [tags.includes(own) ? "" : label, parent < 0 || tags.includes(parent) ? "" : index.tags[parent].rule.label].filter(Boolean)
    list.replaceChildren(...found.rows.map(one => row(one, gains(one), own)))
    next.hidden = found.rows.length >= found.count
    lostHead.hidden = !found.lostCount
    write(lostHead, `${number(found.lostCount, "paper")} would lose the tag`)
    lost.replaceChildren(...found.lost.map(one => row(one, [], own)))
  }

  const clear = text => {
    write(count, text)
    write(beside, "")
    write(note, "")
    meter.hidden = next.hidden = lostHead.hidden = true
    list.replaceChildren()
    lost.replaceChildren()
  }

  /** Says how much there is to load, and begins at a click. */
  const offer = size => waiting.replaceChildren(h("p", {}, `${number(index.papers, "paper")} with their abstracts, about ${size} to load. The fields work without them.`),
    h("button", { type: "button", className: "btn", onclick: load }, "Load the papers"))
  const wait = text => waiting.replaceChildren(...(text ? [h("p", { className: "quiet" }, text)] : []))
  const fail = () => waiting.replaceChildren(h("p", { className: "said" }, "The papers did not load. The page may be older than the site."),
    h("button", { type: "button", className: "btn", onclick: () => location.reload() }, "Load the page again"))
  const alarm = text => waiting.replaceChildren(...(text ? [h("p", { className: "said" }, text)] : []))

  return { element, show, clear, offer, wait, fail, alarm }
}

export { STEP }
