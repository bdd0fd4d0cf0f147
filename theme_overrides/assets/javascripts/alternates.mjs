/**
 * Material takes every `rel=alternate` for a translation of the site and asks for its sitemap. It looks once, when the
 * document is ready, which is after this module has run; until then feeds and Markdown have another spelling of it.
 */
const hide = links => {
  for (const link of links) link.rel = "alternate "
  addEventListener("DOMContentLoaded", () => { for (const link of links) link.rel = "alternate" })
}

if (typeof document !== "undefined") hide(document.head.querySelectorAll("link[rel=alternate][type]"))
