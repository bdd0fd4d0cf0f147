// The page for trying rules: fields on one side, the papers that they find on the other.
import "../keys.mjs"
import { draftIn, fragmentOf } from "./address.mjs"
import { Desk } from "./desk.mjs"
import { digits, h, number } from "./dom.mjs"
import { draftOf, emptyDraft, ruleOf } from "./draft.mjs"
import { below, settled } from "./family.mjs"
import { formOf } from "./form.mjs"
import { addresses, resultsOf, STEP } from "./results.mjs"
import { sending } from "./send.mjs"

const ASKED_BEFORE = 1 << 20
const PACKED = 0.36 // what compression leaves of abstracts on the way

const place = document.querySelector(".play")
const address = new URL(place.querySelector("a[href$='.json']").href)
const link = addresses(place.querySelector("a[href*='tags/']").href)

const start = index => {
  const asked = () => {
    const written = draftIn(location.hash), tag = index.tags.find(one => one.id === new URLSearchParams(location.search).get("tag"))
    return written ? settled(written, index) : tag ? draftOf(tag) : emptyDraft()
  }
  let draft = asked()
  let form = null, most = STEP, papers = null, failing = 0, isLoaded = false, isStopped = false, timer = 0, counts = null

  const numberOf = id => index.tags.findIndex(tag => tag.id === id)

  const load = () => {
    results.tell("Loading the papers …")
    desk.load(address.href, index.chunks)
  }
  const use = (kind, { title, abstract }) => form.examples.append(kind, title, abstract)
  const results = resultsOf(index, link, { more: step => { most += step; ask() }, use, load })
  const send = sending(index, () => results.focus())

  const report = () => {
    const faults = form.check(counts)
    send.show(draft, ruleOf(draft).rule, { papers, failing, faults })
  }

  /** Says how the loading goes, but never over the reason why a rule was stopped: a new worker loads all again. */
  const tell = text => { if (!isStopped) results.tell(text) }

  const hear = answer => {
    if (answer.kind === "loading") tell(`${digits(answer.papers)} of ${number(index.papers, "paper")} loaded`)
    if (answer.kind === "loaded") { isLoaded = true; tell("") }
    if (answer.kind === "failed") results.fail()
    if (answer.kind === "loading" || answer.kind === "loaded") return ask()
    if (answer.kind === "slow") slow(answer.expressions)
    if (answer.kind === "examples") failing = form.examples.show(answer.verdicts, ruleOf(draft).rule.hints_needed ?? 2)
    if (answer.kind === "found" && answer.papers) {
      counts = answer.terms
      papers = answer.words ? answer.count : null
      results.busy(!answer.ended)
      results.show(answer, draft, numberOf(draft.from), numberOf(draft.parent))
    }
    report()
  }

  const slow = expressions => {
    papers = counts = null
    isStopped = true
    results.busy(false)
    results.clear("No answer")
    const which = expressions.length > 1 ? "One of the expressions" : "The expression"
    results.alarm(`${which} ${expressions.join(", ")} takes too long in this browser and was stopped. `
      + "The build uses another engine, on which none does; a simpler expression is tried here again.")
  }

  const ask = () => {
    const { rule } = ruleOf(draft)
    const places = { tag: numberOf(draft.from), parent: numberOf(draft.parent), below: below(draft.from, index).map(tag => index.tags.indexOf(tag)) }
    results.busy(true)
    desk.ask({ rule, examples: draft.examples, ...places, most })
  }

  const changed = () => {
    most = STEP
    isStopped = false
    if (isLoaded) results.tell("")
    report()
    ask()
    clearTimeout(timer)
    timer = setTimeout(keep, 300)
  }

  const keep = () => {
    const fragment = fragmentOf(draft)
    history.replaceState(null, "", location.pathname + (fragment ? `#${fragment}` : ""))
  }

  const show = () => {
    const next = formOf(draft, index, changed, begin)
    if (form) form.element.replaceWith(next.element)
    form = next
  }

  const turnTo = next => {
    draft = next
    counts = papers = null
    show()
    changed()
  }

  /** Starts from a tag; the way back leads to what was there. */
  const begin = id => {
    const tag = index.tags.find(one => one.id === id)
    keep()
    history.pushState(null, "", location.pathname)
    turnTo(tag ? draftOf(tag) : emptyDraft())
    form.element.querySelector("select").focus()
  }

  const desk = new Desk(hear)
  show()
  const fields = { className: "rule-form", autocomplete: "off", onsubmit: event => event.preventDefault() }
  place.replaceChildren(h("form", fields, form.element, send.box, send.bar), results.element)
  place.classList.add("ready")
  results.clear(number(index.papers, "paper"))
  if (index.bytes > ASKED_BEFORE) results.offer(`${Math.max(1, Math.round(index.bytes * PACKED / 1e6))} MB`)
  else load()
  report()
  ask()
  addEventListener("popstate", () => { if (!location.hash || draftIn(location.hash)) turnTo(asked()) })
}

const read = async () => {
  try {
    const answer = await fetch(address)
    return answer.ok ? await answer.json() : null
  } catch { return null }
}

const index = await read()
if (index) start(index)
else {
  place.classList.add("failed")
  place.prepend(h("p", { className: "said", role: "alert" }, 
    "The rules did not load, so nothing can be tried here. Load the page again, or use the commands below."))
}
