// Choosing a tag marks the words that earned it. Pointing and focus choose for as long as they last, opening keeps it;
// a click on a word chooses the tag that it earned.

/** The places, from 0, that `data-words="1 3"` names. */
export const placesOf = words => (words ?? "").split(/\s+/).filter(Boolean).map(word => Number(word) - 1)

/** The tag that is shown: the one pointed at or focused, else the last one opened, else none. */
export const chosenOf = (pointed, opened) => pointed ?? opened.at(-1) ?? null

/** The evidence words of a paper page, in the order in which the tags count them: title, then abstract. */
const wordsOf = main => [
  ...main.querySelectorAll(":scope > h1 em"),
  ...main.querySelectorAll(".paper__text > p em"),
]

const show = (main, words, tags, chosen) => {
  const marked = new Set(chosen ? placesOf(chosen.dataset.words) : [])
  main.classList.toggle("choosing", marked.size > 0)
  words.forEach((word, place) => word.classList.toggle("ev--on", marked.has(place)))
  tags.forEach(tag => tag.classList.toggle("on", tag === chosen))
}

/** Makes the tags of a paper page choose their words. */
export const watchEvidence = main => {
  const tags = [...main.querySelectorAll(".why details[data-words]")]
  const words = wordsOf(main)
  let pointed = null
  let opened = tags.filter(tag => tag.open)
  const update = () => show(main, words, tags, chosenOf(pointed, opened))
  const point = tag => { pointed = tag; update() }

  for (const tag of tags) {
    tag.addEventListener("pointerenter", event => event.pointerType === "mouse" && point(tag))
    tag.addEventListener("pointerleave", () => point(null))
    tag.addEventListener("focusin", () => tag.matches(":has(:focus-visible)") && point(tag))
    tag.addEventListener("focusout", () => point(null))
    tag.addEventListener("toggle", () => {
      opened = opened.filter(other => other !== tag).concat(tag.open ? [tag] : [])
      update()
    })
  }
  words.forEach((word, place) => word.addEventListener("click", () => {
    const earned = tags.find(tag => placesOf(tag.dataset.words).includes(place))
    if (earned && !word.closest("a")) point(pointed === earned ? null : earned)
  }))
  update()
}
