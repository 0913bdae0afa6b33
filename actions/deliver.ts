import { sql } from 'drizzle-orm'
import { describeError } from '../base/app-error.ts'
import type { Clock } from '../base/ports.ts'
import type { Db, Tx } from '../store/index.ts'
import { applyEffect, effectOf, splitPreconditions } from './apply.ts'
import { isPassing } from './execute.ts'
import type { EffectDefinition } from './types.ts'

/** An approved action on its way; the same key at every try. */
export type Outgoing = {
  siteId: string
  id: string
  connector: string
  tool: string
  /** Canonical JSON, exactly what was approved. */
  args: string
  requestedBy: string
  approvedBy: string[]
  approvedAt: string
  attempt: number
  /** Since it was sent first, or since a person asked to try again. */
  tries: number
  /** An earlier try may have come through. */
  maybeThere: boolean
  /** A person says that it is there: nothing is sent. */
  confirmed: boolean
}

/**
 * What is known after a try. `not_there`: surely it has not come through. `unclear`: it may have,
 * and `again` says whether the receiver would know a repeat.
 */
export type Answer =
  | { kind: 'accepted'; reference: string | null }
  | { kind: 'refused'; why: string }
  | { kind: 'not_there'; why: string }
  | { kind: 'unclear'; why: string; again: boolean }

export type DeliverDeps = {
  db: Db
  clock: Clock
  effects: readonly EffectDefinition[]
  /** Names of the connectors that this process can reach. */
  connectors: readonly string[]
  /** One try, or a look at the receiver; never throws. */
  send: (outgoing: Outgoing, signal: AbortSignal) => Promise<Answer>
  /** 0 to 1, for the jitter. */
  random: () => number
  signal: AbortSignal
}

/** Longer than a look-up and a message may last: after it, another process takes the row over. */
const leaseMs = 180_000
const mostTries = 8
const firstWaitMs = 2_000
const longestWaitMs = 600_000

/** Doubles from 2 s to 10 min, less up to a half by chance, so that many do not knock at once. */
export const waitMs = (tries: number, chance: number): number =>
  Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs) * (1 - chance / 2)

/** Sends what is due, one after another for each connector. @returns how many tries were made */
export async function deliverDue(deps: DeliverDeps): Promise<number> {
  const queues = deps.connectors.length === 0 ? [[]] : deps.connectors.map((name) => [name])
  const tries = await Promise.all(queues.map((names) => drain(deps, names)))
  return tries.reduce((sum, one) => sum + one, 0)
}

async function drain(deps: DeliverDeps, names: string[]): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const outgoing = deps.signal.aborted ? null : await claimNext(deps, names)
    if (outgoing === null) return tries
    const answer: Answer = outgoing.confirmed
      ? { kind: 'accepted', reference: null }
      : await deps.send(outgoing, deps.signal)
    await conclude(deps, outgoing, answer)
  }
}

async function claimNext({ db, clock }: DeliverDeps, names: string[]): Promise<Outgoing | null> {
  const now = clock()
  const until = new Date(now.getTime() + leaseMs)
  const [row] = await db.tx('execute', (tx) =>
    tx.rows<{ next: Outgoing | null }>(sql`select jidoka_claim_delivery(
      array(select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb)), ${until}, ${now}) as next`),
  )
  return row?.next ?? null
}

async function conclude(deps: DeliverDeps, outgoing: Outgoing, answer: Answer): Promise<void> {
  const { tries, maybeThere } = outgoing
  const more = tries < mostTries
  switch (answer.kind) {
    case 'accepted':
      return accept(deps, outgoing, answer.reference)
    case 'refused':
      // After a try that was lost, a refusal does not say what became of that one.
      return maybeThere ? endTry(deps, outgoing, 'unknown', answer) : refuse(deps, outgoing, answer)
    case 'not_there':
      return endTry(deps, outgoing, more ? 'ready' : maybeThere ? 'unknown' : 'dead', answer)
    case 'unclear':
      return endTry(deps, outgoing, answer.again && more ? 'ready' : 'unknown', answer)
  }
}

/** The other system has it: written down here, and done, in one transaction. */
async function accept(
  deps: DeliverDeps,
  outgoing: Outgoing,
  reference: string | null,
): Promise<void> {
  const { connector } = outgoing
  try {
    await record(deps, outgoing, async (tx) => {
      const result = await writeDown(deps, tx, outgoing)
      return { status: 'done', reference, result: { ...result, connector, reference } }
    })
  } catch (error) {
    if (isPassing(error)) return
    const why = `it is there, but could not be written down here: ${describeError(error).message}`
    if (!outgoing.confirmed) return endTry(deps, outgoing, 'unknown', { kind: 'unclear', why })
    const result = { connector, recorded: false, why }
    await record(deps, outgoing, async () => ({ status: 'done', reference, result }))
  }
}

async function writeDown(
  { effects, clock }: DeliverDeps,
  tx: Tx,
  { siteId, id: actionId, tool, args, requestedBy }: Outgoing,
): Promise<Record<string, unknown>> {
  const [row] = await tx.rows<{ preconditions: unknown }>(sql`
    select preconditions from proposal where site_id = ${siteId} and id = ${actionId}`)
  const { compensates } = splitPreconditions(row?.preconditions)
  const given = { effect: effectOf(effects, tool), args: JSON.parse(args), compensates }
  return applyEffect(tx, given, { siteId, actionId, requestedBy, now: clock() })
}

const refuse = (deps: DeliverDeps, outgoing: Outgoing, { why }: { why: string }): Promise<void> =>
  record(deps, outgoing, async () => {
    const { connector } = outgoing
    return { status: 'failed', reference: null, result: { connector, message: why } }
  })

type Recorded = { status: 'done' | 'failed'; reference: string | null; result: object }

function record(
  { db, clock }: DeliverDeps,
  { siteId, id, attempt }: Outgoing,
  work: (tx: Tx) => Promise<Recorded>,
): Promise<void> {
  return db.tx('execute', async (tx) => {
    const [row] = await tx.rows<{ begun: boolean }>(
      sql`select jidoka_begin_delivered(${siteId}, ${id}, ${attempt}) as begun`,
    )
    if (row?.begun !== true) return
    const { status, reference, result } = await work(tx)
    await tx.rows(sql`select jidoka_end_delivered(${siteId}, ${id}, ${attempt}, ${status}, ${reference},
      ${JSON.stringify(result)}::jsonb, ${clock()})`)
  })
}

async function endTry(
  { db, clock, random }: DeliverDeps,
  { siteId, id, attempt, tries }: Outgoing,
  ...[status, { kind, why }]: [
    status: 'ready' | 'dead' | 'unknown',
    answer: { kind: Answer['kind']; why: string },
  ]
): Promise<void> {
  const now = clock()
  const next = status === 'ready' ? new Date(now.getTime() + waitMs(tries, random())) : null
  await db.tx('execute', (tx) =>
    tx.rows(sql`select jidoka_end_try(${siteId}, ${id}, ${attempt}, ${status}, ${kind === 'unclear'},
      ${why}, ${next}, ${now})`),
  )
}
