import { sql } from 'drizzle-orm'
import type { Clock, NewId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, roles } from '../../store/index.ts'

type Deps = { db: Db; clock: Clock }
type Person = { principal: Principal; channel: string }

export const alertActs = ['acknowledge', 'snooze', 'escalate', 'close'] as const

export type AlertAct = {
  siteId: string
  id: string
  act: (typeof alertActs)[number]
  /** ISO 8601, with `snooze`: within 24 hours. */
  until?: string | undefined
  note?: string | undefined
}

export type AlertActOutcome =
  | ('done' | 'not_found' | 'not_allowed' | 'already_closed' | 'already_acknowledged')
  | ('bad_time' | 'reason_missing' | 'at_the_top')

/** What a person does about an event; the database says whether they may. */
export function actOnAlert(deps: Deps, by: Person, given: AlertAct): Promise<AlertActOutcome> {
  const { siteId, id, act, until, note } = given
  const said = JSON.stringify({ until, note })
  return outcomeOf<AlertActOutcome>(
    deps,
    by,
    sql`jidoka_act_on_alert(${siteId}, ${id}, ${act}, ${said}::jsonb, ${by.channel}, ${deps.clock()})`,
  )
}

export type NewDuty = {
  siteId: string
  userId: string
  role: (typeof roles)[number]
  scopeId: string
  level: number
  fromAt: string
  untilAt: string
  shiftId: string | null
}

export type WatchOutcome =
  | ('set' | 'not_found' | 'not_allowed' | 'unknown_person' | 'unknown_place' | 'unknown_shift')
  | ('bad_time' | 'reason_missing')

/** Puts somebody on call. */
export function putOnCall(
  deps: Deps & { newId: NewId },
  by: Person,
  duty: NewDuty,
): Promise<WatchOutcome> {
  const row = JSON.stringify({ ...duty, id: deps.newId('duty') })
  return outcomeOf<WatchOutcome>(
    deps,
    by,
    sql`jidoka_put_on_call(${row}::jsonb, ${by.channel}, ${deps.clock()})`,
  )
}

export type NewSilence = {
  siteId: string
  scopeId: string
  fromAt: string
  untilAt: string
  reason: string
}

/** Keeps a place silent while it is worked on; what is raised there is recorded all the same. */
export function setSilence(
  deps: Deps & { newId: NewId },
  by: Person,
  silence: NewSilence,
): Promise<WatchOutcome> {
  const row = JSON.stringify({ ...silence, id: deps.newId('quiet') })
  return outcomeOf<WatchOutcome>(
    deps,
    by,
    sql`jidoka_set_silence(${row}::jsonb, ${by.channel}, ${deps.clock()})`,
  )
}

export type EndOutcome = 'ended' | 'not_found' | 'not_allowed'
export type Ending = { kind: 'on_call' | 'silence'; siteId: string; id: string }

/** Ends a turn on call or a silence before its time. */
export const endWatch = (deps: Deps, by: Person, { kind, siteId, id }: Ending) =>
  outcomeOf<EndOutcome>(
    deps,
    by,
    sql`jidoka_end_watch(${kind}, ${siteId}, ${id}, ${by.channel}, ${deps.clock()})`,
  )

/** Marks one's own messages as read. */
export const readMessages = (deps: Deps, by: Person, given: { siteId: string; ids: string[] }) =>
  outcomeOf<number>(
    deps,
    by,
    sql`jidoka_read_messages(${given.siteId}, ${sql.param(given.ids)}::text[], ${deps.clock()})`,
  )

async function outcomeOf<Outcome>(
  { db }: Deps,
  { principal }: Person,
  call: ReturnType<typeof sql>,
): Promise<Outcome> {
  const [row] = await db.tx(
    'decide',
    (tx) => tx.rows<{ outcome: Outcome }>(sql`select ${call} as outcome`),
    { principal },
  )
  if (row === undefined) throw new Error('the store gave no outcome')
  return row.outcome
}
