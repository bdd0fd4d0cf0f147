// How a text in the search box is read. What its items mean is held to Python's search in `test_search_in_browser.py`.
import assert from "node:assert/strict"
import { suite, test } from "node:test"
import { completions, isNear, nearest, readWords } from "../../theme_overrides/assets/javascripts/search/completion.mjs"
import { identityOf } from "../../theme_overrides/assets/javascripts/search/identities.mjs"
import { phraseOf } from "../../theme_overrides/assets/javascripts/search/phrase.mjs"
import { isUnfinished, items, notYears, yearsOf } from "../../theme_overrides/assets/javascripts/search/query.mjs"

suite("items", () => {
  const cases = [
    ["", []],
    ["key surveys", [["", "key"], ["", "surveys"]]],
    ['"language models" pruning', [["phrase", "language models"], ["", "pruning"]]],
    ["“curly quotes”", [["phrase", "curly quotes"]]],
    ['"', [["phrase", ""]]], ['""', [["phrase", ""]]], ['"open quote', [["phrase", "open quote"]]], ['a"b c"', [["", 'a"b'], ["", 'c"']]],
    ["tag:rag", [["tag", "rag"]]], ["TAG:rag", [["tag", "rag"]]], ['tag:"preference optimization"', [["tag", "preference optimization"]]],
    ["tag:", []], ["-tag:", []], ["author: smith", [["", "smith"]]],
    ["author:Smith venue:acl year:2023..", [["author", "Smith"], ["venue", "acl"], ["year", "2023.."]]],
    ["-survey", [["", "survey", true]]], ["-tag:rag", [["tag", "rag", true]]], ['-"language models"', [["phrase", "language models", true]]],
    ["-", [["", "-"]]], ["--x11", [["", "-x11", true]]], ["pre-training", [["", "pre-training"]]],
    ["a\u00a0b\u3000c\ufeffd", [["", "a"], ["", "b"], ["", "c\ufeffd"]]],
    ["__proto__ constructor", [["", "__proto__"], ["", "constructor"]]],
  ]
  for (const [text, found] of cases) test(JSON.stringify(text), () => {
    assert.deepEqual(items(text).map(({ kind, text: own, turned }) => [kind, own, ...(turned ? [true] : [])]), found)
  })
})

test("a text that ends in a letter, a digit or a mark has an unfinished word", () => {
  for (const text of ["mod", "4o", "نَ", "𝐱"]) assert.ok(isUnfinished(text), text)
  for (const text of ["", "mod ", "mod.", '"mod"', "🙂", "-"]) assert.ok(!isUnfinished(text), text)
})

test("years as one or as a range", () => {
  for (const [text, years] of [["2023", [2023, 2023]], ["2023..2025", [2023, 2025]], ["2023..", [2023, 9999]], ["..2025", [0, 2025]],
    ["2023-2025", [2023, 2025]], ["2023–", [2023, 9999]], ["", null], ["..", null], ["23", null], ["20232024", null], ["2023.2024", null]]) {
    assert.deepEqual(yearsOf(text), years, text)
  }
})

test("what is no year is told as typed", () => {
  assert.deepEqual(notYears('kites year:soon year:2024 -year:"a b" year:..2025 tag:year:x'), ["year:soon", "year:a b"])
  assert.deepEqual(notYears("years 2024"), [])
})

test("ids and addresses of papers mean their identity", () => {
  for (const [text, identity] of [
    ["2406.01234", "arxiv:2406.01234"], ["2406.01234v3", "arxiv:2406.01234"], ["arXiv:2406.01234", "arxiv:2406.01234"],
    ["https://arxiv.org/abs/2406.01234v2", "arxiv:2406.01234"], ["https://arxiv.org/pdf/2406.01234.pdf", "arxiv:2406.01234"],
    ["https://huggingface.co/papers/2406.01234", "arxiv:2406.01234"],
    ["hep-th/9901001", "arxiv:hep-th/9901001"], ["10.48550/arXiv.2406.01234", "arxiv:2406.01234"],
    ["10.18653/v1/P18-1001", "acl:P18-1001"], ["p18-1001", "acl:P18-1001"], ["https://aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1"],
    ["10.1145/3292500.3330701", "doi:10.1145/3292500.3330701"], ["https://doi.org/10.1145/3292500.3330701.", "doi:10.1145/3292500.3330701"],
    ["doi:10.1017/JFM.2016.103", "doi:10.1017/jfm.2016.103"],
  ]) assert.equal(identityOf(text), identity, text)
  for (const text of ["2406", "transformer", "10", "2413.01234", "https://example.org/", "10.5", "10.1000/..", "%E0%A4%A", "doi:", `10.1000/${"x".repeat(400)}`]) {
    assert.equal(identityOf(text), "", text)
  }
})

test("a phrase keeps the distances of its words, stop words counted", () => {
  assert.deepEqual(phraseOf("the state of the arts"), [{ stem: "state", place: 0 }, { stem: "art", place: 3 }])
  assert.deepEqual(phraseOf("of the"), [])
})

const words = readWords({ words: "AmodeElFsEmCther", papers: [3, 9, 2, 1, 5] })

test("words are read, completed and mended, the most common first", () => {
  assert.deepEqual(words.list, ["mode", "model", "models", "modem", "mother"])
  assert.deepEqual(completions(words, "mode"), ["model", "models", "modem"])
  assert.deepEqual(completions(words, "x"), [])
  assert.equal(nearest(words, "modle"), "model")
  assert.equal(nearest(words, "mosel"), "model")
  assert.equal(nearest(words, "nodel"), "model")
  assert.equal(nearest(words, "zzzzz"), "")
})

test("one mistake is a letter put in, left out, changed, or two exchanged", () => {
  for (const word of ["odel", "moodel", "mosel", "mdoel", "modle", "mode", "models"]) assert.ok(isNear(word, "model"), word)
  for (const word of ["model", "mo", "omdle", "moldes", ""]) assert.ok(!isNear(word, "model"), word)
  assert.ok(isNear("retreiv", "retrieval", true))
  assert.ok(!isNear("retreiv", "retrieval"))
})

test("hostile texts are bounded and never thrown at", () => {
  const hostile = ["x".repeat(10000), "word ".repeat(500), '"'.repeat(999), "-".repeat(999), "tag:".repeat(500), "\u0000\ud800\udfff\ud83d",
    "tag:__proto__ author:constructor venue:toString year:9999..0000", `${"a".repeat(50)}://`, `10.1234/${"%".repeat(500)}`, "🙂".repeat(3000)]
  for (const text of hostile) {
    const started = performance.now(), found = items(text)
    assert.ok(found.every(item => item.text.length <= 4000))
    for (const item of found) identityOf(item.text)
    isUnfinished(text)
    assert.ok(performance.now() - started < 300, text.slice(0, 20))
  }
})
