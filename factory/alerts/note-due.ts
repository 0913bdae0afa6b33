import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { AlertFeed } from './event.ts'

/** By which field the rows of a stream name what is watched. */
const keys: Partial<Record<string, { feed: AlertFeed; field: string }>> = {
  measurement: { feed: 'tag', field: 'tagId' },
  machine_state: { feed: 'state', field: 'machineId' },
  state_sample: { feed: 'state', field: 'machineId' },
  quality_sample: { feed: 'characteristic', field: 'characteristicId' },
  stock: { feed: 'material', field: 'materialId' },
}

type Batch = {
  siteId: string
  source: string
  stream: string
  rows: readonly Record<string, unknown>[]
}

/**
 * Notes for the watches that rows came for them, in the transaction that stores the rows: what is
 * stored is judged, whenever and by whichever process. Waking somebody up is only a hint.
 */
export async function noteForAlerts(
  tx: Tx,
  { siteId, source, stream, rows }: Batch,
): Promise<void> {
  const key = keys[stream]
  const subjects =
    key === undefined ? [] : [...new Set(rows.map((row) => String(row[key.field])))].toSorted()
  const noted = await tx.rows(sql`
    insert into alert_due (site_id, rule_id, subject)
    select site_id, rule_id, subject from alert_watch where site_id = ${siteId}
      and ((feed = ${key?.feed ?? ''} and subject in (
        select json_array_elements_text(${JSON.stringify(subjects)}::json)))
        or (feed = 'source' and subject = ${source}))
    returning 1`)
  if (noted.length > 0) await tx.rows(sql`select pg_notify('jidoka_alert', ${siteId})`)
}
