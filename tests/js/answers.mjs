// What the browser's search of a site's folder answers to the requests on standard input.
import { readFileSync } from "node:fs"
import { searchOf } from "./disk.mjs"

const search = searchOf(process.argv[2]), found = []
for (const request of JSON.parse(readFileSync(0, "utf8"))) {
  const { rows, docs, ...answer } = await search.answer("ask", request)
  found.push({ ...answer, rows: rows.map(row => row.slug), docs: docs && Array.from(docs) })
}
process.stdout.write(JSON.stringify(found))
