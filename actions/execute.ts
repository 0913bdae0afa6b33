import { sql } from 'drizzle-orm'
import { AppError, describeError } from '../base/app-error.ts'
import type { Clock } from '../base/ports.ts'
import type { Db, Tx } from '../store/index.ts'
import type { EffectDefinition } from './types.ts'

export type ExecuteDeps = {
  db: Db
  clock: Clock
  effects: readonly EffectDefinition[]
  signal?: AbortSignal
}

type Ready = { siteId: string; id: string; argsSha256: string }
type Begun = { tool: string; args: string; preconditions: unknown; requestedBy: string }
type Ending = { status: 'done' | 'stale' | 'failed'; result: object }

/**
 * Executes what has been approved. Effect, status and audit are one transaction, so a kill at any
 * moment leaves either all or nothing, and the outbox row for the next run.
 *
 * @returns how many proposals reached an end in this run
 */
export async function executeReady(deps: ExecuteDeps): Promise<number> {
  const ready = await deps.db.tx('execute', (tx) =>
    tx.rows<Ready>(sql`select site_id as "siteId", proposal_id as id, args_sha256 as "argsSha256"
      from outbox where status = 'ready' and ready_at <= ${deps.clock()}
      order by ready_at, proposal_id limit 100`),
  )
  let ended = 0
  for (const one of ready) {
    if (deps.signal?.aborted) break
    ended += await executeOne(deps, one)
  }
  return ended
}

async function executeOne(deps: ExecuteDeps, ready: Ready): Promise<number> {
  try {
    return await run(deps, ready, (tx, begun) => applyEffect(deps, { tx, begun, ready }))
  } catch (error) {
    if (isPassing(error)) return 0
    // Everything of the effect is rolled back; its failure is recorded by an execution of its own.
    const result = { ...describeError(error) }
    return run(deps, ready, async () => ({ status: 'failed', result }))
  }
}

function run(
  { db, clock }: ExecuteDeps,
  { siteId, id, argsSha256 }: Ready,
  work: (tx: Tx, begun: Begun) => Promise<Ending>,
): Promise<number> {
  return db.tx('execute', async (tx) => {
    const [begun] = await tx.rows<Begun>(sql`select tool, args, preconditions,
      requested_by as "requestedBy" from jidoka_begin_execution(${siteId}, ${id}, ${argsSha256})`)
    if (begun === undefined) return 0
    const { status, result } = await work(tx, begun)
    await tx.rows(sql`select jidoka_finish_execution(${siteId}, ${id}, ${status},
      ${JSON.stringify(result)}::jsonb, ${clock()})`)
    return 1
  })
}

async function applyEffect(
  { effects, clock }: ExecuteDeps,
  { tx, begun, ready }: { tx: Tx; begun: Begun; ready: Ready },
): Promise<Ending> {
  const effect = effects.find(({ tool }) => tool === begun.tool)
  if (effect === undefined) throw new AppError('internal', `${begun.tool} has no effect`)
  const args: unknown = JSON.parse(begun.args)
  const changed = await effect.stale(tx, args, begun.preconditions)
  if (changed !== null) return { status: 'stale', result: changed }
  const execution = {
    siteId: ready.siteId,
    actionId: ready.id,
    requestedBy: begun.requestedBy,
    now: clock(),
  }
  return { status: 'done', result: await effect.apply(tx, args, execution) }
}

/** The store was away or busy: nothing is known of the action, so it stays approved and is tried again. */
function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable' || error.code === 'timeout'
  const code = (error as { code?: string }).code ?? ''
  return /^(40|53|57|08)/.test(code) || code.startsWith('ECONN')
}
