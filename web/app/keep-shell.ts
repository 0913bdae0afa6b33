/** The pages themselves are kept on the device, never what they show: see public/service-worker.js. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Refused on an address that is neither TLS nor this machine; the pages work without it.
  navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
}
