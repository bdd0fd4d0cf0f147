// What a text in the search box asks for.
import assert from "node:assert/strict"
import { suite, test } from "node:test"
import { identityOf } from "../../theme_overrides/assets/javascripts/search/identities.mjs"
import { parse, yearsOf } from "../../theme_overrides/assets/javascripts/search/query.mjs"

const asked = (text, typing = false) => {
  const { words, phrases, tags, authors, venues, years, ids, not, last } = parse(text, typing)
  const lean = {
    words: words.map(one => one.stem), phrases: phrases.map(one => one.stems.join(" ")), tags: tags.map(one => one.text),
    authors: authors.map(one => one.text), venues: venues.map(one => one.text), years: years.map(one => one.years),
    ids: ids.map(one => one.identity), not: not.words.map(one => one.stem),
    notTags: not.tags.map(one => one.text), notPhrases: not.phrases.map(one => one.stems.join(" ")), last: last?.word,
  }
  return Object.fromEntries(Object.entries(lean).filter(([, value]) => value?.length))
}

suite("the language", () => {
  const cases = [
    ["", {}],
    ["key surveys", { words: ["key", "survey"] }],
    ["the of and", {}],
    ["state-of-the-art", { words: ["state", "art"] }],
    ['"language models" pruning', { words: ["prune"], phrases: ["languag model"] }],
    ["“curly quotes”", { phrases: ["curli quot"] }],
    ['"pruning"', { words: ["prune"] }],
    ['"', {}], ['""', {}], ['" "', {}], ['"open quote', { words: ["open", "quot"] }], ['a"b c"d', { phrases: [], words: [] }],
    ["tag:rag", { tags: ["rag"] }], ["TAG:rag", { tags: ["rag"] }], ["tag:", {}], ['tag:"preference optimization"', { tags: ["preference optimization"] }],
    ["tag: rag", { words: ["rag"] }],
    ["author:Smith venue:acl", { authors: ["Smith"], venues: ["acl"] }],
    ["year:2023", { years: [[2023, 2023]] }], ["year:2023..2025", { years: [[2023, 2025]] }], ["year:soon", {}],
    ["-survey", { not: ["survey"] }], ["-tag:rag", { notTags: ["rag"] }], ['-"language models"', { notPhrases: ["languag model"] }],
    ["-", {}], ["--", {}], ["--x11", { words: ["x11"] }], ["- dash", { words: ["dash"] }],
    ["GPT-4o", { words: ["gpt", "4o"] }],
    ["2406.01234", { ids: ["arxiv:2406.01234"] }],
    ["__proto__ constructor", { words: ["proto", "constructor"] }],
    ["🙂 🙂", {}], ["بحث", { words: ["بحث"] }],
  ]
  for (const [text, found] of cases) {
    const wanted = Object.fromEntries(Object.entries(found).filter(([, value]) => value.length))
    test(JSON.stringify(text), () => assert.deepEqual(asked(text), wanted))
  }
})

test("while one is typing, the word at the end is unfinished until a space or a sign follows", () => {
  assert.deepEqual(asked("language mod", true), { words: ["languag"], last: "mod" })
  assert.deepEqual(asked("language mod ", true), { words: ["languag", "mod"] })
  assert.deepEqual(asked("fine-tun", true), { words: ["fine"], last: "tun" })
  assert.deepEqual(asked("the", true), { last: "the" })
  assert.deepEqual(asked('"language mod', true), { words: ["languag"], last: "mod" })
  assert.deepEqual(asked("tag:ra", true), { tags: ["ra"] })
  assert.deepEqual(asked("-sur", true), { not: ["sur"] })
})

test("years as one or as a range", () => {
  for (const [text, years] of [["2023", [2023, 2023]], ["2023..2025", [2023, 2025]], ["2023..", [2023, 0]], ["..2025", [0, 2025]],
    ["2025..2023", [2023, 2025]], ["2023-2025", [2023, 2025]], ["", null], ["..", null], ["23", null], ["20232024", null]]) {
    assert.deepEqual(yearsOf(text), years, text)
  }
})

test("ids and addresses of papers mean their identity", () => {
  for (const [text, identity] of [
    ["2406.01234", "arxiv:2406.01234"], ["2406.01234v3", "arxiv:2406.01234"], ["arXiv:2406.01234", "arxiv:2406.01234"],
    ["https://arxiv.org/abs/2406.01234v2", "arxiv:2406.01234"], ["https://arxiv.org/pdf/2406.01234.pdf", "arxiv:2406.01234"],
    ["hep-th/9901001", "arxiv:hep-th/9901001"], ["10.48550/arXiv.2406.01234", "arxiv:2406.01234"],
    ["10.18653/v1/P18-1001", "acl:P18-1001"], ["P18-1001", "acl:P18-1001"], ["https://aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1"],
    ["10.1145/3292500.3330701", "doi:10.1145/3292500.3330701"], ["https://doi.org/10.1145/3292500.3330701.", "doi:10.1145/3292500.3330701"],
    ["doi:10.1017/JFM.2016.103", "doi:10.1017/jfm.2016.103"],
  ]) assert.equal(identityOf(text), identity, text)
  for (const text of ["2406", "transformer", "10", "https://example.org/", "10.5", "a-b", "%E0%A4%A", "doi:"]) assert.equal(identityOf(text), "", text)
})

test("hostile texts are bounded and never thrown at", () => {
  const hostile = ["x".repeat(10000), "word ".repeat(500), '"'.repeat(999), "-".repeat(999), "tag:".repeat(500), "\u0000\ud800\udfff\ud83d",
    "tag:__proto__ author:constructor venue:toString year:9999..0000", "a".repeat(50) + "://", "10.1234/" + "%".repeat(500), "🙂".repeat(3000)]
  for (const text of hostile) for (const typing of [true, false]) {
    const started = performance.now(), query = parse(text, typing)
    assert.ok(query.words.length <= 256)
    for (const { word } of query.words) assert.ok(word.length <= 160)
    assert.ok(performance.now() - started < 200, text.slice(0, 20))
  }
  for (const odd of [null, undefined, 7, {}, []]) assert.ok(parse(odd))
})
