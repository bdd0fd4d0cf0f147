// A paper page: its tags point at their words, it can be saved and cited, its facts corrected.
import "./keys.mjs"
import "./alternates.mjs"
import { offerCard } from "./card.mjs"
import { addCites } from "./cite/row.mjs"
import { addSwitch } from "./cite/switch.mjs"
import { watchEvidence } from "./evidence.mjs"
import { addSave, addStars } from "./keep/star.mjs"
import { offerOrder } from "./related.mjs"

/** Zotero takes the abstract from the head, where there is room for its beginning alone. */
const tellAbstract = main => {
  const told = document.head.querySelector("meta[name=citation_abstract]")
  if (told) told.content = [...main.querySelectorAll(".paper__text > p")].map(one => one.textContent).join("\n\n")
}

const main = document.getElementById("main")
if (main) {
  watchEvidence(main)
  addSwitch(main)
  addSave(main)
  addStars(main)
  addCites(main)
  offerCard(main)
  offerOrder(main)
  tellAbstract(main)
}
