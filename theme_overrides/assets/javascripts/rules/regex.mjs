// Regular expressions of rules, read sign by sign as generator/regex_subset.py does, and made into the browser's own.
// That engine can take very long on a few of them, which is why all matching is a worker's.
import { fault, isBlank, quoted, short } from "./patterns.mjs"
import { outside, Refused } from "./regex_outside.mjs"

const LONGEST = 500
const MOST_SIGNS = 1000
const MOST_REPEATS = 100
const SIGNS = "!-/:-@\\[-`{-~"
const TOKEN = new RegExp(
  "(?<repeat>[?*+]|\\{(?<least>[0-9]{1,4})(?<openEnd>,(?<most>[0-9]{0,4}))?\\})"
  + "|(?<open>\\((?:\\?:|(?!\\?)))|(?<close>\\))|(?<bar>\\|)|(?<edge>\\\\b)"
  + `|(?<set>\\\\[dDwWsS]|\\[(?:\\^|(?!\\^))(?<members>(?:\\\\[dDwWsS${SIGNS}]|[^\\\\\\[\\]])+)\\])`
  + `|(?<sign>\\\\[${SIGNS}]|[^\\\\^$.|?*+()\\[\\]{}])`, "yu",
)
const CONTROL = /[\x00-\x1f\x7f]|\p{Cs}/u
const WORD = "(?![\\u017f\\u212a])[0-9A-Za-z_]" // what the flag `i` adds to these letters is no letter to RE2's \b
const EDGE = `(?:(?<!${WORD})(?=${WORD})|(?<=${WORD})(?!${WORD}))`
const SPACES = { s: " \\t\\n\\r\\f", S: "\\0-\\x08\\x0b\\x0e-\\x1f!-\\u{10ffff}" }

const group = () => ({ signs: 0, mayBeEmpty: false, parts: [] })

const endAlternative = one => {
  one.signs += 1 + one.parts.reduce((sum, part) => sum + part.signs, 0)
  one.mayBeEmpty ||= one.parts.every(part => part.mayBeEmpty)
  one.parts = []
}

/** How many signs a pattern has with its repeats written out, 0 if it may match the empty text; throws `Refused`. */
export const signsOf = pattern => {
  const groups = [group()]
  for (const token of tokens(pattern)) take(token.groups, token[0], groups)
  if (groups.length > 1) throw new Refused("has a group that is not closed", "write a `)` for each `(`")
  endAlternative(groups[0])
  return groups[0].mayBeEmpty ? 0 : groups[0].signs
}

function* tokens(pattern) {
  let at = pattern.startsWith("(?i)") ? 4 : 0
  while (at < pattern.length) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(pattern)
    if (!token) throw outside(pattern, at)
    yield token
    at += token[0].length
  }
}

const take = (token, text, groups) => {
  const last = groups.at(-1)
  if (token.repeat) last.parts.push(repeated(last.parts, token))
  else if (token.open) groups.push(group())
  else if (token.close) {
    if (groups.length === 1) throw new Refused("has a `)` without its `(`", "write \\) for the sign itself")
    endAlternative(last)
    groups.pop()
    groups.at(-1).parts.push({ signs: last.signs, mayBeEmpty: last.mayBeEmpty, repeatable: true })
  } else if (token.bar) endAlternative(last)
  else if (token.edge) last.parts.push({ signs: 0, mayBeEmpty: true, repeatable: false })
  else {
    checkMembers(token.members ?? "")
    last.parts.push({ signs: 1, mayBeEmpty: false, repeatable: true })
  }
}

/** The last part with its repeat. What may be empty cannot be repeated: engines differ in how often. */
const repeated = (parts, token) => {
  if (!parts.at(-1)?.repeatable) throw new Refused(
    `has the repeat \`${token.repeat}\` behind no sign, class or group`,
    "a repeat takes as much as it can; there is no second one behind it, and `\\` makes it a sign",
  )
  const part = parts.pop()
  if (part.mayBeEmpty) throw new Refused(`repeats by \`${token.repeat}\` what may be empty`, "take the `?` or `*` inside the group out")
  const [least, most] = times(token)
  return { signs: part.signs * most + 1, mayBeEmpty: least === 0, repeatable: false }
}

