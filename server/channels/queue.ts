import { type SQL, sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import type { ChannelName } from './contract.ts'

export type QueueDeps = { db: Db; clock: Clock }

/** A table whose rows are worked off one after another within a conversation. */
export type Queue = {
  table: 'channel_inbox' | 'channel_outbox'
  /** The status of a row that somebody works on. */
  working: 'working' | 'sending'
  columns: SQL
  /** What else a claim writes down. */
  noting: SQL
  /** Which rows (`w`) are of the same person as `c`: two of one are worked on at most. Absent: all that are due. */
  sameAs?: SQL
}

/** Whoever works on a row renews its lease, so what a dead process left behind is free soon. */
const leaseMs = 20_000
/** Of the handlers of a process, half. */
const mostOfOne = 2

const leaseEnd = (clock: Clock) => new Date(clock().getTime() + leaseMs)

/** The next row of some conversation whose earlier ones are all through, or given up. */
export async function claimNext<Row>(
  { db, clock }: QueueDeps,
  { table, working, columns, noting, sameAs }: Queue,
  channels: readonly ChannelName[],
): Promise<Row | null> {
  const now = clock()
  const queue = sql.raw(table)
  const fair =
    sameAs &&
    sql`and (select count(*) from ${queue} w where w.status = ${working}
      and w.leased_until > ${now} and ${sameAs}) < ${mostOfOne}`
  const [row] = await db.tx('channel', (tx) =>
    tx.rows<Row>(sql`
      update ${queue} set ${noting} status = ${working}, attempts = attempts + 1,
        leased_until = ${leaseEnd(clock)}
      where key = (select c.key from ${queue} c
        where c.channel in ${[...channels]}
          and (c.status = 'ready' and c.next_at <= ${now}
            or c.status = ${working} and c.leased_until <= ${now})
          and not exists (select from ${queue} e where e.lane = c.lane and e.seq < c.seq
            and e.status in ('ready', ${working}))
          ${fair}
        order by c.seq limit 1 for update skip locked)
      returning ${columns}`),
  )
  return row ?? null
}

/** Works on a claimed row, and keeps it meanwhile. A later claim is told by its number of tries. */
export async function holding<Result>(
  { db, clock }: QueueDeps,
  { table, working }: Queue,
  { key, attempts, work }: { key: string; attempts: number; work: () => Promise<Result> },
): Promise<Result> {
  const renew = () =>
    db.tx('channel', (tx) =>
      tx.rows(sql`update ${sql.raw(table)} set leased_until = ${leaseEnd(clock)}
        where key = ${key} and attempts = ${attempts} and status = ${working}`),
    )
  // A renewal that fails is tried again; what is lost then is told by the number of tries.
  const timer = setInterval(() => void renew().catch(() => undefined), leaseMs / 3)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
