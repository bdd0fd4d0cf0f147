// Which words of a text are marked, and which sentence stands below a result.
import assert from "node:assert/strict"
import { test } from "node:test"
import { marks } from "../../theme_overrides/assets/javascripts/search/marks.mjs"
import { bestSentence, sentences } from "../../theme_overrides/assets/javascripts/search/sentence.mjs"

const marked = (text, stems) => {
  const found = marks(text, stems)
  return [...found].reverse().reduce((made, [start, end]) => `${made.slice(0, start)}[${made.slice(start, end)}]${made.slice(end)}`, text)
}

test("words with a stem of the search are marked, whole and as they are written", () => {
  for (const [text, stems, wanted] of [
    ["Surveying the Surveys of arrays", ["survey"], "[Surveying] the [Surveys] of arrays"],
    ["Preference-optimized language models.", ["prefer", "optim", "model"], "[Preference-optimized] language [models]."],
    ["the model’s café", ["model", "cafe"], "the [model]’s [café]"],
    ["ＧＰＴ-4o and ﬁne tuning", ["gpt", "fine"], "[ＧＰＴ]-4o and [ﬁne] tuning"],
    ["𝔊raph 🙂 graph", ["graph"], "[𝔊raph] 🙂 [graph]"],
    ["nothing of it", ["model"], "nothing of it"], ["", ["model"], ""], ["a model", [], "a model"],
    ["__proto__ constructor", ["proto"], "__[proto]__ constructor"],
    ["two models; models", ["model"], "two [models]; [models]"],
  ]) assert.equal(marked(text, stems), wanted)
})

test("sentences end where the rules' sentences end", () => {
  const text = " We use e.g. a model.  It works! GPT-3.5 too. "
  assert.deepEqual(sentences(text).map(place => text.slice(...place)), ["We use e.g. a model.", "It works!", "GPT-3.5 too."])
  assert.deepEqual(sentences(" … "), [])
})

test("the best sentence has the most different stems, then has them most often, and is the first such", () => {
  const text = "We study models. Models of models. We prune models, and models prune. Pruned models."
  assert.equal(bestSentence(text, ["model", "prune"]).text, "We prune models, and models prune.")
  assert.equal(bestSentence(text, ["model"]).text, "Models of models.")
  assert.equal(bestSentence(text, ["studi", "prune", "model"]).text, "We prune models, and models prune.")
  assert.equal(bestSentence(text, ["studi", "model"]).text, "We study models.")
  assert.equal(bestSentence(text, []).text, "We study models.")
  assert.equal(bestSentence(text, ["absent"]).text, "We study models.")
  assert.equal(bestSentence("", ["model"]), null)
})

test("the first found word stands where a row shows it", () => {
  for (const before of [5, 20, 30, 60, 200]) for (const after of [0, 3, 40]) {
    const found = bestSentence(`${"word ".repeat(before)}needle ${"after ".repeat(after)}end.`, ["needl"])
    assert.ok(found.text.indexOf("needle") + 6 <= 115, found.text)
    assert.ok(found.isStart === before <= 20 && found.text.startsWith("word "), found.text)
  }
  const late = bestSentence(`${"語".repeat(300)} needle ${"語".repeat(300)}`, ["needl"]).text
  assert.ok(late.indexOf("needle") > 0 && late.indexOf("needle") < 110)
  assert.ok(bestSentence(`${"🙂".repeat(301)}x needle`, ["needl"]).text.isWellFormed())
})

test("of a very long sentence the part around the first found word is taken, cut between words", () => {
  const text = `${"word ".repeat(200)}needle ${"after ".repeat(200)}end.`
  const found = bestSentence(text, ["needl"])
  assert.ok(found.text.length <= 320 && found.text.includes("needle"))
  assert.ok(!found.isStart && !found.isEnd)
  assert.match(found.text, /^word .*after$/)
  assert.equal(text.slice(found.start, found.end), found.text)
  assert.ok(bestSentence("🙂".repeat(1000), ["x"]) === null)
  assert.ok(bestSentence("语".repeat(1000), ["x"]).text.length <= 320)
})
