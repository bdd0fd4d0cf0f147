// The forms of a word that a slot of a term takes: literal pieces with stars between them, its plurals, and their case.
import { fold, plurals } from "./words.mjs"
import { isCased } from "./patterns.mjs"

/** The forms that a slot takes, each as the literal pieces between its stars. */
export const forms = slot => {
  const last = slot.parts.at(-1)
  const tail = last.slice(last.lastIndexOf("*") + 1)
  const endings = slot.last && tail ? [[0, ""], ...plurals(fold(tail)[1])] : [[0, ""]]
  return endings.map(([cut, suffix]) => {
    const parts = [...slot.parts.slice(0, -1), last.slice(0, last.length - cut) + suffix]
    return pieces(parts.map((part, place) => [part, isCased(slot.parts[place])]))
  })
}

/** Joined words, cut at their stars; `cased` has the places where the case of a piece counts. */
const pieces = parts => {
  const found = [{ text: "", cased: [] }]
  for (const [part, cased] of parts) {
    part.split("*").forEach((text, place) => {
      const before = place ? { text: "", cased: [] } : found.pop()
      found.push({
        text: before.text + (cased ? fold(text)[1] : text),
        cased: cased && text ? [...before.cased, [before.text.length, text]] : before.cased,
      })
    })
  }
  return found
}

/** Is the case right, if the piece stands at this place of the word? */
export const stands = (piece, word, at) => piece.cased.every(([offset, text]) => word.startsWith(text, at + offset))

/** Do the pieces stand in the word in their order, the first at its beginning and the last at its end? */
export const fits = (form, cased, lower) => {
  const first = form[0], last = form.at(-1)
  const end = lower.length - last.text.length
  let at = first.text.length
  if (at > end || !lower.startsWith(first.text) || !lower.endsWith(last.text)) return false
  if (!stands(first, cased, 0) || !stands(last, cased, end)) return false
  for (const piece of form.slice(1, -1)) {
    let found = lower.indexOf(piece.text, at)
    while (found >= 0 && !stands(piece, cased, found)) found = lower.indexOf(piece.text, found + 1)
    if (found < 0 || found + piece.text.length > end) return false
    at = found + piece.text.length
  }
  return true
}
