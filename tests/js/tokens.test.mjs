// The table of cases that Python's tokens and the browser's both run; Python's side is `test_tokens.py`.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { stem, tokens } from "../../theme_overrides/assets/javascripts/search/tokens.mjs"

const { texts, stems } = JSON.parse(readFileSync(new URL("token_cases.json", import.meta.url), "utf8"))

for (const [text, found] of Object.entries(texts)) {
  test(`tokens of ${JSON.stringify(text)}`, () => assert.deepEqual(tokens(text), found))
}

test("stems of the table", () => {
  assert.ok(Object.keys(stems).length > 40)
  for (const [word, found] of Object.entries(stems)) assert.equal(stem(word), found, word)
})
