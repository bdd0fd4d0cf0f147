// The reading list without a page: what is kept, what a link carries, what a file brings.
import assert from "node:assert/strict"
import { test } from "node:test"
import { carriedBy, fragmentOf, MOST_CARRIED } from "../theme_overrides/assets/javascripts/keep/carry.mjs"
import { broughtBy, matched } from "../theme_overrides/assets/javascripts/keep/intake.mjs"
import { inOrder, orderIn } from "../theme_overrides/assets/javascripts/keep/order.mjs"
import { joined, MOST, paperOf, placeOf, read, renewed, withPaper, written } from "../theme_overrides/assets/javascripts/keep/papers.mjs"
import { Shelf } from "../theme_overrides/assets/javascripts/keep/shelf.mjs"
import { slugOf } from "../theme_overrides/assets/javascripts/keep/site.mjs"

const kite = { id: "arxiv:2412.00001", slug: "kites", title: "Kites" }
const wind = { id: "title:winds", slug: "winds", title: "Winds" }
const many = Array.from({ length: MOST }, (_, at) => ({ id: `arxiv:2401.${String(at).padStart(5, "0")}`, slug: `a-${at}`, title: `A ${at}` }))

test("a list is read back as it was written", () => {
  const list = { papers: [kite, wind], build: "abc" }
  assert.deepEqual(read(written(list)), list)
})

test("what is no list is an empty one", () => {
  const broken = [undefined, null, "", "{", "[]", "3", "null", '{"papers":3}', '{"papers":{}}', '"papers"', "x".repeat(1 << 22)]
  for (const text of broken) assert.deepEqual(read(text), { papers: [], build: "" }, String(text).slice(0, 20))
})

test("among strange entries the good ones stay, each once", () => {
  const strange = [null, 3, "arxiv:1", [], {}, { id: 3 }, { id: "evil:1" }, { id: "arxiv:" }, { id: `doi:${"x".repeat(700)}` }, { id: "arxiv:1\n2" }]
  const { papers } = read(JSON.stringify({ papers: [...strange, kite, { ...kite, title: "Again" }, wind], build: 5 }))
  assert.deepEqual(papers, [{ ...kite, title: "Again" }, wind])
})

test("a title or an address that cannot be is left out", () => {
  assert.deepEqual(paperOf({ id: "doi:10.1/x", slug: "../x", title: 3 }), { id: "doi:10.1/x", slug: "", title: "doi:10.1/x" })
  assert.equal(paperOf({ id: "doi:10.1/x", title: "a\u0000b".repeat(500) }).title.length, 400)
})

test("a paper saved by its address is the same as by its identity", () => {
  const early = [{ id: "slug:kites", slug: "kites", title: "Kites" }]
  assert.equal(placeOf(early, kite), 0)
  assert.equal(placeOf([kite], early[0]), 0)
  assert.equal(placeOf([kite], { id: "slug:winds", slug: "winds" }), -1)
  assert.deepEqual(withPaper([kite], early[0]), [kite])
})

test("a list has an end", () => {
  assert.equal(withPaper(many, kite).length, MOST)
  assert.deepEqual(joined(many.slice(2), [kite, many[5], wind, { ...wind, id: "title:w" }]).added, 2)
  assert.equal(joined([kite], [kite, wind]).known, 1)
})

test("a new build gives new addresses and titles, and what it has not stays", () => {
  const rows = new Map([[kite.id, { identity: "acl:2025.x-1.1", slug: "kites-renamed", title: "Kites, renamed" }]])
  assert.deepEqual(renewed([kite, wind], rows), [{ id: "acl:2025.x-1.1", slug: "kites-renamed", title: "Kites, renamed" }, wind])
})

const storageOf = (held = {}) => ({ getItem: key => held[key] ?? null, setItem: (key, value) => { held[key] = value }, held })

test("a shelf keeps, removes, and puts back at its place", () => {
  const storage = storageOf(), shelf = new Shelf(storage, "k")
  let changes = 0
  shelf.onChange(() => { changes += 1 })
  assert.ok(shelf.save(kite) && shelf.save(wind) && shelf.save(wind))
  const removed = shelf.remove({ id: "slug:kites", slug: "kites" })
  assert.deepEqual(removed, { paper: kite, place: 0 })
  assert.deepEqual(new Shelf(storage, "k").papers, [wind])
  shelf.save(removed.paper, removed.place)
  assert.deepEqual(shelf.papers, [kite, wind])
  assert.equal(shelf.remove({ id: "arxiv:9", slug: "no" }), null)
  assert.equal(changes, 4)
})

test("what another tab wrote is not lost", () => {
  const storage = storageOf(), here = new Shelf(storage, "k"), there = new Shelf(storage, "k")
  assert.equal(here.papers.length, 0)
  there.save(kite)
  here.save(wind)
  assert.deepEqual(here.papers, [kite, wind])
  there.reread()
  assert.deepEqual(there.papers, [kite, wind])
})

