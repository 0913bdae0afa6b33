import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { HistoryHour, ResponseId } from './history.ts'

/** As the metric centre defines them (ISO 22400-2): numerator and denominator over hourly facts. */
const measures: Record<ResponseId, [numerator: SQL, denominator: SQL]> = {
  scrap_ratio: [sql`scrap`, sql`good + scrap + rework`],
  effectiveness: [sql`planned_run_s`, sql`production_s`],
  energy_per_piece: [sql`energy_kwh`, sql`good + scrap + rework`],
}

/** An hour counts as running with so much time in production, as for the health of machines. */
const leastProductionS = 1800

type Asked = {
  siteId: string
  machineIds: readonly string[]
  productId: string | null
  response: ResponseId
  from: Date
  to: Date
}

export type FactHour = Omit<HistoryHour, 'settings'> & { machineId: string }

/** Running hours of machines with a product, `to` excluded, in their order; settings are not in them yet. */
export function readHistory(tx: Tx, asked: Asked): Promise<FactHour[]> {
  const { siteId, machineIds, productId, response, from, to } = asked
  const [numerator, denominator] = measures[response]
  return tx.rows<FactHour>(sql`
    select machine_id as "machineId", extract(epoch from hour)::float8 * 1000 as at, shift_date as day,
      product_id as product, team_id as team, shift_id as shift,
      ${numerator} / (${denominator}) as value, ${denominator} as weight
    from fact_hour where site_id = ${siteId} and hour >= ${from} and hour < ${to}
      and machine_id in (select json_array_elements_text(${JSON.stringify(machineIds)}::json))
      and product_id <> '' and (${productId}::text is null or product_id = ${productId})
      and production_s >= ${leastProductionS} and ${denominator} > 0
    order by machine_id, hour, product_id, team_id, shift_id`)
}
