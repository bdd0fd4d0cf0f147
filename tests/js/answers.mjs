// What the browser's search of a site's folder answers to the requests on standard input; their `kind` is "ask" where
// none is given.
import { readFileSync } from "node:fs"
import { searchOf } from "./disk.mjs"

const lean = answer => ({ ...answer, rows: answer.rows.map(row => row.slug), docs: answer.docs && Array.from(answer.docs) })

const search = searchOf(process.argv[2]), found = []
for (const { kind = "ask", ...request } of JSON.parse(readFileSync(0, "utf8"))) {
  const answer = await search.answer(kind, request)
  found.push(kind === "ask" ? lean(answer) : answer)
}
process.stdout.write(JSON.stringify(found))
