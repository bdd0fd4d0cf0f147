// Ways to hand a text over: the clipboard, and a file.

/** Copies a text, or what a promise gives; answers whether the clipboard took it. */
export const copyText = async text => {
  try {
    const words = Promise.resolve(text)
    // Safari lets a page write only while a click is handled, so the promise itself is written
    if (typeof ClipboardItem === "function" && navigator.clipboard?.write) {
      const blob = words.then(found => new Blob([found], { type: "text/plain" }))
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })])
    } else await navigator.clipboard.writeText(await words)
    return true
  } catch { return false }
}

const KEPT_FOR = 60_000

/** Saves a text as a file. */
export const saveFile = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = Object.assign(document.createElement("a"), { href: address, download: name })
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR)
}
