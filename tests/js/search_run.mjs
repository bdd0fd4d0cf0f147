// Runs the queries of a test collection by the search of a built site: node tests/js/search_run.mjs SITE queries.jsonl
// Each line is the id of the query, the id of the paper as its record gives it, and the score, with tabs between; the best
// hundred of each query, best first. A paper with any word of a query may be among them.
import { once } from "node:events"
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { searchOf } from "./disk.mjs"
import { QueriesError, readQueries } from "./queries.mjs"

const BEST = 100
const USAGE = "Usage: node tests/js/search_run.mjs SITE queries.jsonl"

const contentOf = async path => {
  try { return await readFile(path, "utf8") } catch {
    throw new QueriesError(`${path}: there is no such file to read.\n${USAGE}`)
  }
}

/** One line for each own id: none of its tabs and ends of lines may part it. */
const lines = (query, { ids }, score) => {
  const plain = text => text.replace(/[\t\r\n]+/g, " ")
  return ids.map(id => `${plain(query.id)}\t${plain(id)}\t${score}\n`).join("")
}

const run = async (search, query) => {
  const { rows, scores } = await search.answer("ask", { q: `${query.text} `, any: true, limit: BEST, facets: false })
  return rows.map((row, place) => lines(query, row, scores[place] ?? 0)).join("")
}

const print = async text => { if (!process.stdout.write(text)) await once(process.stdout, "drain") }

const main = async ([site, file, ...rest]) => {
  if (!site || !file || rest.length) throw new QueriesError(USAGE)
  if (!existsSync(join(site, "search", "manifest.json"))) {
    throw new QueriesError(`${site}: no built site with a search: it has no search/manifest.json.\n`
      + "Build one by `catalog site --papers FILE --out SITE`.")
  }
  const queries = readQueries(await contentOf(file), file), search = searchOf(site)
  for (const query of queries) await print(await run(search, query))
}

process.stdout.on("error", error => { process.exit(error.code === "EPIPE" ? 0 : 1) })
try { await main(process.argv.slice(2)) } catch (error) {
  process.exitCode = error instanceof QueriesError ? 2 : 1
  process.stderr.write(`${error.message}\n`)
}
