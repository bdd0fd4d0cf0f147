// Porter's stemmer as lunr.js 2.3.9 has it, its quirks kept on purpose: the build's stems are the same.
const SECOND = {
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al", entli: "ent",
  eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful",
  ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
}
const THIRD = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" }
const FOURTH = "al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize"
const C = "[^aeiou][^aeiouy]*", V = "[aeiouy][aeiou]*"

const begins = pattern => { const made = new RegExp(`^${pattern}`, "u"); return word => made.test(word) }
const hasVowel = begins(`(?:${C})?[aeiouy]`)
const hasOne = begins(`(?:${C})?${V}${C}`)
const hasTwo = begins(`(?:${C})?${V}${C}${V}${C}`)
const isOne = begins(`(?:${C})?${V}${C}(?:${V})?$`)
const isShort = begins(`${C}[aeiouy][^aeiouwxy]$`)
const second = new RegExp(`^(.+?)(${Object.keys(SECOND).join("|")})$`, "u")
const third = new RegExp(`^(.+?)(${Object.keys(THIRD).join("|")})$`, "u")
const fourth = new RegExp(`^(.+?)(?:${FOURTH})$`, "u")

const singular = word => word
  .replace(/^(.+?)(ss|i)es$|^(.+?[^s])s$/u, (all, begin, kept, rest) => rest ?? begin + kept)

const present = word => {
  const agreed = /^(.+?)eed$/u.exec(word)
  if (agreed) return hasOne(agreed[1]) ? word.slice(0, -1) : word
  const rest = /^(.+?)(?:ed|ing)$/u.exec(word)?.[1]
  if (!rest || !hasVowel(rest)) return word
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`
  if (/([^aeiouylsz])\1$/u.test(rest)) return [...rest].slice(0, -1).join("")
  return isShort(rest) ? `${rest}e` : rest
}

const simpler = (word, pattern, endings) => {
  const found = pattern.exec(word)
  return found && hasOne(found[1]) ? found[1] + endings[found[2]] : word
}

const withoutEnding = word => {
  const rest = (fourth.exec(word) ?? /^(.+?[st])ion$/u.exec(word))?.[1]
  return rest && hasTwo(rest) ? rest : word
}

const withoutFinalE = word => {
  const rest = /^(.+?)e$/u.exec(word)?.[1]
  const made = rest && (hasTwo(rest) || (isOne(rest) && !isShort(rest))) ? rest : word
  return made.endsWith("ll") && hasTwo(made) ? made.slice(0, -1) : made
}

/** The stem of one word in small letters. */
export const stem = word => {
  if ([...word].length < 3) return word
  // An initial y is a consonant, and to the patterns every capital is one.
  const isY = word[0] === "y"
  let made = present(singular(isY ? `Y${word.slice(1)}` : word)).replace(/^(.+?[^aeiou])y$/u, "$1i")
  made = simpler(simpler(made, second, SECOND), third, THIRD)
  made = withoutFinalE(withoutEnding(made))
  return isY ? `y${made.slice(1)}` : made
}
