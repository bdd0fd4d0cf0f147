// The parts of the list, the search box and the ways between pages that need no page.
import assert from "node:assert/strict"
import { test } from "node:test"
import { asksForStep } from "../../theme_overrides/assets/javascripts/keys.mjs"
import { searches } from "../../theme_overrides/assets/javascripts/find/examples.mjs"
import { readRow } from "../../theme_overrides/assets/javascripts/search/rows.mjs"
import { peopleIn, scopeOf } from "../../theme_overrides/assets/javascripts/find/links.mjs"
import { wordsOf } from "../../theme_overrides/assets/javascripts/find/missing.mjs"
import { groupsOf, listHref, moved, within } from "../../theme_overrides/assets/javascripts/find/options.mjs"
import { asking } from "../../theme_overrides/assets/javascripts/list/asking.mjs"
import { inSite, sound } from "../../theme_overrides/assets/javascripts/list/memory.mjs"
import { pagesShown } from "../../theme_overrides/assets/javascripts/list/pager.mjs"
import { dateText, isWeb, linkName, tagsShown } from "../../theme_overrides/assets/javascripts/list/row.mjs"
import { nothing, stateOf } from "../../theme_overrides/assets/javascripts/list/state.mjs"
import { stepped } from "../../theme_overrides/assets/javascripts/list/steps.mjs"
import { isNamed, treeOf } from "../../theme_overrides/assets/javascripts/list/tree.mjs"
import { chipsOf, countParts, span, years } from "../../theme_overrides/assets/javascripts/list/words.mjs"
import { isNamed as hasLabel, yearsShown } from "../../theme_overrides/assets/javascripts/list/years.mjs"

test("a number of papers is said with its noun", () => {
  const said = (total, of) => countParts(total, of).join("")
  assert.equal(said(21, 78), "21 of 78 papers")
  assert.equal(said(1, 78), "1 of 78 papers")
  assert.equal(said(78, 78), "78 papers")
  assert.equal(said(1, 1), "1 paper")
  assert.equal(said(0, 1), "0 of 1 paper")
  assert.equal(said(12431, 100212), "12,431 of 100,212 papers")
  assert.equal(span(101, 200, 312), "101 to 200 of 312")
})

test("a range of years is said as people say it", () => {
  assert.deepEqual([years(2023, 2025), years(2023, 2023), years(2023, 0), years(0, 2025)], ["2023 to 2025", "2023", "from 2023", "until 2025"])
})

const names = { tag: id => id.toUpperCase(), venue: slug => slug.toUpperCase() }

test("each condition has a chip, which is gone when it is taken away", () => {
  const state = stateOf("?q=prefer&tag=a&tag=b&not=c&from=2020&venue=acl&author=A.+Toy&code=1&saved=1&status=withdrawn")
  const chips = chipsOf(state, names)
  assert.deepEqual(chips.map(chip => chip.text), ["“prefer”", "A", "B", "not C", "from 2020", "ACL", "A. Toy", "With code", "On your reading list", "Withdrawn"])
  for (const chip of chips) assert.deepEqual(chipsOf(chip.without, names).map(one => one.text), chips.map(one => one.text).filter(text => text !== chip.text))
  assert.deepEqual(chipsOf(nothing(), names), [])
})

test("of a long list the first, the last and the neighbours have links", () => {
  assert.deepEqual(pagesShown(42, 125), [1, null, 41, 42, 43, null, 125])
  assert.deepEqual(pagesShown(1, 2), [1, 2])
  assert.deepEqual(pagesShown(1, 1), [1])
  assert.deepEqual(pagesShown(3, 5), [1, 2, 3, 4, 5])
  assert.deepEqual(pagesShown(1, 4), [1, 2, 3, 4])
})

const tag = (id, papers, parent = "") => ({ id, label: id, parent, papers, aliases: [] })

