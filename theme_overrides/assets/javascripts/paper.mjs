// A paper page: its tags point at their words, it can be saved and cited, its facts corrected.
import "./keys.mjs"
import { offerCard } from "./card.mjs"
import { addCites } from "./cite/row.mjs"
import { addSwitch } from "./cite/switch.mjs"
import { watchEvidence } from "./evidence.mjs"
import { addSave, addStars } from "./keep/star.mjs"

/**
 * Material takes every `rel=alternate` for a translation of the site and asks for its sitemap. It looks once, when the
 * document is ready, which is after this module has run; until then the link to the Markdown has another spelling.
 */
const hideMarkdownLink = link => {
  link.rel = "alternate "
  addEventListener("DOMContentLoaded", () => { link.rel = "alternate" })
}

const main = document.getElementById("main")
const markdown = document.head.querySelector("link[rel=alternate][type='text/markdown']")
if (markdown) hideMarkdownLink(markdown)
if (main) {
  watchEvidence(main)
  addSwitch(main)
  addSave(main)
  addStars(main)
  addCites(main)
  offerCard(main)
}
