declare global {
  /** Requests that public/ahead.js began, by path; null where the server was not reached. */
  var jidokaAhead: Record<string, Promise<Response | null>> | undefined
}

const freshMs = 10_000

/** The reply that was asked for ahead: once, while it is fresh, and only if it is a good one. */
export async function takeAhead(path: string): Promise<Response | null> {
  const asked = globalThis.jidokaAhead?.[path]
  if (asked === undefined) return null
  delete globalThis.jidokaAhead?.[path]
  if (performance.now() > freshMs) return null
  const reply = await asked
  return reply?.ok ? reply : null
}
