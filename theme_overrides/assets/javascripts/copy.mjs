// A button that copies the citation; where the clipboard is refused it selects the text, so that the keys for copying work.

const SAID_FOR = 2000

/** What the button says after an attempt to copy. */
export const wordFor = copied => copied ? "Copied" : "Selected: press Ctrl-C"

const select = element => {
  const selection = getSelection()
  selection.removeAllRanges()
  selection.selectAllChildren(element)
}

/** Copies the text of an element; answers whether the clipboard took it. */
export const copy = async element => {
  try {
    await navigator.clipboard.writeText(element.textContent.trimEnd())
    return true
  } catch {
    select(element)
    try { return document.execCommand("copy") } catch { return false }
  }
}

/** Puts a copy button below the BibTeX of a paper page. */
export const addCopyButton = main => {
  const code = main.querySelector(".cite pre code")
  if (!code) return
  const button = document.createElement("button")
  const said = document.createElement("span")
  button.type = "button"
  button.className = "btn copy"
  button.textContent = "Copy"
  said.className = "sr"
  said.setAttribute("aria-live", "polite")
  let timer = 0
  button.addEventListener("click", async () => {
    const word = wordFor(await copy(code))
    button.textContent = said.textContent = word
    clearTimeout(timer)
    timer = setTimeout(() => { button.textContent = "Copy"; said.textContent = "" }, SAID_FOR)
  })
  code.closest("pre").after(button, said)
}
