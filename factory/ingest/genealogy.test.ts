import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { plantClock, writePlant } from '../test-plant.ts'
import { ingest } from './ingest.ts'
import type { StreamName, StreamRow } from './streams.ts'

let db: Db
const at = '2026-11-20T08:00:00Z'
const send = <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
  ingest({ db, clock: plantClock }, { siteId: 'suzhou', source: 'mes', stream, rows })

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await send('material', [{ id: 'steel', nameZh: '轴承钢', nameEn: 'Steel', unit: 'kg' }])
  const lot = { productId: 'P1', quantity: 10, producedAt: at, disposition: 'open' as const }
  await send(
    'lot',
    ['L-1', 'L-2'].map((id) => ({ id, ...lot })),
  )
  await send('material_lot', [{ id: 'M-7', materialId: 'steel', quantity: 50, receivedAt: at }])
})
afterAll(() => db.close())

test('genealogy sent twice is stored once; a shipment corrected replaces the former', async () => {
  const inputs = [
    { lotId: 'L-1', materialLotId: 'M-7', quantity: 5, at },
    { lotId: 'L-2', fromLotId: 'L-1', at },
  ]
  expect(await send('lot_input', inputs)).toMatchObject({ written: 2, refusedRows: 0 })
  expect(await send('lot_input', inputs)).toMatchObject({ written: 0, duplicates: 2 })
  const shipped = { lotId: 'L-2', customer: 'C-9', quantity: 4, shippedAt: at }
  await send('lot_shipment', [shipped])
  await send('lot_shipment', [{ ...shipped, quantity: 6 }])
  const rows = await db.tx('owner', (tx) => tx.orm.select().from(schema.lotShipment))
  expect(rows).toMatchObject([{ lotId: 'L-2', customer: 'C-9', quantity: 6, source: 'mes' }])
})

test('a row that names no parent, two, itself or an unknown one is refused by field and fix', async () => {
  const { refused } = await send('lot_input', [
    { lotId: 'L-1', at },
    { lotId: 'L-1', fromLotId: 'L-2', materialLotId: 'M-7', at },
    { lotId: 'L-1', fromLotId: 'L-1', at },
    { lotId: 'L-1', materialLotId: 'M-8', at },
    { lotId: 'L-3', fromLotId: 'L-1', at },
  ])
  expect(refused.map(({ field, value, reason }) => [field, value, reason])).toEqual([
    ['fromLotId', null, 'is missing, and so is materialLotId: name one of them'],
    ['materialLotId', 'M-7', 'stands beside fromLotId: write two rows, one for each'],
    ['fromLotId', 'L-1', 'is the lot itself'],
    ['materialLotId', 'M-8', 'unknown material lot; nearest known: M-7'],
    ['lotId', 'L-3', 'unknown lot; nearest known: L-1, L-2'],
  ])
})