test("tags stand below their parents, the commonest first", () => {
  const rows = treeOf([tag("a", 1), tag("kid", 3, "b"), tag("b", 5), tag("grandkid", 2, "kid"), tag("c", 5), tag("lost", 4, "nowhere")])
  assert.deepEqual(rows.map(({ tag: { id }, depth }) => [id, depth]), [["b", 0], ["kid", 1], ["grandkid", 2], ["c", 0], ["lost", 0], ["a", 0]])
})

test("a name is found by the beginning of one of its words, without accents and capitals", () => {
  assert.ok(isNamed(["Reward models", "rm"], "mod"))
  assert.ok(isNamed(["Éducation"], "educ"))
  assert.ok(isNamed(["Reward models", "rlhf"], "RLHF"))
  assert.ok(isNamed(["In-context learning"], "in context"))
  assert.ok(!isNamed(["Reward models"], "ward"))
  assert.ok(isNamed(["anything"], "  "))
})

test("years without papers stand between those with some, unless there are too many", () => {
  assert.deepEqual(yearsShown([{ year: 2023 }, { year: 2020 }, { year: 0 }]), [2020, 2021, 2022, 2023])
  assert.deepEqual(yearsShown([{ year: 1901 }, { year: 2020 }]), [1901, 2020])
  assert.deepEqual(yearsShown([]), [])
  assert.equal(Array.from({ length: 30 }, (_, place) => hasLabel(place, 30)).filter(Boolean).length, 6)
  assert.ok(hasLabel(29, 30))
})

test("a date is written for people as far as it is known", () => {
  assert.deepEqual(["2024-12-08", "2024-12", "2024", 2024, "", undefined].map(dateText), ["8 Dec 2024", "Dec 2024", "2024", "2024", "", ""])
})

test("a link is named after its host, and only the web is linked", () => {
  assert.equal(linkName("https://github.com/a/b"), "Code")
  assert.equal(linkName("https://huggingface.co/datasets/a"), "Data")
  assert.equal(linkName("https://huggingface.co/a/b"), "Models")
  assert.equal(linkName("https://github.com/x/huggingface.co/"), "Code")
  assert.ok(isWeb("https://a.example/x.pdf"))
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "", undefined, " https://a.example"]) assert.ok(!isWeb(bad))
})

test("a row leaves out parents of its tags and what is no tag, and has kinds first", () => {
  const tags = new Map([tag("above", 3), tag("below", 2, "above"), { ...tag("survey", 1), kind: true }].map(one => [one.id, one]))
  assert.deepEqual(tagsShown(["above", "below", "survey", "gone"], tags).map(one => one.id), ["survey", "below"])
  assert.deepEqual(tagsShown(["above", "below", "survey"], tags, new Set(["below"])).map(one => one.id), ["survey"])
})

const found = {
  tags: [{ id: "preference-optimization", label: "Preference optimization", papers: 22 }],
  rows: [{ title: "A toy paper", url: "papers/a-toy-paper/", venue: "", year: 2024 }], pages: [{ url: "about/", title: "About" }],
  total: 29, correction: "", completion: "preference",
}
const ROOT = "https://host.example/repo/", LIST = `${ROOT}papers/`

test("the box offers tags, papers, pages and, last, all papers", () => {
  const groups = groupsOf("prefer", found, ROOT, LIST)
  assert.deepEqual(groups.map(group => group.title), ["Tags", "Papers", "Pages", ""])
  assert.deepEqual(groups[0].options[0], { kind: "tag", text: "Preference optimization", beside: "22 papers", href: `${ROOT}tags/preference-optimization/` })
  assert.equal(groups[1].options[0].beside, "2024")
  assert.deepEqual(groups.at(-1).options, [{ kind: "all", text: "All 29 papers with “prefer…”", beside: "Enter", href: `${LIST}?q=prefer` }])
})

test("the box says what may be meant, and that there is nothing", () => {
  const groups = groupsOf("prefrence", { ...found, tags: [], rows: [], pages: [], total: 0, correction: "preference", completion: "" }, ROOT, LIST)
  assert.deepEqual(groups.map(group => group.options[0].text), ["Did you mean “preference”?", "No paper has “prefrence”"])
  assert.equal(groups[0].options[0].href, `${LIST}?q=preference`)
})

