import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { AnyTool } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { findEquipmentTool } from './find-equipment.ts'
import { testContext } from './test-context.ts'

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.equipment).values({
      siteId: 'suzhou',
      id: 'SZ-GRD-13',
      level: 'machine',
      nameZh: '外圆磨床',
      nameEn: 'Cylindrical grinder',
      aliases: ['13号机'],
    }),
  )
})
afterAll(() => db.close())

const both = { principal: principalOf('suzhou', 'dongguan') }
type Found = { equipment: { id: string; site: string }[]; total: number; truncated: boolean }
const ask = async (args: unknown, changes = {}) => {
  const context = testContext(db, changes)
  const { data } = await runTool(findEquipmentTool as unknown as AnyTool, context, args)
  return data as Found
}
const idsOf = async (text: string, changes = {}) =>
  (await ask({ text }, changes)).equipment.map(({ id }) => id)

describe('equipment is found', () => {
  it.each([
    ['3号机', ['SZ-CNC-03']],
    ['13号机', ['SZ-GRD-13']],
    ['3号机为什么停机?', ['SZ-CNC-03']],
    ['cnc 03', ['SZ-CNC-03']],
    ['ＣＮＣ－03', ['SZ-CNC-03']],
    ['sz-cnc-03', ['SZ-CNC-03']],
    ['grinder', ['SZ-GRD-13']],
    ['cilindrical grindr', ['SZ-GRD-13']],
    ['2号线', ['SZ-L2']],
    ['数控机床', ['SZ-CNC-01', 'SZ-CNC-02', 'SZ-CNC-03', 'SZ-CNC-04']],
    ['reactor vessel', []],
  ])('%s', async (text, ids) => {
    expect(await idsOf(text)).toEqual(ids)
  })

  it('at every site that shares the nickname, unless one is named', async () => {
    expect(await idsOf('3号机', both)).toEqual(['DG-CNC-03', 'SZ-CNC-03'])
    expect(await idsOf('东莞3号机', both)).toEqual(['DG-CNC-03'])
    expect(await idsOf('Suzhou CNC-03', both)).toEqual(['SZ-CNC-03'])
  })

  it('only at the sites of the person who asks', async () => {
    expect(await idsOf('DG-CNC-03')).not.toContain('DG-CNC-03')
  })
})

describe('a list', () => {
  it('of what stands under a line', async () => {
    const { equipment } = await ask({ under: 'SZ-L2' })
    expect(equipment.map(({ id }) => id)).toEqual(['SZ-CNC-03', 'SZ-CNC-04'])
  })

  it('that is cut says so', async () => {
    expect(await ask({ level: 'machine', limit: 2 })).toMatchObject({ total: 5, truncated: true })
  })

  it('under something unknown is an error with the nearest', async () => {
    await expect(ask({ under: 'SZ-L9' })).rejects.toMatchObject({
      field: 'under',
      hint: expect.stringContaining('SZ-L1'),
    })
  })
})
