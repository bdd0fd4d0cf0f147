// The state of the list and the address that says it.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  addressOf, changed, cleared, conditions, isAsking, nothing, requestOf, settled, showOf, SHOWS, sortOf, SORTS, stateOf, toggled,
} from "../../theme_overrides/assets/javascripts/list/state.mjs"

/** Numbers that look random and are the same each time. */
const dice = seed => () => {
  seed = Math.imul(seed ^ seed >>> 15, seed | 1)
  seed ^= seed + Math.imul(seed ^ seed >>> 7, seed | 61)
  return ((seed ^ seed >>> 14) >>> 0) / 2 ** 32
}

const SIGNS = [..."abc é&=?#%+ \t\n\"'<>/\\.:-_0123456789漢字\u200f\ud83d", "😀", "%20", "&tag=x", "\u0000"]
const roll = dice(20240612)
const below = most => Math.floor(roll() * most)
const one = list => list[below(list.length)]
const text = () => Array.from({ length: below(12) }, () => one(SIGNS)).join("")
const texts = () => Array.from({ length: below(4) }, text)
const flip = () => roll() < 0.5

const anyState = () => ({
  q: text(), tags: texts(), not: texts(), match: one(["all", "any", "some", ""]), from: one([0, 1, 1999, 2024, 99999, "x", -3]),
  to: one([0, 2019, 2025, "2020", null]), venues: texts(), authors: texts(), code: flip(), again: flip(), isNew: flip(), saved: flip(),
  status: texts(), sort: one([...SORTS, "", "worst"]), show: one([...SHOWS, "", "all"]), page: one([1, 2, 17, 0, -1, "3", 1e9]),
})

/** What an address can say of a state: words without spaces at their end, and a choice between tags only where there are two. */
const said = state => ({ ...state, q: state.q.trim(), match: state.tags.length > 1 ? state.match : "all" })

test("every state survives its address", () => {
  for (let round = 0; round < 5000; round++) {
    const state = said(settled(anyState()))
    assert.deepEqual(stateOf(addressOf(state)), state)
  }
})

test("any text behind the ? is a state, whose address is the same ever after", () => {
  const keys = ["q", "tag", "not", "match", "from", "to", "venue", "author", "code", "again", "new", "saved", "status", "sort", "show", "page", "x"]
  for (let round = 0; round < 5000; round++) {
    const search = `?${Array.from({ length: below(8) }, () => `${one(keys)}${flip() ? "=" : ""}${text()}`).join("&")}`
    const address = addressOf(stateOf(search))
    assert.equal(addressOf(stateOf(address)), address)
  }
})

test("nothing asked for has no address", () => {
  assert.equal(addressOf(nothing()), "")
  assert.deepEqual(stateOf(""), nothing())
  assert.deepEqual(stateOf("?utm_source=somewhere"), nothing())
})

test("an address reads as one would write it", () => {
  const state = settled({ ...nothing(), q: "reward model", tags: ["a", "b"], not: ["c"], match: "any", from: 2023, to: 2025, venues: ["acl"], code: true, isNew: true, sort: "newest", show: "abstract", page: 2 })
  assert.equal(addressOf(state), "?q=reward+model&tag=a&tag=b&not=c&match=any&from=2023&to=2025&venue=acl&code=1&new=1&sort=newest&show=abstract&page=2")
})

test("what an address asks for is bounded", () => {
  const state = stateOf(`?q=${"w".repeat(9000)}&${Array.from({ length: 900 }, (_, place) => `tag=${place}`).join("&")}&from=2025&to=2020&page=99999999999`)
  assert.equal(state.q.length, 300)
  assert.equal(state.tags.length, 50)
  assert.deepEqual([state.from, state.to], [2020, 2025])
  assert.equal(state.page, 1)
})

test("a name takes in, the same again lets go, and no tag is both wanted and not", () => {
  let state = toggled(nothing(), "tags", "a")
  assert.deepEqual([state.tags, state.not], [["a"], []])
  state = toggled(state, "not", "a")
  assert.deepEqual([state.tags, state.not], [[], ["a"]])
  state = toggled(state, "not", "a")
  assert.deepEqual([state.tags, state.not], [[], []])
  assert.deepEqual(stateOf("?tag=a&tag=b&not=a").tags, ["b"])
})

test("a change leads to the first page, and clearing keeps how the list looks", () => {
  const state = stateOf("?q=x&tag=a&page=4&sort=title&show=titles")
  assert.equal(changed(state, { from: 2020 }).page, 1)
  assert.equal(addressOf(cleared(state)), "?sort=title&show=titles")
  assert.equal(addressOf(cleared(stateOf("?q=x&sort=best"))), "")
})

test("the order and the detail that are chosen where none is asked for", () => {
  assert.equal(sortOf(stateOf("")), "newest")
  assert.equal(sortOf(stateOf("?sort=best")), "newest")
  assert.equal(sortOf(stateOf("?q=x")), "best")
  assert.equal(sortOf(stateOf("?q=x&sort=listed")), "listed")
  assert.equal(showOf(stateOf("")), "")
  assert.equal(showOf(stateOf("?from=2020")), "")
  assert.equal(showOf(stateOf("?tag=a")), "sentence")
  assert.equal(showOf(stateOf("?tag=a&show=titles")), "titles")
})

test("conditions are counted without the words; a range of years is one", () => {
  assert.equal(conditions(stateOf("?q=x&tag=a&not=b&from=2020&to=2021&code=1&saved=1&author=A&venue=v&status=withdrawn")), 8)
  assert.ok(isAsking(stateOf("?q=x")))
  assert.ok(!isAsking(stateOf("?q=+&sort=title&show=abstract&page=3")))
})

test("a request asks for the rows of its page", () => {
  const request = requestOf(stateOf("?q=x+&tag=a&page=3"), { among: [1, 2], limit: 10, facets: false })
  assert.equal(request.q, "x")
  assert.deepEqual([request.offset, request.limit, request.among, request.facets, request.all, request.sort], [200, 10, [1, 2], false, true, "best"])
})