test("pages of a site without folders end in .html", () => {
  const [tags, papers] = groupsOf("a", { ...found, rows: [{ ...found.rows[0], url: "papers/a-toy-paper.html" }] }, ROOT, LIST)
  assert.equal(tags.options[0].href, `${ROOT}tags/preference-optimization.html`)
  assert.equal(papers.options[0].href, `${ROOT}papers/a-toy-paper.html`)
})

test("an address from the search's files never leads out of the site", () => {
  for (const bad of ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", "../../x", "/x", "http://["]) assert.equal(within(ROOT, bad), ROOT)
  assert.equal(within(ROOT, "papers/x/"), `${ROOT}papers/x/`)
  assert.equal(listHref(LIST, "a & b=c"), `${LIST}?q=a+%26+b%3Dc`)
})

test("arrows go round through the box", () => {
  assert.deepEqual([moved(-1, "ArrowDown", 3), moved(2, "ArrowDown", 3), moved(-1, "ArrowUp", 3), moved(0, "ArrowUp", 3)], [0, -1, 2, -1])
})

test("steps stay within the list", () => {
  assert.deepEqual([stepped(-1, 1, 5), stepped(-1, -1, 5), stepped(4, 1, 5), stepped(0, -1, 5), stepped(2, 1, 5)], [0, 4, 4, 0, 3])
})

const key = (name, held = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...held })

test("the keys of lists act unless one is writing", () => {
  for (const name of ["j", "k", "s", "c", "f", "?", "ArrowLeft"]) {
    assert.ok(asksForStep(key(name), { tagName: "A" }))
    assert.ok(!asksForStep(key(name), { tagName: "INPUT", type: "search" }))
    assert.ok(!asksForStep(key(name, { ctrlKey: true }), null))
  }
  assert.ok(!asksForStep(key("ArrowLeft"), { tagName: "INPUT", type: "radio" }))
  assert.ok(!asksForStep(key("x"), null))
})

test("a row says how many authors there are, or what stands behind those that are named", () => {
  const row = more => readRow(["Kites", "", ["A. Toy", "B. Toy"], more], 0, { tags: [], address: "{}" })
  assert.deepEqual([row(0).count, row(0).others], [2, ""])
  assert.deepEqual([row(17).count, row(17).others], [17, ""])
  assert.deepEqual([row(", et al.").count, row(", et al.").others], [2, ", et al."])
})

test("names in a line of authors are told from what stands between them", () => {
  const namesIn = line => peopleIn(line).filter(([, isName]) => isName).map(([text]) => text)
  for (const line of ["A. Toy, B. Toy, C. Toy … D. Toy (17)", "A. Toy", "A. Toy, Jr., B. Toy", "A (B) Toy", "A. Toy, B. Toy, et al.", "A. Toy, B. Toy (eds.)", "A. Toy, B. Toy and 5 more (eds.)", "A. Toy, B. Toy, et al. (eds.)"]) {
    assert.equal(peopleIn(line).map(([text]) => text).join(""), line)
  }
  assert.deepEqual(namesIn("A. Toy, B. Toy, C. Toy … D. Toy (17)"), ["A. Toy", "B. Toy", "C. Toy", "D. Toy"])
  for (const rest of [", et al.", " (eds.)", " and 5 more (eds.)", ", et al. (eds.)"]) assert.deepEqual(namesIn(`A. Toy, B. Toy${rest}`), ["A. Toy", "B. Toy"])
  assert.deepEqual(namesIn("A. Toy (ed.)"), ["A. Toy"])
  assert.deepEqual(namesIn("A. Toy, Jr., B. Toy"), ["A. Toy, Jr.", "B. Toy"])
})