const times = ({ repeat, least: from, openEnd, most: to }) => {
  if (from === undefined) return [repeat === "+" ? 1 : 0, 1]
  const least = Number(from)
  const most = openEnd ? Number(to || least) : least
  if (least > most || most > MOST_REPEATS) throw new Refused(
    `has the repeat \`${repeat}\``, `write {m,n} with m no larger than n, and n ${MOST_REPEATS} at most`,
  )
  return [least, most + (to === "" ? 1 : 0)]
}

/** Is each range of a class one of two signs in order? */
const checkMembers = members => {
  for (const [text, first, last] of members.matchAll(/(\\?[^])(?:-(\\?[^]))?/gu)) {
    if (last === undefined) continue
    const code = one => Array.from(one).at(-1).codePointAt(0)
    const isRange = [first, last].every(one => Array.from(one).length === 1 || !/^\\[\p{L}\p{N}]/u.test(one)) && code(first) <= code(last)
    if (isRange && first !== "-" && last !== "-") continue
    throw new Refused(`has the range \`${text}\``, "write the lower sign first, and \\- for the sign itself")
  }
}

/** What is wrong with a regular expression, or null. */
export const regexFault = pattern => {
  if (isBlank(pattern)) return fault("term-empty", "a regex is empty", "write a pattern, or take the line out")
  if (CONTROL.test(pattern)) return fault(
    "term-control", `the regex ${quoted(Array.from(pattern).slice(0, 60).join(""))} has a control character in it`,
    "in double quotes a backslash begins an escape, such as \\b; write the pattern in single quotes",
  )
  let size = 0
  try { size = signsOf(pattern) } catch (refused) {
    if (!(refused instanceof Refused)) throw refused
    return fault("regex-syntax", `the regex '${short(pattern)}' ${refused.message}`, refused.hint)
  }
  if (size > MOST_SIGNS || Array.from(pattern).length > LONGEST) return fault(
    "regex-long", `the regex '${short(pattern)}' is longer than ${LONGEST} characters, or ${MOST_SIGNS} with all repeats`,
    "make its repeats smaller, or write two terms",
  )
  return size ? null : fault(
    "regex-empty", `the regex '${short(pattern)}' also matches no text at all, and so every paper`,
    "take a `?` or a `*` out, so that every match has a letter, a digit or a sign",
  )
}

const literal = sign => /[\^$\\.*+?()[\]{}|/]/.test(sign) ? `\\${sign}` : sign

/** The members of a class; `-` between two signs is a range, as everywhere. */
const member = text => text.replace(/\\([^])|([&~!#%,:;<=>@`"^|$.*+?(){}/])/gu, (all, escaped, bare) => {
  const sign = escaped ?? bare
  return SPACES[sign] && escaped ? SPACES[sign] : /[dDwW]/.test(escaped ?? "") ? all : sign === "-" ? "\\-" : literal(sign)
})

const ofToken = ({ groups: { open, edge, set, members, sign } }, text) => {
  if (open) return "(?:"
  if (edge) return EDGE
  if (members !== undefined) return `[${set[1] === "^" ? "^" : ""}${member(members)}]`
  if (set) return SPACES[set[1]] ? `[${SPACES[set[1]]}]` : set
  return sign ? literal(sign.length > 1 && sign[0] === "\\" ? sign[1] : sign) : text
}

/** The browser's expression for a pattern of the language, or null where it is none. */
export const expression = pattern => {
  if (regexFault(pattern)) return null
  const inner = Array.from(tokens(pattern), token => ofToken(token, token[0])).join("")
  return new RegExp(inner, pattern.startsWith("(?i)") ? "giu" : "gu")
}
