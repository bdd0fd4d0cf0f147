// The papers that the browser's search takes texts on standard input to name.
import { readFileSync } from "node:fs"
import { identityOf } from "../../theme_overrides/assets/javascripts/search/identities.mjs"

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(identityOf)))
