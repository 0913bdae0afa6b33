import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import type { DocumentReader } from '../ingest/reader/open-reader.ts'
import type { Embedder } from '../providers/embeddings.ts'
import { countMissing, embedMissing, type Shelf } from './embed-missing.ts'
import { hasBegun, liveGeneration, openGeneration } from './generation.ts'
import { type ReadersOfToday, revisionsToRead, type Unread, type Which } from './outdated.ts'
import { stageRevision } from './stage-revision.ts'
import { switchGeneration } from './switch-generation.ts'

export type ReindexStep = { phase: 'reading' | 'embedding'; done: number; total: number }

export type ReindexDeps = {
  db: Db
  clock: Clock
  /** What reads files today. */
  reader: DocumentReader
  /** Null: passages are found by words alone. */
  embedder: Embedder | null
  signal: AbortSignal
  progress?: (step: ReindexStep) => void
}

export type Reindexed = {
  /** The generation that is searched now. */
  generation: number
  /** Revisions that were read anew. */
  read: number
  /** Why passages are without vectors of the configured model; null: none are. */
  embeddingFailed: string | null
}

/**
 * Reads anew what today's parsers would make otherwise, embeds it, and makes it live at once. A kill
 * loses the revision at hand: the next call goes on behind it. Nothing to do costs three short reads.
 *
 * @param known readers of today that an earlier call of this process has heard
 */
export async function reindex(
  deps: ReindexDeps,
  { which, known = new Map() }: { which: Which; known?: ReadersOfToday },
): Promise<Reindexed> {
  const { db, clock, embedder } = deps
  const waiting = await revisionsToRead(deps, { which, known, generation: null })
  const { live, begun } = await db.tx('read', async (tx) => ({
    live: await liveGeneration(tx),
    begun: await hasBegun(tx),
  }))
  const renamed = embedder !== null && live.embeddedBy !== embedder.name
  if (waiting.length === 0 && !renamed && !begun) {
    const embeddingFailed = await fill(deps, 'chunk')
    return { generation: live.generation, read: 0, embeddingFailed }
  }
  const generation = await openGeneration(db, clock)
  await stageAll(deps, generation, await revisionsToRead(deps, { which, known, generation }))
  const embeddingFailed = (await fill(deps, 'chunk_generation')) ?? (await fill(deps, 'chunk'))
  // New words don't wait for a provider that is away; where there are none, nothing is to be switched.
  if (embeddingFailed !== null && waiting.length === 0 && !begun) {
    return { generation: live.generation, read: 0, embeddingFailed }
  }
  const embeddedBy = embeddingFailed === null ? (embedder?.name ?? null) : null
  const read = await switchGeneration({ db, clock }, { generation, embeddedBy })
  return { generation, read, embeddingFailed }
}

async function stageAll(deps: ReindexDeps, generation: number, rest: Unread[]): Promise<void> {
  const { signal, progress = () => undefined } = deps
  for (const [at, revision] of rest.entries()) {
    signal.throwIfAborted()
    progress({ phase: 'reading', done: at, total: rest.length })
    await stageRevision({ ...deps, generation }, revision)
  }
}

/** @returns why it could not; null: nothing is missing */
async function fill(deps: ReindexDeps, shelf: Shelf): Promise<string | null> {
  const { db, embedder, signal, progress = () => undefined } = deps
  if (embedder === null) return null
  const total = await countMissing(db, embedder, shelf)
  if (total === 0) return null
  const report = (done: number) => progress({ phase: 'embedding', done, total })
  report(0)
  const end = await embedMissing({ db, embedder, signal, progress: report }, shelf)
  return end.kind === 'failed' ? end.why : null
}
