// A text with its evidence marked, and the sentence around the first hit, as pieces: `[text, isMarked]`.
import { sentenceEnds } from "./words.mjs"

const WIDTH = 160

/** The pieces of a text between two places, with what the matches cover marked. */
export const marked = (text, matches, from = 0, to = text.length) => {
  const pieces = []
  let at = from
  for (const [start, end] of united(matches)) {
    if (start < from || end > to) continue
    pieces.push([text.slice(at, start), false], [text.slice(start, end), true])
    at = end
  }
  return [...pieces, [text.slice(at, to), false]].filter(([piece]) => piece)
}

/** Matches as places apart from each other: what overlaps becomes one. */
const united = matches => {
  const found = []
  for (const { start, end } of [...matches].sort((one, other) => one.start - other.start)) {
    if (found.length && start < found.at(-1)[1]) found.at(-1)[1] = Math.max(found.at(-1)[1], end)
    else found.push([start, end])
  }
  return found
}

/** The sentence of an abstract around the first match, cut to a width on both sides. */
export const sentence = (text, matches) => {
  if (!matches.length) return []
  const first = matches.reduce((one, other) => other.start < one.start ? other : one)
  const ends = sentenceEnds(text)
  const begin = (ends.filter(end => end < first.start).at(-1) ?? -1) + 1
  const close = (ends.find(end => end >= first.end) ?? text.length - 1) + 1
  const from = first.start - begin > WIDTH ? wordAfter(text, first.start - WIDTH, first.start) : begin
  const to = close - first.end > WIDTH ? Math.max(first.end, text.lastIndexOf(" ", first.end + WIDTH)) : close
  const pieces = marked(text, matches, from + /^\s*/.exec(text.slice(from, first.start))[0].length, to)
  return [...(from > begin ? [["… ", false]] : []), ...pieces, ...(to < close ? [[" …", false]] : [])]
}

/** The sentences of an abstract that have the matches, whole. */
export const sentences = (text, matches) => {
  const ends = [...sentenceEnds(text), text.length]
  return ends.map((end, place) => [place ? ends[place - 1] + 1 : 0, end + 1])
    .filter(([from, to]) => matches.some(match => match.start < to && match.end > from))
    .map(([from, to]) => text.slice(from, to).trim()).join(" ")
}

const wordAfter = (text, at, last) => {
  const space = text.indexOf(" ", at)
  return space < 0 || space >= last ? last : space + 1
}
