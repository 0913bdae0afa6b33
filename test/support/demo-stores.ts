/** The demo factory, loaded once per run of the tests for all that only need it to be there. */
import { cp } from 'node:fs/promises'
import { loadDemo } from '../../demo/index.ts'
import { testNow } from '../../demo/test-plant-rows.ts'
import { seedMetrics } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'
import { openFilledDb } from '../../store/test-db.ts'
import { madeOnce } from '../../store/test-once.ts'
import { serveJidoka } from './jidoka.ts'

/** In memory, as of `testNow`. */
export const openDemoDb = (): Promise<Db> =>
  openFilledDb('demo', async (db) => {
    await db.tx('ingest', (tx) => seedMetrics(tx, testNow))
    await loadDemo({ db, clock: () => testNow })
  })

/** A data folder as `jidoka serve --demo` leaves it after its first start, which is a real one. */
export async function fillDemoFolder(dataDir: string): Promise<void> {
  const served = await madeOnce('served', async (draft) => {
    const server = await serveJidoka(['--demo', '--data', draft])
    const status = await server.stop()
    if (status !== 0) throw new Error(`the first server ended with ${status}`)
  })
  await cp(served, dataDir, { recursive: true })
}
