// Style sheets that most visits do without.

const asked = new Map()

/** Loads a style sheet of the site once; the promise ends when it acts, or could not be had. */
export const style = name => {
  if (!asked.has(name)) asked.set(name, new Promise(resolve => {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = new URL(`../../stylesheets/${name}.css`, import.meta.url).href
    link.onload = link.onerror = () => resolve()
    document.head.append(link)
  }))
  return asked.get(name)
}
