// A paper page: its tags point at their words, its citation can be copied, its facts corrected.
import "./keys.mjs"
import { watchEvidence } from "./evidence.mjs"
import { offerCard } from "./card.mjs"
import { addCopyButton } from "./copy.mjs"

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
  addCopyButton(main)
  offerCard(main)
}
