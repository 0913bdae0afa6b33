import { sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'

export type LeaseRequest = {
  /** `group` for work that is of no one site. */
  siteId: string
  name: string
  /** Who asks; a process has a new name each time it starts. */
  holder: string
  ttlMs: number
}

/** Whoever makes the passages of documents anew. */
export const indexLease = { siteId: 'group', name: 'index', ttlMs: 60_000 }

/** Takes or renews a lease by the clock of the database; false: somebody else has it. */
export async function takeLease(db: Db, request: LeaseRequest): Promise<boolean> {
  const { siteId, name, holder, ttlMs } = request
  const until = sql`clock_timestamp() + ${ttlMs} * interval '1 millisecond'`
  const taken = await db.tx('ingest', (tx) =>
    tx.rows(sql`
      insert into lease as l (site_id, name, holder, until)
      values (${siteId}, ${name}, ${holder}, ${until})
      on conflict (site_id, name) do update set holder = excluded.holder, until = excluded.until
        where l.holder = excluded.holder or l.until <= clock_timestamp()
      returning 1`),
  )
  return taken.length > 0
}

/** Gives a lease back at once, so that nobody waits for its end. */
export async function giveLease(
  db: Db,
  { siteId, name, holder }: Omit<LeaseRequest, 'ttlMs'>,
): Promise<void> {
  await db.tx('ingest', (tx) =>
    tx.rows(
      sql`delete from lease where site_id = ${siteId} and name = ${name} and holder = ${holder}`,
    ),
  )
}

/**
 * Does the work while the lease is held: its signal ends when the lease is lost or `signal` ends.
 *
 * @returns false when somebody else has the lease
 */
export async function underLease(
  db: Db,
  request: LeaseRequest & { signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  if (!(await takeLease(db, request))) return false
  const lost = new AbortController()
  let renewedMs = performance.now()
  const renew = async () => {
    const asked = performance.now()
    const held = await takeLease(db, request).catch(() => null)
    if (held === true) renewedMs = asked
    if (held === false || performance.now() - renewedMs > request.ttlMs) lost.abort(leaseLost())
  }
  const timer = setInterval(() => void renew(), request.ttlMs / 3)
  try {
    await work(AbortSignal.any([request.signal, lost.signal]))
  } finally {
    clearInterval(timer)
    await giveLease(db, request).catch(() => undefined)
  }
  return true
}

const leaseLost = () => new Error('another process holds the lease')
