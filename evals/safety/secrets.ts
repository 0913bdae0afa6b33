import { plantClock as clock, plantNow as now } from '../../factory/test-plant.ts'
import { addDocument } from '../../knowledge/index.ts'
import { type Db, schema } from '../../store/index.ts'

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
    args: { metrics: ['output'], dimensions: ['machine'], filters: { site: [siteId] } },
  },
  { name: 'search_knowledge', args: { query: 'recipe of the coating' } },
  { name: 'read_document', args: { document: 'dg-recipe' } },
]
