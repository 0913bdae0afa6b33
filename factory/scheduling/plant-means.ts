import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

/** A part of each day in local minutes; one that ends before it starts crosses midnight. */
export type DayPart = { startMinute: number; endMinute: number }

/** What a plan needs beside orders and machines, as the store has it; an empty list: nobody recorded it. */
export type PlantMeans = {
  zone: string
  currency: string
  shifts: (DayPart & { id: string })[]
  breaks: DayPart[]
  workers: { id: string; teamId: string; skills: string[] }[]
  absences: { workerId: string; fromAt: Date; untilAt: Date }[]
  /** From yesterday on, by local day and shift. */
  roster: { shiftDate: string; shiftId: string; teamId: string }[]
  needs: { productId: string; seq: number; skill: string; people: number }[]
  bom: { productId: string; materialId: string; quantity: number }[]
  /** The newest count of each material. */
  stock: { materialId: string; quantity: number; countedAt: Date }[]
  deliveries: { materialId: string; quantity: number; expectedAt: Date }[]
  /** Mean seconds from order to receipt. */
  leadTimes: { materialId: string; leadS: number }[]
  tariffs: (DayPart & { pricePerKwh: number })[]
  /** What machines took on average while they ran. */
  power: { machineId: string; kw: number }[]
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

export async function readPlantMeans(tx: Tx, siteId: string, now: Date): Promise<PlantMeans> {
  const of = sql`where site_id = ${siteId}`
  const [site] = await tx.rows<Pick<PlantMeans, 'zone' | 'currency'>>(
    sql`select zone, currency from site ${of}`,
  )
  return {
    ...(site ?? { zone: 'UTC', currency: '' }),
    shifts: await tx.rows<PlantMeans['shifts'][number]>(sql`
      select id, start_minute as "startMinute", end_minute as "endMinute" from shift ${of}
      order by start_minute`),
    breaks: await tx.rows<DayPart>(sql`
      select start_minute as "startMinute", end_minute as "endMinute" from shift_break ${of}
      order by start_minute`),
    tariffs: await tx.rows<PlantMeans['tariffs'][number]>(sql`
      select start_minute as "startMinute", end_minute as "endMinute",
        price_per_kwh as "pricePerKwh" from energy_tariff ${of} order by start_minute`),
    power: await tx.rows<PlantMeans['power'][number]>(sql`
      select machine_id as "machineId", 3600 * sum(energy_kwh) / sum(production_s) as kw
      from fact_day ${of} and last_hour > ${daysBefore(now, 90)} and last_hour <= ${now}
        and production_s > 0 and energy_kwh > 0 group by machine_id order by machine_id`),
    ...(await readPeople(tx, siteId, now)),
    ...(await readSupply(tx, siteId, now)),
  }
}

async function readPeople(tx: Tx, siteId: string, now: Date) {
  const of = sql`where site_id = ${siteId}`
  return {
    workers: await tx.rows<PlantMeans['workers'][number]>(sql`
      select id, team_id as "teamId", skills from worker ${of} order by id`),
    absences: await tx.rows<PlantMeans['absences'][number]>(sql`
      select worker_id as "workerId", from_at as "fromAt", until_at as "untilAt"
      from worker_absence ${of} and until_at > ${now} order by from_at, worker_id`),
    roster: await tx.rows<PlantMeans['roster'][number]>(sql`
      select shift_date::text as "shiftDate", shift_id as "shiftId", team_id as "teamId"
      from shift_roster ${of} and shift_date >= ${daysBefore(now, 2)}::date
      order by shift_date, shift_id limit 2000`),
    needs: await tx.rows<PlantMeans['needs'][number]>(sql`
      select product_id as "productId", seq, skill, people from skill_need ${of}
      order by product_id, seq, skill`),
  }
}

/** A delivery comes when it is due, later by what its supplier usually is; an overdue one not before tomorrow. */
async function readSupply(tx: Tx, siteId: string, now: Date) {
  const of = sql`where site_id = ${siteId}`
  return {
    bom: await tx.rows<PlantMeans['bom'][number]>(sql`
      select product_id as "productId", material_id as "materialId", quantity from bom_line ${of}
        and quantity > 0 order by product_id, material_id`),
    stock: await tx.rows<PlantMeans['stock'][number]>(sql`
      select distinct on (material_id) material_id as "materialId", quantity,
        counted_at as "countedAt" from stock ${of} and counted_at <= ${now}
      order by material_id, counted_at desc`),
    deliveries: await tx.rows<PlantMeans['deliveries'][number]>(sql`
      with usual as (
        select supplier_id, greatest(0, avg(extract(epoch from received_at - due_at))) as late_s
        from purchase_line ${of} and received_at > ${daysBefore(now, 90)} group by supplier_id)
      select l.material_id as "materialId", l.quantity,
        greatest(l.due_at + make_interval(secs => coalesce(u.late_s, 0)::float8),
          ${daysBefore(now, -1)}) as "expectedAt"
      from purchase_line l left join usual u on u.supplier_id = l.supplier_id
      where l.site_id = ${siteId} and l.received_at is null and l.quantity > 0
        and l.due_at > ${daysBefore(now, 30)} order by 3, l.id`),
    leadTimes: await tx.rows<PlantMeans['leadTimes'][number]>(sql`
      select material_id as "materialId",
        avg(extract(epoch from received_at - ordered_at))::float8 as "leadS"
      from purchase_line ${of} and received_at > ordered_at
        and received_at > ${daysBefore(now, 180)} group by material_id order by material_id`),
  }
}
