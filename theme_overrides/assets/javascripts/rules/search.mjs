// A rule on many papers: which of them it tags, how many each term finds, and what they are tagged with already.
import { ROLES } from "./language.mjs"
import { Lexicon, Text } from "./lexicon.mjs"
import { hitsOf, Matcher } from "./matcher.mjs"
import { evidence, judge } from "./verdict.mjs"
import { marked, sentence, sentences } from "./excerpt.mjs"

const FIELDS = ["title", "abstract"]

/** The papers so far: each has its slug, its texts, the numbers of its tags, and what people decided of them. */
export class Corpus {
  lexicon = new Lexicon()
  papers = []

  /** Takes in a piece of the catalog, as the build wrote it. */
  add(rows) {
    for (const [slug, title, abstract, tags, decided = []] of rows) {
      this.papers.push({ slug, tags, decided: new Map(decided), texts: [new Text(title, this.lexicon), new Text(abstract, this.lexicon)] })
    }
  }
}

const counters = matcher => Object.fromEntries(ROLES.map(role => [role, matcher.roles[role].map(() => 0)]))

/** Goes through the papers, `step` at a time; each stop gives the numbers so far, the last one all. */
export function* search(corpus, rule, step = 400) {
  const matcher = new Matcher(rule, corpus.lexicon)
  const found = { papers: corpus.papers.length, done: 0, given: [], terms: counters(matcher), matcher }
  for (const paper of corpus.papers) {
    const reading = matcher.find(paper.texts)
    if (reading.spans.some(spans => spans.size)) {
      for (const role of ROLES) {
        matcher.roles[role].forEach((term, place) => { found.terms[role][place] += hitsOf(term, reading).length ? 1 : 0 })
      }
      const matches = evidence(matcher, reading)
      if (matches.length) found.given.push({ paper, matches })
    }
    if (++found.done % step === 0) yield found
  }
  yield found
}

/** A paper that a rule tags, ready to be shown: its title and a sentence as pieces. */
export const row = ({ paper, matches, by = [], decided = false }, matcher) => {
  const [title, abstract] = paper.texts.map(text => text.raw)
  const [inTitle, inAbstract] = FIELDS.map(field => matches.filter(match => match.field === field))
  const proof = inAbstract.length && !isEnough(paper.texts[0], matcher) ? sentences(abstract, inAbstract) : ""
  return {
    slug: paper.slug, tags: paper.tags, brought: by, decided, title: marked(title, inTitle), say: sentence(abstract, inAbstract),
    example: { title, abstract: proof },
  }
}

/** Is a title alone enough for a rule? */
const isEnough = (title, matcher) => evidence(matcher, matcher.find([title, new Text("", title.lexicon)])).length > 0

const texts = example => {
  const lexicon = new Lexicon()
  return [lexicon, [example.title, example.abstract].map(text => new Text(text, lexicon))]
}

/** A match with the word before it, or else with the one behind: what an exception could be. */
const longer = (text, { start, end }) => {
  const before = /[\p{L}\p{N}]+[^\p{L}\p{N}.!?;]*$/u.exec(text.slice(0, start))?.[0]
  const after = before ? "" : /^[^\p{L}\p{N}.!?;]*[\p{L}\p{N}]+/u.exec(text.slice(end))?.[0]
  return (before ?? "") + text.slice(start, end) + (after ?? "")
}

/** What a rule says of an example: whether it is given, its words as pieces, and what was found or is missing. */
export const tryExample = (rule, example) => {
  const [lexicon, both] = texts(example)
  const matcher = new Matcher(rule, lexicon)
  const verdict = judge(matcher, matcher.find(both))
  const matches = [...verdict.any, ...verdict.hints, ...verdict.barred]
  const pieces = both.map((text, field) => marked(text.raw, matches.filter(match => match.field === FIELDS[field])))
  const words = found => found.map(match => ({ term: match.term, longer: longer(both[FIELDS.indexOf(match.field)].raw, match) }))
  return {
    given: verdict.given, title: pieces[0], abstract: pieces[1], missing: verdict.missing,
    any: words(verdict.any), hints: words(verdict.hints), barred: words(verdict.barred),
  }
}
