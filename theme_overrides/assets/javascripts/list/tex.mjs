// Inline TeX as plain signs, for sentences of abstracts: `$O(n^2)$` is O(n²). The paper's own page has it as mathematics.

const LOOKS_LIKE_TEX = /[\\^_{}]|^[<>=~±≤≥]$/
const PROSE = /[A-Za-z]{2,},? [A-Za-z]{2,}|^\s*\d[\d.,]*[KkMB]?\s+[A-Za-z]{2,}/
const WORD_BESIDE_SPACE = /\s[A-Za-z]{3}|[A-Za-z]{3}[,.;]?\s/
const NAMED = /\\[A-Za-z]+\*?(?:\s*\{[^{}$]*\})?|\\./g
const LONGEST = 500
const GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho  sigma tau upsilon phi chi psi omega"
const SIGNS = {
  varepsilon: "ε", vartheta: "ϑ", varphi: "φ", varsigma: "ς", ell: "ℓ", hbar: "ℏ", partial: "∂", nabla: "∇", infty: "∞",
  times: "×", cdot: "·", div: "÷", pm: "±", mp: "∓", ast: "∗", star: "⋆", circ: "∘", bullet: "•", oplus: "⊕", otimes: "⊗", odot: "⊙",
  le: "≤", leq: "≤", leqslant: "≤", ge: "≥", geq: "≥", geqslant: "≥", ll: "≪", gg: "≫", ne: "≠", neq: "≠", approx: "≈", sim: "∼",
  simeq: "≃", cong: "≅", equiv: "≡", propto: "∝", in: "∈", notin: "∉", ni: "∋", subset: "⊂", subseteq: "⊆", supset: "⊃",
  supseteq: "⊇", cup: "∪", bigcup: "⋃", bigcap: "⋂", lesssim: "≲", gtrsim: "≳", cap: "∩", setminus: "∖", emptyset: "∅", forall: "∀", exists: "∃", neg: "¬", land: "∧", wedge: "∧",
  lor: "∨", vee: "∨", to: "→", rightarrow: "→", leftarrow: "←", leftrightarrow: "↔", longrightarrow: "⟶", Rightarrow: "⇒",
  Leftarrow: "⇐", Leftrightarrow: "⇔", mapsto: "↦", uparrow: "↑", downarrow: "↓", sum: "∑", prod: "∏", int: "∫", ldots: "…",
  dots: "…", cdots: "⋯", prime: "′", mid: "|", parallel: "∥", perp: "⊥", angle: "∠", langle: "⟨", rangle: "⟩", lVert: "‖",
  rVert: "‖", Vert: "‖", vert: "|", lvert: "|", rvert: "|", lfloor: "⌊", rfloor: "⌋", lceil: "⌈", rceil: "⌉", checkmark: "✓", dagger: "†", top: "⊤", bot: "⊥",
  lt: "<", gt: ">", quad: " ", qquad: " ", left: "", right: "", big: "", Big: "", bigl: "", bigr: "", displaystyle: "", textstyle: "",
  limits: "", mathrm: "", mathbf: "", mathit: "", mathcal: "", mathbb: "", mathsf: "", mathtt: "", mathfrak: "", mathscr: "", text: "",
  textbf: "", textit: "", textrm: "", texttt: "", textsc: "", textsf: "", boldsymbol: "", bm: "", operatorname: "", mbox: "",
  cal: "", sf: "", tt: "", rm: "", bf: "", it: "", hat: "", tilde: "", bar: "", vec: "", overline: "", underline: "", widetilde: "", widehat: "",
}
GREEK.split(" ").forEach((name, place) => {
  if (!name) return
  SIGNS[name] = String.fromCharCode(0x3b1 + place)
  SIGNS[name[0].toUpperCase() + name.slice(1)] = String.fromCharCode(0x391 + place)
})
const RAISED = new Map([..."0123456789+-=()nix"].map((sign, place) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣ"][place]]))
const LOWERED = new Map([..."0123456789+-=()aeiknx"].map((sign, place) => [sign, [..."₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₖₙₓ"][place]]))
const PART = String.raw`(?:\{([^{}]*)\}|([^{}\s]))`
const MOST_STEPS = 60
const HELD = ["^", "_", "{", "}"] // signs that are to be seen, held as others until all TeX is read
const held = sign => String.fromCharCode(0xe000 + HELD.indexOf(sign))

/** The signs that stand for these above or below a line, or null where one has none. */
const small = (text, table) => [...text].every(sign => table.has(sign)) ? [...text].map(sign => table.get(sign)).join("") : null

const placed = (mark, table) => (_, group, one) => {
  const text = (group ?? one).trim()
  return small(text, table) ?? (/^(?:[\p{L}\p{N}]*|.)$/u.test(text) ? held(mark) + text : `${held(mark)}(${text})`)
}

const together = text => /[+\-\s±]/.test(text.trim()) ? `(${text.trim()})` : text

const STEPS = [
  [new RegExp(String.raw`\^\s*${PART}`, "gu"), placed("^", RAISED)],
  [new RegExp(String.raw`_\s*${PART}`, "gu"), placed("_", LOWERED)],
  [new RegExp(String.raw`\\sqrt${PART}`, "gu"), (_, group, one) => group?.length > 1 ? `√(${group})` : `√${group ?? one}`],
  [new RegExp(String.raw`\\[dt]?frac\s*${PART}\s*${PART}`, "gu"), (_, over, o, under, u) => `${together(over ?? o)}/${together(under ?? u)}`],
]
const GROUP = /(?<!(?:frac|sqrt|\})\s*)\{([^{}]*)\}/ // none of a fraction, which may still be made

/** TeX without its dollars as one line of plain signs; a command that is not known is its name. */
const plain = tex => {
  let text = tex.replace(/\\(frac|dfrac|tfrac|sqrt)(?![A-Za-z])|\\([A-Za-z]+)\s*|\\([,;:!> ])|\\([%&#$_{}])/g,
    (all, kept, name, space, sign) => kept ? all : space ? space === "!" ? "" : " " : !sign ? named(name, all) : HELD.includes(sign) ? held(sign) : sign)
  for (let step = 0, before = ""; step < MOST_STEPS && text !== before; step++) {
    before = text
    for (const [part, by] of STEPS) text = text.replace(part, by)
    if (text === before) text = text.replace(GROUP, "$1")
  }
  return text.replace(/[{}\\]/g, "").replace(/[\ue000-\ue003]/g, sign => HELD[sign.charCodeAt() - 0xe000]).replace(/[~\s]+/g, " ").trim()
}

/** What a command stands for, with the space behind it. */
const named = (name, all) => {
  const sign = Object.hasOwn(SIGNS, name) ? SIGNS[name] : name
  return sign && all.endsWith(" ") ? `${sign} ` : sign
}

/** Is what stands between two dollars mathematics? generator/latex.py says when it is. */
const isMath = (inside, following) => {
  if (!inside.trim() || inside.length > LONGEST || inside.includes("\n")) return false
  const isTex = LOOKS_LIKE_TEX.test(inside)
  if (!isTex && (/\d/.test(following) || WORD_BESIDE_SPACE.test(inside))) return false
  return !PROSE.test(isTex ? inside.replace(NAMED, " · ") : inside)
}

/** A text with its formulas as plain signs. */
export const readable = text => {
  const pieces = text.split(/(?<!\\)\$/), shown = [pieces[0]]
  for (let at = 1; at < pieces.length; at++) {
    const isFormula = at + 1 < pieces.length && isMath(pieces[at], pieces[at + 1].charAt())
    shown.push(isFormula ? plain(pieces[at]) + pieces[++at] : `$${pieces[at]}`)
  }
  return shown.join("")
}
