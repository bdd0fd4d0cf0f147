// The stems that the browser's search makes of texts on standard input.
import { readFileSync } from "node:fs"
import { stemsOf } from "../../theme_overrides/assets/javascripts/search/tokens.mjs"

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(stemsOf)))
