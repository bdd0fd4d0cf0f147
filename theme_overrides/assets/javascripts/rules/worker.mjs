// Loads the papers and tries rules on them, away from the page, so that typing never waits. A new question ends the
// one before. The page ends this worker where a regular expression keeps it from answering.
import { ROLES } from "./language.mjs"
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

const byTag = papers => {
  const counts = new Map()
  for (const { tags } of papers) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0])
}

/** The papers that have the tag by this rule, by a person's decision or by a tag below it; first those that gain it. */
const tagged = ({ done, given }, { tag, below }) => {
  const byRule = new Map(given.map(found => [found.paper, found]))
  const all = []
  for (const paper of corpus.papers.slice(0, done)) {
    const decision = paper.decided.get(tag)
    if (decision === false) continue
    const by = paper.tags.includes(tag) ? paper.tags.filter(one => below.includes(one)) : []
    if (byRule.has(paper)) all.push(byRule.get(paper))
    else if (decision || by.length) all.push({ paper, matches: [], by, decided: decision === true })
  }
  const isNew = ({ paper }) => !paper.tags.includes(tag)
  const gained = all.filter(isNew), kept = all.filter(found => !isNew(found))
  return { gained, all: [...gained, ...kept.filter(({ matches }) => matches.length), ...kept.filter(({ matches }) => !matches.length)] }
}

/** All that the page shows; `tag` is the number of the tag that is changed, `below` those that bring it. */
const summary = (found, question) => {
  const { all, gained } = tagged(found, question)
  const papers = all.map(({ paper }) => paper), kept = new Set(papers)
  const seen = corpus.papers.slice(0, found.done)
  const lost = seen.filter(paper => paper.tags.includes(question.tag) && !kept.has(paper))
  return {
    papers: found.papers, done: found.done, terms: found.terms, count: all.length, gained: gained.length,
    brought: all.filter(({ matches }) => !matches.length).length, overlap: byTag(papers),
    outside: papers.filter(({ tags }) => !tags.includes(question.parent)).length,
    words: question.tag >= 0 || ROLES.some(role => found.terms[role].length),
    rows: all.slice(0, question.most).map(one => row(one, found.matcher)), lostCount: lost.length,
    lost: lost.slice(0, question.most).map(paper => row({ paper, matches: [] }, found.matcher)),
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
    if (found.done === found.papers) {
      postMessage({ kind: "found", number, ended: true, took: performance.now() - began, ...summary(found, question) })
    }
  }
}

addEventListener("message", ({ data }) => { if (data.kind === "load") load(data); else ask(data) })
