import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openFolderStore, openServerStore } from '../../store/index.ts'
import { postgresBinaries, startPostgresServer } from '../../test/support/postgres-server.ts'

export type Stage = { db: Db; close: () => Promise<void> }

/** An empty store of our own: a server where there is one, else embedded; both rank alike. */
export async function openStage(): Promise<Stage> {
  const native = postgresBinaries()
  return native === null ? openEmbedded() : openServer(native)
}

async function openServer(native: string): Promise<Stage> {
  const server = await startPostgresServer(native)
  const { db } = await openServerStore({ url: server.url })
  return {
    db,
    close: async () => {
      await db.close()
      await server.stop()
    },
  }
}

async function openEmbedded(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-rag-'))
  const { db } = await openFolderStore(folder)
  return {
    db,
    close: async () => {
      await db.close()
      await rm(folder, { recursive: true })
    },
  }
}
