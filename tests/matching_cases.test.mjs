// The table of cases that Python's matcher and the browser's both run; Python's side is `test_matching_cases.py`.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { suite, test } from "node:test"
import { run } from "./matching.mjs"

const features = JSON.parse(readFileSync(new URL("matching_cases.json", import.meta.url), "utf8"))

/** A text without the marks, and the places that they show. */
const unmark = (marked, field) => {
  const begun = [], places = []
  let plain = ""
  for (const sign of marked) {
    if (sign === "‹") begun.push(Array.from(plain).length)
    else if (sign === "›") places.push([field, begun.pop(), Array.from(plain).length])
    else plain += sign
  }
  return [plain, places]
}

const sorted = places => [...new Set(places.map(place => place.slice(0, 3).join()))].sort()

for (const { feature, cases } of features) suite(feature, () => {
  for (const { name, rule, title: markedTitle = "", abstract: markedAbstract, evidence } of cases) test(name, () => {
    const [title, inTitle] = unmark(markedTitle, "title")
    const [abstract, inAbstract] = unmark(markedAbstract, "abstract")
    const [found] = run({ rules: [rule], papers: [[title, abstract]] })
    const places = found.length ? found[0][1] : []
    if (evidence) {
      const texts = { title, abstract }
      assert.deepEqual(places.map(([field, start, end]) => Array.from(texts[field]).slice(start, end).join("")), evidence)
    } else assert.deepEqual(sorted(places), sorted([...inTitle, ...inAbstract]))
  })
})

test("all cases were there", () => assert.ok(features.flatMap(feature => feature.cases).length >= 400))
