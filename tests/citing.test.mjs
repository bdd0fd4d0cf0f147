// The formats of citations: the same papers that the build's own tests write, to the same bytes.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { FORMATS, fileOf } from "../theme_overrides/assets/javascripts/cite/formats.mjs"
import { citationOf, nameOf } from "../theme_overrides/assets/javascripts/cite/record.mjs"

const golden = name => readFileSync(new URL(`golden/citations/${name}`, import.meta.url), "utf8")
const records = JSON.parse(golden("records.json"))

for (const format of FORMATS) {
  test(`the toy papers as ${format.label}`, () => {
    assert.equal(fileOf(format, records), golden(`papers.${format.ending}`))
  })
}

test("what a record leaves out is empty", () => {
  const cited = citationOf(["kites", 2, "Kites"])
  assert.equal(cited.kind, "misc")
  assert.deepEqual(cited.authors, [])
  assert.equal(cited.doi + cited.url + cited.arxiv + cited.year, "")
})

test("a name is a person's or a group's", () => {
  assert.deepEqual(nameOf("Gemini Team"), { literal: "Gemini Team", particle: "", family: "", given: "", suffix: "" })
  assert.deepEqual(nameOf("Toy,\tJr.,\tAda"), { literal: "", particle: "", family: "Toy", given: "Ada", suffix: "Jr." })
  assert.deepEqual(nameOf("van\nToy,\tNora"), { literal: "", particle: "van", family: "Toy", given: "Nora", suffix: "" })
})
