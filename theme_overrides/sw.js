{#- Rendered with the build's name in it, so that a browser takes the worker of a new build for a new one. -#}
// Keeps pages that were visited, to be read without a network. The network is always asked first, and what is kept is of
// one build: with the next one all of it is forgotten.
const PREFIX = `catalog ${new URL(self.registration.scope).pathname} `
const CACHE = PREFIX + {{ config.extra.catalog.build | tojson }}
const IS_ON = {{ config.extra.catalog.offline | tojson }}
const MOST = 150

const forget = async kept => {
  const names = await caches.keys()
  await Promise.all(names.filter(name => name.startsWith(PREFIX) && name !== kept).map(name => caches.delete(name)))
}

const begin = async () => {
  await forget(IS_ON ? CACHE : "")
  if (!IS_ON) return self.registration.unregister()
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

const isKept = request =>
  request.method === "GET" && request.url.startsWith(self.registration.scope) && !request.headers.has("range") &&
  (request.mode === "navigate" || request.url.startsWith(`${self.registration.scope}assets/`))

// A page is one file, whatever it is asked.
const keyOf = request => request.url.replace(/[?#].*$/, "")

const keep = async (key, response) => {
  if (self.serviceWorker?.state === "redundant") return // the worker of a newer build has forgotten this one's pages
  const cache = await caches.open(CACHE)
  await cache.put(key, response)
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map(old => cache.delete(old)))
}

const answer = async event => {
  const key = keyOf(event.request)
  try {
    const response = await event.preloadResponse || await fetch(event.request)
    if (response.ok && response.type === "basic" && !response.redirected) event.waitUntil(keep(key, response.clone()).catch(() => {}))
    return response
  } catch (error) {
    const kept = await caches.match(key, { cacheName: CACHE })
    if (kept) return kept
    throw error
  }
}

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", event => event.waitUntil(begin()))
if (IS_ON) self.addEventListener("fetch", event => { if (isKept(event.request)) event.respondWith(answer(event)) })
