// The page of the reading list: the saved papers in an order, the ways to take them away, and a list that a link brings.
import "../keys.mjs"
import { button, h, number, write } from "../rules/dom.mjs"
import { workLine } from "../cite/list.mjs"
import { addCites } from "../cite/row.mjs"
import { connect } from "../search/client.mjs"
import { broughtSection } from "./brought.mjs"
import { importer } from "./importer.mjs"
import { linesOf } from "./lines.mjs"
import { inOrder, orderIn, ORDERS } from "./order.mjs"
import { foundSaved } from "./renew.mjs"
import { ROOT } from "../site.mjs"
import { addStars } from "./star.mjs"
import { shelf } from "./store.mjs"
import { takeMenu } from "./taking.mjs"
import { toast } from "./toast.mjs"

const STEP = 100

const heading = document.querySelector("h1"), own = h("div", { className: "own" }), line = workLine(), said = h("p", { role: "status" })
const rows = new Map(), asked = new Set()
let tags = [], order = orderIn(location.search), most = STEP, isFailed = false

const items = () => inOrder(shelf.papers.map(paper => {
  const row = rows.get(paper.id) ?? null
  return { paper, row, isGone: !row && asked.has(paper.id) }
}), order)

/** Looks up the papers that are not known yet; what they are called now is kept. */
const load = async () => {
  const papers = shelf.papers.filter(({ id }) => !rows.has(id) && !asked.has(id))
  if (!papers.length) return draw()
  isFailed = false
  try {
    const [facts, here] = await Promise.all([connect(ROOT).ready(), foundSaved(papers)])
    tags = facts.tags
    for (const [id, row] of here) rows.set(id, row).set(row.identity, row)
    papers.forEach(({ id }) => asked.add(id))
    shelf.renew(here, facts.build)
  } catch { isFailed = true }
  draw()
}

const docs = async () => {
  await load()
  return items().filter(item => item.row).map(item => item.row.doc)
}

const removeAll = () => {
  const before = shelf.replace([])
  toast(`${number(before.length, "paper")} removed from your reading list`, () => shelf.add(before))
}

const sort = event => {
  order = event.target.value
  history.replaceState(history.state, "", location.pathname + (order === "saved" ? "" : `?sort=${order}`) + location.hash)
  draw()
}

const sorter = h("select", { onchange: sort }, ORDERS.map(([value, name]) => h("option", { value, selected: value === order }, name)))
const bring = importer(line)
const bar = h("div", { className: "bar" }, said, h("label", { className: "pick" }, "Sort ", sorter),
  takeMenu("Save as", line, docs), bring.button(), button("btn btn--text", "Remove all", removeAll))

const empty = () => h("div", { className: "say" },
  h("p", {}, "Nothing saved yet. Star a paper and it is kept here, in this browser only."), h("p", {}, bring.button()))
const failed = () => h("div", { className: "say say--bad", role: "alert" },
  h("p", {}, "What the catalog says of these papers did not load. Their titles are here without it. ", button("btn", "Try again", load)))
const more = left => button("btn", `Show ${number(Math.min(STEP, left), "more paper")}`, () => { most += STEP; draw() })

const controls = ".rows .star, .rows p > button"

/** Draws all; the focus stays at its place where the row that had it is gone. */
const draw = () => {
  const all = items(), shown = all.slice(0, most), row = document.activeElement.closest?.(".own .rows > ol > li")
  const at = row ? [...row.parentElement.children].indexOf(row) : -1
  write(said, all.length ? `${number(all.length, "paper")}, in this browser only` : "")
  bar.hidden = !all.length
  own.replaceChildren(...[
    !all.length && empty(), isFailed && all.length > 0 && failed(),
    all.length > 0 && h("h2", { className: "sr" }, "Saved papers"),
    all.length > 0 && linesOf(shown, tags, paper => shelf.remove(paper)), all.length > most && more(all.length - most),
  ].filter(Boolean))
  addStars(own)
  addCites(own)
  if (at >= 0) ([...own.querySelectorAll(controls)].at(Math.min(at, shown.length - 1)) ?? heading).focus()
}

const brought = broughtSection(line, () => heading.focus())
heading.tabIndex = -1
document.querySelector(".keep").replaceChildren(brought.element, bar, line.element, own)
shelf.onChange(() => { isFailed ? draw() : load() })
addEventListener("hashchange", brought.show)
draw()
load()
brought.show()
