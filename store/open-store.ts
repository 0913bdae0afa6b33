import { join } from 'node:path'
import { type DataLock, lockData } from '../base/data-lock.ts'
import type { Db } from './db.ts'
import { migrate } from './migrate.ts'
import { dbOver } from './open.ts'
import { openPgliteEngine } from './pglite.ts'
import { openPostgresEngine, type PostgresOptions } from './postgres.ts'

export type OpenStore = { db: Db; lock: DataLock | null; migrated: number }

/** A server's store. Any number of processes may open it. */
export async function openServerStore(options: PostgresOptions): Promise<OpenStore> {
  const db = dbOver(await openPostgresEngine(options))
  return { db, lock: null, migrated: await migrate(db) }
}

/**
 * The embedded store in a data folder, which this process owns until `db.close`. A short command is
 * over before more buffers have paid for their start.
 */
export async function openFolderStore(
  dataDir: string,
  { buffersMb = 32 }: { buffersMb?: number } = {},
): Promise<OpenStore> {
  const lock = lockData(dataDir)
  try {
    const engine = await openPgliteEngine({
      dataDir: join(dataDir, 'pg'),
      template: null,
      buffersMb,
    })
    const db = dbOver(engine)
    const close = async () => {
      await db.close()
      lock.release()
    }
    return { db: { ...db, close }, lock, migrated: await migrate(db) }
  } catch (error) {
    lock.release()
    throw error
  }
}
