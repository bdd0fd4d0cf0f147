// The parts of the list's page, put together and filled with an answer.
import { box } from "../keys.mjs"
import { dress } from "../keep/rows.mjs"
import { notYears } from "../search/query.mjs"
import { stemsOf } from "../search/tokens.mjs"
import { h } from "../rules/dom.mjs"
import { barOf } from "./bar.mjs"
import { chipLine } from "./chips.mjs"
import { keep } from "./memory.mjs"
import { drawPages } from "./pages.mjs"
import { resultsOf } from "./results.mjs"
import { beside, failed, nothingFound, waiting } from "./say.mjs"
import { addressOf, isAsking, nothing, PAGE, showOf } from "./state.mjs"

const STEP = 30
const NARROW = matchMedia("(max-width: 59.99em)")

/** What is marked: the words of the search, or, where there are none, those of the chosen tags. */
const stemsFor = (state, answer, names) =>
  answer.marks.length || state.q.trim() ? answer.marks : stemsOf(state.tags.map(names.tag).join(" "))

const withoutOf = (answer, chips, href) => answer.without.flatMap(({ name, value, total }) => {
  const chip = chips.find(one => one.name === (name === "among" ? "saved" : name) && (value === undefined || one.value === value))
  if (!chip) return []
  return [{ total, href: href(chip.without), text: name === "years" ? "the years" : name === "q" ? chip.text : `“${chip.text}”` }]
})

const frameOf = ({ chips, bar, results }) => {
  const notes = h("div", { className: "notes" }), said = h("div", { className: "said" })
  const pages = h("nav", { className: "pages", "aria-label": "Pages" })
  const column = h("aside", { className: "facets", id: "facets", "aria-label": "Filters", tabIndex: -1 })
  const section = h("section", { "aria-label": "Papers" }, chips.element, bar.element, h("h2", { className: "sr" }, "Results"),
    said, notes, results.element, results.end, pages)
  return { notes, said, pages, column, section, element: h("div", { className: "list" }, column, section) }
}

/** The box stands in the header where that has room, else above the list. */
const placeBox = section => {
  const place = () => {
    if (NARROW.matches) section.prepend(box.element)
    else document.querySelector(".cat-home")?.after(box.element)
    box.element.classList.toggle("cat-search--big", NARROW.matches)
  }
  NARROW.addEventListener("change", place)
  place()
}

/** Takes over the rows of the plain page, unless the address asks for others, with what they count. */
const takeOver = (plain, { list }, bar) => {
  const { classList } = document.documentElement
  if (!classList.contains("asked")) list.append(...plain)
  classList.remove("asked")
  const papers = Number(document.querySelector(".md-header").dataset.papers?.replaceAll(",", ""))
  if (papers && list.childElementCount) bar.count(papers, papers)
  else bar.heading.textContent = "Papers"
}

/** Keeps the list for the page of a paper that is opened from it; `stateOf` says what is asked for now. */
const remember = (list, stateOf, root, href, heading) => list.addEventListener("click", event => {
  const link = event.target.closest("h3 a"), state = stateOf()
  if (!link || !state) return
  const name = state.q.trim() ? `“${state.q.trim()}”` : isAsking(state) ? "the filtered list" : "all papers"
  keep(root, href(state), `${name}, ${heading.textContent}`, [...list.querySelectorAll("h3 a")].map(one => one.pathname))
})

const linksFor = (rows, root, href) => ({
  paper: row => new URL(row.url, root).href,
  tag: id => `${root}tags/${encodeURIComponent(id)}${rows[0]?.url.endsWith(".html") ? ".html" : "/"}`,
  author: name => href({ ...nothing(), authors: [name] }),
})

const waysFrom = main => {
  const links = [...main.querySelectorAll("h1 + p a")].flatMap((link, place) => place ? [" · ", link] : [link])
  return h("p", { className: "ways" }, "Also ", links)
}

/** The parts of the page in `main`: made, put in the place of the plain page, and filled as the state asks. */
export const viewOf = ({ main, root, path, names, turn, href, open, client, clear }) => {
  const plain = [...main.querySelectorAll(".rows > ol > li")], title = document.title
  const chips = chipLine({ names, turn, open, ways: waysFrom(main) })
  const bar = barOf(turn, state => `${root}map/${path.endsWith(".html") ? "index.html" : ""}${addressOf(state)}`)
  const results = resultsOf({ abstractsOf: docs => client.abstracts(docs), drawn: dress })
  const { notes, said, pages, column, section, element } = frameOf({ chips, bar, results })
  let now = null

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

  const showRows = (state, found, facts, isTyped) => {
    const start = (state.page - 1) * PAGE, count = Math.min(PAGE, found.total - start)
    const more = from => client.rows(found.docs.slice(start + from, start + Math.min(count, from + STEP)))
    const tags = new Map(facts.tags.map(tag => [tag.id, tag]))
    const common = new Set(state.match === "all" || state.tags.length === 1 ? state.tags : [])
    results.show({ rows: found.rows, common, stems: stemsFor(state, found, names), how: showOf(state), tags, links: linksFor(found.rows, root, href), isTyped, more, count, start })
  }

  const show = (state, found, facts, conditions, isTyped) => {
    rest()
    bar.count(found.total, found.of)
    document.title = [...conditions.map(chip => chip.text), title].join(" · ")
    const correction = found.correction ? { text: found.correction, href: href({ ...state, q: found.correction, page: 1 }) } : null
    const people = found.authors.map(({ name, papers }) => ({ name, papers, href: href({ ...nothing(), authors: [name] }) }))
    notes.replaceChildren(...beside({ pages: found.pages, people, correction: found.total ? correction : null, loose: found.loose && found.total > 0, passed: notYears(state.q) }, root))
    if (!found.total && isAsking(state)) said.replaceChildren(nothingFound(withoutOf(found, conditions, href), correction, clear))
    showRows(state, found, facts, isTyped)
    drawPages(pages, state.page, found.total, page => href({ ...state, page }))
  }

  const wait = () => {
    results.element.classList.toggle("busy", results.list.childElementCount > 0)
    said.replaceChildren(...waiting(results.list.childElementCount > 0))
  }

  const fail = (error, again) => {
    rest()
    said.replaceChildren(failed(error?.message, again))
  }

  const toTop = () => { scrollTo(0, 0); bar.heading.focus({ preventScroll: true }) }

  remember(results.list, () => now, root, href, bar.heading)
  takeOver(plain, results, bar)
  main.replaceChildren(element)
  placeBox(section)
  return { column, chips, results, take: bar.take, begin, show, wait, fail, toTop, drawn: () => results.list.childElementCount, isShort: () => Boolean(results.end.dataset.left) }
}
