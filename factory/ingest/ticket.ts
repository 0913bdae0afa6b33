import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type Checked, type GoodRow, refuse } from './parse-rows.ts'

/** An import changes the tickets that it brought, never those of an approved action or of others. */
export async function refuseForeignTickets(
  tx: Tx,
  rows: GoodRow[],
  { siteId, source }: { siteId: string; source: string },
): Promise<Checked> {
  const ids = JSON.stringify(rows.map(({ row }) => row.id))
  const foreign = await tx.rows<{ id: string; owner: string }>(sql`
    select t.id, coalesce(t.source, 'an approved action') as owner from ticket t
    where t.site_id = ${siteId} and t.id in (select json_array_elements_text(${ids}::json))
      and (t.origin <> 'import' or t.source is distinct from ${source})`)
  const owners = new Map(foreign.map(({ id, owner }) => [id, owner]))
  const checked: Checked = { good: [], bad: [] }
  for (const item of rows) {
    const id = String(item.row.id)
    const owner = owners.get(id)
    if (owner === undefined) checked.good.push(item)
    else checked.bad.push(refuse(item, [foreignTicket(id, owner)]))
  }
  return checked
}

const foreignTicket = (id: string, owner: string) => ({
  field: 'id',
  value: id,
  reason: `is a ticket of ${owner} already`,
})
