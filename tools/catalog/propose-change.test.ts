import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { decide, executeReady, type ProposalView, proposeUndo } from '../../actions/index.ts'
import { seedMetrics } from '../../factory/index.ts'
import { plantNow } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { effects } from './effects.ts'
import { proposeChangeTool } from './propose-change.ts'
import { openShop, personAt, proposalOf, type Shop } from './test-shop.ts'

let shops = 0

const alert = { kind: 'alert_rule', rule: 'r' }

describeOnSharedStore('a proposed change', (store) => {
  let shop: Shop
  beforeEach(async () => {
    shops += 1
    shop = await openShop(store(), `site${shops}`)
    await furnish(store(), shop)
  })

  const rows = <Row = Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<Row[]> =>
    store().tx('read', (tx) => tx.rows<Row>(query))
  const ask = (change: Record<string, unknown>, reason = 'because it is due') =>
    runTool(
      proposeChangeTool,
      { ...shop.ctx, idempotencyKey: JSON.stringify(change) },
      { change, reason, site: shop.siteId },
    )
  const filed = async (change: Record<string, unknown>): Promise<ProposalView> =>
    proposalOf(shop, (await ask(change)).proposal?.action_id ?? '')

  const carryOut = async (view: ProposalView): Promise<ProposalView> => {
    const { siteId, id, version, argsSha256 } = view
    for (const role of ['quality', 'manager', 'supervisor']) {
      const decider = { principal: personAt(siteId, role), channel: 'web' }
      const shown = { siteId, id, version, argsSha256, verdict: 'approve' as const }
      await decide(shop.ctx, decider, shown)
    }
    await executeReady({ db: store(), clock: shop.ctx.clock, effects })
    return proposalOf(shop, id)
  }
  const undo = async ({ siteId, id }: ProposalView): Promise<ProposalView> => {
    const requester = { ...shop.ctx, idempotencyKey: `undo ${id}` }
    return carryOut(await proposeUndo({ ...shop.ctx, effects }, requester, { siteId, id }))
  }

  const ticketNow = () =>
    rows(sql`select status, priority, description, closed_at is null as running from ticket
      where site_id = ${shop.siteId} and id = 'T1'`)

  test('closes a ticket with its reason, and undone, opens it again', async () => {
    const view = await filed({ kind: 'ticket', ticket: 't1', status: 'closed', priority: 'low' })
    expect(view).toMatchObject({ tool: 'change_ticket', risk: 'low', status: 'pending' })
    expect(await carryOut(view)).toMatchObject({ status: 'done' })
    const closed = { status: 'closed', priority: 'low', description: 'because it is due' }
    expect(await ticketNow()).toEqual([{ ...closed, running: false }])
    expect(await undo(view)).toMatchObject({ status: 'done', result: { compensates: view.id } })
    expect(await ticketNow()).toMatchObject([{ status: 'open', priority: 'high', running: true }])
    expect(await proposalOf(shop, view.id)).toMatchObject({ status: 'compensated' })
  })

  test('a ticket that somebody else changed since is stale, with what it became', async () => {
    const view = await filed({ kind: 'ticket', ticket: 'T1', status: 'closed' })
    await store().tx('ingest', (tx) =>
      tx.rows(sql`update ticket set status = 'in_progress' where site_id = ${shop.siteId}`),
    )
    const { status, result } = await carryOut(view)
    expect({ status, result }).toMatchObject({
      status: 'stale',
      result: { precondition: 'ticket_unchanged', before: 'open', after: 'in_progress' },
    })
  })

  test('a lot that is held stays held, whatever an import says', async () => {
    const view = await filed({ kind: 'lot', lot: 'L1', disposition: 'held' })
    expect(view).toMatchObject({ tool: 'dispose_lot', risk: 'medium' })
    expect((await carryOut(view)).status).toBe('done')
    await store().tx('ingest', (tx) =>
      tx.rows(
        sql`update lot set disposition = 'released', quantity = 9 where site_id = ${shop.siteId}`,
      ),
    )
    const lot = () =>
      rows(sql`select disposition, quantity from lot where site_id = ${shop.siteId}`)
    expect(await lot()).toEqual([{ disposition: 'held', quantity: 9 }])
    expect((await undo(view)).status).toBe('done')
    expect(await lot()).toEqual([{ disposition: 'open', quantity: 9 }])
  })

  test.each(['owner', 'execute', 'ingest'] as const)(
    '%s changes no effect of its own accord',
    async (role) => {
      await filed({ kind: 'lot', lot: 'L1', disposition: 'held' })
      const where = `where site_id = '${shop.siteId}'`
      for (const statement of [
        `update lot set disposition = 'held', disposition_action_id = 'x' ${where}`,
        `update machine_parameter set value = 1, action_id = 'x' ${where}`,
        `update machine_parameter_version set value = 1 ${where}`,
        `insert into purchase_request select site_id, 'x', 'M', null, 1, 'kg', 1, 'CNY', now(), '', '', now(),
          'action', 'x' from site ${where}`,
        `insert into alert_rule select site_id, 'x', 1, 'oee', 'x', 'above', 1, '%', false, 'action', 'x', now()
          from site ${where}`,
        `insert into delivery select site_id, 'x', 'c', 'h', 'ready', 0, 0, true, false, now(), null, null,
          null, null, null, now(), null from site ${where}`,
        `update ticket set status = 'closed', origin = 'action', action_id = 'x' ${where}`,
      ]) {
        const outcome = store().tx(role, (tx) => tx.exec(statement))
        await expect(outcome, statement).rejects.toThrow(
          /needs an approved action|append-only|permission denied/,
        )
      }
    },
  )

  const speed = { kind: 'parameter', machine: '1号机', parameter: 'speed', value: 900, unit: 'rpm' }

  test('a parameter keeps each value that it had, and says that somebody must set it', async () => {
    const view = await filed(speed)
    expect(view).toMatchObject({ tool: 'change_parameter', risk: 'medium', approvalsNeeded: 1 })
    expect(view.evidence.map(({ value }) => value.en)).toContain(
      'It is recorded as a work instruction: somebody sets it at the machine.',
    )
    expect((await carryOut(view)).status).toBe('done')
    const history = await rows<{ value: number; version: number; by: string | null }>(sql`
      select version, value, action_id as by from machine_parameter_version
      where site_id = ${shop.siteId} and machine_id = ${shop.machine(1)} order by version`)
    expect(history).toEqual([
      { version: 1, value: 800, by: null },
      { version: 2, value: 900, by: view.id },
    ])
  })

  test('a parameter of a machine of criticality A takes two people', async () => {
    const asker = { ...shop.ctx, principal: personAt(shop.siteId, 'maintenance') }
    const change = { ...speed, machine: '2号机' }
    const { proposal } = await runTool(proposeChangeTool, asker, {
      ...{ change, reason: 'faster', site: shop.siteId },
    })
    expect(await proposalOf(shop, proposal?.action_id ?? '')).toMatchObject({
      ...{ risk: 'high', approvalsNeeded: 2, policyRule: 'change_parameter_on_a' },
    })
  })

  test.each([
    [{ ...speed, value: 1200 }, /value: 1200 rpm is outside of its limits/],
    [{ ...speed, unit: '1/min' }, /unit: "1\/min" is not the unit/],
    [{ ...speed, parameter: 'sped' }, /parameter: "sped" is not known/],
    [{ ...speed, value: 800 }, /it is all so already/],
    [{ kind: 'lot', lot: 'L2', disposition: 'held' }, /lot: "L2" is not known/],
    [{ kind: 'purchase', material: 'steel', quantity: 1, needed_by: 'soon' }, /needed_by/],
    [
      { kind: 'purchase', material: 'steel', quantity: 1, needed_by: '2024-02-29' },
      /needed_by: "2024-02-29" lies in the past/,
    ],
    [
      { kind: 'purchase', material: 'steel', quantity: 1e308, needed_by: '2026-12-01' },
      /quantity: 1e\+308/,
    ],
    [{ ...alert, metric: 'oee' }, /comparison: above or below what/],
    [{ ...alert, metric: 'oee', comparison: 'below' }, /threshold: the limit is not said/],
    [{ ...alert, rule: 'Low OEE', metric: 'oee' }, /rule: "Low OEE" is no name/],
    [
      { ...alert, metric: 'tag:nothing', comparison: 'above', threshold: 1 },
      /"nothing" is not known/,
    ],
    [{ ...alert, metric: 'state:broken' }, /"broken" is no state/],
    [{ ...alert, metric: 'source:nobody', threshold: 5 }, /"nobody" is not known/],
    [
      { ...alert, metric: 'oee', comparison: 'below', threshold: 60, clear: 50 },
      /clear: it lies beyond the threshold/,
    ],
  ])('%j is refused by name', async (change, says) => {
    await expect(ask(change)).rejects.toThrow(says)
  })

  test.each([
    ['steel', 10, 'medium', 120],
    ['steel', 10_000, 'high', 120_000],
    ['gold', 1, 'high', null],
  ])('of %s %d are %s risk', async (material, quantity, risk, amount) => {
    const view = await filed({ kind: 'purchase', material, quantity, needed_by: '2026-12-01' })
    expect(view).toMatchObject({ tool: 'request_purchase', risk, args: { amount } })
    expect((await carryOut(view)).status).toBe('done')
    const [request] = await rows(sql`select quantity, unit, amount, currency from purchase_request
      where site_id = ${shop.siteId}`)
    expect(request).toEqual({ quantity, unit: 'kg', amount, currency: 'CNY' })
    await expect(undo(view)).rejects.toThrow(/only purchasing can cancel/)
  })

  test('may be told in another multiple of the unit that it is counted in', async () => {
    const asked = { kind: 'purchase', material: 'steel', needed_by: '2026-12-01' }
    const view = await filed({ ...asked, quantity: 2.5, unit: 't' })
    expect(view).toMatchObject({ args: { quantity: 2500, unit: 'kg' } })
    await expect(ask({ ...asked, quantity: 2, unit: 'm' })).rejects.toThrow(
      /counted in kg, not in m/,
    )
  })

  test.each([
    [{ metric: 'state:down', for_minutes: 10 }, 'machine state of', 'down for 10 min'],
    [{ metric: 'stock:steel', comparison: 'below', threshold: 5 }, 'stock of steel', 'below 5 kg'],
    [{ metric: 'oee', comparison: 'unusual' }, 'oee', '5 deviations from the median'],
    [{ metric: 'oee', comparison: 'spc' }, 'oee', 'breaks its control chart'],
  ])('an alert rule for %j says what it watches and when', async (rule, watched, when) => {
    const asker = { ...shop.ctx, principal: personAt(shop.siteId, 'maintenance') }
    shop = { ...shop, ctx: asker }
    const view = await filed({ ...alert, rule: 'said', ...rule })
    expect(view.title.en).toContain(watched)
    expect(view.title.en).toContain(when)
  })

  test('an alert rule is a new version each time, and undone, the one before', async () => {
    const rule = { kind: 'alert_rule', rule: 'low_oee', metric: 'oee', comparison: 'below' }
    const asker = { ...shop.ctx, principal: personAt(shop.siteId, 'maintenance') }
    shop = { ...shop, ctx: asker }
    await carryOut(await filed({ ...rule, threshold: 60 }))
    const second = await filed({ ...rule, threshold: 70 })
    expect((await carryOut(second)).status).toBe('done')
    expect((await undo(second)).status).toBe('done')
    const versions = await rows(sql`select version, threshold, retired from alert_rule
      where site_id = ${shop.siteId} order by version`)
    expect(versions.map((one) => [one.version, one.threshold, one.retired])).toEqual([
      ...[
        [1, 60, false],
        [2, 70, false],
        [3, 60, false],
      ],
    ])
  })
})

