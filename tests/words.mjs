// What the browser's matcher makes of texts on standard input: their words, these folded, and the ends of sentences,
// counted in characters as Python counts them; and of spellings and expressions whether
// each can be a term, or what is told; and of rules everything that is told of their terms.
import { readFileSync } from "node:fs"
import { fold, sentenceEnds, wordPlaces } from "../theme_overrides/assets/javascripts/rules/words.mjs"
import { faultOfExpressions, faultOfHints, faultsOfTerms } from "../theme_overrides/assets/javascripts/rules/faults.mjs"
import { expression, regexFault, signsOf } from "../theme_overrides/assets/javascripts/rules/regex.mjs"
import { isCased, parse } from "../theme_overrides/assets/javascripts/rules/patterns.mjs"

const ofText = text => {
  const places = wordPlaces(text)
  const words = Array.from({ length: places.length / 2 }, (_, word) => text.slice(places[2 * word], places[2 * word + 1]))
  const ends = sentenceEnds(text).map(end => Array.from(text.slice(0, end)).length)
  return [words.map(word => [word, ...fold(word), isCased(word)]), ends]
}

const ofSpelling = spelling => {
  const { fault, words, hyphens, exact } = parse(spelling)
  return fault ? [fault.code, fault.message, fault.hint] : [words, hyphens, exact]
}

const ofExpression = pattern => {
  const fault = regexFault(pattern)
  return fault ? [fault.code, fault.message, fault.hint] : [signsOf(pattern), expression(pattern) !== null]
}

const ofRule = rule => {
  const terms = Object.values(faultsOfTerms(rule)).flatMap(found => Object.values(found)).flat()
  const all = [...terms, faultOfHints(rule), faultOfExpressions(rule)].filter(Boolean)
  return [...new Set(all.map(one => `${one.code}: ${one.message}`))].sort()
}

const { texts = [], spellings = [], expressions = [], rules = [] } = JSON.parse(readFileSync(0, "utf8"))
process.stdout.write(JSON.stringify({
  texts: texts.map(ofText), spellings: spellings.map(ofSpelling), expressions: expressions.map(ofExpression),
  rules: rules.map(ofRule),
}))
