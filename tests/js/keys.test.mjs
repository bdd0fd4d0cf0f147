// Which row a key means, where the hash alone leaves it open.
import assert from "node:assert/strict"
import { test } from "node:test"
import { isSaid, mayBe } from "../../theme_overrides/assets/javascripts/search/keys.mjs"

const row = (identity, former = []) => ({ identity, slug: "a-toy", former })

test("a row says its identity, its slug, and what it was called by before", () => {
  const moved = row("arxiv:2401.00001", ["doi:10.1000/old", "slug:an-old-toy"])
  for (const key of ["arxiv:2401.00001", "slug:a-toy", "doi:10.1000/old", "slug:an-old-toy"]) assert.ok(isSaid(moved, key), key)
  for (const key of ["arxiv:2401.00002", "slug:another", "title:atoy", ""]) assert.ok(!isSaid(moved, key), key)
})

test("a row may have weaker identifiers that it does not show, and other titles, but no other of its own kind", () => {
  assert.ok(mayBe(row("arxiv:2401.00001"), "doi:10.1000/a"))
  assert.ok(mayBe(row("arxiv:2401.00001"), "title:atoy"))
  assert.ok(mayBe(row("title:atoy"), "title:anoldtoy"))
  assert.ok(!mayBe(row("doi:10.1000/a"), "arxiv:2401.00001"))
  assert.ok(!mayBe(row("arxiv:2401.00001"), "arxiv:2401.00002"))
  assert.ok(!mayBe(row("title:atoy"), "slug:an-old-toy"))
})