async function furnish(db: Db, { siteId, machine }: Shop): Promise<void> {
  await db.tx('app', (tx) =>
    tx.orm.insert(schema.userRole).values(
      (['quality', 'manager', 'maintenance'] as const).map((role) => ({
        ...{ siteId, userId: personAt(siteId, role).userId, role },
      })),
    ),
  )
  await db.tx('ingest', async (tx) => {
    await seedMetrics(tx, plantNow)
    await tx.rows(sql`update equipment set criticality = 'A' where id = ${machine(2)}`)
    await tx.orm.insert(schema.ticket).values({
      ...{ siteId, id: 'T1', equipmentId: machine(1), kind: 'corrective', status: 'open' },
      ...{ priority: 'high', title: 'Noise', openedAt: plantNow, origin: 'import' },
    })
    await tx.orm.insert(schema.lot).values({
      ...{ siteId, id: 'L1', productId: 'P', quantity: 100, producedAt: plantNow },
      disposition: 'open',
    })
    const named = { nameZh: '转速', nameEn: 'Speed', unit: 'rpm', lowerLimit: 500 }
    await tx.orm.insert(schema.machineParameter).values(
      [1, 2].map((n) => ({
        ...{ siteId, machineId: machine(n), id: 'speed', ...named, upperLimit: 1000, value: 800 },
      })),
    )
    await tx.orm.insert(schema.material).values([
      { siteId, id: 'steel', nameZh: '钢', nameEn: 'Steel', unit: 'kg', unitCost: 12 },
      { siteId, id: 'gold', nameZh: '金', nameEn: 'Gold', unit: 'kg' },
    ])
  })
}
