// What other languages have in regular expressions and the rules have not, and what to write instead.

/** A pattern cannot be used: what it does, and in `hint` what to write instead. */
export class Refused extends Error {
  constructor(what, hint) {
    super(what)
    this.hint = hint
  }
}

const OUTSIDE = [
  [/\(\?<?[=!]/y, "looks at what stands around it", "write that into the pattern, or into `except` or `none`"],
  [/\(\?P?</y, "names a group", "write a plain group: (…)"],
  [/\(\?i\)/y, "has (?i) in its middle", "write (?i) once, as the first signs of the pattern"],
  [/\(\?/y, "has a flag or a kind of group of another language", "groups are (…) and (?:…); the one flag is (?i)"],
  [/\\[1-9k]/y, "refers back to a group", "write out what the group may be"],
  [/\\[pP]/y, "has a class of Unicode", "write the letters in brackets, such as [a-zé], or \\w"],
  [/\\[ABzZG]|[\^$]/y, "has an anchor", "a pattern is found anywhere; \\b is the edge of a word, \\^ and \\$ signs"],
  [/\./y, "has a full stop that stands for any sign", "write \\. for the sign, [^;] for any other than ;"],
  [/\[[^\]]*\[[:.=]/y, "has a class of POSIX", "write its letters, such as [A-Za-z], or \\w, \\d, \\s"],
  [/\[/y, "has a bracket that makes no class", "write a class as [a-z0-9], the signs themselves as \\[ and \\]"],
  [/\\/y, "has an escape of another language", "there are \\b \\d \\D \\w \\W \\s \\S, and \\ before a sign"],
  [/[{}\]]/y, "has a bracket that is no repeat", "write {m,n}, or \\{ \\} \\] for the signs themselves"],
]

/** Why the sign at this place cannot be read. */
export const outside = (pattern, at) => {
  for (const [found, what, hint] of OUTSIDE) {
    found.lastIndex = at
    if (found.test(pattern)) return new Refused(`${what}, at character ${Array.from(pattern.slice(0, at)).length + 1}`, hint)
  }
  throw new Error(pattern.slice(at))
}
