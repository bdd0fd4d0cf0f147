// Copies the text of an element; where the clipboard is refused it selects the text, so that the keys for copying work.

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
