import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { executeReady, proposeUndo } from '../../actions/index.ts'
import { listGlossary, putTerm } from '../../knowledge/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { effects } from './effects.ts'
import { proposeChangeTool } from './propose-change.ts'
import {
  approve,
  approveAndExecute,
  openShop,
  personAt,
  proposalOf,
  type Shop,
} from './test-shop.ts'

let shops = 0

describeOnSharedStore('teaching a word', (store) => {
  let shop: Shop
  beforeEach(async () => {
    shops += 1
    shop = await openShop(store(), `terms${shops}`)
  })

  const ask = async (...words: string[]) => {
    const ctx = { ...shop.ctx, idempotencyKey: words.join() }
    const args = { change: { kind: 'term', words }, reason: 'we say so', site: shop.siteId }
    const { proposal } = await runTool(proposeChangeTool, ctx, args)
    return proposalOf(shop, proposal?.action_id ?? '')
  }
  const terms = async () =>
    (await listGlossary(store(), shop.ctx.principal)).map(({ term, version, status, zh, en }) =>
      [term, version, status, ...zh, ...en].join(' '),
    )

  test('changes nothing until somebody who leads approves, and names who taught it', async () => {
    const { id, title, risk } = await ask('综效', '设备综合效率', 'OEE')
    expect(title.en).toBe('Glossary: 综效 = 设备综合效率 = OEE')
    expect(risk).toBe('low')
    expect(await terms()).toEqual([])
    expect((await approveAndExecute(shop, id)).status).toBe('done')
    expect(await terms()).toEqual(['1 1 active 综效 设备综合效率 OEE'])
    const [one] = await listGlossary(store(), shop.ctx.principal)
    expect(one?.changedBy).toBe(shop.ctx.principal.userId)
  })

  test('joins the words that mean the same already; undone, they stand as before', async () => {
    const leader = { principal: personAt(shop.siteId, 'supervisor'), channel: 'web' }
    const given = { siteId: shop.siteId, zh: ['设备综合效率'], en: ['OEE'], note: '' }
    await putTerm(shop.ctx, leader, given)
    const { id } = await ask('综效', '设备综合效率')
    await approveAndExecute(shop, id)
    expect(await terms()).toEqual(['1 2 active 设备综合效率 综效 OEE'])
    const undo = await proposeUndo(
      { ...shop.ctx, effects, routeOf: () => null },
      {
        ...{ principal: shop.ctx.principal, channel: 'web' },
        ...{ tainted: false, idempotencyKey: `undo ${id}` },
      },
      { siteId: shop.siteId, id },
    )
    await approveAndExecute(shop, undo.id)
    expect(await terms()).toEqual(['1 3 active 设备综合效率 OEE'])
  })

  test('is refused for a word that means something else there, with the way out', async () => {
    await approveAndExecute(shop, (await ask('质量', '合格率')).id)
    await expect(ask('质量', '一次合格率')).rejects.toThrow(/质量.*合格率.*already/)
  })

  test('goes stale when the words change before it is executed', async () => {
    await approveAndExecute(shop, (await ask('综效', '设备综合效率')).id)
    const { id } = await ask('总效率', '设备综合效率')
    await approve(shop, id)
    const leader = { principal: personAt(shop.siteId, 'supervisor'), channel: 'web' }
    const at = { siteId: shop.siteId, term: 1, version: 1, note: '' }
    await putTerm(shop.ctx, leader, { ...at, zh: ['综合'], en: ['OEE'] })
    await executeReady({ db: store(), clock: shop.ctx.clock, effects })
    expect((await proposalOf(shop, id)).status).toBe('stale')
  })

  test('cannot be done by the function outside of an execution', async () => {
    const put = sql`select jidoka_set_term(${shop.siteId}, 'act', '{"zh":["a"],"en":["b"]}', now())`
    await expect(store().tx('execute', (tx) => tx.rows(put))).rejects.toThrow()
    expect(await terms()).toEqual([])
  })
})
