import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db, findingStatuses, Tx } from '../../store/index.ts'
import type { Fault, FaultKind, Search } from './fault.ts'
import { impossibleCounts, unqualifiedDowntime } from './machine-faults.ts'
import { refusedRows, sourceFaults } from './source-faults.ts'
import { tagFaults } from './tag-faults.ts'

/** How far back faults are looked for; what is older and was not mended is closed. */
const lookBackMs = 48 * 3_600_000

type Deps = { db: Db; clock: Clock }

/**
 * Looks for faults in the data of every site, writes what it finds and closes what no longer holds.
 * What a person closed stays closed.
 *
 * @returns how many findings are open
 */
export async function findDataFaults({ db, clock }: Deps): Promise<number> {
  const now = clock()
  const sites = await db.tx('ingest', (tx) =>
    tx.rows<{ siteId: string }>(sql`select site_id as "siteId" from site order by 1`),
  )
  let open = 0
  for (const { siteId } of sites) {
    const search = { siteId, now, since: new Date(now.getTime() - lookBackMs) }
    open += await db.tx('ingest', (tx) => findSiteFaults(tx, search), { timeoutMs: 120_000 })
  }
  return open
}

async function findSiteFaults(tx: Tx, search: Search): Promise<number> {
  const { siteId, now } = search
  const faults: Fault[] = []
  for (const look of [
    tagFaults,
    impossibleCounts,
    unqualifiedDowntime,
    sourceFaults,
    refusedRows,
  ]) {
    faults.push(...(await look(tx, search)))
  }
  const rows = faults.map(({ since, from, to, ...fault }) => ({
    ...fault,
    ...{ id: `${fault.kind}/${fault.subject}/${since}`, from_at: from, to_at: to },
  }))
  await tx.rows(sql`
    insert into data_finding as f (site_id, id, kind, subject, from_at, to_at, evidence, owner,
      status, found_at, seen_at)
    select ${siteId}, r.id, r.kind, r.subject, r.from_at, r.to_at, r.evidence, r.owner, 'open',
      ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, kind text, subject text,
      from_at timestamptz, to_at timestamptz, evidence jsonb, owner text)
    on conflict (site_id, id) do update set to_at = excluded.to_at, evidence = excluded.evidence,
      seen_at = excluded.seen_at,
      status = case when f.status = 'closed' and f.note is null then 'open' else f.status end,
      closed_at = case when f.note is null then null else f.closed_at end`)
  await tx.rows(sql`
    update data_finding set status = 'closed', closed_at = ${now}::timestamptz
    where site_id = ${siteId} and status <> 'closed' and id not in (
      select json_array_elements_text(${JSON.stringify(rows.map(({ id }) => id))}::json))`)
  const [count] = await tx.rows<{ open: number }>(sql`select count(*)::int as open
    from data_finding where site_id = ${siteId} and status <> 'closed'`)
  return count?.open ?? 0
}

export type Finding = {
  siteId: string
  id: string
  kind: FaultKind
  subject: string
  from: string
  to: string
  evidence: Fault['evidence']
  owner: string
  status: (typeof findingStatuses)[number]
  foundAt: string
  note: string | null
}

/** Findings that are not closed, newest first; the caller's transaction says whose. */
export async function listFindings(tx: Tx, { limit = 200 } = {}): Promise<Finding[]> {
  const rows = await tx.rows<Omit<Finding, Instants> & Record<Instants, Date>>(sql`
    select site_id as "siteId", id, kind, subject, from_at as "from", to_at as "to", evidence,
      owner, status, found_at as "foundAt", note
    from data_finding where status <> 'closed' order by found_at desc, site_id, id limit ${limit}`)
  return rows.map(({ from, to, foundAt, ...row }) => ({
    ...row,
    ...{ from: from.toISOString(), to: to.toISOString(), foundAt: foundAt.toISOString() },
  }))
}

type Instants = 'from' | 'to' | 'foundAt'

export type FindingChange = {
  siteId: string
  id: string
  status: 'acknowledged' | 'closed'
  /** Who looks after it from now on. */
  owner?: string
  note?: string
}

/** @throws AppError `not_found` for a finding that is not open, `invalid_input` without a note */
export async function changeFinding({ db, clock }: Deps, change: FindingChange): Promise<void> {
  const { siteId, id, status, owner = null, note = null } = change
  if (status === 'closed' && note === null) {
    throw new AppError('invalid_input', 'A finding is closed with a note.', { field: 'note' })
  }
  const changed = await db.tx('ingest', (tx) =>
    tx.rows(sql`
      update data_finding set status = ${status}, owner = coalesce(${owner}, owner),
        note = coalesce(${note}, note),
        closed_at = case when ${status} = 'closed' then ${clock()}::timestamptz end
      where site_id = ${siteId} and id = ${id} and status <> 'closed' returning 1`),
  )
  if (changed.length > 0) return
  throw new AppError('not_found', `There is no open finding "${id}" at ${siteId}.`, {
    field: 'id',
    hint: '`jidoka findings list` shows them.',
  })
}
