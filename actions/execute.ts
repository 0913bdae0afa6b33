import { sql } from 'drizzle-orm'
import { AppError, describeError } from '../base/app-error.ts'
import type { Outdated } from '../base/outdated.ts'
import type { Clock } from '../base/ports.ts'
import type { Db, Tx } from '../store/index.ts'
import { applyEffect, effectOf, splitPreconditions } from './apply.ts'
import type { EffectDefinition, Route, RouteOf } from './types.ts'

export type ExecuteDeps = {
  db: Db
  clock: Clock
  effects: readonly EffectDefinition[]
  /** Absent: no connector takes anything. */
  routeOf?: RouteOf
  signal?: AbortSignal
}

type Ready = { siteId: string; id: string; argsSha256: string }
type Begun = { tool: string; args: string; preconditions: unknown; requestedBy: string }
type Ending =
  | { status: 'done' | 'stale' | 'failed'; result: object }
  | { status: 'executing'; route: Route }

/**
 * Executes what has been approved. Effect, status and audit are one transaction, so a kill at any
 * moment leaves either all or nothing, and the outbox row for the next run. What a connector takes
 * is only handed over here; see `deliverDue`.
 *
 * @returns how many proposals went on in this run
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
    return await run(deps, ready, (tx, begun) => carryOut(deps, { tx, begun, ready }))
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
    const ending = await work(tx, begun)
    if (ending.status === 'executing') {
      const { connector, repeatable } = ending.route
      await tx.rows(
        sql`select jidoka_send(${siteId}, ${id}, ${connector}, ${repeatable}, ${clock()})`,
      )
    } else {
      await tx.rows(sql`select jidoka_finish_execution(${siteId}, ${id}, ${ending.status},
        ${JSON.stringify(ending.result)}::jsonb, ${clock()})`)
    }
    return 1
  })
}

async function carryOut(
  { effects, routeOf, clock }: ExecuteDeps,
  { tx, begun, ready }: { tx: Tx; begun: Begun; ready: Ready },
): Promise<Ending> {
  const { siteId, id: actionId } = ready
  const effect = effectOf(effects, begun.tool)
  const args: unknown = JSON.parse(begun.args)
  const { connector, compensates, known } = splitPreconditions(begun.preconditions)
  const route = routeOf?.(begun.tool, siteId) ?? null
  const changed = rerouted(connector, route) ?? (await effect.stale(tx, args, known))
  if (changed !== null) return { status: 'stale', result: changed }
  if (route !== null) return { status: 'executing', route }
  const execution = { siteId, actionId, requestedBy: begun.requestedBy, now: clock() }
  const result = await applyEffect(tx, { effect, args, compensates }, execution)
  return { status: 'done', result }
}

/** Where it goes is part of what was approved. */
function rerouted(shown: string | null, route: Route | null): Outdated | null {
  const now = route?.connector ?? null
  if (now === shown) return null
  return {
    ...{ precondition: 'connector_unchanged', before: shown, after: now },
    zh: `执行去向已从 ${shown ?? '本系统'} 变为 ${now ?? '本系统'}。`,
    en: `It would now go to ${now ?? 'this system only'}, not to ${shown ?? 'this system only'}.`,
  }
}

/** The store was away or busy: nothing is known of the action, so it stays approved and is tried again. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable' || error.code === 'timeout'
  const code = (error as { code?: string }).code ?? ''
  return /^(40|53|57|08)/.test(code) || code.startsWith('ECONN')
}
