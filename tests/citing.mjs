// Writes packed records, from standard input, in every format, as one object in JSON: what test_exporters.py compares.
import { readFileSync } from "node:fs"
import { FORMATS, fileOf } from "../theme_overrides/assets/javascripts/cite/formats.mjs"

const records = JSON.parse(readFileSync(0, "utf8"))
process.stdout.write(JSON.stringify(Object.fromEntries(FORMATS.map(format => [format.id, fileOf(format, records)]))))
