import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { canonicalJson } from '../../base/canonical-json.ts'
import type { Tx } from '../../store/index.ts'
import type { orderStreams } from './order-streams.ts'
import { type Checked, type GoodRow, type Issue, refuse } from './parse-rows.ts'

type Schedule = z.output<(typeof orderStreams)['schedule']['row']>
type Scope = { siteId: string; source: string }
type Stored = { status: string; origin: string; publishedAt: Date }

/** Schedules are written one by one, oldest first, because each may supersede the one before. */
export async function writeSchedules(
  tx: Tx,
  rows: GoodRow[],
  scope: Scope,
): Promise<Checked & { inserted: number }> {
  const result: Checked & { inserted: number } = { good: [], bad: [], inserted: 0 }
  const oldestFirst = rows.toSorted((a, b) => publishedMs(a) - publishedMs(b))
  for (const item of oldestFirst) {
    const outcome = await writeSchedule(tx, item.row as Schedule, scope)
    if (typeof outcome === 'object') {
      result.bad.push(refuse(item, [outcome]))
      continue
    }
    result.good.push(item)
    if (outcome === 'inserted') result.inserted += 1
  }
  return result
}

async function writeSchedule(
  tx: Tx,
  row: Schedule,
  scope: Scope,
): Promise<'inserted' | 'duplicate' | Issue> {
  const known = await storedSlots(tx, row.id, scope)
  if (known.length > 0) return known === slotsText(row.slots) ? 'duplicate' : changed(row.id)
  const refused = await unknownMachine(tx, row, scope)
  if (refused !== null) return refused
  const [current] = await tx.rows<Stored>(sql`
    select status, origin, published_at as "publishedAt" from schedule_version
    where site_id = ${scope.siteId} and status = 'current'`)
  const isNewest = current === undefined || row.publishedAt > current.publishedAt
  if (isNewest && current?.origin === 'action') return approvedStands(row.id)
  if (isNewest) {
    await tx.rows(sql`update schedule_version set status = 'superseded'
      where site_id = ${scope.siteId} and status = 'current'`)
  }
  await insertSchedule(tx, row, { ...scope, status: isNewest ? 'current' : 'superseded' })
  return 'inserted'
}

async function insertSchedule(tx: Tx, row: Schedule, scope: Scope & { status: string }) {
  const { siteId, source, status } = scope
  await tx.rows(sql`
    insert into schedule_version
      (site_id, id, status, origin, source, published_at, published_by, indicators)
    values (${siteId}, ${row.id}, ${status}, 'import', ${source}, ${row.publishedAt},
      ${row.publishedBy}, ${JSON.stringify(row.indicators)}::jsonb)`)
  await tx.rows(sql`
    insert into schedule_slot
      (site_id, schedule_id, order_id, seq, machine_id, start_at, end_at, setup_s)
    select ${siteId}, ${row.id}, s."orderId", s.seq, s."machineId", s."startAt", s."endAt", s."setupS"
    from json_to_recordset(${JSON.stringify(row.slots)}::json) as s("orderId" text, seq int,
      "machineId" text, "startAt" timestamptz, "endAt" timestamptz, "setupS" float8)`)
}

/** Canonical text of the stored slots; empty when there is no such schedule. */
async function storedSlots(tx: Tx, id: string, { siteId }: Scope): Promise<string> {
  const slots = await tx.rows<Schedule['slots'][number]>(sql`
    select order_id as "orderId", seq, machine_id as "machineId", start_at as "startAt",
      end_at as "endAt", setup_s as "setupS"
    from schedule_slot where site_id = ${siteId} and schedule_id = ${id}`)
  return slots.length === 0 ? '' : slotsText(slots)
}

function slotsText(slots: Schedule['slots']): string {
  const texts = slots.map((slot) =>
    canonicalJson({
      ...slot,
      startAt: slot.startAt.toISOString(),
      endAt: slot.endAt.toISOString(),
    }),
  )
  return texts.toSorted().join('\n')
}

async function unknownMachine(
  tx: Tx,
  { slots }: Schedule,
  { siteId }: Scope,
): Promise<Issue | null> {
  const ids = JSON.stringify([...new Set(slots.map(({ machineId }) => machineId))])
  const [missing] = await tx.rows<{ id: string }>(sql`
    select w.id from json_array_elements_text(${ids}::json) w(id) where not exists (
      select from equipment e where e.site_id = ${siteId} and e.id = w.id and e.level = 'machine')`)
  if (missing === undefined) return null
  return { field: 'slots.machineId', value: missing.id, reason: 'unknown machine' }
}

const changed = (id: string): Issue => ({
  field: 'id',
  value: id,
  reason: 'is published already with other slots; send a changed schedule under a new id',
})

const approvedStands = (id: string): Issue => ({
  field: 'id',
  value: id,
  reason: 'the current schedule was published by an approved action; only another one replaces it',
})

const publishedMs = ({ row }: GoodRow): number => (row as Schedule).publishedAt.getTime()
