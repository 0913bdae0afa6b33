import { beforeEach, expect, test } from 'vitest'
import { executeReady, type ProposalView, proposeUndo } from '../../actions/index.ts'
import { addDocument, retireDocument, searchPassages } from '../../knowledge/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { effects } from './effects.ts'
import { proposeChangeTool } from './propose-change.ts'
import { approve, approveAndExecute, openShop, proposalOf, type Shop } from './test-shop.ts'

let shops = 0
const hour_ms = 3_600_000

describeOnSharedStore('publishing a document', (store) => {
  let shop: Shop
  let now: Date
  beforeEach(async () => {
    shops += 1
    shop = await openShop(store(), `docs${shops}`)
    now = shop.ctx.clock()
    shop.ctx.clock = () => now
    await add('Spindle torque is 45 N.\n\nSecret recipe: 12 % salt.', undefined)
    await add('Spindle torque is 50 N.\n\nSecret recipe: 13 % salt.', null)
  })

  const add = (text: string, inForce: null | undefined) =>
    addDocument(
      { db: store(), clock: shop.ctx.clock },
      {
        ...{ siteId: shop.siteId, id: 'SOP', fileName: 'sop.md', addedBy: 'owner' },
        bytes: new TextEncoder().encode(text),
        ...(inForce === null ? { inForce } : {}),
      },
    )
  const ask = async (change: Record<string, unknown>): Promise<ProposalView> => {
    const given = { kind: 'document', document: 'sop', ...change }
    const ctx = { ...shop.ctx, idempotencyKey: JSON.stringify(given) }
    const args = { change: given, reason: 'the torque was wrong', site: shop.siteId }
    const { proposal } = await runTool(proposeChangeTool, ctx, args)
    return proposalOf(shop, proposal?.action_id ?? '')
  }
  const later = (hours: number) => new Date(now.getTime() + hours * hour_ms)
  const torqueAt = async (at: Date) => {
    const reader = { db: store(), principal: shop.ctx.principal }
    const { passages } = await searchPassages(reader, { query: 'spindle torque', limit: 5, at })
    return passages.map(({ revision }) => revision)
  }

  test('the card counts what changes and says none of it; approved, it is in force', async () => {
    const view = await ask({ revision: 2 })
    expect(view).toMatchObject({ tool: 'publish_document', risk: 'medium', status: 'pending' })
    expect(view.diff.entries.map(({ label, before, after }) => [label.en, before, after])).toEqual([
      ['Revision in force', 1, 2],
      ['Passages changed', 0, 1],
    ])
    expect(JSON.stringify(view)).not.toMatch(/salt|50 N/)
    expect(await torqueAt(now)).toEqual([1])
    now = later(1)
    expect((await approveAndExecute(shop, view.id)).status).toBe('done')
    expect(await torqueAt(now)).toEqual([2])
    expect(await torqueAt(new Date(now.getTime() - 1))).toEqual([1])
  })

  test('undone, the former revision is in force again', async () => {
    const { id } = await ask({ revision: 2 })
    await approveAndExecute(shop, id)
    now = later(2)
    const requester = { ...shop.ctx, idempotencyKey: `undo ${id}` }
    const at = { siteId: shop.siteId, id }
    const undo = await proposeUndo({ ...shop.ctx, effects }, requester, at)
    expect((await approveAndExecute(shop, undo.id)).status).toBe('done')
    expect(await torqueAt(now)).toEqual([1])
    expect((await proposalOf(shop, id)).status).toBe('compensated')
  })

  test('planned, it comes at its time; retired, nothing is found', async () => {
    const from = later(48)
    await approveAndExecute(shop, (await ask({ revision: 2, from: from.toISOString() })).id)
    expect(await torqueAt(new Date(from.getTime() - 1))).toEqual([1])
    expect(await torqueAt(from)).toEqual([2])
    const retire = await ask({ revision: null })
    expect(retire.evidence.map(({ label }) => label.en)).toContain('Reason')
    await approveAndExecute(shop, retire.id)
    expect(await torqueAt(from)).toEqual([])
  })

  test('approved when something else is in force by now, it is stale', async () => {
    const view = await ask({ revision: 2 })
    now = later(1)
    await retireDocument({ db: store(), clock: () => now }, { siteId: shop.siteId, id: 'SOP' })
    await approve(shop, view.id)
    await executeReady({ db: store(), clock: () => now, effects })
    expect(await proposalOf(shop, view.id)).toMatchObject({
      status: 'stale',
      result: { precondition: 'document_unchanged' },
    })
    expect(await torqueAt(now)).toEqual([])
  })

  test('two that were approved at once: one is done, the other is stale', async () => {
    const [first, second] = [await ask({ revision: 2 }), await ask({ revision: null })]
    await approve(shop, first.id)
    await approve(shop, second.id)
    await Promise.all(
      [1, 2].map(() => executeReady({ db: store(), clock: shop.ctx.clock, effects })),
    )
    const ended = await Promise.all([first, second].map(({ id }) => proposalOf(shop, id)))
    expect(ended.map(({ status }) => status).sort()).toEqual(['done', 'stale'])
  })

  test.each([
    [{ revision: 3 }, 'revision', /It has: 1, 2/],
    [{ revision: 1 }, 'change', /differs/],
    [{ revision: 2, from: '2001-01-01' }, 'from', /later time/],
    [{ revision: 2, until: '2001-01-01' }, 'until', /later time/],
    [{ revision: 2, document: 'sopp' }, 'document', /SOP/],
  ])('%j is refused at %s with a way out', async (change, field, hint) => {
    await expect(ask(change)).rejects.toMatchObject({
      field,
      hint: expect.stringMatching(hint),
    })
  })
})
