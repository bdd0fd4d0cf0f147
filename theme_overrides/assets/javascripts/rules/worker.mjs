// Loads the papers and tries rules on them, away from the page, so that typing never waits. A new question ends the
// one before. The page ends this worker where a regular expression keeps it from answering.
import { Corpus, row, search, tryExample } from "./search.mjs"

const corpus = new Corpus()
let latest = 0

const pause = () => new Promise(resolve => { setTimeout(resolve) })

const load = async ({ address, chunks }) => {
  let bytes = 0
  try {
    for (const [name, size] of chunks) {
      const answer = await fetch(new URL(name, address))
      if (!answer.ok) throw new Error(`${answer.status}`)
      corpus.add(await answer.json())
      bytes += size
      postMessage({ kind: "loading", papers: corpus.papers.length, bytes })
    }
    postMessage({ kind: "loaded", papers: corpus.papers.length })
  } catch { postMessage({ kind: "failed" }) }
}

/** Which papers come first: those that would gain the tag, then those that have it. */
const ordered = (given, tag) => tag < 0 ? given : [
  ...given.filter(({ paper }) => !paper.tags.includes(tag)), ...given.filter(({ paper }) => paper.tags.includes(tag)),
]

const byTag = papers => {
  const counts = new Map()
  for (const { tags } of papers) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0])
}

/** All that the page shows; `tag` is the number of the tag that is changed, `below` those that bring it. */
const summary = ({ papers, done, given, terms }, { tag, below, parent, most }) => {
  const own = new Set(given.map(({ paper }) => paper.slug))
  const brought = corpus.papers.slice(0, done).filter(paper => !own.has(paper.slug) && paper.tags.some(one => below.includes(one)))
  const all = [...ordered(given, tag), ...brought.map(paper => ({ paper, matches: [], by: paper.tags.filter(one => below.includes(one)) }))]
  const shown = new Set(all.map(({ paper }) => paper.slug))
  const lost = tag < 0 ? [] : corpus.papers.slice(0, done).filter(paper => paper.tags.includes(tag) && !shown.has(paper.slug))
  const listed = all.map(({ paper }) => paper)
  return {
    papers, done, terms, count: all.length, brought: brought.length, overlap: byTag(listed),
    gained: listed.filter(({ tags }) => !tags.includes(tag)).length,
    outside: listed.filter(({ tags }) => !tags.includes(parent)).length,
    rows: all.slice(0, most).map(one => row(one, one.by)),
    lost: lost.slice(0, most).map(paper => row({ paper, matches: [] })), lostCount: lost.length,
  }
}

const ask = async question => {
  latest = question.number
  const { number, rule, examples } = question
  postMessage({ kind: "alive", number })
  postMessage({ kind: "examples", number, verdicts: examples.map(example => tryExample(rule, example)) })
  const began = performance.now()
  let told = began
  for (const found of search(corpus, rule)) {
    if (performance.now() - told > 150 && found.done < found.papers) {
      postMessage({ kind: "found", number, ended: false, ...summary(found, question) })
      told = performance.now()
    } else postMessage({ kind: "alive", number })
    await pause()
    if (latest !== number) return
    if (found.done === found.papers) postMessage({ kind: "found", number, ended: true, took: performance.now() - began, ...summary(found, question) })
  }
}

addEventListener("message", ({ data }) => { if (data.kind === "load") load(data); else ask(data) })