test("without a storage, or with one that refuses, the list lasts as long as the page", () => {
  const refuse = () => { throw new Error("refused") }
  for (const storage of [null, { getItem: refuse, setItem: refuse }, { getItem: () => null, setItem: refuse }]) {
    const shelf = new Shelf(storage, "k")
    assert.ok(shelf.save(kite) && shelf.save(wind))
    shelf.reread()
    assert.deepEqual([shelf.papers, shelf.isLasting], [[kite, wind], false])
  }
})

test("a renewal that changes nothing tells nobody", () => {
  const shelf = new Shelf(storageOf(), "k")
  shelf.save(kite)
  shelf.renew(new Map(), "b")
  shelf.onChange(() => assert.fail("told"))
  shelf.renew(new Map([[kite.id, { identity: kite.id, slug: "kites", title: "Kites" }]]), "b")
  assert.equal(shelf.build, "b")
})

test("a link carries a list", () => {
  const papers = [kite, { id: "acl:2025.acl-long.1", slug: "x", title: "x" }, { id: "doi:10.1/a,b#c%", slug: "y", title: "y" }, wind, { id: "title:no, slug", slug: "", title: "z" }]
  const fragment = fragmentOf(papers)
  assert.match(fragment, /^#papers=[!-~]+$/)
  assert.deepEqual(carriedBy(fragment).map(paper => paper.id), ["arxiv:2412.00001", "acl:2025.acl-long.1", "doi:10.1/a,b#c%", "slug:winds", "title:no, slug"])
})

test("a link has an end, and a broken one carries what can be read", () => {
  assert.equal(fragmentOf(many.slice(0, MOST_CARRIED + 1)), "")
  assert.ok(fragmentOf(many.slice(0, MOST_CARRIED)).length < 8000)
  assert.equal(fragmentOf([]), "")
  assert.equal(carriedBy(""), null)
  assert.equal(carriedBy("#cite"), null)
  assert.deepEqual(carriedBy("#papers="), [])
  assert.deepEqual(carriedBy("#papers=z1,a,%,a%E0%A4,a2412.00001,a2412.00001,a%00").map(paper => paper.id), ["arxiv:2412.00001"])
  assert.ok(carriedBy(`#papers=${"a1,".repeat(99_999)}`).length <= MOST_CARRIED)
})

const rows = new Map([kite, wind].map((paper, doc) => [paper.id, { doc, identity: paper.id, slug: paper.slug, title: paper.title }]))

test("a file brings a saved list, BibTeX, RIS or CSL-JSON", () => {
  const files = {
    list: written({ papers: [kite] }, 1),
    bibtex: "% comment\n@misc{a,\n  eprint = {2412.00001v2},\n title={x}}\n@article(b, doi = {10.1/none})\n",
    ris: "TY  - JOUR\r\nDO  - 10.1/none\r\nER  - \r\n\r\nTY  - UNPB\r\nUR  - https://arxiv.org/abs/2412.00001\r\nER  - \r\n",
    csl: JSON.stringify([{ id: "a", DOI: "10.48550/arXiv.2412.00001" }, { id: "b", abstract: "2401.00001" }]),
  }
  for (const [name, text] of Object.entries(files)) {
    const brought = broughtBy(text), { papers, missing } = matched(brought, rows)
    assert.deepEqual([papers, missing], [[kite], brought.length - 1], name)
  }
  assert.equal(broughtBy(files.bibtex).length, 2)
  assert.equal(broughtBy("@misc{a,\n  eprint = {2412.00001}\n}\n").length, 1)
})

test("a file that is none of these brings nothing", () => {
  for (const text of ["", "hello 2412.00001", "{}", "[", "[3]", '{"papers":[]}', "\u0000\u0001", "@", "TY"]) {
    assert.deepEqual(matched(broughtBy(text), rows).papers, [], text)
  }
})

test("a large file without any entry is read at once", () => {
  const before = process.cpuUsage().user
  for (const piece of ["\n", " ", "@a\n", "@"]) assert.deepEqual(broughtBy(piece.repeat(2_000_000 / piece.length)).flatMap(one => one.ids), [])
  assert.ok(process.cpuUsage().user - before < 20e6, "not with the square of its size, which takes an hour")
})

test("the orders of a list", () => {
  const items = [{ paper: kite, row: { doc: 1, title: "kites 10" } }, { paper: wind, row: null }, { paper: many[0], row: { doc: 0, title: "Kites 9" } }]
  const names = order => inOrder(items, order).map(item => item.paper.title)
  assert.deepEqual(names("saved"), ["A 0", "Winds", "Kites"])
  assert.deepEqual(names("newest"), ["A 0", "Kites", "Winds"])
  assert.deepEqual(names("title"), ["A 0", "Kites", "Winds"])
  assert.deepEqual([orderIn("?sort=title"), orderIn("?sort=evil"), orderIn("")], ["title", "saved", "saved"])
})

test("the slug of an address", () => {
  const root = "https://owner.example/repo/"
  const slugs = ["papers/a-b/", "papers/a-b/?q#x", "papers/a-b.html", "papers/a-b/index.html", "papers/", "papers/page/2/", "tags/a/"].map(path => slugOf(root + path, root))
  assert.deepEqual(slugs, ["a-b", "a-b", "a-b", "a-b", "", "", ""])
  assert.equal(slugOf("https://other.example/papers/a-b/", root), "")
})
