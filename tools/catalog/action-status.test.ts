import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import type { ToolContext } from '../define-tool.ts'
import { runTool } from '../surfaces.ts'
import { actionStatusTool } from './action-status.ts'
import { openMaintenanceTicketTool } from './open-maintenance-ticket.ts'
import { approveAndExecute, openShop, personAt, type Shop } from './test-shop.ts'

let db: Db
let shop: Shop
let action_id: string
const ask = (args: Record<string, unknown>, changes: Partial<ToolContext> = {}) =>
  runTool(actionStatusTool, { ...shop.ctx, ...changes }, args)

beforeAll(async () => {
  db = await openTestDb()
  shop = await openShop(db, 'suzhou')
  const tool = openMaintenanceTicketTool
  const filed = await runTool(tool, shop.ctx, { equipment: '1号机', title: 'Coolant leaks' })
  action_id = filed.proposal?.action_id ?? ''
})
afterAll(() => db.close())

test('follows an action from pending to done, with who decided and what came of it', async () => {
  expect((await ask({ action_id })).data).toMatchObject({
    status: 'pending',
    decisions: [],
    result: null,
    requested_by: 'operator@suzhou',
    inbox_url: `http://plant.test/inbox/suzhou/${action_id}`,
  })
  await approveAndExecute(shop, action_id)
  expect((await ask({ action_id })).data).toMatchObject({
    status: 'done',
    decisions: [{ decided_by: 'supervisor@suzhou', verdict: 'approve' }],
    result: { ticketId: expect.stringMatching(/^MT-/) },
  })
})

test('an action of another site is as unknown as one that never was', async () => {
  const stranger = { principal: personAt('dongguan', 'supervisor') }
  await expect(ask({ action_id }, stranger)).rejects.toMatchObject({ code: 'not_found' })
  await expect(ask({ action_id: 'act_none' })).rejects.toThrow(
    'No action "act_none" is known to you.',
  )
})
