const storageKey = 'jidoka.reloaded'
const pauseMs = 30_000

/**
 * A page that was open while the server got a new version asks for parts that are gone. Loading it
 * again mends that; only while the server answers, and not over and over.
 */
export function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', () => {
    if (Date.now() - Number(sessionStorage.getItem(storageKey) ?? 0) < pauseMs) return
    fetch('/healthz').then(
      ({ ok }) => {
        if (!ok) return
        sessionStorage.setItem(storageKey, String(Date.now()))
        window.location.reload()
      },
      () => undefined,
    )
  })
}
