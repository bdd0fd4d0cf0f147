// An export menu for any list of papers: files and copies made in the page from the site's own data.
import { button, digits, h, number, write } from "../rules/dom.mjs"
import { ROOT } from "../site.mjs"
import { copyText, saveFile } from "./give.mjs"
import { FORMATS } from "./formats.mjs"
import { menuOf } from "./menu.mjs"
import { fileFor } from "./records.mjs"

const SAID_FOR = 4000
const FAILED = "The citations did not load."
const LONG = 500

/** A line that says how work goes; `work` runs one piece of it at a time, with a way to stop it and to try again. */
export const workLine = () => {
  const text = h("span", { role: "status" }), act = button("btn btn--text", "", () => {}), element = h("p", { className: "work" }, text, act)
  let running = null, timer = 0
  act.hidden = true

  const say = (words, name = "", onclick = null) => {
    clearTimeout(timer)
    write(text, words)
    act.hidden = !name
    act.textContent = name
    act.onclick = onclick
    if (words && !name) timer = setTimeout(() => write(text, ""), SAID_FOR)
  }

  const work = async make => {
    running?.abort()
    const stop = running = new AbortController()
    const progress = (done, all) => { if (running === stop && all > LONG) say(`${digits(done)} of ${number(all, "paper")}`, "Stop", () => { stop.abort(); say("Stopped.") }) }
    try {
      const words = await make({ progress, signal: stop.signal })
      if (running === stop) say(words)
    } catch (error) {
      if (error.name !== "AbortError" && running === stop) say(FAILED, "Try again", () => work(make))
    }
  }
  return { element, say, work }
}

/** Makes a file of the papers that `getDocs` gives, a promise or a list of numbers, and saves it. */
export const exportTo = (line, format, getDocs, name = "papers") => line.work(async ({ progress, signal }) => {
  const docs = Array.from(await getDocs())
  const text = await fileFor(ROOT, format, docs, { signal, progress: done => progress(done, docs.length) })
  saveFile(`${name}.${format.ending}`, format.type, text)
  return `${number(docs.length, "paper")} saved as ${name}.${format.ending}.`
})

/** Copies the papers in a format. */
export const copyAll = (line, format, getDocs) => line.work(async given => {
  let count = 0
  const made = (async () => {
    const docs = Array.from(await getDocs())
    count = docs.length
    return fileFor(ROOT, format, docs, { signal: given.signal, progress: done => given.progress(done, count) })
  })()
  const copied = await copyText(made)
  await made
  return copied ? `${format.label} of ${number(count, "paper")} copied.` : "This browser did not let the page copy. Save it as a file instead."
})

/** Fills an element with an export menu for the list that `getDocs` gives in its order. */
export const offerExport = (element, getDocs) => {
  const line = workLine()
  const items = FORMATS.map(format => [format.label, `.${format.ending}`, () => exportTo(line, format, getDocs)])
  const link = async () => line.say(await copyText(location.href) ? "Link copied." : "This browser did not let the page copy. The link is the address of this page.")
  element.replaceChildren(menuOf("Export", [...items, ["Copy a link to this list", "", link]]), line.element)
}
