/**
 * Material takes every `rel=alternate` for a translation of the site and asks for its sitemap. It looks once, when the
 * document is ready, which is after this module has run; until then the link to a paper's Markdown has another spelling.
 */
const links = document.head.querySelectorAll("link[rel=alternate][type]")
for (const link of links) link.rel = "alternate "
addEventListener("DOMContentLoaded", () => { for (const link of links) link.rel = "alternate" })
