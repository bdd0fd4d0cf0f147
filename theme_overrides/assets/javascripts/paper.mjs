// A paper page: its tags point at their words, its citation can be copied, its facts corrected.
import "./keys.mjs"
import { watchEvidence } from "./evidence.mjs"
import { offerCard } from "./card.mjs"
import { addCopyButton } from "./copy.mjs"
import { offerOrder } from "./related.mjs"

const main = document.getElementById("main")
if (main) {
  watchEvidence(main)
  addCopyButton(main)
  offerCard(main)
  offerOrder(main)
}