test("a page of the catalog leads to its papers in the list", () => {
  assert.deepEqual(scopeOf("tag", "/repo/tags/rag/", "RAG"), [["tag", "rag"]])
  assert.deepEqual(scopeOf("tag", "/repo/tags/rag/page/2/", "RAG, page 2"), [["tag", "rag"]])
  assert.deepEqual(scopeOf("venue", "/repo/venues/acl.html", "ACL"), [["venue", "acl"]])
  assert.deepEqual(scopeOf("author", "/repo/authors/a-toy/page/2.html", "A. Toy, page 2"), [["author", "A. Toy"]])
  assert.deepEqual(scopeOf("year", "/repo/years/2024/", "2024"), [["from", "2024"], ["to", "2024"]])
  assert.equal(scopeOf("listing", "/repo/listings/x/", "X"), null)
})

test("the words of an address are those of its path below the top, or of its question", () => {
  assert.equal(wordsOf(`${ROOT}papers/decoding-time_alignment/`, ROOT), "decoding time alignment")
  assert.equal(wordsOf(`${ROOT}papers/decoding.html`, ROOT), "decoding")
  assert.equal(wordsOf(`${ROOT}search?q=reward+model`, ROOT), "search reward model")
  assert.equal(wordsOf(`${ROOT}%E0%A4%A`, ROOT), "E0 A4 A")
  assert.equal(wordsOf(ROOT, ROOT), "")
  assert.ok(wordsOf(ROOT + "x".repeat(5000), ROOT).length <= 200)
})

test("searches to try are made of what there is", () => {
  assert.deepEqual(searches({ tag: "Reward models", kind: "survey", year: "2024", author: "Toy" }),
    ["reward models", "tag:survey year:2024..", "author:toy", "reward models -survey"])
  assert.deepEqual(searches({ tag: "", kind: "", year: "", author: "" }), [])
})

test("what is remembered of a list is looked at before it is used", () => {
  const kept = { href: "/repo/papers/?q=x", name: "x", papers: ["/repo/papers/a/"] }
  assert.deepEqual(sound(JSON.stringify(kept)), kept)
  for (const bad of ["", "null", "[]", "{", '{"href":1,"name":"x","papers":[]}', '{"href":"a","name":"x","papers":[1]}', JSON.stringify({ ...kept, papers: Array(101).fill("x") })]) {
    assert.equal(sound(bad), null)
  }
})

test("a path that was kept leads into the site alone", () => {
  assert.equal(inSite(ROOT, "/repo/papers/a/"), `${ROOT}papers/a/`)
  for (const bad of ["https://evil.example/repo/", "//evil.example/", "javascript:alert(1)", "/other/", "http://["]) assert.equal(inSite(ROOT, bad), "")
})

const later = (milliseconds, value, isError) => () =>
  new Promise((resolve, reject) => setTimeout(() => isError ? reject(value) : resolve(value), milliseconds))

test("an older answer is never shown, nor its failure", async () => {
  const seen = []
  const ask = asking({ answered: answer => seen.push(answer), wait: () => seen.push("waits"), fail: () => seen.push("failed") })
  await Promise.all([ask(later(30, "old")), ask(later(20, "broken", true)), ask(later(1, "new"))])
  assert.deepEqual(seen, ["new"])
})

test("an older question that had to wait is not asked after a newer one", async () => {
  const asked = [], slow = name => async isNewest => { await later(20)(); if (isNewest()) asked.push(name) }
  const ask = asking({ answered: () => {}, wait: () => {}, fail: () => {} })
  await Promise.all([ask(slow("older")), ask(async isNewest => asked.push(isNewest() ? "newer" : ""))])
  assert.deepEqual(asked, ["newer"])
})

test("a long wait is said, and a failure; a question taken back is none", async () => {
  const seen = []
  const ask = asking({ answered: answer => seen.push(answer), wait: () => seen.push("waits"), fail: error => seen.push(error.message) })
  await ask(later(350, "late"))
  await ask(later(1, new Error("broken"), true))
  await ask(later(1, new DOMException("a newer one", "AbortError"), true))
  assert.deepEqual(seen, ["waits", "late", "broken"])
})
