// The parts of the list's page, put together and filled with an answer.
import { box } from "../keys.mjs"
import { dress } from "../keep/rows.mjs"
import { stemsOf } from "../search/tokens.mjs"
import { h } from "../rules/dom.mjs"
import { barOf } from "./bar.mjs"
import { chipLine } from "./chips.mjs"
import { keep } from "./memory.mjs"
import { drawPages } from "./pages.mjs"
import { resultsOf } from "./results.mjs"
import { beside, failed, nothingFound, waiting } from "./say.mjs"
import { addressOf, isAsking, nothing, PAGE, showOf, sortOf } from "./state.mjs"

const NARROW = matchMedia("(max-width: 59.99em)")

/** What is marked: the words of the search, or, where there are none, those of the chosen tags. */
const stemsFor = (state, answer, names) =>
  answer.marks.length || state.q.trim() ? answer.marks : stemsOf(state.tags.map(names.tag).join(" "))

const withoutOf = (answer, chips, href) => answer.without.flatMap(({ name, value, total }) => {
  const chip = chips.find(one => one.name === (name === "among" ? "saved" : name) && (value === undefined || one.value === value))
  if (!chip) return []
  return [{ total, href: href(chip.without), text: name === "years" ? "the years" : name === "q" ? chip.text : `“${chip.text}”` }]
})

/** The parts of the page in `main`: made, put in the place of the plain page, and filled as the state asks. */
export const viewOf = ({ main, root, path, names, turn, href, open, client, clear }) => {
  const plain = [...main.querySelectorAll(".rows > ol > li")]
  const ways = h("p", { className: "ways" }, "Also ", [...main.querySelectorAll("h1 + p a")].flatMap((link, place) => place ? [" · ", link] : [link]))
  const chips = chipLine({ names, turn, open, ways })
  const bar = barOf(turn, state => `${root}map/${path.endsWith(".html") ? "index.html" : ""}${addressOf(state)}`)
  const notes = h("div", { className: "notes" })
  const said = h("div", { className: "said" })
  const pages = h("nav", { className: "pages", "aria-label": "Pages" })
  const column = h("aside", { className: "facets", id: "facets", "aria-label": "Filters", tabIndex: -1 })
  let now = null, answer = null

  const results = resultsOf({ abstractsOf: docs => client.abstracts(docs), drawn: dress })
  const element = h("div", { className: "list" }, column,
    h("section", { "aria-label": "Papers" }, chips.element, bar.element, h("h2", { className: "sr" }, "Results"), notes, said, results.element, results.end, pages))

  const linksFor = rows => ({
    paper: row => new URL(row.url, root).href,
    tag: id => `${root}tags/${encodeURIComponent(id)}${rows[0]?.url.endsWith(".html") ? ".html" : "/"}`,
    author: name => href({ ...nothing(), authors: [name] }),
  })

  const begin = state => {
    now = state
    chips.show(state)
    bar.show(state)
    results.element.setAttribute("aria-busy", "true")
  }

  const rest = () => {
    results.element.removeAttribute("aria-busy")
    results.element.classList.remove("busy")
    said.replaceChildren()
  }

  const show = (state, found, facts, chipsNow) => {
    answer = found
    rest()
    bar.count(found.total, found.of)
    document.title = [...chipsNow.map(chip => chip.text), title].join(" · ")
    const correction = found.correction ? { text: found.correction, href: href({ ...state, q: found.correction, page: 1 }) } : null
    notes.replaceChildren(...found.total ? beside({ pages: found.pages, correction, loose: found.loose }, root) : beside({ pages: found.pages, correction: null, loose: false }, root))
    if (!found.total && isAsking(state)) said.replaceChildren(nothingFound(withoutOf(found, chipsNow, href), correction, clear))
    const start = (state.page - 1) * PAGE, count = Math.min(PAGE, found.total - start)
    const tags = new Map(facts.tags.map(tag => [tag.id, tag]))
    const more = from => client.rows(found.docs.slice(start + from, start + Math.min(count, from + 30)))
    results.show({ rows: found.rows, stems: stemsFor(state, found, names), how: showOf(state), tags, links: linksFor(found.rows), more, count, start })
    drawPages(pages, state.page, found.total, page => href({ ...state, page }))
  }

  const wait = () => {
    results.element.classList.add("busy")
    said.replaceChildren(...waiting(results.list.childElementCount > 0))
  }

  const fail = (error, again) => {
    rest()
    said.replaceChildren(failed(error?.message, again))
  }

  const toTop = () => { scrollTo(0, 0); bar.heading.focus({ preventScroll: true }) }
  const title = document.title

  /** The box stands in the header where that has room, else above the list. */
  const settle = () => {
    if (NARROW.matches) element.lastChild.prepend(box.element)
    else document.querySelector(".cat-home")?.after(box.element)
    box.element.classList.toggle("cat-search--big", NARROW.matches)
  }

  results.list.addEventListener("click", event => {
    const link = event.target.closest("h3 a")
    if (!link || !now) return
    const name = now.q.trim() ? `“${now.q.trim()}”` : isAsking(now) ? "the filtered list" : "all papers"
    keep(root, href(now), `${name}, ${bar.heading.textContent}`, [...results.list.querySelectorAll("h3 a")].map(one => one.pathname))
  })

  NARROW.addEventListener("change", settle)
  if (document.documentElement.classList.contains("asked")) document.documentElement.classList.remove("asked")
  else results.list.append(...plain)
  const papers = Number(document.querySelector(".md-header").dataset.papers)
  if (results.list.childElementCount) bar.count(papers, papers)
  else bar.heading.textContent = "Papers"
  main.replaceChildren(element)
  settle()
  return { column, chips, results, take: bar.take, begin, show, wait, fail, toTop, drawn: () => results.list.childElementCount }
}
