/** A shop of its own for each test, at one site of a shared store, with people and a way to approve. */
import { decide, executeReady, getProposal, type ProposalView } from '../../actions/index.ts'
import type { Principal } from '../../base/principal.ts'
import { plantNow } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import type { ToolContext } from '../define-tool.ts'
import { effects } from './effects.ts'
import { testContext } from './test-context.ts'

export type Shop = { siteId: string; ctx: ToolContext; machine: (n: number) => string }

export const personAt = (siteId: string, role: string): Principal => ({
  userId: `${role}@${siteId}`,
  roles: [{ siteId, role }],
  language: 'en',
})

/** One line with three machines, `1号机` to `3号机`; the context is that of its operator. */
export async function openShop(db: Db, siteId: string): Promise<Shop> {
  const machine = (n: number) => `${siteId}-M${n}`
  await db.tx('ingest', async (tx) => {
    const names = { nameZh: siteId, nameEn: siteId }
    await tx.orm.insert(schema.site).values({ siteId, ...names, zone: 'Asia/Shanghai' })
    await tx.orm.insert(schema.equipment).values([
      { siteId, id: `${siteId}-L1`, level: 'line', nameZh: '1号线', nameEn: 'Line 1' },
      ...[1, 2, 3].map((n) => ({
        siteId,
        id: machine(n),
        level: 'machine' as const,
        nameZh: `${n}号机`,
        nameEn: `Machine ${n}`,
        lineId: `${siteId}-L1`,
      })),
    ])
  })
  await db.tx('app', (tx) =>
    tx.orm.insert(schema.userRole).values(
      (['operator', 'supervisor'] as const).map((role) => ({
        siteId,
        userId: personAt(siteId, role).userId,
        role,
      })),
    ),
  )
  return { siteId, machine, ctx: testContext(db, { principal: personAt(siteId, 'operator') }) }
}

export async function proposalOf({ ctx, siteId }: Shop, id: string): Promise<ProposalView> {
  const proposal = await getProposal(ctx.db, ctx.principal, siteId, id)
  if (!proposal) throw new Error(`no proposal ${id}`)
  return proposal
}

export async function approve(shop: Shop, id: string): Promise<void> {
  const { version, argsSha256 } = await proposalOf(shop, id)
  const decider = { principal: personAt(shop.siteId, 'supervisor'), channel: 'web' }
  const { outcome } = await decide(shop.ctx, decider, {
    siteId: shop.siteId,
    id,
    version,
    argsSha256,
    verdict: 'approve',
  })
  if (outcome !== 'approved') throw new Error(`not approved: ${outcome}`)
}

/** The supervisor approves, the executor runs; what became of it. */
export async function approveAndExecute(shop: Shop, id: string): Promise<ProposalView> {
  await approve(shop, id)
  await executeReady({ db: shop.ctx.db, clock: shop.ctx.clock, effects })
  return proposalOf(shop, id)
}

/** A (due in 3 h) on machine 1, then 3; B (due in 1.5 h) on machine 2. Each operation takes 1 h. */
export async function writeWork(db: Db, { siteId, machine }: Shop): Promise<void> {
  const at = (hours: number) => new Date(plantNow.getTime() + hours * 3_600_000)
  const order = (id: string, dueH: number) => ({
    siteId,
    id,
    productId: 'P1',
    quantity: 10,
    releaseAt: at(-50),
    dueAt: at(dueH),
    status: 'released' as const,
  })
  const operation = (orderId: string, seq: number, machines: number[]) => ({
    siteId,
    orderId,
    seq,
    machineIds: machines.map(machine),
    runSPerPiece: 360,
    setupS: 0,
    status: 'waiting' as const,
  })
  const slot = (orderId: string, seq: number, [n, fromH]: [number, number]) => ({
    siteId,
    scheduleId: 'S1',
    orderId,
    seq,
    machineId: machine(n),
    startAt: at(fromH),
    endAt: at(fromH + 1),
    setupS: 0,
  })
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.productionOrder).values([order('A', 3), order('B', 1.5)])
    await tx.orm
      .insert(schema.orderOperation)
      .values([operation('A', 10, [1, 2]), operation('A', 20, [3]), operation('B', 10, [2, 1])])
    await tx.orm.insert(schema.scheduleVersion).values({
      siteId,
      id: 'S1',
      status: 'current',
      origin: 'import',
      publishedAt: at(-9),
      publishedBy: 'planner',
      indicators: {},
    })
    await tx.orm
      .insert(schema.scheduleSlot)
      .values([slot('A', 10, [1, 0]), slot('A', 20, [3, 1]), slot('B', 10, [2, 0])])
    await tx.orm.insert(schema.ingestSource).values({
      siteId,
      source: 'test',
      stream: 'machine_state',
      dataUntil: at(-0.1),
      receivedAt: at(-0.1),
      rows: 1,
      refused: 0,
    })
  })
}
