/** A line of two machines with their tags, for tests of the live doors. */
import { sql } from 'drizzle-orm'
import { type IngestDeps, ingest, type StreamName, type StreamRow } from '../../factory/index.ts'
import type { Db } from '../../store/index.ts'

export const plantSite = 'suzhou'

const machine = { level: 'machine' as const, nameZh: '加工中心', nameEn: 'Machining centre' }
const names = (text: string) => ({ nameZh: text, nameEn: text })

/** Sends rows of master data by the door itself. */
export async function makePlant(deps: IngestDeps, siteId = plantSite): Promise<void> {
  const send = <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
    ingest(deps, { siteId, source: 'erp', stream, rows })
  await send('site', [{ nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }])
  await send('equipment', [
    { id: 'CNC-01', ...machine },
    { id: 'CNC-02', ...machine },
  ])
  const tags = ['CNC-01', 'CNC-02'].flatMap((equipmentId) =>
    ['temperature', 'vibration'].map((tag) => ({ id: `${equipmentId}.${tag}`, equipmentId, tag })),
  )
  await send(
    'tag',
    tags.map(({ tag, ...row }) => ({
      ...row,
      ...names(tag),
      unit: tag === 'vibration' ? 'mm/s' : '°C',
    })),
  )
  await send('downtime_reason', [{ id: 'jam', ...names('Jam'), lossClass: 'failure' }])
  await send('product', [{ id: 'P1', ...names('Shaft'), family: 'shaft' }])
  const machineIds = ['CNC-01', 'CNC-02']
  const operation = { productId: 'P1', seq: 10, ...names('Turn'), setupS: 0, runSPerPiece: 40 }
  await send('routing_operation', [{ ...operation, machineIds }])
}

/** One number from the store, such as a count. */
export async function numberOf(db: Db, statement: string): Promise<number> {
  const [row] = await db.tx('read', (tx) => tx.rows<{ n: number }>(sql.raw(statement)))
  return row?.n ?? 0
}
