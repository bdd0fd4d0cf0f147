// The papers that a rule finds: how many, what they are tagged with already, and each with the words that count.
import { button, digits, h, number, pieces, write } from "./dom.mjs"

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
  const count = h("b"), beside = h("span"), note = h("span", { className: "quiet", "aria-hidden": "true" })
  const tally = h("div", { className: "tally", role: "status" }, count, beside, note)
  const waiting = h("div", { className: "waiting", role: "status" })
  const meter = h("div", { className: "meter", hidden: true })
  const list = h("ol", { className: "found" }), lost = h("ol", { className: "found lost" })
  const lostHead = h("h2", { hidden: true }), next = button("btn", "Show more papers", () => more(STEP))
  const element = h("section", { className: "results", "aria-label": "Result", tabIndex: -1 }, h("h2", { className: "sr" }, "Papers"), tally, waiting, meter, list, next, lostHead, lost)
  let drawn = "" // the papers that stand there: an answer that is the same leaves them, and the click that is on its way
  const label = place => index.tags[place].rule.label
  const tagLink = place => h("a", { href: link.tag(index.tags[place].id) }, label(place))

  /** Links to tags, without the one that is changed and without a parent where a child of it stands. */
  const tagLinks = (ids, own) => {
    const parents = ids.map(place => index.tags[place].rule.parent)
    return ids.filter(place => place !== own && !parents.includes(index.tags[place].id)).map(place => [tagLink(place), " "])
  }

  const useButton = (kind, text, found) => button("plain", text, () => use(kind, found.example))

  const row = (found, gains, own) => h("li", {},
    h("h3", {}, h("a", { href: link.paper(found.slug) }, pieces(found.title))),
    found.say.length > 0 && h("p", { className: "say" }, pieces(found.say)),
    found.decided && h("p", { className: "quiet" }, "By a person’s decision"),
    found.brought.length > 0 && h("p", { className: "quiet" }, "By ", found.brought.map(label).join(", "), ", below this tag"),
    h("p", { className: "tags" },
      gains.length > 0 && h("span", { className: "gain" }, gains.map(name => `+ ${name}`).join(", "), " "), tagLinks(found.tags, own)),
    h("p", { className: "use" }, useButton("match", "Use as an example to match", found), useButton("skip", "to skip", found)))

  const bars = (overlap, total, own) => {
    const shown = overlap.filter(([place]) => place !== own).slice(0, MOST_TAGS)
    meter.hidden = !shown.length
    meter.replaceChildren(h("p", { className: "quiet" }, "Tags these papers have already"), ...shown.flatMap(([place, many]) => {
      const bar = h("i", { "aria-hidden": "true" })
      bar.style.setProperty("--v", many / total)
      return [tagLink(place), bar, h("span", { className: "num" }, digits(many))]
    }))
  }

  const around = (found, own, parent) => [
    own >= 0 ? `${digits(found.gained)} gained, ${digits(found.lostCount)} lost` : "",
    own < 0 && parent >= 0 && found.count ? `${digits(found.outside)} of them not under ${label(parent)} yet` : "",
    found.brought ? `${digits(found.brought)} not by these words` : "",
  ].filter(Boolean).join(" · ")

  const show = (found, draft, own, parent) => {
    if (!found.words) return clear(number(index.papers, "paper"), "Write a word under “Any of these”, and the papers that have it stand here.")
    const of = found.ended ? number(found.papers, "paper") : `the first ${digits(found.done)} of ${digits(found.papers)} papers`
    write(count, `${digits(found.count)} of ${of}`)
    write(beside, around(found, own, parent))
    write(note, found.ended ? `${digits(Math.max(1, Math.round(found.took)))} ms` : "")
    bars(found.overlap, found.count, own)
    const name = draft.label.trim() || draft.id || "this tag"
    const gains = ({ tags }) => [...(tags.includes(own) ? [] : [name]), ...(parent < 0 || tags.includes(parent) ? [] : [label(parent)])]
    const rows = JSON.stringify([found.rows, found.lost, name, own, parent])
    if (rows !== drawn) {
      list.replaceChildren(...found.rows.map(one => row(one, gains(one), own)))
      lost.replaceChildren(...found.lost.map(one => row(one, [], own)))
      drawn = rows
    }
    next.hidden = found.rows.length >= found.count
    lostHead.hidden = !found.lostCount
    write(lostHead, `${number(found.lostCount, "paper")} would lose the tag`)
  }

  const clear = (text, more = "") => {
    write(count, text)
    write(beside, more)
    write(note, "")
    meter.hidden = next.hidden = lostHead.hidden = true
    drawn = ""
    list.replaceChildren()
    lost.replaceChildren()
  }

  const tell = (text, ...more) => waiting.replaceChildren(...(text ? [h("p", {}, text), ...more] : []))
  /** Says how much there is to load, and begins at a click. */
  const offer = size => tell(
    `${number(index.papers, "paper")} with their abstracts, about ${size} to load. The fields work without them.`,
    button("btn", "Load the papers", load),
  )
  const alarm = (text, ...more) => { tell(text, ...more); waiting.firstChild?.classList.add("said") }
  /** Brings the papers into view, where they stand below the fields. */
  const focus = () => {
    element.scrollIntoView()
    element.focus({ preventScroll: true })
  }
  const fail = () => alarm(
    "The papers did not load. The page may be older than the site.", button("btn", "Load the page again", () => location.reload()),
  )

  /** Is an answer on its way? */
  const busy = isBusy => element.setAttribute("aria-busy", String(isBusy))

  return { element, focus, busy, show, clear, offer, tell, fail, alarm }
}

export { STEP }
