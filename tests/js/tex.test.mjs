// Formulas in sentences of abstracts, as plain signs.
import assert from "node:assert/strict"
import { test } from "node:test"
import { readable } from "../../theme_overrides/assets/javascripts/list/tex.mjs"

const CASES = [
  ["costs $O(n^2)$ at $\\alpha_{1}=10^{-4}$", "costs O(n²) at α₁=10⁻⁴"],
  ["Align$^2$Toy is $1.5\\times$ faster, $\\times$10 at best", "Align²Toy is 1.5× faster, ×10 at best"],
  ["$\\mathcal{O}(n \\log n)$ and $\\mathbb R^d$", "O(n log n) and R^d"],
  ["$\\frac{a+1}{2b}$, $\\tfrac{k_{\\textrm{W}}^2-1}{2}$, $\\sqrt{n}$, $\\sqrt{2n}$", "(a+1)/2b, (k_W²-1)/2, √n, √(2n)"],
  ["$\\mathrm{RAG}_{max}$, $x_{i+1}$, $n^{4/3}$, $L_\\infty$, $R^*$", "RAG_max, xᵢ₊₁, n^(4/3), L_∞, R^*"],
  ["$\\{a, b\\}$ is $100\\%$ and $a\\_b$", "{a, b} is 100% and a_b"],
  ["$\\Omega$, $\\Delta A$, $\\phi$, $\\nosuch x$, $A \\cap B$", "Ω, Δ A, φ, nosuch x, A ∩ B"],
  ["it costs $5 and $6, or US$ 7", "it costs $5 and $6, or US$ 7"],
  ["\\$5 of $n$, from $50k to $60k", "\\$5 of n, from $50k to $60k"],
  ["$\\sigma_{I_{\\rm c}}$", "σ_(I_c)"],
]
for (const [tex, text] of CASES) test(tex, () => assert.equal(readable(tex), text))

test("hostile TeX is bounded", () => {
  const start = performance.now()
  for (const piece of ["$", "${", "$\\frac{", "$_{_{_{", "$\\sqrt{$", "^", "{}"]) readable(piece.repeat(20_000 / piece.length))
  assert.ok(performance.now() - start < 3000)
})
