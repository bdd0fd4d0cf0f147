// The language of the search box: what a text asks for. Whatever was typed, something is made of it and nothing thrown.
import { identityOf } from "./identities.mjs"
import { isToken, stem, words } from "./tokens.mjs"

const LONGEST = 4000
const MOST_WORDS = 256
const LONGEST_WORD = 80
const SPACE = /\s/u
const QUOTES = /["“”„«»]/u
const FIELDS = { tag: "tags", author: "authors", venue: "venues", year: "years" }

/** The text in pieces `{sign, field, text, quoted, open, source}`: spaces part them, quotes keep spaces. */
export const pieces = text => {
  const found = [], signs = [...text.slice(0, LONGEST)]
  let at = 0
  while (at < signs.length) {
    if (SPACE.test(signs[at])) { at++; continue }
    const start = at
    const isOut = signs[at] === "-" && at + 1 < signs.length && !/[\s-]/u.test(signs[at + 1])
    if (isOut) at++
    const field = /^(tag|author|venue|year):/i.exec(signs.slice(at, at + 7).join(""))?.[1].toLowerCase() ?? ""
    if (field) at += field.length + 1
    const [body, quoted, next] = bodyAt(signs, at)
    at = next
    found.push({ isOut, field, text: body, quoted, source: signs.slice(start, at).join(""), isLast: at >= signs.length })
  }
  return found
}

/** What stands at a place up to the next space or, in quotes, to the closing one; a lone quote is no quote. */
const bodyAt = (signs, at) => {
  if (at < signs.length && QUOTES.test(signs[at])) {
    const end = signs.findIndex((sign, place) => place > at && QUOTES.test(sign))
    if (end > 0) return [signs.slice(at + 1, end).join(""), true, end + 1]
    at++
  }
  let end = at
  while (end < signs.length && !SPACE.test(signs[end]) && !QUOTES.test(signs[end])) end++
  return [signs.slice(at, end).join(""), false, end]
}

/** `2023`, `2023..2025`, `2023..`, `..2025` or `2023-2025` as `[from, to]`; 0 is open; null for anything else. */
export const yearsOf = text => {
  const found = /^(\d{4})?(\.\.+|[-–])?(\d{4})?$/.exec(text.trim())
  if (!found || !(found[1] || found[3])) return null
  const [, from = "0", range = "", to = "0"] = found
  if (!range) return from !== "0" && to === "0" ? [Number(from), Number(from)] : null
  return to !== "0" && Number(from) > Number(to) ? [Number(to), Number(from)] : [Number(from), Number(to)]
}

const empty = () => ({
  words: [], phrases: [], ids: [], tags: [], authors: [], venues: [], years: [],
  not: { words: [], phrases: [], ids: [], tags: [], authors: [], venues: [], years: [] }, last: null,
})

const short = word => [...word].slice(0, LONGEST_WORD).join("")

/** A word or several that signs part: `state-of-the-art` asks for each of its words. */
const addWords = (query, { isOut, text, source, isLast, quoted }, typing) => {
  const list = words(text).map(short), place = isOut ? query.not : query
  const isOpen = typing && isLast && !quoted && !isOut && /[\p{L}\p{N}\p{M}]$/u.test(text)
  list.forEach((word, number) => {
    if (isOpen && number === list.length - 1) query.last = { word, source }
    else if (isToken(word)) place.words.push({ word, stem: stem(word), source })
  })
}

const wordsOf = ({ text, source }) => words(text).map(short).filter(isToken).map(word => ({ word, stem: stem(word), source }))

const addPhrase = (query, piece) => {
  const list = words(piece.text).map(short).filter(isToken)
  const place = piece.isOut ? query.not : query
  if (list.length > 1) place.phrases.push({ stems: list.map(stem), words: list, source: piece.source })
  else addWords(query, piece, false)
}

const addField = (query, { isOut, field, text, source }) => {
  const place = isOut ? query.not : query, wanted = text.trim()
  if (!wanted) return
  if (field === "year") {
    const years = yearsOf(wanted)
    if (years) place.years.push({ years, source })
  } else place[FIELDS[field]].push({ text: wanted, source })
}

/**
 * What a text asks for: `words` `{word, stem, source}`, `phrases` `{stems, words, source}`, `ids`
 * `{identity, words, source}`, `tags`, `authors`,
 * `venues` `{text, source}`, `years` `{years: [from, to], source}`, the same under `not`; with `typing` the unfinished
 * word at its end is `last` `{word, source}`. `source` is how it was written.
 */
export const parse = (text, typing = false) => {
  const query = empty()
  for (const piece of pieces(String(text ?? ""))) {
    const identity = piece.field || piece.quoted ? "" : identityOf(piece.text)
    if (piece.field) addField(query, piece)
    else if (identity) (piece.isOut ? query.not : query).ids.push({ identity, words: wordsOf(piece), source: piece.source })
    else if (piece.quoted) addPhrase(query, piece)
    else addWords(query, piece, typing)
  }
  for (const place of [query, query.not]) place.words.splice(MOST_WORDS)
  return query
}
