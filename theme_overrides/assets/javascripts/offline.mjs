// Registers the worker that keeps visited pages (sw.js): on a published site alone, and not where the owner switched it off.

/** Whether a site at this address keeps pages: not one that somebody builds and looks at on this machine. */
export const isPublished = ({ protocol, hostname }) =>
  protocol === "https:" && !/^(localhost|127\.|\[::1\]|.*\.localhost$)/.test(hostname)

if (typeof document !== "undefined" && isPublished(location) && globalThis.__offline !== false) {
  const worker = new URL("sw.js", globalThis.__md_scope)
  addEventListener("load", () => navigator.serviceWorker?.register(worker).catch(() => {}))
}
