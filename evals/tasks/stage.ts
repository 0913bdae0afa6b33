/** The demo factory at a fixed instant, as many times as tasks want it. */
import type { Language } from '../../base/language.ts'
import type { Principal } from '../../base/principal.ts'
import { loadDemo } from '../../demo/index.ts'
import truth from '../../demo/truth.json' with { type: 'json' }
import { seedMetrics } from '../../factory/index.ts'
import { serverCopies } from '../../store/test-db.ts'
import startTestServer from '../../test/support/postgres-setup.ts'
import { type Mark, markNow } from './written.ts'

const now = new Date('2026-11-24T02:17:00Z')
export const clock = () => now
export const baseUrl = 'http://plant.test'

export type Copy = Awaited<ReturnType<Awaited<ReturnType<typeof serverCopies>>>>
export type Stage = {
  /** Closed: whoever plays on it opens it. */
  copy: () => Promise<Copy>
  /** How many rows each table of a fresh copy has. */
  rows: Mark['rows']
  close: () => Promise<void>
}

export async function openStage(): Promise<Stage> {
  const stop = await startTestServer()
  const open = await serverCopies('demo', async (db) => {
    await db.tx('ingest', (tx) => seedMetrics(tx, now))
    await loadDemo({ db, clock })
  })
  const first = await open()
  const { rows } = await markNow(first.db)
  await first.db.close()
  await first.drop()
  const copy = async () => {
    const fresh = await open()
    await fresh.db.close()
    return fresh
  }
  return { copy, rows, close: async () => stop?.() }
}

/** A person of the demo, by the name that says it all: `planner@suzhou`, `manager@group`. */
export function personOf(userId: string, language: Language): Principal {
  const [role = '', site = ''] = userId.split('@')
  const sites = site === 'group' ? ['group', ...truth.sites.map(({ id }) => id)] : [site]
  return { userId, language, roles: sites.map((siteId) => ({ siteId, role })) }
}
