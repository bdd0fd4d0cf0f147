// How the addresses of this site end, and where its reading list is.
import { ROOT } from "../site.mjs"

/** Do the pages end in .html? Every site has some index.html, so the tabs tell it too. */
export const isFlat = /(?<!\/index)\.html$/.test(globalThis.location?.pathname) || Boolean(globalThis.document?.querySelector(".md-tabs a[href$='.html']"))

/** The page of the reading list. */
export const PAGE = `${ROOT}reading-list${isFlat ? ".html" : "/"}`
