// The map as it was drawn at build time: links with titles. They take on colours, step back, and are reached by arrows.

const LINK = "a[href]"

/** A view of the drawing for points, whose papers are links in the order of their numbers. */
export const drawn = (map, points) => {
  const links = [...map.querySelectorAll(LINK)], own = points.doc.map(doc => links[doc])
  const numbers = new Map(own.map((link, point) => [link, point]))
  for (const link of links) link.tabIndex = -1
  let chosen = -1

  const paint = ({ kinds, own: kind }, isLit) => own.forEach((link, point) => {
    const { look, shape } = kinds[kind[point]]
    link.setAttribute("class", `${look}${isLit(point) ? "" : " off"}${point === chosen ? " chosen" : ""}`)
    link.querySelector("use").setAttribute("href", `#shape-${shape}`)
  })

  const choose = point => {
    own[chosen]?.classList.remove("chosen")
    chosen = point
    own[chosen]?.classList.add("chosen")
  }

  /** The one link that Tab reaches. */
  const reach = point => {
    for (const link of links) if (link.tabIndex === 0) link.tabIndex = -1
    if (own[point]) own[point].tabIndex = 0
  }

  const frame = ({ x, y, scale }) => {
    map.setAttribute("viewBox", `${x} ${y} ${points.width / scale} ${points.height / scale}`)
    map.style.setProperty("--zoom", scale)
  }

  const paper = point => ({
    url: own[point].href.baseVal, title: own[point].querySelector("title").textContent, at: own[point].dataset.at,
  })

  return { element: map, paint, choose, reach, frame, paper, focus: point => own[point].focus(), pointOf: target => numbers.get(target.closest(LINK)) ?? -1 }
}
