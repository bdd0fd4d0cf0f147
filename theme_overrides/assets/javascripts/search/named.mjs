// Authors whose name is in a query.
import { AUTHORS, timesIn } from "./postings.mjs"
import { words } from "./tokens.mjs"

const MOST = 3
const LONGEST_NAME = 4

const isOfAuthors = ({ kinds }) => kinds.some(kind => timesIn(kind, AUTHORS))

/**
 * The authors whose name has all words of the text, those with most papers first; `asked` has the stems of each word,
 * its own first.
 */
export const authorsNamed = async (library, text, asked) => {
  if (!asked.length || asked.length > LONGEST_NAME) return []
  const lists = await Promise.all(asked.map(([own]) => library.list(own)))
  if (!lists.every(isOfAuthors)) return []
  const wanted = words(text), found = await library.authors(text)
  return found.filter(({ key }) => {
    const own = new Set(key.split(" "))
    return wanted.every(word => own.has(word))
  }).slice(0, MOST)
}
