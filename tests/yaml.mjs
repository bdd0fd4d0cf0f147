// Writes rules as YAML: tags on standard input, and for each a whole file out, once directly and once by a draft.
import { readFileSync } from "node:fs"
import { draftOf, ruleOf, sanitized } from "../theme_overrides/assets/javascripts/rules/draft.mjs"
import { draftIn, fragmentOf } from "../theme_overrides/assets/javascripts/rules/address.mjs"
import { fileOf } from "../theme_overrides/assets/javascripts/rules/yaml.mjs"

const { tags } = JSON.parse(readFileSync(0, "utf8"))
process.stdout.write(JSON.stringify(tags.map(tag => {
  const draft = sanitized(draftOf(tag))
  const kept = draftIn(`#${fragmentOf(draft)}`)
  return [fileOf(tag.topic, tag.id, tag.rule), fileOf(draft.topic, draft.id, ruleOf(draft).rule), fileOf(kept.topic, kept.id, ruleOf(kept).rule)]
})))
