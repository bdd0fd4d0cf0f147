// What a click on a star does.
import { MOST } from "./papers.mjs"
import { identify } from "./renew.mjs"
import { shelf } from "./store.mjs"
import { PAGE } from "./places.mjs"
import { toast } from "./toast.mjs"
import { digits } from "../rules/dom.mjs"

export { shelf }

/** Saves a paper, or removes it with a way back. */
export const toggle = paper => {
  const removed = shelf.remove(paper)
  if (removed) return toast("Removed from your reading list", () => shelf.save(removed.paper, removed.place))
  if (!shelf.save(paper)) return toast(`The reading list is full: it holds ${digits(MOST)} papers.`)
  if (!shelf.isLasting) toast("Kept until you leave this page: this browser stores nothing for it.")
  else if (!document.querySelector(".keepbar")) toast("Saved to your reading list", null, PAGE)
  if (paper.id.startsWith("slug:")) identify([paper.id])
}
