// The items of a query, as they are typed; generator/search/ says what they mean, and reads them in the same way.

const LONGEST = 2000
// What Python takes for a space.
const SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
const ITEM = new RegExp(`(-?)(?:(tag|author|venue|year):)?(?:"([^"]*)(?:"|$)|([^${SPACE}]+))`, "giu")
const KIND_ALONE = /^(?:tag|author|venue|year):$/i
const YEARS = /^(?:(\d{4})|(\d{4})?(?:\.\.|[-–])(\d{4})?)$/

/** The part of a text that counts. */
const read = text => [...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join("")

/**
 * The items in order: `kind` is tag, author, venue, year, phrase or, for any other run of signs, ""; `turned` says that
 * a paper must not meet it. A kind alone is passed over.
 */
export const items = text => [...read(text).replace(/[“”]/g, '"').matchAll(ITEM)].map(itemOf)
  .filter(({ kind, text: own }) => kind || !KIND_ALONE.test(own))

const itemOf = ([, sign, kind, phrase, run]) =>
  ({ kind: kind?.toLowerCase() || (run ? "" : "phrase"), text: phrase || run || "", turned: sign === "-" })

/** Does the last sign belong to a word, so that one may still be typing it? */
export const isUnfinished = text => /[\p{L}\p{N}\p{M}]$/u.test(read(text))

/** The years of a query that are none, as typed: `year:soon`. Nothing is asked by them. */
export const notYears = text => items(text).filter(({ kind, text: own }) => kind === "year" && !yearsOf(own)).map(({ text: own }) => `year:${own}`)

/** The first and last year of a range, 0 or 9999 for an open end; null where the text is none. */
export const yearsOf = text => {
  const [, one, first, last] = YEARS.exec(text) ?? []
  return one || first || last ? [Number(one ?? first ?? 0), Number(one ?? last ?? 9999)] : null
}
