// The parts of the browser's scripts that need no page.
import assert from "node:assert/strict"
import { test } from "node:test"
import { cardAddress, cardFor } from "../theme_overrides/assets/javascripts/card.mjs"
import { wordFor } from "../theme_overrides/assets/javascripts/copy.mjs"
import { chosenOf, placesOf } from "../theme_overrides/assets/javascripts/evidence.mjs"
import { asksForSearch } from "../theme_overrides/assets/javascripts/keys.mjs"
import { isPublished } from "../theme_overrides/assets/javascripts/offline.mjs"
import { when } from "../theme_overrides/assets/javascripts/related.mjs"

test("data-words counts from 1, and may be empty or missing", () => {
  assert.deepEqual(placesOf("1 3"), [0, 2])
  assert.deepEqual(placesOf(" 12  1 "), [11, 0])
  assert.deepEqual(placesOf(""), [])
  assert.deepEqual(placesOf(undefined), [])
})

test("the tag pointed at goes before the last one opened", () => {
  assert.equal(chosenOf("pointed", ["first", "last"]), "pointed")
  assert.equal(chosenOf(null, ["first", "last"]), "last")
  assert.equal(chosenOf(null, []), null)
})

test("the copy button says what happened", () => {
  assert.equal(wordFor(true), "Copied")
  assert.match(wordFor(false), /^Selected/)
})

const key = (name, held = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test("a slash asks for the search unless one is writing", () => {
  assert.ok(asksForSearch(key("/"), null))
  assert.ok(asksForSearch(key("/"), { tagName: "A" }))
  assert.ok(asksForSearch(key("/"), { tagName: "INPUT", type: "radio" }))
  assert.ok(asksForSearch(key("/"), { tagName: "INPUT", type: "checkbox" }))
  assert.ok(!asksForSearch(key("/"), { tagName: "INPUT", type: "text" }))
  assert.ok(!asksForSearch(key("/"), { tagName: "DIV", isContentEditable: true }))
  assert.ok(!asksForSearch(key("/", { ctrlKey: true }), null))
})

test("Ctrl-K and Cmd-K ask for the search wherever one is", () => {
  assert.ok(asksForSearch(key("k", { ctrlKey: true }), { tagName: "INPUT", type: "text" }))
  assert.ok(asksForSearch(key("k", { metaKey: true }), null))
  assert.ok(!asksForSearch(key("k"), null))
  assert.ok(!asksForSearch(key("k", { ctrlKey: true, shiftKey: true }), null))
})

const BLOB = "https://git.example/owner/repo/blob/main/site_src/papers"

test("a card begins with the name of its paper", () => {
  assert.match(cardFor("arxiv", "2401.00001"), /^arxiv: "2401.00001"\n/)
  assert.match(cardFor("title", 'A "toy": 1'), /^title: "A \\"toy\\": 1"\n/)
})

test("a new card stands beside the sources of its paper", () => {
  const address = new URL(cardAddress([`${BLOB}/facts.jsonl#L3`, `${BLOB}/list.txt#L9`], "a-toy", "title: x & y\n"))
  assert.equal(address.origin + address.pathname, "https://git.example/owner/repo/new/main")
  assert.deepEqual([...address.searchParams], [["filename", "site_src/papers/a-toy.yml"], ["value", "title: x & y\n"]])
})

test("a card that is there is opened, and without a repository there is no way", () => {
  const lines = [`${BLOB}/facts.jsonl#L3`, `${BLOB}/toy.yml#L2`]
  assert.equal(cardAddress(lines, "a-toy", ""), "https://git.example/owner/repo/edit/main/site_src/papers/toy.yml")
  assert.equal(cardAddress([], "a-toy", ""), "")
  assert.equal(cardAddress(["https://site.example/listings/toy/"], "a-toy", ""), "")
})

test("a date as a row shows it is a number that grows with time", () => {
  assert.deepEqual(["18 Dec 2024", "3 Dec 2024", "Dec 2024", "2024", "31 Jan 2024"].map(when), [20241218, 20241203, 20241200, 20240000, 20240131])
  assert.deepEqual(["arXiv", "ACL 2024", "PDF Code", "", "No. 3"].map(when), [0, 0, 0, 0, 0])
})

test("pages are kept on a published site alone", () => {
  assert.ok(isPublished(new URL("https://owner.github.io/repo/")))
  for (const other of ["http://owner.example/", "https://localhost:8000/", "https://127.0.0.1/", "http://127.0.0.1:8000/", "file:///site/index.html", "https://[::1]/"]) {
    assert.equal(isPublished(new URL(other)), false, other)
  }
})
