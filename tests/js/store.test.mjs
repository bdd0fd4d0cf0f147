// Deployments, broken connections and second tries: the files of the index are played by the test.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { beforeEach, test } from "node:test"
import { Search } from "../../theme_overrides/assets/javascripts/search/search.mjs"
import { Store } from "../../theme_overrides/assets/javascripts/search/store.mjs"

const LENGTHS = Uint8Array.of(0, 0, 1, 0xc0, 0, 0, 1, 0xc0)
const manifest = build => ({
  format: 1, build, papers: 2, totals: [1, 1], field_words: [1, 1, 1], kinds: [1], terms: [], authors: [], keys: 0,
  parts: { rows: { block: 8, count: 1, folder: "rows/" }, abstracts: { block: 8, count: 1, folder: "abstracts/" } }, pages: "", address: "papers/{}/",
})
const filesOf = build => ({
  "manifest.json": manifest(build), [`${build}/facts.json`]: { tags: [], venues: [], years: [[2024, 2]], sets: [] },
  [`${build}/words.json`]: { words: "", papers: [] }, [`${build}/lengths.bin`]: LENGTHS, [`${build}/tags.bin`]: new Uint8Array(0),
  [`${build}/sets.bin`]: new Uint8Array(0), [`${build}/rows/0.json`]: [[`First of ${build}`], ["Second"]],
  [`${build}/abstracts/0.json`]: ["One.", "Two."],
})

let site, cached, isOffline, asked, search

beforeEach(() => {
  site = filesOf("old")
  cached = {}
  isOffline = false
  asked = []
  search = new Search(new Store(async (path, isFresh) => {
    if (isOffline) throw new TypeError("Failed to fetch")
    asked.push(path)
    if (isFresh) delete cached[path]
    const found = cached[path] ??= site[path]
    return found === undefined ? null : found instanceof Uint8Array ? found : new TextEncoder().encode(JSON.stringify(found))
  }))
})

test("each file is read once", async () => {
  for (let time = 0; time < 3; time++) assert.equal((await search.answer("ready", {})).papers, 2)
  assert.equal((await search.answer("ask", { q: "" })).rows[0].title, "First of old")
  await search.answer("ask", { q: "" })
  assert.equal(new Set(asked).size, asked.length)
})

test("after a deployment the manifest is read anew, once, and the question answered from the new build", async () => {
  await search.answer("ready", {})
  site = filesOf("new")
  const { rows, total } = await search.answer("ask", { q: "" })
  assert.deepEqual([rows[0].title, total, search.build], ["First of new", 2, "new"])
})

test("questions asked at once over a deployment are all answered from the new build", async () => {
  await search.answer("ready", {})
  site = filesOf("new")
  const answers = await Promise.all([1, 2, 3].map(() => search.answer("ask", { q: "", facets: false })))
  assert.deepEqual(answers.map(({ rows }) => rows[0].title), ["First of new", "First of new", "First of new"])
})

test("a changed hand-written page is no new build: papers are found at once, the page with the next question", async () => {
  site = { ...site, "old/terms/0.bin": Uint8Array.of(0), "manifest.json": { ...manifest("old"), terms: [""], pages: "pages.1.json" } }
  await search.answer("ready", {})
  site["manifest.json"] = { ...site["manifest.json"], pages: "pages.2.json" }
  site["old/pages.2.json"] = [["about/", "About", "We fly kites."]]
  assert.deepEqual((await search.answer("suggest", { text: "kites " })).pages, [])
  assert.deepEqual((await search.answer("suggest", { text: "kites " })).pages, [{ url: "about/", title: "About", text: "We fly kites." }])
})

test("numbers of papers of an old build are not read in a new one", async () => {
  await search.answer("ready", {})
  site = filesOf("new")
  await assert.rejects(search.answer("abstracts", { docs: [0] }, { build: "old" }), { isOld: true })
  await assert.rejects(search.answer("rows", { docs: [0] }, { build: "old" }), { isOld: true, message: /changed meanwhile/ })
  await assert.rejects(search.answer("ask", { q: "", among: [0] }, { build: "old" }), { isOld: true })
  assert.deepEqual(await search.answer("abstracts", { docs: [0, 9] }, { build: "new" }), ["One.", null])
})

test("a build whose files are not there is told, and nothing is asked without end", async () => {
  delete site["old/rows/0.json"]
  await assert.rejects(search.answer("ask", { q: "" }), { isOld: true })
  assert.ok(asked.filter(path => path === "manifest.json").length <= 2)
})

test("without a connection, or without an index, search says so, and a second try may work", async () => {
  isOffline = true
  await assert.rejects(search.answer("ready", {}), { message: /^Search did not load\./ })
  isOffline = false
  assert.equal((await search.answer("ready", {})).papers, 2)
  isOffline = true
  await assert.rejects(search.answer("rows", { docs: [0] }), { message: /^Search did not load\./ })
  isOffline = false
  assert.equal((await search.answer("rows", { docs: [0] }))[0].title, "First of old")
  cached = {}
  site = { "manifest.json": "<!doctype html>" }
  await assert.rejects(new Search(new Store(async path => new TextEncoder().encode(site[path]))).answer("ready", {}), { message: /^Search did not load\./ })
})

test("a part that is not there gives nothing", async () => {
  assert.deepEqual(await search.answer("part", { name: "__proto__", docs: [0] }), [null])
  assert.deepEqual(await search.answer("part", { name: "cite", docs: [0, -1, 0.5] }), [null, null, null])
})

test("a dropped question is not answered", async () => {
  assert.equal(await search.answer("ask", { q: "" }, { isDropped: () => true }), null)
})

test("the worker names every module that it needs, so that they are asked for at once", async () => {
  const folder = new URL("../../theme_overrides/assets/javascripts/search/", import.meta.url)
  const named = address => [...readFileSync(address, "utf8").matchAll(/^(?:import|export) [^\n]*?"(\.[^"]+)"$/gm)].map(([, path]) => new URL(path, address).href)
  const worker = new URL("worker.mjs", folder).href, own = named(new URL(worker)), all = new Set(own)
  for (const address of all) for (const found of named(new URL(address))) all.add(found)
  assert.ok(own.length > 20)
  assert.deepEqual([...all].filter(address => !own.includes(address)), [])
})
