// Keeps the shell, so that the pages open without a network and can say so. Data are never kept:
// nothing under /api is answered from here, and what was decided or waits is always the server's word.
const cacheName = 'jidoka-shell-1'
const shell = '/index.html'
const mostFiles = 120

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) => cache.add(new Request(shell, { cache: 'reload' }))),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((one) => one !== cacheName).map((one) => caches.delete(one))),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(freshShell(request))
  // Their names carry a hash of what is in them.
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptFile(request))
})

async function freshShell(request) {
  const cache = await caches.open(cacheName)
  try {
    const reply = await fetch(request)
    const isShell = reply.ok && reply.headers.get('content-type')?.includes('text/html')
    if (isShell) await cache.put(shell, reply.clone())
    return reply
  } catch (error) {
    const kept = await cache.match(shell)
    if (kept) return kept
    throw error
  }
}

async function keptFile(request) {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request)
  if (kept) return kept
  const reply = await fetch(request)
  if (reply.ok) {
    await cache.put(request, reply.clone())
    const files = (await cache.keys()).filter(({ url }) => url.includes('/assets/'))
    await Promise.all(files.slice(0, -mostFiles).map((old) => cache.delete(old)))
  }
  return reply
}
