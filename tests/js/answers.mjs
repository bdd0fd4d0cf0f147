// What the browser's search of a site's folder answers to the queries on standard input: for each the number of papers, whether
// the answer is loose, the fifty first papers with their scores, and the query without its mistypings.
import { readFileSync } from "node:fs"
import { searchOf } from "./disk.mjs"

const search = searchOf(process.argv[2]), found = []
for (const [q, any] of JSON.parse(readFileSync(0, "utf8"))) {
  const { total, loose, rows, scores, correction } = await search.answer("ask", { q, any, limit: 50, facets: false })
  found.push([total, loose, rows.map((row, place) => [row.slug, scores[place] ?? 0]), correction])
}
process.stdout.write(JSON.stringify(found))
