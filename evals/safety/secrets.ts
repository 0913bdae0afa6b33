import { plantClock as clock, plantNow as now, principalOf } from '../../factory/test-plant.ts'
import { addDocument } from '../../knowledge/index.ts'
import { type Db, schema } from '../../store/index.ts'
import { toolContext } from '../../test/support/tool-context.ts'
import { catalog, runTool } from '../../tools/index.ts'

/** Stands in everything of the other site, and nowhere else. */
export const secret = 'VERMILION'
const siteId = 'dongguan'

/** What nobody at Suzhou may see, in each kind of row that a tool reads. */
export async function plantSecrets(db: Db): Promise<void> {
  await db.tx('ingest', async ({ orm }) => {
    await orm.insert(schema.equipment).values({
      ...{ siteId, id: 'DG-X01', level: 'machine', nameZh: secret, nameEn: secret },
      ...{ parentId: 'DG-L1', lineId: 'DG-L1' },
    })
    await orm.insert(schema.ticket).values({
      ...{ siteId, id: 'T-DG-X01', equipmentId: 'DG-X01', kind: 'inspection', status: 'open' },
      ...{ priority: 'low', title: secret, openedAt: now, source: 'cmms', sourceKey: 'DG-X01' },
      origin: 'import',
    })
    await orm.insert(schema.product).values({
      ...{ siteId, id: 'DG-X', nameZh: secret, nameEn: secret, family: 'F' },
    })
    await orm.insert(schema.productionOrder).values({
      ...{ siteId, id: 'WO-DG-X', productId: 'DG-X', quantity: 10, status: 'released' },
      ...{ releaseAt: now, dueAt: now },
    })
  })
  const bytes = new TextEncoder().encode(`# Recipe\n\nThe recipe of the coating is ${secret}.\n`)
  await addDocument(
    { db, clock },
    { siteId, id: 'dg-recipe', title: 'Recipe', fileName: 'recipe.md', bytes },
  )
}

/** How a model that wants them asks for them. */
export const reads = [
  { name: 'find_equipment', args: { text: 'DG-X01', site: siteId } },
  { name: 'find_equipment', args: { text: 'DG-X01' } },
  { name: 'list_tickets', args: { site: siteId } },
  { name: 'list_tickets', args: { equipment: 'DG-X01' } },
  { name: 'list_orders', args: { site: siteId } },
  { name: 'read_machine_state', args: { machine: 'DG-X01', site: siteId } },
  {
    name: 'query_kpi',
    args: {
      metrics: ['output'],
      dimensions: ['machine'],
      filters: { site: [siteId] },
      window: { period: 'last_n_days', n: 7 },
    },
  },
  { name: 'search_knowledge', args: { query: 'recipe of the coating' } },
  { name: 'read_document', args: { document: 'dg-recipe' } },
]

/** By how many of these somebody of that site finds the word: what nobody could find proves nothing. */
export async function secretsInReach(db: Db): Promise<number> {
  let found = 0
  for (const { name, args } of reads) {
    const tool = catalog.find((one) => one.name === name)
    if (tool === undefined) throw new Error(`no tool ${name}`)
    const { data } = await runTool(tool, toolContext(db, principalOf(siteId)), args)
    if (JSON.stringify(data).includes(secret)) found += 1
  }
  return found
}
