import { openServerStore } from '../../../store/index.ts'
import { postgresBinaries, startPostgresServer } from '../../../test/support/postgres-server.ts'
import { copyRates } from '../kpi/copy.ts'
import { benchNow, sendYear } from '../kpi/year.ts'

/** A year of 36 machines through the door of ingestion, on a server of its own. */
export async function bulkRates(): Promise<Record<string, number>> {
  const native = postgresBinaries()
  if (native === null) throw new Error('There are no server binaries for this platform.')
  const server = await startPostgresServer(native)
  const { db } = await openServerStore({ url: server.url })
  try {
    return await copyRates(db, await sendYear({ db, clock: () => benchNow }))
  } finally {
    await db.close()
    await server.stop()
  }
}
