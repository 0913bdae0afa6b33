import { AppError } from '../base/app-error.ts'
import type { Clock } from '../base/ports.ts'
import { ingest } from '../factory/index.ts'
import { addDocument } from '../knowledge/index.ts'
import { createUser, hashPassword } from '../server/index.ts'
import type { Db } from '../store/index.ts'
import { loadedDemo } from './demo-anchor.ts'
import { demoDocuments } from './documents.ts'
import type { Batch } from './generate/rows.ts'
import { demoSeed, generateHistory, generateMaster } from './generate.ts'
import { demoPassword, demoUsers } from './people.ts'

type LoadDeps = { db: Db; clock: Clock; seed?: number; progress?: (line: string) => void }

/**
 * Loads the demo factory by the doors that everybody uses: ingestion, knowledge, accounts. A store
 * that holds it is left alone; a load that was cut short goes on with the hour it began with.
 */
export async function loadDemo({ db, clock, seed = demoSeed, progress }: LoadDeps): Promise<void> {
  const loaded = await loadedDemo(db)
  if (loaded?.complete) return
  const tell = progress ?? (() => undefined)
  const options = { seed, now: loaded === null ? clock() : new Date(loaded.anchorMs) }
  await loadMasterAndLibrary({ db, clock, progress: tell }, options)
  // They share a password, and to hash it takes its time.
  const hashed = await hashPassword(demoPassword)
  const deps = { db, clock, hash: async () => hashed }
  await Promise.all(demoUsers.map((user) => createUser(deps, user)))
  tell(`Demo factory: ${demoUsers.length} sign-ins.`)
  let rows = 0
  for (const { siteId, batches } of generateHistory(options)) {
    rows += await send({ db, clock }, batches)
    tell(`Demo factory: history of ${siteId}, ${rows.toLocaleString('en')} rows so far.`)
  }
  await db.tx('owner', (tx) => tx.exec('analyze'), { timeoutMs: 60_000 })
}

/** The plant without its history, and its documents: what questions about documents need. */
export async function loadDemoLibrary({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const quiet = { db, clock, progress: () => undefined }
  await loadMasterAndLibrary(quiet, { seed: demoSeed, now: clock() })
}

async function loadMasterAndLibrary(
  { db, clock, progress }: { db: Db; clock: Clock; progress: (line: string) => void },
  options: { seed: number; now: Date },
): Promise<void> {
  await send({ db, clock }, generateMaster(options))
  progress('Demo factory: 3 sites, 36 machines.')
  const documents = await demoDocuments()
  for (const document of documents) await addDocument({ db, clock }, document)
  progress(`Demo factory: ${documents.length} documents.`)
}

/** @throws AppError `internal` when the factory refuses a row of its own demo */
async function send(deps: { db: Db; clock: Clock }, batches: Iterable<Batch>): Promise<number> {
  let rows = 0
  for (const batch of batches) {
    const { refused, read } = await ingest(deps, batch)
    const [first] = refused
    if (first) {
      const what = `${batch.siteId} ${batch.stream}: ${first.field} "${first.value}" ${first.reason}`
      throw new AppError('internal', `The demo row was refused. ${what}`)
    }
    rows += read
  }
  return rows
}
