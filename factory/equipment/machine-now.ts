import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type AssetRow, findAsset, findSite } from '../maintenance/find-asset.ts'
import { refused } from '../refuse.ts'

export type StateNow = {
  /** PackML state and ISO 22400 time category. */
  state: string
  category: string
  since: Date
  /** Not null: nothing is known after that. */
  until: Date | null
  reasonId: string | null
  reasonZh: string | null
  reasonEn: string | null
  note: string | null
}

export type RunningOrder = {
  id: string
  productId: string
  productZh: string | null
  productEn: string | null
  quantity: number | null
  producedQuantity: number | null
  dueAt: Date | null
  countedAt: Date
}

export type Alarm = { at: Date; code: string; message: string | null }

export type LastMeasurement = {
  tagId: string
  nameZh: string
  nameEn: string
  unit: string
  lowLimit: number | null
  highLimit: number | null
  at: Date | null
  value: number | null
  quality: string | null
}

export type MachineNow = {
  machine: AssetRow
  state: StateNow | null
  lastStop: StateNow | null
  order: RunningOrder | null
  alarms: Alarm[]
  alarmsTotal: number
  measurements: LastMeasurement[]
}

type Asked = { machine: string; site?: string | undefined; now: Date }
type Key = { siteId: string; id: string; now: Date }

const mostAlarms = 5

/**
 * What is known of a machine at `now`.
 *
 * @throws AppError when the machine is not known (with the nearest), or several go by that name
 */
export async function readMachineNow(
  tx: Tx,
  { machine: typed, site, now }: Asked,
): Promise<MachineNow> {
  const siteId = site === undefined ? null : (await findSite(tx, site)).siteId
  const machine = await findAsset(tx, { siteId, field: 'machine', typed })
  if (machine.level !== 'machine') {
    const hint = `List its machines with find_equipment, under: "${machine.id}".`
    throw refused('machine', `${machine.id} is a ${machine.level}, not a machine`, hint)
  }
  const key = { siteId: machine.siteId, id: machine.id, now }
  const alarms = await readAlarms(tx, key)
  return {
    machine,
    state: await readState(tx, key, 'any'),
    lastStop: await readState(tx, key, 'down'),
    order: await readOrder(tx, key),
    alarms: alarms.map(({ at, code, message }) => ({ at, code, message })),
    alarmsTotal: alarms[0]?.total ?? 0,
    measurements: await readMeasurements(tx, key),
  }
}

/** A row `s` of machine_state with its reason `r`, as it is known at `now`. */
export const stateColumns = (now: Date) => sql`s.state, s.category, s.start_at as since,
  case when s.end_at <= ${now} then s.end_at end as until,
  s.reason_id as "reasonId", r.name_zh as "reasonZh", r.name_en as "reasonEn", s.note`

async function readState(tx: Tx, { siteId, id, now }: Key, category: 'any' | 'down') {
  const [row] = await tx.rows<StateNow>(sql`
    select ${stateColumns(now)}
    from machine_state s
    left join downtime_reason r on r.site_id = s.site_id and r.id = s.reason_id
    where s.site_id = ${siteId} and s.machine_id = ${id} and s.start_at <= ${now}
      and (${category} = 'any' or s.category = 'down')
    order by s.start_at desc limit 1`)
  return row ?? null
}

/** The order that pieces were last counted for, within a day. */
async function readOrder(tx: Tx, { siteId, id, now }: Key): Promise<RunningOrder | null> {
  const [row] = await tx.rows<RunningOrder>(sql`
    select c.order_id as id, c.product_id as "productId", p.name_zh as "productZh",
      p.name_en as "productEn", o.quantity, o.produced_quantity as "producedQuantity",
      o.due_at as "dueAt", c.at as "countedAt"
    from production_count c
    left join production_order o on o.site_id = c.site_id and o.id = c.order_id
    left join product p on p.site_id = c.site_id and p.id = c.product_id
    where c.site_id = ${siteId} and c.machine_id = ${id} and c.order_id is not null
      and c.at <= ${now} and c.at > ${now}::timestamptz - interval '1 day'
    order by c.at desc limit 1`)
  return row ?? null
}

async function readAlarms(
  tx: Tx,
  { siteId, id, now }: Key,
): Promise<(Alarm & { total: number })[]> {
  return tx.rows<Alarm & { total: number }>(sql`
    select at, code, message, (count(*) over ())::int as total from machine_alarm
    where site_id = ${siteId} and machine_id = ${id}
      and at <= ${now} and at > ${now}::timestamptz - interval '1 day'
    order by at desc limit ${mostAlarms}`)
}

async function readMeasurements(tx: Tx, { siteId, id, now }: Key): Promise<LastMeasurement[]> {
  return tx.rows<LastMeasurement>(sql`
    select t.id as "tagId", t.name_zh as "nameZh", t.name_en as "nameEn", t.unit,
      t.low_limit as "lowLimit", t.high_limit as "highLimit", m.at, m.value, m.quality
    from tag t left join lateral (
      select at, value, quality from measurement
      where site_id = t.site_id and tag_id = t.id and at <= ${now} order by at desc limit 1
    ) m on true
    where t.site_id = ${siteId} and t.equipment_id = ${id} order by t.id`)
}
