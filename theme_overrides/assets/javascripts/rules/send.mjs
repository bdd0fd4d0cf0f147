// What the pull request will hold, and the way to it.
import { placeOf, pullRequest, yamlOf } from "./address.mjs"
import { copy as copyOf } from "../copy.mjs"
import { button, failures, h, number, write } from "./dom.mjs"

const SAID_FOR = 4000

const whereTo = (place, draft) => {
  if (place.isNew) return ["A new file: ", h("code", {}, place.path)]
  const code = h("code", {}, place.path)
  return place.line
    ? ["In ", code, `, in the place of the tag `, h("code", {}, place.id), `, from line ${place.line} on`]
    : ["At the end of ", code, `, below its other tags`]
}

const paste = ({ isNew, line, id }) => {
  if (isNew) return "Paste it into the new file."
  const where = line ? `put it in the place of the whole tag ${id}, from line ${line} on` : "paste it at the end of the file"
  return `On the page that opens, ${where}.`
}

/** The YAML box and the bar at the foot of the form; its number of papers leads to them by `seek`. */
export const sending = (index, seek) => {
  const code = h("code"), pre = h("pre", { className: "yaml", tabIndex: 0, "aria-label": "The rule as YAML" }, code)
  const where = h("p", { className: "quiet" }), told = h("p", { className: "told", role: "status" })
  let current = null, timer = 0

  const tell = text => {
    write(told, text)
    clearTimeout(timer)
    if (text.length < 12) timer = setTimeout(() => write(told, ""), SAID_FOR)
  }

  const copy = () => copyOf(code)

  const copyButton = () => button("btn", "Copy", async () => tell(await copy() ? "Copied." : "Selected: press Ctrl-C."))

  const opened = async () => {
    if (current.filled) return tell("The new file is filled in there.")
    const copied = await copy() ? "The text is copied. " : "Copy the text above first. "
    tell(copied + paste(current.place))
  }

  const link = h("a", { className: "btn btn--main", target: "_blank", rel: "noopener", onclick: opened }, "Open a pull request")
  const count = button("count", "", seek), fails = h("span", { className: "quiet" })
  const bar = h("div", { className: "sendbar" }, count, index.repository ? link : copyButton(), fails, told)
  const head = h("div", {}, h("b", {}, "What the pull request will hold"), index.repository && copyButton())
  const box = h("div", { className: "yamlbox" }, head, where, pre)

  /** Writes the rule and what is still wrong with it. */
  const show = (draft, rule, { papers, failing, faults }) => {
    const place = placeOf(draft, index), request = pullRequest(draft, rule, index)
    current = { place, filled: request?.filled }
    write(code, yamlOf(draft, rule, index))
    where.replaceChildren(...whereTo(place, draft))
    if (request) link.href = request.url
    const missing = ["match", "skip"].filter(kind => !rule.examples?.[kind])
    const mistakes = faults ? number(faults, "mistake") : ""
    const wrong = [
      mistakes, failures(failing),
      missing.length ? `no example to ${missing.join(", none to ")} yet` : "", draft.topic.trim() ? "" : "no topic yet",
      draft.label.trim() || draft.id ? "" : "no label yet",
    ].filter(Boolean)
    write(fails, wrong.length ? `${wrong.join(", ")}; the check will say so too.` : "Its terms and its examples are in order.")
    write(count, [papers === null ? "" : number(papers, "paper"), mistakes, failures(failing)].filter(Boolean).join(", "))
    count.hidden = papers === null
  }

  return { box, bar, show }
}
