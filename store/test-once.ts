/** What is dear to make and the same for several files of tests: made once per run. */
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { vi } from 'vitest'

/** A file or folder of the run, which whoever asks first makes; the others wait for it. */
export async function madeOnce(
  name: string,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = process.env.JIDOKA_TEST_RUN
  if (folder === undefined)
    throw new Error('JIDOKA_TEST_RUN is set by the global setup of the tests')
  const path = join(folder, name)
  const draft = `${path}.draft`
  const first = await mkdir(`${path}.claimed`).then(
    () => true,
    () => false,
  )
  if (first) {
    await make(draft)
    await rename(draft, path)
  }
  await vi.waitUntil(() => existsSync(path), { timeout: 240_000, interval: 100 })
  return path
}
