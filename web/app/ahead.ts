/** A request that public/ahead.js began; null where the server refused or was not reached. */
type Asked = { body: unknown; reply: Promise<unknown> }

declare global {
  /** By path. */
  var jidokaAhead: Record<string, Asked> | undefined
}

const freshMs = 10_000

/** What was asked for ahead: once, and only while it is fresh. */
export async function takeAhead<T>(path: string): Promise<T | null> {
  return ((await takeAsked(path)?.reply) ?? null) as T | null
}

/** The same where it has come already, so that the first drawing shows it. */
export function cameAhead<T>(path: string): T | undefined {
  const body = globalThis.jidokaAhead?.[path]?.body ?? null
  if (body === null) return undefined
  return takeAsked(path) === undefined ? undefined : (body as T)
}

function takeAsked(path: string): Asked | undefined {
  const asked = globalThis.jidokaAhead?.[path]
  delete globalThis.jidokaAhead?.[path]
  return performance.now() > freshMs ? undefined : asked
}
