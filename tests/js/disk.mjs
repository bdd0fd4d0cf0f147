// The search of a built site read from its folder: the page's modules, with files instead of requests.
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { Search } from "../../theme_overrides/assets/javascripts/search/search.mjs"
import { Store } from "../../theme_overrides/assets/javascripts/search/store.mjs"

/** The search of the site in a folder; `told` hears the path of each file that is read, and its bytes. */
export const searchOf = (site, told = () => {}) => new Search(new Store(async path => {
  try {
    const bytes = await readFile(join(site, "search", path))
    told(path, bytes)
    return bytes
  } catch (error) {
    if (error.code === "ENOENT") return null
    throw error
  }
}))
