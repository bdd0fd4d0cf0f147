// The page of the map: what was drawn at build time answers to pointing, filters and colours; a large one is drawn here.
import "../keys.mjs"
import { cardOf } from "./card.mjs"
import { painted } from "./canvas.mjs"
import { byTag, byTopic, byYear } from "./colours.mjs"
import { filterLine, withTag } from "./filtered.mjs"
import { colourBy, showLegend } from "./legend.mjs"
import { named } from "./papers.mjs"
import { pointing } from "./pointing.mjs"
import { pointsOf } from "./points.mjs"
import { drawn } from "./svg.mjs"
import { zooming } from "./zooming.mjs"

const read = async address => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

const start = data => {
  const main = document.getElementById("main"), map = main.querySelector(".map"), list = main.querySelector(".as-list")
  const folder = main.querySelector(".places").href, end = list.href.endsWith(".html") ? ".html" : "/"
  const points = pointsOf(data)
  const papers = named({ block: data.block, folder, read, urlOf: slug => new URL(`${slug}${end}`, list.href).href })
  const view = map.querySelector("a[href]") ? drawn(map, points) : painted(map, points, { ...data, papers })

  const card = cardOf(main.querySelector(".chosen-paper"))
  let colouring = byTopic(points, data.topics), off = new Set(), fitting = null, asked = 0
  const isLit = point => (!fitting || fitting.has(points.doc[point])) && !off.has(colouring.own[point])
  const paint = () => view.paint(colouring, isLit)

  const legend = main.querySelector(".legend"), rest = main.querySelector(".colour-by").nextElementSibling
  const colour = next => {
    colouring = next
    off = new Set()
    showLegend(legend, colouring.kinds, next => { off = next; paint() })
    paint()
  }
  const choose = colourBy(data.tags, async (way, tag) => {
    const mine = ++asked
    rest.hidden = way !== "topic"
    if (way !== "tag") return colour(way === "year" ? byYear(points) : byTopic(points, data.topics))
    const label = data.tags.find(([id]) => id === tag)[1]
    const docs = await withTag(tag).catch(() => null)
    if (mine !== asked) return
    if (docs) colour(byTag(points, label, docs))
    else choose.reset()
  })

  const { shown, keep, element: zoom } = zooming(view, points)
  let last = -1
  const show = async point => {
    last = point
    const paper = point < 0 ? null : await view.paper(point)
    if (point === last && (paper || point < 0)) card(paper)
  }
  const open = async point => {
    const paper = await view.paper(point)
    if (paper) location.assign(paper.url)
  }
  colour(colouring)
  pointing(view, points, { shown, isLit, choose: show, open, keep })
  main.querySelector(".colour-by").append(...choose.fields, ...zoom ? [zoom] : [])
  filterLine(main.querySelector(".filtered"), list, next => { fitting = next; paint() })
}

const places = document.querySelector(".places")
if (places) {
  const data = await read(places.href).catch(() => null)
  if (data) start(data)
}
