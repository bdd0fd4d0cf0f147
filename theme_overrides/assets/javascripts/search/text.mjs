// provisional: what the words of a query find
import { completions } from "./completion.mjs"
import { condition } from "./conditions.mjs"
import { parse } from "./query.mjs"
import { addScores } from "./score.mjs"
import { maskOf } from "./sets.mjs"
import { stem } from "./tokens.mjs"

export const textOf = async (library, q, typing) => {
  const query = parse(q, typing), { papers } = library
  const clauses = query.words.map(({ stem: one }) => [one])
  let completion = ""
  if (query.last) {
    const words = await library.words()
    const found = completions(words, query.last.word)
    completion = found[0] ?? ""
    clauses.push([...new Set([query.last.word, ...found].map(stem))])
  }
  if (!clauses.length) return { conditions: [], scores: null, loose: false, marks: [], completion, correction: "" }
  const [lengths, lists] = await Promise.all([library.lengths(), Promise.all(clauses.map(stems => Promise.all(stems.map(one => library.list(one)))))])
  const scores = new Int32Array(papers), had = new Uint16Array(papers)
  for (const clause of lists) {
    const mask = maskOf(clause.map(({ docs }) => docs), papers)
    mask.forEach((one, doc) => { had[doc] += one })
    for (const list of clause) addScores(scores, list, 1, papers, lengths, library.manifest.totals)
  }
  const all = had.map(number => number === lists.length ? 1 : 0)
  const loose = !all.includes(1)
  const mask = loose ? had.map(number => number ? 1 : 0) : all
  return { conditions: [condition("q", mask)], scores, loose, marks: clauses.flat(), completion, correction: "" }
}
