// A paper page: its tags point at their words, it can be saved and cited, its facts corrected.
import "./keys.mjs"
import "./alternates.mjs"
import { offerCard } from "./card.mjs"
import { addCites } from "./cite/row.mjs"
import { addSwitch } from "./cite/switch.mjs"
import { watchEvidence } from "./evidence.mjs"
import { addSave, addStars } from "./keep/star.mjs"

/** Zotero takes the abstract from the head, where there is room for its beginning alone. */
const tellAbstract = main => {
  const told = document.head.querySelector("meta[name=citation_abstract]")
  if (told) told.content = [...main.querySelectorAll(".paper__text > p")].map(one => one.textContent).join("\n\n")
}

/** The related papers are far down: what orders them is loaded when a reader comes near. */
const awaitOrder = main => {
  const related = main.querySelector(".related")
  const watcher = new IntersectionObserver(seen => {
    if (!seen.some(one => one.isIntersecting)) return
    watcher.disconnect()
    import("./related.mjs").then(({ offerOrder }) => offerOrder(main), () => {})
  }, { rootMargin: "300px" })
  if (related) watcher.observe(related)
}

const main = document.getElementById("main")
if (main) {
  watchEvidence(main)
  addSwitch(main)
  addSave(main)
  addStars(main)
  addCites(main)
  offerCard(main)
  awaitOrder(main)
  tellAbstract(main)
}
