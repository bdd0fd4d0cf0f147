// Matches the rules on standard input with the browser's matcher: `{rules, papers}` in, for each rule its papers and
// their evidence out. Places are counted in characters, as Python counts them.
import { readFileSync } from "node:fs"
import { Lexicon, Text } from "../theme_overrides/assets/javascripts/rules/lexicon.mjs"
import { Matcher } from "../theme_overrides/assets/javascripts/rules/matcher.mjs"
import { evidence, judge } from "../theme_overrides/assets/javascripts/rules/verdict.mjs"

const characters = (text, end) => Array.from(text.slice(0, end)).length

const found = (rule, papers, lexicon) => {
  const matcher = new Matcher(rule, lexicon)
  return papers.flatMap((texts, paper) => {
    const reading = matcher.find(texts)
    const matches = evidence(matcher, reading)
    if (judge(matcher, reading).given !== matches.length > 0) throw new Error(`two answers on paper ${paper}`)
    return matches.length ? [[paper, matches.map(one => {
      const { raw } = texts[one.field === "title" ? 0 : 1]
      return [one.field, characters(raw, one.start), characters(raw, one.end), one.term]
    })]] : []
  })
}

/** Rules on pairs of title and abstract. */
export const run = ({ rules, papers }) => {
  const lexicon = new Lexicon()
  const texts = papers.map(pair => pair.map(text => new Text(text, lexicon)))
  return rules.map(rule => found(rule, texts, lexicon))
}

if (process.argv[1] === import.meta.filename) process.stdout.write(JSON.stringify(run(JSON.parse(readFileSync(0, "utf8")))))
