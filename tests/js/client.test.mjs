// The page's side of search, with a worker that the test itself plays.
import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { connect } from "../../theme_overrides/assets/javascripts/search/client.mjs"

const workers = []
let isBroken = false

class PlayedWorker extends EventTarget {
  constructor() {
    super()
    if (isBroken) throw new DOMException("no workers here", "SecurityError")
    this.heard = []
    workers.push(this)
  }

  postMessage(message) { this.heard.push(structuredClone(message)) }

  terminate() { this.isEnded = true }

  says(data) { this.dispatchEvent(Object.assign(new Event("message"), { data })) }

  get asked() { return this.heard.filter(({ number, kind }) => number && kind !== "drop") }
}

globalThis.Worker = PlayedWorker
let client, site = 0

beforeEach(() => {
  workers.length = 0
  isBroken = false
  client = connect(`https://site.example/repo${++site}/`)
})

test("there is one client for a root, and its worker starts with the first question", async () => {
  assert.equal(connect(`https://site.example/repo${site}/`), client)
  assert.equal(workers.length, 0)
  const ready = client.ready()
  client.authors("a").catch(() => {})
  assert.equal(workers.length, 1)
  assert.deepEqual(workers[0].heard[0], { kind: "root", root: `https://site.example/repo${site}/` })
  workers[0].says({ number: workers[0].asked[0].number, answer: { papers: 7 }, build: "b" })
  assert.deepEqual(await ready, { papers: 7 })
})

test("a newer question rejects the older one of its kind, and the worker is told", async () => {
  const first = client.ask({ q: "a" }), row = client.rows([1]), second = client.ask({ q: "b" })
  await assert.rejects(first, { name: "AbortError" })
  const [worker] = workers
  assert.ok(worker.heard.some(({ kind, number }) => kind === "drop" && number === worker.asked[0].number))
  worker.says({ number: worker.asked[0].number, answer: "late" })
  for (const { number, kind } of worker.asked.slice(1)) worker.says({ number, answer: kind })
  assert.deepEqual(await Promise.all([row, second]), ["rows", "ask"])
  assert.equal(await Promise.race([client.suggest("x"), Promise.resolve("waits")]), "waits")
})

test("a worker that does not load is told as a sentence, and the next question starts another", async () => {
  const asked = client.ask({ q: "a" })
  workers[0].dispatchEvent(new Event("error", { cancelable: true }))
  await assert.rejects(asked, { name: "SearchError", message: /^Search did not load\./ })
  assert.ok(workers[0].isEnded)
  const again = client.ask({ q: "a" })
  assert.equal(workers.length, 2)
  workers[1].says({ number: workers[1].asked[0].number, answer: "found" })
  assert.equal(await again, "found")
})

test("where workers are not allowed, as from a file, every question is rejected", async () => {
  isBroken = true
  await assert.rejects(client.ready(), { name: "SearchError" })
  await assert.rejects(client.ask({}), { name: "SearchError" })
})

test("an error of the worker keeps its sentence and says whether the site was changed", async () => {
  const asked = client.rows([1])
  workers[0].says({ number: workers[0].asked[0].number, error: { message: "Changed.", isOld: true } })
  await assert.rejects(asked, { name: "SearchError", message: "Changed.", isOld: true })
})

test("papers are asked for by the numbers of the build last heard of", async () => {
  const ready = client.ready()
  workers[0].says({ number: workers[0].asked[0].number, answer: {}, build: "build-1" })
  await ready
  client.abstracts(new Set([3, 1])).catch(() => {})
  assert.deepEqual(workers[0].asked[1], { number: workers[0].asked[1].number, kind: "abstracts", request: { docs: [3, 1] }, build: "build-1" })
})

test("what cannot be sent is rejected, not thrown", async () => {
  await assert.rejects(client.ask({ q: () => {} }), { name: "SearchError" })
})
