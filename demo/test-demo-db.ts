import { expect } from 'vitest'
import { seedMetrics } from '../factory/index.ts'
import type { Db } from '../store/index.ts'
import { openFilledDb } from '../store/test-db.ts'
import { loadDemo } from './load.ts'
import { testNow } from './test-plant-rows.ts'

/** The demo factory in memory as of `testNow`, loaded once per run of the tests. */
export const openDemoDb = (): Promise<Db> =>
  openFilledDb('demo', async (db) => {
    const told: string[] = []
    await db.tx('ingest', (tx) => seedMetrics(tx, testNow))
    await loadDemo({ db, clock: () => testNow, progress: (line) => told.push(line) })
    expect(told.length).toBeGreaterThanOrEqual(5)
  })
