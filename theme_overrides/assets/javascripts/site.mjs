// Where this site is in its host.

/** The address of the site's top, with a slash at its end. This module is two folders below. */
export const ROOT = new URL("../../", import.meta.url).href

/** The address of the list of all papers. */
export const LIST = `${ROOT}papers/`

/** Where the browser keeps whether single keys act: someone who speaks to the computer may not want them. */
export const SINGLE_KEYS = `${new URL(ROOT).pathname}.keys`
